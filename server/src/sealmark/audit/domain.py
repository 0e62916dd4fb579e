"""Audit events: ids, enums, numbers and salted commitments; never content, names or e-mails.

- An event is a value; its canonical JSON is what the log's leaf commits to.
- Facts are flat or lists of ids; floats and free text have no place in them.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sealmark.kernel.canonical import canonical_json
from sealmark.kernel.errors import InvalidInputError

Fact = str | int | bool | None | list["Fact"] | dict[str, "Fact"]

# A leaf of the public log format carries its length in 16 bits.
LARGEST_EVENT = 65_535
_WORD = re.compile(r"[A-Za-z0-9._:/+=-]{0,200}")


class UnfitEventError(InvalidInputError):
    """An audit event holds something other than ids, enums, numbers and digests."""

    status = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEvent:
    """One thing that happened: who did what to which ids, in which organization's log."""

    kind: str
    organization: UUID
    project: UUID | None
    actor: UUID
    facts: Mapping[str, Fact]

    def body(self, *, event_id: UUID, at: datetime) -> bytes:
        """Return the canonical bytes that the log commits to."""
        for value in self.facts.values():
            refuse_unfit(value)
        data = canonical_json(
            {
                "id": str(event_id),
                "kind": self.kind,
                "at": spell_time(at),
                "organization": str(self.organization),
                "project": str(self.project) if self.project else None,
                "actor": str(self.actor),
                "facts": dict(self.facts),
            }
        )
        if len(data) > LARGEST_EVENT:
            raise UnfitEventError("An audit event is larger than a log entry may be.")
        return data


def spell_time(moment: datetime) -> str:
    """Write a moment as the log and every statement do: UTC, microseconds, `Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def refuse_unfit(value: Fact) -> None:
    """Refuse anything that could be a sentence: words of the log are short and have no spaces."""
    if isinstance(value, list):
        for part in value:
            refuse_unfit(part)
    elif isinstance(value, dict):
        for key, part in value.items():
            refuse_unfit(key)
            refuse_unfit(part)
    elif isinstance(value, str) and not _WORD.fullmatch(value):
        raise UnfitEventError
