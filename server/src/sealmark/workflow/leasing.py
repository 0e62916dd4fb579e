"""Lease, heartbeat, skip, release: one person, one task, one session, minutes.

- The task's row is the lock: next, submit, skip, reopen and recall take it first.
- Every answer re-checks the lease and the clearance after the lock.
- A reader of somebody else's labels (a reviewer) leaves hands on the asset before seeing them.
"""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from sealmark.access.domain import Principal
from sealmark.audit import services as audit
from sealmark.audit.domain import AuditEvent, Fact
from sealmark.audit.pseudonyms import pseudonym
from sealmark.infra.pipeline import together, when_answered
from sealmark.kernel.clock import Clock
from sealmark.kernel.errors import InvalidInputError, NotFoundError
from sealmark.kernel.ids import (
    LeaseId,
    OrganizationId,
    ProjectId,
    RenditionId,
    SessionId,
    TaskId,
    UserId,
    new_uuid,
)
from sealmark.vault.domain import place
from sealmark.workflow import desk as desks
from sealmark.workflow import domain, queue
from sealmark.workflow.desk import Desk
from sealmark.workflow.domain import Duty, Scan
from sealmark.workflow.errors import SameHandsError, TakenBackError
from sealmark.workflow.models import Skip, Task

MENDING = ("reopened", "sent_back", "answered", "moved", "guideline")
"""Why a task is with its labeler again."""

_HANDS = """
WITH laid AS (
    INSERT INTO workflow_hands (id, project_id, created_at, asset_id, user_id, duty, waiver)
    VALUES (%(id)s, %(project)s, %(now)s, %(asset)s, %(person)s, %(duty)s, %(waiver)s)
    ON CONFLICT DO NOTHING RETURNING id
)
SELECT EXISTS (SELECT FROM laid) OR EXISTS (
    SELECT FROM workflow_hands WHERE project_id = %(project)s AND asset_id = %(asset)s
      AND user_id = %(person)s AND duty = %(duty)s)
"""
_END = """
UPDATE workflow_lease SET ended_at = %s, ending = %s
WHERE project_id = %s AND id = %s AND ended_at IS NULL
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who works, where, and under which decision: what a leased act needs to know."""

    user: UserId
    session: SessionId
    project: ProjectId
    organization: OrganizationId
    separates_steps: bool
    policy_set: str
    text: RenditionId | None = None

    @classmethod
    def of(
        cls,
        who: Principal,
        *,
        separates_steps: bool,
        policy_set: str,
        text: RenditionId | None = None,
    ) -> "Person":
        """Take the facts of a signed-in member of a project.

        `text` is the rendition on their screen, if they said so: what they do is about it.
        """
        if not (who.user and who.session and who.project and who.organization):
            raise NotFoundError
        return cls(
            user=who.user,
            session=who.session,
            project=who.project,
            organization=who.organization,
            separates_steps=separates_steps,
            policy_set=policy_set,
            text=text,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Leased:
    """A task on a person's desk, and until when."""

    holder: UserId
    desk: Desk
    lease: LeaseId
    expires: datetime


def lease_next(person: Person, duty: Duty, *, clock: Clock) -> Leased | None:
    """Lease the next task of a duty; None when nothing is left for this person."""
    now = clock.now()
    resumed = queue.resume(person.project, person.user, now=now)
    if resumed is not None and resumed[1] is duty and desks.lock(person.project, resumed[0]):
        leased = put_on_desk(person, resumed[0], now=now)
        if leased is not None:
            return leased
    elif resumed is not None:
        put_back(person.project, resumed[0])
    return _take(person, duty, now=now)


def lease_again(person: Person, task: TaskId, *, clock: Clock) -> Leased:
    """Show a task again to the person who holds its lease."""
    desk = held_desk(person, task, now=clock.now())
    if desk.lease is None:  # held_desk has refused; this is for the reader and mypy
        raise NotFoundError
    return Leased(holder=person.user, desk=desk, lease=desk.lease.id, expires=desk.lease.expires)


def heartbeat(person: Person, task: TaskId, *, clock: Clock) -> datetime:
    """Prolong an open lease; return until when it is good now."""
    now = clock.now()
    desk = taken_up(person, task, now=now)
    until = now + timedelta(minutes=desk.lease_minutes)
    return queue.prolong(person.project, task, holder=person.user, until=until)


def skip(
    person: Person, task: TaskId, *, reason: str, comment: str, scan: Scan, clock: Clock
) -> Duty:
    """Pass a task by, with a reason; it waits for the team manager. Returns which duty it was."""
    if reason not in domain.SKIP_REASONS:
        raise InvalidInputError(
            f"A reason is one of: {', '.join(domain.SKIP_REASONS)}.", field="reason"
        )
    domain.refuse_unfit_comment(comment, scan=scan)
    now = clock.now()
    desk = taken_up(person, task, now=now)
    recently = Skip.objects.filter(
        project_id=person.project, user_id=person.user, created_at__gte=now - timedelta(hours=1)
    )
    domain.refuse_leafing(recently.count())
    row = Skip(
        id=new_uuid(),
        project_id=person.project,
        created_at=now,
        task_id=task,
        user_id=person.user,
        reason=reason,
    )
    if comment:
        at = place("workflow_skip.comment", person.project, row.id)
        row.comment = desk.seal_written(comment.encode(), at)
    row.save(force_insert=True)
    end_lease(desk, ending="skipped", now=now)
    Task.objects.filter(project_id=person.project, id=task).update(
        state=Task.State.SKIPPED, reason=reason
    )
    record(person, "task.skipped", desk, {"reason": reason}, at=now)
    return desk.duty


def release(person: Person, task: TaskId, *, clock: Clock) -> None:
    """Give a task back; the draft stays with its author."""
    now = clock.now()
    desk = taken_up(person, task, now=now)
    end_lease(desk, ending="released", now=now)
    put_back(person.project, task)
    record(person, "task.released", desk, {}, at=now)


def held_desk(person: Person, task: TaskId, *, now: datetime) -> Desk:
    """Read a task under the person's own open lease, or refuse."""
    return _held(person, desks.read(person.project, task, person.user), now=now)


def taken_up(person: Person, task: TaskId, *, now: datetime, key: str | None = None) -> Desk:
    """Lock a task and read it under the person's own open lease, or refuse.

    What was handed in with `key` before is not refused: it is answered as before.
    """
    desk = desks.lock_and_read(person.project, task, person.user, key=key)
    if desk is not None and desk.answered is not None:
        return desk
    return _held(person, desk, now=now)


def _held(person: Person, desk: Desk | None, *, now: datetime) -> Desk:
    if desk is None or (desk.lease is None and desk.owner != person.user):
        raise NotFoundError
    if desk.lease is not None and desk.lease.holder != person.user:
        raise NotFoundError
    if person.text is not None and person.text != desk.rendition:
        raise TakenBackError
    domain.refuse_stale(
        desk.lease, holder=person.user, session=person.session, now=now, recalled=desk.recalled
    )
    return desk


def end_lease(desk: Desk, *, ending: str, now: datetime) -> None:
    """End the lease of a task, for a reason."""
    if desk.lease is not None:
        with connection.cursor() as cursor:
            cursor.execute(_END, [now, ending, desk.project, desk.lease.id])


def lay_hands(person: Person, desk: Desk, *, now: datetime) -> None:
    """Put down that this person touches the asset in this duty; refuse a second duty."""
    names: dict[str, Any] = {
        "id": new_uuid(),
        "project": person.project,
        "now": now,
        "asset": desk.asset,
        "person": person.user,
        "duty": desk.duty.value,
        "waiver": None if person.separates_steps else "project",
    }
    cursor = connection.cursor()
    cursor.execute(_HANDS, names)

    def refuse_other_duty() -> None:
        if cursor.fetchone() != (True,):
            raise SameHandsError

    when_answered(refuse_other_duty)


def record(person: Person, kind: str, desk: Desk, facts: dict[str, Fact], *, at: datetime) -> None:
    """Record what a person did to a task."""
    audit.record(
        AuditEvent(
            kind=kind,
            organization=person.organization,
            project=person.project,
            actor=pseudonym(person.project, person.user),
            facts={
                "task": str(desk.task),
                "asset": str(desk.asset),
                "rendition": str(desk.rendition),
                "policies": person.policy_set,
                **facts,
            },
        ),
        at=at,
    )


def _take(person: Person, duty: Duty, *, now: datetime) -> Leased | None:
    while True:
        task = queue.take(person.project, person.user, duty) or queue.take_expired(
            person.project, person.user, duty, now=now
        )
        if task is None:
            return None
        leased = put_on_desk(person, task, now=now)
        if leased is not None:
            return leased


def put_on_desk(person: Person, task: TaskId, *, now: datetime) -> Leased | None:
    """Put a taken task on the person's desk; None (and withdrawn) if its text was recalled."""
    desk = desks.read(person.project, task, person.user)
    if desk is None or desk.recalled:
        Task.objects.filter(project_id=person.project, id=task).update(
            state=Task.State.WITHDRAWN, reason="recalled"
        )
        return None
    if desk.duty is Duty.REVIEW:
        lay_hands(person, desk, now=now)
    until = now + timedelta(minutes=desk.lease_minutes)
    with together():
        lease, told = queue.open_lease(
            person.project, task, holder=person.user, session=person.session, now=now, until=until
        )
        record(person, "task.leased", desk, {"lease": str(lease), "duty": desk.duty.value}, at=now)
    (expires,) = told.fetchone()
    return Leased(holder=person.user, desk=desk, lease=lease, expires=expires)


def put_back(project: ProjectId, task: TaskId) -> None:
    """Let go of a task: work that somebody mends stays theirs, other work is open to all."""
    rows = Task.objects.filter(project_id=project, id=task, state=Task.State.LEASED)
    if not rows.filter(reason__in=MENDING).update(state=Task.State.RETURNED):
        rows.update(state=Task.State.OPEN, owner=None)


def end_leases_of(
    project: ProjectId, user: UserId, *, session: SessionId | None = None, clock: Clock
) -> None:
    """End what a person has on their desk: they are out of the project, or `session` is over."""
    task = queue.end_own(project, user, session, now=clock.now())
    if task is not None:
        put_back(project, task)


def end_all_leases(project: ProjectId, *, ending: str, clock: Clock) -> None:
    """End what anybody has on their desk; `ending` is a word of why."""
    for task in queue.end_all(project, ending=ending, now=clock.now()):
        put_back(project, task)
