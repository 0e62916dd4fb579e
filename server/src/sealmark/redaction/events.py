"""What redaction tells: of what was cleared, the workflow makes tasks."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sealmark.kernel.ids import (
    AssetId,
    ClearanceId,
    OrganizationId,
    PolicyVersionId,
    ProjectId,
    RenditionId,
    UserId,
)
from sealmark.modalities.conversation.roles import Role
from sealmark.modalities.text.same_words import same_words
from sealmark.redaction.alignment import Alignment, SpanOutsideTextError


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """How places of the rendition that people worked on lie in the one that takes its place.

    `hidden` are words that people had hidden, with their kinds; None is everything. Who wrote them
    down while they could be seen is not to be read any more. They never leave this process.
    """

    before: Alignment = field(repr=False)
    after: Alignment = field(repr=False)
    hidden: Sequence[tuple[str | None, str]] = field(default=(), repr=False)

    def hush(self, text: str) -> str:
        """Return what somebody wrote, with the hidden words replaced by their kind."""
        for words, kind in self.hidden:
            if words is None:
                return f"[{kind}]"
            if (same := same_words(words)) is not None:
                text = same.sub(f"[{kind}]", text)
        return text

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where a place is now; None if it has no exact place any more."""
        try:
            there = self.before.to_original(start, end)
        except SpanOutsideTextError:
            return None
        if there.cuts:
            return self._inside(start, end)
        here = self.after.to_rendition(there.start, there.end)
        return None if here.cuts or here.start == here.end else (here.start, here.end)

    def _inside(self, start: int, end: int) -> tuple[int, int] | None:
        """Move a place that cuts replacements, if they stand as they stood."""
        there = self.before.to_original(start, end)
        stood = _replaced_in(self.before, there.start, there.end)
        stand = _replaced_in(self.after, there.start, there.end)
        if [one[:3] for one in stood] != [one[:3] for one in stand]:
            return None
        shifts = {new[3] - old[3] for old, new in zip(stood, stand, strict=True)}
        by = shifts.pop()
        return None if shifts else (start + by, end + by)


def _replaced_in(alignment: Alignment, start: int, end: int) -> list[tuple[int, int, int, int]]:
    """Return what is replaced in a range of the original: its place, length and where it stands."""
    return [
        (
            r.original_start,
            r.original_end,
            r.rendition_end - r.rendition_start,
            r.rendition_start,
        )
        for r in alignment.replaced
        if r.original_start < end and start < r.original_end
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearanceRecalled:
    """What an asset's rendition allowed is over, in this transaction; `cause` is a word."""

    project: ProjectId
    organization: OrganizationId
    asset: AssetId
    clearance: ClearanceId
    cause: str
    by: UserId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearedRendition:
    """A rendition that may be shown; `labels` came with the import, in rendition offsets.

    `roles` are those of the turns, if it is a conversation.

    `moves` is there if people have worked on an earlier rendition of the asset.
    """

    asset: AssetId
    rendition: RenditionId
    clearance: ClearanceId
    policy: PolicyVersionId
    detectors: str
    commitment: str
    length: int
    roles: tuple[Role, ...] = ()
    labels: Mapping[str, Any] | None = field(default=None, repr=False)
    moves: Moves | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenditionsCleared:
    """A batch of renditions was cleared, in this transaction."""

    project: ProjectId
    organization: OrganizationId
    by: UserId
    cleared: Sequence[ClearedRendition]
    at: datetime
