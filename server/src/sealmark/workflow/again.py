"""Again: a task comes back to the desk of the person who had it before.

- Finished labeling is taken back as long as nobody has begun to review it.
- A lease that was lost (another session, time, a crash) is taken anew for the very same task, so
  that what is still on a person's screen can be saved; no other text is opened on the way.
"""

# SPDX-License-Identifier: Apache-2.0
from datetime import datetime, timedelta

from sealmark.kernel.clock import Clock
from sealmark.kernel.errors import NotFoundError
from sealmark.kernel.ids import TaskId
from sealmark.workflow import desk as desks
from sealmark.workflow import queue
from sealmark.workflow.desk import Desk
from sealmark.workflow.domain import Duty
from sealmark.workflow.errors import CannotReopenError, LeaseLostError, TakenBackError
from sealmark.workflow.leasing import Leased, Person, put_back, put_on_desk
from sealmark.workflow.models import Lease, Task

AGAIN_WINDOW = timedelta(days=1)
"""How long after one had a text it may be taken by name; later the queue gives it."""


def reopen(person: Person, task: TaskId, *, clock: Clock) -> Leased:
    """Take one's own finished labeling back, as long as nobody has begun to review it."""
    now = clock.now()
    desk = desks.lock_and_read(person.project, task, person.user)
    if desk is None or desk.owner != person.user or desk.duty is not Duty.LABEL:
        raise NotFoundError
    if desk.state != Task.State.DONE:
        raise CannotReopenError
    reviews = Task.objects.filter(
        project_id=person.project, document_id=desk.document, duty=Duty.REVIEW
    )
    reviews.filter(state=Task.State.OPEN).update(state=Task.State.WITHDRAWN)
    if reviews.exclude(state=Task.State.WITHDRAWN).exists():
        raise CannotReopenError
    _clear_desk(person, now=now)
    # Work that is touched after it was handed in is always reviewed: see `submit`.
    Task.objects.filter(project_id=person.project, id=task).update(
        state=Task.State.LEASED, reason="reopened"
    )
    leased = put_on_desk(person, task, now=now)
    if leased is None:
        raise CannotReopenError
    return leased


def take_again(person: Person, task: TaskId, *, clock: Clock) -> Leased:
    """Lease a task once more that this person had on their desk, unless somebody else has it."""
    now = clock.now()
    desk = desks.lock_and_read(person.project, task, person.user)
    if desk is None or not _had_it(person, task, now=now):
        raise NotFoundError
    if desk.recalled:
        raise TakenBackError
    if not _is_free(desk, person):
        raise LeaseLostError
    _clear_desk(person, now=now)
    Task.objects.filter(project_id=person.project, id=task).update(
        state=Task.State.LEASED, owner=person.user
    )
    leased = put_on_desk(person, task, now=now)
    if leased is None:
        raise LeaseLostError
    return leased


def _had_it(person: Person, task: TaskId, *, now: datetime) -> bool:
    held = Lease.objects.filter(
        project_id=person.project,
        holder=person.user,
        created_at__gte=now - AGAIN_WINDOW,
        task_id=task,
    )
    return held.exists()


def _is_free(desk: Desk, person: Person) -> bool:
    if desk.state == Task.State.LEASED:
        return desk.lease is not None and desk.lease.holder == person.user
    if desk.state == Task.State.RETURNED:
        return desk.owner == person.user
    if desk.state != Task.State.OPEN:
        return False
    meant = Task.objects.filter(project_id=desk.project, id=desk.task, assigned__isnull=False)
    return not meant.exclude(assigned=person.user).exists()


def _clear_desk(person: Person, *, now: datetime) -> None:
    resumed = queue.resume(person.project, person.user, now=now)
    if resumed is not None:
        put_back(person.project, resumed[0])
