"""The queue: which task is next for whom, taken so that no two people ever get the same one.

- Order: work that came back to this person, what is meant for them, then tasks open to all, then
  tasks whose lease ran out. What is meant for somebody else is never given, and a project that is
  held gives nothing.
- `FOR UPDATE SKIP LOCKED` on the queue's own partial index: the cost does not grow with the number
  of tasks, nor with the number of people asking.
- In review the queue is read per labeler, from a random one on, so that skipping one's own work
  costs two index probes however much of it there is.
"""

# SPDX-License-Identifier: Apache-2.0
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.db.backends.utils import CursorWrapper

from sealmark.kernel.ids import LeaseId, ProjectId, SessionId, TaskId, UserId, new_handle
from sealmark.workflow.domain import Duty

_MINE = """
mine AS (
    SELECT id FROM workflow_task
    WHERE project_id = %(project)s AND owner = %(person)s AND duty = %(duty)s
      AND state = 'returned'
    ORDER BY done_at LIMIT 1 FOR UPDATE SKIP LOCKED
)
"""
_ASSIGNED = """
assigned AS (
    SELECT id FROM workflow_task
    WHERE project_id = %(project)s AND assigned = %(person)s AND duty = %(duty)s
      AND state = 'open' AND prior <> %(person)s AND NOT EXISTS (SELECT FROM mine)
    ORDER BY rank, id LIMIT 1 FOR UPDATE SKIP LOCKED
)
"""
_HEAD = """
{name} AS (
    SELECT id FROM workflow_task
    WHERE project_id = %(project)s AND duty = %(duty)s AND state = 'open'
      AND assigned IS NULL AND {prior}
      AND NOT EXISTS (SELECT FROM {before})
    ORDER BY prior, rank, id LIMIT 1 FOR UPDATE SKIP LOCKED
)
"""
_EITHER = "(SELECT id FROM {before} UNION ALL SELECT id FROM {name}) AS {name}_all"
_ONE_OF = "(SELECT id FROM {name})"
# Asked once a statement, before any task is looked at.
_NOT_HELD = """
NOT EXISTS (SELECT FROM tenancy_project p WHERE p.id = %(project)s AND p.held_at IS NOT NULL)
"""
_TAKE = f"""
WITH {{parts}}
UPDATE workflow_task t SET state = 'leased', owner = %(person)s
WHERE {_NOT_HELD} AND t.project_id = %(project)s AND t.id = (SELECT coalesce({{chosen}}))
RETURNING t.id
"""  # noqa: S608 - our own text


def _statement(priors: list[str]) -> str:
    parts = [_MINE, _ASSIGNED]
    before = _EITHER.format(before="mine", name="assigned")
    for number, prior in enumerate(priors):
        name = f"head{number}"
        parts.append(_HEAD.format(name=name, prior=prior, before=before))
        before = _EITHER.format(before=before, name=name)
    names = ["mine", "assigned", *[f"head{number}" for number in range(len(priors))]]
    chosen = ", ".join(_ONE_OF.format(name=name) for name in names)
    return _TAKE.format(parts=", ".join(parts), chosen=chosen)


# Nobody's hands were on a task to be labeled: all stand under one prior person.
_NEXT_LABEL = _statement(["prior = '00000000-0000-0000-0000-000000000000'"])
# Two ranges after the pivot and two before it leave out the reviewer's own work.
_NEXT_REVIEW = _statement(
    [
        "prior >= %(pivot)s AND prior < %(person)s",
        "prior >= %(pivot)s AND prior > %(person)s",
        "prior < %(pivot)s AND prior < %(person)s",
        "prior < %(pivot)s AND prior > %(person)s",
    ]
)

_EXPIRED = f"""
UPDATE workflow_lease SET ended_at = %(now)s, ending = 'expired'
WHERE {_NOT_HELD} AND project_id = %(project)s AND id = (
    SELECT l.id FROM workflow_lease l
    JOIN workflow_task t ON t.project_id = l.project_id AND t.id = l.task_id
    WHERE l.project_id = %(project)s AND l.ended_at IS NULL AND l.expires_at <= %(now)s
      AND t.duty = %(duty)s AND t.prior <> %(person)s AND t.state = 'leased'
      AND coalesce(t.assigned, %(person)s) = %(person)s
    ORDER BY l.expires_at LIMIT 1 FOR UPDATE OF l, t SKIP LOCKED
) RETURNING task_id
"""  # noqa: S608 - our own text

_OWN = """
UPDATE workflow_lease l SET ended_at = %(now)s, ending = %(ending)s
FROM workflow_task t
WHERE l.project_id = %(project)s AND l.holder = %(person)s AND l.ended_at IS NULL
  AND l.session_id = coalesce(%(session)s::uuid, l.session_id)
  AND t.project_id = l.project_id AND t.id = l.task_id
RETURNING l.task_id, t.duty
"""

_ALL = """
UPDATE workflow_lease SET ended_at = %(now)s, ending = %(ending)s
WHERE project_id = %(project)s AND ended_at IS NULL RETURNING task_id
"""

# A lease never outlives the person's place in the project, or in its organization.
_ENDS = """
least(%(until)s::timestamptz,
    (SELECT max(coalesce(m.ends_at, 'infinity')) FROM tenancy_project_member m
     WHERE m.project_id = %(project)s AND m.user_id = %(person)s AND m.ended_at IS NULL),
    (SELECT max(coalesce(s.ends_at, 'infinity')) FROM tenancy_membership s
     JOIN tenancy_project p ON p.id = %(project)s AND p.organization_id = s.organization_id
     WHERE s.user_id = %(person)s AND s.ended_at IS NULL))
"""
_LEASE = f"""
INSERT INTO workflow_lease (id, project_id, created_at, task_id, holder, session_id, expires_at,
    ending) VALUES (%(id)s, %(project)s, %(now)s, %(task)s, %(person)s, %(session)s, {_ENDS}, '')
RETURNING expires_at
"""  # noqa: S608 - our own text
_PROLONG = f"""
UPDATE workflow_lease SET expires_at = {_ENDS}
WHERE project_id = %(project)s AND task_id = %(task)s AND ended_at IS NULL RETURNING expires_at
"""  # noqa: S608 - our own text


def resume(project: ProjectId, person: UserId, *, now: datetime) -> tuple[TaskId, Duty] | None:
    """End the person's open lease, if there is one, and name its task: it is theirs to go on."""
    return _end_own(project, person, None, ending="resumed", now=now)


def end_own(
    project: ProjectId, person: UserId, session: SessionId | None, *, now: datetime
) -> TaskId | None:
    """End the person's open lease (with `session`: if it is of that session) and name its task."""
    ended = _end_own(project, person, session, ending="access", now=now)
    return None if ended is None else ended[0]


def end_all(project: ProjectId, *, ending: str, now: datetime) -> list[TaskId]:
    """End every open lease of a project and name the tasks."""
    with connection.cursor() as cursor:
        cursor.execute(_ALL, {"project": project, "ending": ending, "now": now})
        return [TaskId(task) for (task,) in cursor.fetchall()]


def prolong(project: ProjectId, task: TaskId, *, holder: UserId, until: datetime) -> datetime:
    """Prolong the open lease of a task; return until when it is good now."""
    names: dict[str, Any] = {
        "project": project,
        "task": task,
        "person": holder,
        "until": until,
    }
    with connection.cursor() as cursor:
        cursor.execute(_PROLONG, names)
        (expires,) = cursor.fetchone()
    moment: datetime = expires
    return moment


def take(project: ProjectId, person: UserId, duty: Duty) -> TaskId | None:
    """Take the next task of a duty for a person and lock it; None when nothing is left."""
    statement = _NEXT_LABEL if duty is Duty.LABEL else _NEXT_REVIEW
    names = {"project": project, "person": person, "duty": duty.value, "pivot": uuid4()}
    if duty is Duty.LABEL:
        del names["pivot"]
    row = _one(statement, names)
    return TaskId(row[0]) if row else None


def take_expired(project: ProjectId, person: UserId, duty: Duty, *, now: datetime) -> TaskId | None:
    """End a lease that ran out and take its task; None when there is none."""
    row = _one(_EXPIRED, {"project": project, "person": person, "duty": duty.value, "now": now})
    if row is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE workflow_task SET owner = %s WHERE project_id = %s AND id = %s",
            [person, project, row[0]],
        )
    return TaskId(row[0])


def open_lease(
    project: ProjectId,
    task: TaskId,
    *,
    holder: UserId,
    session: SessionId,
    now: datetime,
    until: datetime,
) -> tuple[LeaseId, CursorWrapper]:
    """Give the task to one person in one session; the cursor will tell until when."""
    lease = LeaseId(new_handle())
    names: dict[str, Any] = {
        "id": lease,
        "project": project,
        "now": now,
        "task": task,
        "person": holder,
        "session": session,
        "until": until,
    }
    cursor = connection.cursor()
    cursor.execute(_LEASE, names)
    return lease, cursor


def _end_own(
    project: ProjectId, person: UserId, session: SessionId | None, *, ending: str, now: datetime
) -> tuple[TaskId, Duty] | None:
    names = {
        "project": project,
        "person": person,
        "session": session,
        "ending": ending,
        "now": now,
    }
    row = _one(_OWN, names)
    return (TaskId(row[0]), Duty(row[1])) if row else None


def _one(statement: str, names: dict[str, Any]) -> tuple[UUID, str] | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, names)
        row: tuple[UUID, str] | None = cursor.fetchone()
        return row
