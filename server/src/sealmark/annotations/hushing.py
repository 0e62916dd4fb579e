"""Hush: what was written about a text and repeats what somebody had hidden is not shown any more.

- What was written is never changed, and comes back when the report is dismissed.
- Whoever asks says what is not to be read; nothing of it is kept here.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

from sealmark.annotations.models import Hushed, Issue
from sealmark.annotations.selectors import opened_issues
from sealmark.kernel.ids import AssetId, IssueId, ProjectId, new_uuid

Finds = Callable[[str], bool]
"""Whether what somebody wrote is not to be read."""


# allow-audited: the incident that it belongs to is recorded with it.
def hush(
    project: ProjectId,
    asset: AssetId,
    written: Collection[UUID],
    *,
    because: UUID,
    at: datetime,
) -> None:
    """Show these no more."""
    Hushed.objects.bulk_create(
        Hushed(
            id=new_uuid(),
            project_id=project,
            created_at=at,
            asset_id=asset,
            written=one,
            because=because,
        )
        for one in written
    )


# allow-audited: the dismissal that it belongs to is recorded with it.
def unhush(project: ProjectId, because: UUID) -> None:
    """Show again what was hushed because of a report."""
    Hushed.objects.filter(project_id=project, because=because).delete()


def comments_that(project: ProjectId, asset: AssetId, finds: Finds) -> list[UUID]:
    """Name the comments about an asset that are not to be read."""
    issues = Issue.objects.filter(project_id=project, asset_id=asset).order_by("id")
    opened = opened_issues(project, [IssueId(one) for one in issues.values_list("id", flat=True)])
    return [said.id for issue in opened for said in issue.said if finds(said.text)]
