"""Render: originals in memory become renditions in memory, under one policy version.

- A redactor is kept between jobs with its model; only its surrogate table is exchanged.
- What people said must be hidden, and what was hidden before, comes with each original's past.
- Nothing is read or written here but the surrogate table, and that inside the caller's scope.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sealmark.kernel.canonical import canonical_json
from sealmark.kernel.ids import (
    AssetId,
    OrganizationId,
    ProjectId,
    RenditionId,
    UserId,
    new_handle,
)
from sealmark.redaction import selectors
from sealmark.redaction.batches import Hand, Prepared
from sealmark.redaction.conversations import turns_of
from sealmark.redaction.metadata import shown_value
from sealmark.redaction.models import PolicyVersion
from sealmark.redaction.originals import Original
from sealmark.redaction.outcome import Source
from sealmark.redaction.past import NOTHING, Past
from sealmark.redaction.pipeline import Redactor
from sealmark.redaction.policy_files import read_policy
from sealmark.redaction.replacing import Secrets
from sealmark.redaction.surrogate_rows import RealmSurrogates
from sealmark.vault import runtime
from sealmark_verify.statement import SALT_SIZE


class Renderer:
    """One policy version at work in one project."""

    def __init__(
        self,
        project: ProjectId,
        version: PolicyVersion,
        *,
        organization: OrganizationId,
        by: UserId,
    ) -> None:
        """Load the redactor of `version`; inside the project's scope."""
        key = runtime.raw().matching_key(project, "surrogate")
        self._surrogates = RealmSurrogates(project, key)
        self._redactor = _redactor(selectors.policy_yaml(version), key).with_table(self._surrogates)
        versions = canonical_json(list(self._redactor.versions))
        self.hand = Hand(
            organization=organization,
            by=by,
            version=version,
            detectors=hashlib.sha256(versions).hexdigest(),
        )

    def load(self, originals: Sequence[Original]) -> None:
        """Read the surrogates that these originals may need; inside the project's scope."""
        self._surrogates.load({original.realm for original in originals})

    def save(self, now: datetime) -> None:
        """Write the surrogates that were claimed; in the transaction that writes the renditions."""
        self._surrogates.save(now)

    def render(
        self, originals: Sequence[Original], pasts: Mapping[AssetId, Past] | None = None
    ) -> list[Prepared]:
        """Redact originals; `pasts` tell what was made of them before."""
        prepared: list[Prepared] = []
        for realm in dict.fromkeys(original.realm for original in originals):
            self._surrogates.enter(realm)
            group = [original for original in originals if original.realm == realm]
            prepared.extend(self._rendered(group, pasts or {}))
        return prepared

    def _rendered(self, group: Sequence[Original], pasts: Mapping[AssetId, Past]) -> list[Prepared]:
        sources = [_source(one, pasts.get(one.asset, NOTHING)) for one in group]
        outcomes = self._redactor.redact_many(sources)
        shown = self._shown(group)
        return [
            Prepared(
                original=one,
                outcome=outcome,
                shown=shown[number],
                rendition=RenditionId(new_handle()),
                salt=secrets.token_bytes(SALT_SIZE),
                past=pasts.get(one.asset, NOTHING),
            )
            for number, (one, outcome) in enumerate(zip(group, outcomes, strict=True))
        ]

    def _shown(self, group: Sequence[Original]) -> list[dict[str, str]]:
        """Redact metadata that people are to see, by the same policy."""
        values = [
            (number, name, Source(text=value, subject=one.subject))
            for number, one in enumerate(group)
            for name, value in one.body["shown"].items()
        ]
        outcomes = self._redactor.redact_metadata([source for _, _, source in values])
        shown: list[dict[str, str]] = [{} for _ in group]
        for (number, name, _), outcome in zip(values, outcomes, strict=True):
            shown[number][name] = shown_value(outcome)
        return shown


def redactor_of(project: ProjectId, version: PolicyVersion) -> Redactor:
    """Return a version's redactor, for detecting only; inside the project's scope."""
    key = runtime.raw().matching_key(project, "surrogate")
    return _redactor(selectors.policy_yaml(version), key).redactor


def _source(one: Original, past: Past) -> Source:
    return Source(
        text=one.body["content"],
        subject=one.subject,
        forced=tuple(place.finding() for place in past.forced),
        known=past.known,
        turns=turns_of(one.body),
    )


@dataclass(slots=True)
class _Loaded:
    """A redactor whose surrogate table can be exchanged: loading its model takes seconds."""

    redactor: Redactor
    table: "_Exchangeable"

    def with_table(self, table: RealmSurrogates) -> Redactor:
        self.table.inner = table
        return self.redactor


class _Exchangeable:
    """Hands claims on to the table of the run that uses the redactor now."""

    inner: RealmSurrogates

    def claim(self, *, kind: str, tag: bytes, candidates: Iterator[str]) -> str:
        return self.inner.claim(kind=kind, tag=tag, candidates=candidates)


@lru_cache(maxsize=4)
def _redactor(yaml: str, key: bytes) -> _Loaded:
    table = _Exchangeable()
    redactor = Redactor(read_policy(yaml), Secrets(key=key, table=table))
    return _Loaded(redactor=redactor, table=table)
