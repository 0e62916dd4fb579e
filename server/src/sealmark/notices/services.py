"""Telling people, and what they do with what they were told."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q

from sealmark.kernel.clock import Clock
from sealmark.kernel.ids import UserId
from sealmark.notices.domain import NoticeKind, Place
from sealmark.notices.models import Notice

KEPT = timedelta(days=90)


# allow-audited: what happened is in the log already; that somebody was told adds nothing
def tell(
    kind: NoticeKind,
    place: Place,
    people: Iterable[UserId],
    *,
    at: datetime,
    by: UserId | None = None,
) -> None:
    """Tell `people` what happened, but for whoever did it; inside the scope that it happened in."""
    Notice.objects.bulk_create(
        Notice(
            user_id=person,
            organization_id=place.organization,
            project_id=place.project,
            kind=kind,
            subject_id=place.subject,
            created_at=at,
        )
        for person in sorted(set(people) - {by}, key=str)
    )


# allow-audited: what one has read is nobody's business
def mark_read(user: UserId, *, clock: Clock) -> None:
    """Take everything that a person was told as read; what is old goes away."""
    now = clock.now()
    mine = Notice.objects.filter(user_id=user)
    mine.filter(Q(created_at__lt=now - KEPT)).delete()
    mine.filter(read_at=None).update(read_at=now)
