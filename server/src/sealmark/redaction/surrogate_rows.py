"""The surrogate table in the database: one realm at a time (a subject, else a dataset).

- Rows hold keyed tags and sealed replacements; the table never sees a value.
- What is known of a realm is read once per batch; what a batch claims is written with its
  renditions, so that both live or die together.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from sealmark.infra import bulk
from sealmark.kernel.ids import ProjectId, new_uuid
from sealmark.redaction.models import Surrogate
from sealmark.redaction.sealing import surrogate_place
from sealmark.vault import runtime
from sealmark.vault.domain import Raw, Sealed
from sealmark.vault.mac import keyed_digest
from sealmark.vault.services import mark_raw, reveal_raw


class RealmSurrogates:
    """A `SurrogateTable` over the rows of the realm that is set."""

    def __init__(self, project: ProjectId, key: bytes) -> None:
        """Begin without a realm; `key` tags replacements, so that taken ones are known."""
        self._project = project
        self._key = key
        self._realm = UUID(int=0)
        self._known: dict[tuple[UUID, str, bytes], str] = {}
        self._taken: set[tuple[UUID, str, str]] = set()
        self._new: list[tuple[UUID, str, bytes, str]] = []

    def enter(self, realm: UUID) -> None:
        """Claims belong to `realm` from here on."""
        self._realm = realm

    def load(self, realms: set[UUID]) -> None:
        """Read what these realms hold; inside the project's scope."""
        for row in Surrogate.objects.filter(project_id=self._project, realm__in=list(realms)):
            sealed = Sealed(zone=Raw, blob=bytes(row.replacement))
            at = surrogate_place(self._project, row.id)
            text = reveal_raw(runtime.raw().open_for_project(self._project, sealed, at)).decode()
            self._known[row.realm, row.kind, bytes(row.tag)] = text
            self._taken.add((row.realm, row.kind, text.casefold()))

    def claim(self, *, kind: str, tag: bytes, candidates: Iterator[str]) -> str:
        """Return what stands for `tag`, binding the first free candidate if nothing does."""
        known = self._known.get((self._realm, kind, tag))
        if known is not None:
            return known
        chosen = next(
            one for one in candidates if (self._realm, kind, one.casefold()) not in self._taken
        )
        self._known[self._realm, kind, tag] = chosen
        self._taken.add((self._realm, kind, chosen.casefold()))
        self._new.append((self._realm, kind, tag, chosen))
        return chosen

    def save(self, now: datetime) -> None:
        """Write what was claimed since the last save; inside the project's scope."""
        rows = []
        for realm, kind, tag, text in self._new:
            row = new_uuid()
            at = surrogate_place(self._project, row)
            sealed = runtime.raw().seal_for_project(self._project, mark_raw(text.encode()), at)
            taken = keyed_digest(self._key, "taken", text.casefold().encode())
            rows.append((row, self._project, now, realm, kind, tag, taken, sealed.blob))
        bulk.insert(
            "redaction_surrogate",
            {
                **bulk.ROW,
                "realm": "uuid",
                "kind": "text",
                "tag": "bytea",
                "taken": "bytea",
                "replacement": "bytea",
            },
            rows,
        )
        self._new.clear()
