"""Say who should do which tasks, and which come first.

- What is meant for somebody is given to nobody else; work that somebody has begun stays theirs.
- Nobody is meant to review what they labeled, nor to do what their role does not allow.
- One call changes at most a page of tasks, all or none, with one entry in the log.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from sealmark.access.domain import ProjectRole
from sealmark.audit import services as audit
from sealmark.audit.domain import AuditEvent, Fact
from sealmark.audit.pseudonyms import pseudonym
from sealmark.kernel.clock import Clock
from sealmark.kernel.ids import OrganizationId, ProjectId, TaskId, UserId
from sealmark.tenancy import selectors as tenancy
from sealmark.workflow.domain import PRIORITY_STEP, Duty, Priority
from sealmark.workflow.errors import UnfitAssigneeError
from sealmark.workflow.models import Task

_ROLE = {Duty.LABEL: ProjectRole.LABELER, Duty.REVIEW: ProjectRole.REVIEWER}
# The remainder of a negative rank is negative: a step more makes it a place among its like.
_MOVE = """
UPDATE workflow_task
SET rank = (rank %% %(step)s::bigint + %(step)s::bigint) %% %(step)s::bigint + %(by)s::bigint
WHERE project_id = %(project)s AND id = ANY(%(tasks)s) AND duty = %(duty)s
  AND state IN ('open', 'skipped')
"""
_WAITING = (Task.State.OPEN, Task.State.SKIPPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manager:
    """Who changes the plan, and where."""

    user: UserId
    project: ProjectId
    organization: OrganizationId


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """How many tasks were changed, and how many were left as they were."""

    changed: int
    left: int


def assign(
    manager: Manager, tasks: Sequence[TaskId], duty: Duty, to: UserId, *, clock: Clock
) -> Changed:
    """Mean waiting tasks for one person; their own labels are left out of what they review."""
    members = tenancy.project_members(manager.project, clock.now())
    theirs = {g.role for m in members if m.person.user == to for g in m.grants}
    if _ROLE[duty] not in theirs:
        raise UnfitAssigneeError(field="to")
    changed = _waiting(manager, tasks, duty).exclude(prior=to).update(assigned=to)
    facts: dict[str, Fact] = {"to": str(pseudonym(manager.project, to))}
    return _told(manager, "task.assigned", tasks, changed, facts, clock=clock)


def unassign(manager: Manager, tasks: Sequence[TaskId], duty: Duty, *, clock: Clock) -> Changed:
    """Let waiting tasks be anybody's again."""
    rows = _waiting(manager, tasks, duty).filter(assigned__isnull=False)
    return _told(manager, "task.unassigned", tasks, rows.update(assigned=None), {}, clock=clock)


def prioritise(
    manager: Manager, tasks: Sequence[TaskId], duty: Duty, priority: Priority, *, clock: Clock
) -> Changed:
    """Put waiting tasks before, among or behind the others; among their like they keep order."""
    names: dict[str, Any] = {
        "project": manager.project,
        "tasks": list(tasks),
        "duty": duty.value,
        "step": PRIORITY_STEP,
        "by": priority.offset * PRIORITY_STEP,
    }
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, names)
        changed = cursor.rowcount
    facts: dict[str, Fact] = {"priority": str(priority)}
    return _told(manager, "task.prioritised", tasks, changed, facts, clock=clock)


def put_back(manager: Manager, tasks: Sequence[TaskId], duty: Duty, *, clock: Clock) -> Changed:
    """Offer skipped tasks again."""
    rows = _waiting(manager, tasks, duty).filter(state=Task.State.SKIPPED)
    changed = rows.update(state=Task.State.OPEN, owner=None, reason="")
    return _told(manager, "task.offered-again", tasks, changed, {}, clock=clock)


def forget_assignee(project: ProjectId, user: UserId) -> None:
    """Let what was meant for somebody who is out of the project be anybody's."""
    Task.objects.filter(
        project_id=project, assigned=user, state=Task.State.OPEN, duty__in=list(Duty)
    ).update(assigned=None)


def _waiting(manager: Manager, tasks: Sequence[TaskId], duty: Duty) -> QuerySet[Task, Any]:
    return Task.objects.filter(
        project_id=manager.project, id__in=tasks, duty=duty, state__in=_WAITING
    )


def _told(
    manager: Manager,
    kind: str,
    tasks: Sequence[TaskId],
    changed: int,
    facts: dict[str, Fact],
    *,
    clock: Clock,
) -> Changed:
    # The list can be long; its digest says which tasks were named, to whoever holds the list.
    named = hashlib.sha256("\n".join(sorted(map(str, tasks))).encode()).hexdigest()
    audit.record(
        AuditEvent(
            kind=kind,
            organization=manager.organization,
            project=manager.project,
            actor=pseudonym(manager.project, manager.user),
            facts={"named": len(tasks), "changed": changed, "tasks": named, **facts},
        ),
        at=clock.now(),
    )
    return Changed(changed=changed, left=len(tasks) - changed)
