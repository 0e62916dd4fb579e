"""Issue lists: the questions that somebody may see, opened, newest first.

- A manager sees the project's; everybody else their own and those of assets they review.
- What stands in a list tells as what somebody speaks, and never who it is.
"""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from sealmark.annotations import selectors as issues
from sealmark.annotations.domain import IssueOpened, IssueState, ObjectRef, Voice
from sealmark.kernel.ids import IssueId, TaskId
from sealmark.workflow.asking import Speaker
from sealmark.workflow.domain import Duty

PAGE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidShown:
    """One comment, as whoever reads it may know it; what is hushed has no text."""

    voice: Voice
    is_mine: bool
    day: date
    text: str
    is_hushed: bool


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
    said: list[SaidShown]


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


_PAGE = """
SELECT i.id FROM annotations_issue i
WHERE i.project_id = %(project)s
  AND (%(state)s::text IS NULL OR i.state = %(state)s)
  AND (%(task)s::uuid IS NULL OR i.document_id IN (
      SELECT document_id FROM workflow_task WHERE project_id = %(project)s AND id = %(task)s))
  AND (%(manager)s OR i.asker = %(person)s OR EXISTS (
      SELECT FROM workflow_hands h WHERE h.project_id = i.project_id AND h.asset_id = i.asset_id
        AND h.user_id = %(person)s AND h.duty = 'review'))
  AND (%(after)s::uuid IS NULL OR (i.created_at, i.id) < (
      SELECT created_at, id FROM annotations_issue
      WHERE project_id = %(project)s AND id = %(after)s))
ORDER BY i.created_at DESC, i.id DESC LIMIT %(limit)s
"""


def listed(
    who: Speaker,
    *,
    state: IssueState | None,
    task: TaskId | None,
    after: IssueId | None,
) -> tuple[list[IssueShown], bool]:
    """Return a page of what `who` may see, newest first, and whether more follow."""
    names: dict[str, Any] = {
        "project": who.project,
        "person": who.user,
        "manager": who.is_manager,
        "state": None if state is None else state.value,
        "task": task,
        "after": after,
        "limit": PAGE + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(_PAGE, names)
        found = [IssueId(issue) for (issue,) in cursor.fetchall()]
    opened = issues.opened_issues(who.project, found[:PAGE])
    return [_shown(who, one) for one in opened], len(found) > PAGE


def _shown(who: Speaker, opened: IssueOpened) -> IssueShown:
    facts = opened.facts
    is_mine = facts.asker == who.user
    return IssueShown(
        id=facts.id,
        task=facts.task,
        state=facts.state,
        duty=Duty(opened.duty),
        day=opened.at.date(),
        about=opened.about,
        guideline=opened.guideline_number,
        is_mine=is_mine,
        is_aside=facts.is_aside,
        is_new=is_mine and facts.state is IssueState.ANSWERED and not opened.is_seen,
        said=[
            SaidShown(
                voice=one.voice,
                is_mine=one.author == who.user,
                day=one.at.date(),
                text=one.text,
                is_hushed=one.is_hushed,
            )
            for one in opened.said
        ],
    )
