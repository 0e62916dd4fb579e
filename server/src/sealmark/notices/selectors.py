"""Reading one's own notices."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Collection

from sealmark.kernel.ids import ProjectId, UserId
from sealmark.notices.domain import NoticeKind, NoticeView
from sealmark.notices.models import Notice

SHOWN = 50


def newest(user: UserId, projects: Collection[ProjectId]) -> list[NoticeView]:
    """Return a person's newest notices about projects that they still belong to."""
    rows = Notice.objects.filter(user_id=user, project_id__in=projects).order_by("-created_at")
    known = frozenset(NoticeKind)
    return [
        NoticeView(
            id=row.id,
            kind=NoticeKind(row.kind),
            project=ProjectId(row.project_id),
            subject=row.subject_id,
            at=row.created_at,
            is_read=row.read_at is not None,
        )
        # A kind that an older version wrote and this one no longer has is left out.
        for row in rows[:SHOWN]
        if row.kind in known
    ]
