"""Report: somebody at work saw something that should be hidden, and it is hidden for everyone.

- The clearance is recalled in the same transaction; the redactor then hides the place and holds the
  asset until a steward has looked.
- What is reported is a place and a kind; nobody has to write down what they saw.
- Whoever reports without end is stopped: a report takes work away from everybody.
"""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sealmark.infra import jobs
from sealmark.kernel.clock import Clock
from sealmark.kernel.ids import (
    AssetId,
    JobId,
    OrganizationId,
    ProjectId,
    RenditionId,
    UserId,
    new_handle,
)
from sealmark.redaction import recalling
from sealmark.redaction.domain import HIDEABLE, Seen
from sealmark.redaction.errors import NoPlaceError, NotAKindError, TooManyReportsError
from sealmark.redaction.models import Miss

HIDE_MISS = "redaction.hide-miss"
FORGET_MISS = "redaction.forget-miss"
REPORTS_PER_HOUR = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The rendition that somebody has before them; `length` in code points."""

    project: ProjectId
    organization: OrganizationId
    asset: AssetId
    rendition: RenditionId
    length: int


def report(shown: Shown, seen: Seen, *, by: UserId, clock: Clock) -> Miss:
    """Take back what shows a place that should be hidden, and have the place hidden."""
    project, now = shown.project, clock.now()
    if seen.kind not in HIDEABLE:
        raise NotAKindError(f"A kind is one of: {', '.join(HIDEABLE)}.", field="kind")
    if not 0 <= seen.start < seen.end <= shown.length:
        raise NoPlaceError(field="place")
    recently = Miss.objects.filter(
        project_id=project, by=by, created_at__gte=now - timedelta(hours=1)
    )
    if recently.count() >= REPORTS_PER_HOUR:
        raise TooManyReportsError
    row = Miss(
        id=new_handle(),
        project_id=project,
        created_at=now,
        asset_id=shown.asset,
        rendition_id=shown.rendition,
        start=seen.start,
        end=seen.end,
        kind=seen.kind,
        by=by,
    )
    row.save(force_insert=True)
    recalling.recall(
        project,
        shown.organization,
        [shown.asset],
        cause=recalling.Cause.REPORTED,
        by=by,
        at=now,
    )
    jobs.enqueue(HIDE_MISS, project=project, subject=row.id, by=by, clock=clock)
    return row


def forget(project: ProjectId, miss: UUID, *, by: UserId, clock: Clock) -> JobId:
    """Have a reported place shown again: it was no miss. The asset stays held until released."""
    return jobs.enqueue(FORGET_MISS, project=project, subject=miss, by=by, clock=clock)
