"""Issue lists: the questions that somebody may see, opened, newest first.

- A manager sees the project's; everybody else their own and those of assets they review.
- What stands in a list tells as what somebody speaks, and never who it is.
"""

# SPDX-License-Identifier: Apache-2.0
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from sealmark.annotations import issues
from sealmark.annotations.domain import IssueState, Voice
from sealmark.annotations.issues import ObjectRef
from sealmark.annotations.models import Comment, Issue
from sealmark.kernel.ids import IssueId, TaskId
from sealmark.vault import runtime
from sealmark.vault.domain import DataKey
from sealmark.workflow.asking import Speaker
from sealmark.workflow.domain import Duty
from sealmark.workflow.models import Hands, Task

PAGE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One comment, as whoever reads it may know it."""

    voice: Voice
    is_mine: bool
    day: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueShown:
    """One question with everything that was said about it."""

    id: IssueId
    task: TaskId
    state: IssueState
    duty: Duty
    day: date
    about: ObjectRef | None
    guideline: int
    is_mine: bool
    is_aside: bool
    is_new: bool
    said: list[Said]


_COUNTS = """
SELECT
    (SELECT count(*) FROM annotations_issue WHERE project_id = %(project)s AND state = 'open'
        AND %(manager)s),
    (SELECT count(*) FROM annotations_issue WHERE project_id = %(project)s AND asker = %(person)s
        AND state = 'answered' AND seen_at IS NULL)
"""


def counts(who: Speaker) -> tuple[int, int]:
    """Return how many questions wait for a manager, and how many answers nobody has read."""
    names: dict[str, Any] = {"project": who.project, "person": who.user, "manager": who.is_manager}
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, names)
        waiting, unread = cursor.fetchone()
    return waiting, unread


def listed(
    who: Speaker,
    *,
    state: IssueState | None,
    task: TaskId | None,
    after: IssueId | None,
) -> tuple[list[IssueShown], bool]:
    """Return a page of what `who` may see, newest first, and whether more follow."""
    rows = _visible(who)
    if state is not None:
        rows = rows.filter(state=state)
    if task is not None:
        of_task = Task.objects.filter(project_id=who.project, id=task)
        rows = rows.filter(document_id__in=of_task.values("document_id"))
    if after is not None:
        last = Issue.objects.filter(project_id=who.project, id=after).first()
        if last is not None:
            rows = rows.filter(
                Q(created_at__lt=last.created_at) | Q(created_at=last.created_at, id__lt=last.id)
            )
    found = list(rows.order_by("-created_at", "-id")[: PAGE + 1])
    return _opened(who, found[:PAGE]), len(found) > PAGE


def _visible(who: Speaker) -> QuerySet[Issue]:
    rows = Issue.objects.filter(project_id=who.project)
    if who.is_manager:
        return rows
    reviewed = Hands.objects.filter(
        project_id=who.project,
        asset_id=OuterRef("asset_id"),
        user_id=who.user,
        duty=Duty.REVIEW,
    )
    return rows.filter(Q(asker=who.user) | Q(Exists(reviewed)))


def _opened(who: Speaker, rows: Sequence[Issue]) -> list[IssueShown]:
    keys = runtime.work().item_keys(who.project, {row.document_id for row in rows})
    comments = Comment.objects.filter(
        project_id=who.project, issue_id__in=[row.id for row in rows]
    ).order_by("created_at", "id")
    said: defaultdict[UUID, list[Comment]] = defaultdict(list)
    for comment in comments:
        said[comment.issue_id].append(comment)
    # An erased document's questions cannot be read any more: they are left out.
    return [
        _shown(who, row, keys[row.document_id], said[row.id])
        for row in rows
        if row.document_id in keys
    ]


def _shown(who: Speaker, row: Issue, key: DataKey, comments: Sequence[Comment]) -> IssueShown:
    is_mine = row.asker == who.user
    return IssueShown(
        id=IssueId(row.id),
        task=TaskId(row.task_id),
        state=IssueState(row.state),
        duty=Duty(row.duty),
        day=row.created_at.date(),
        about=issues.open_object(row, key),
        guideline=row.guideline_number,
        is_mine=is_mine,
        is_aside=row.is_aside,
        is_new=is_mine and row.state == IssueState.ANSWERED and row.seen_at is None,
        said=[_said(who, comment, key) for comment in comments],
    )


def _said(who: Speaker, comment: Comment, key: DataKey) -> Said:
    return Said(
        voice=Voice(comment.voice),
        is_mine=comment.author == who.user,
        day=comment.created_at.date(),
        text=issues.open_comment(comment, key),
    )
