"""Jobs: background work, enqueued in the same transaction, done one transaction per batch.

- A queue row carries a MAC over (job name, project, job id, enqueuing identity), made with the key
  that the enqueuing identity shares with the queue's runner; the runner checks it before any scope
  opens, so that a forged row does nothing.
- A job names who may enqueue it, and runs in its own queue only, wherever a row was put.
- The job's id is the nonce: a copied row finds its job finished, and a job that is done stays done.
- A job that fails says so in its row, without content; a job asked to cancel stops between batches.
- A job whose database or other part was away is done again, from where it was, until it is done.
- A job whose starter is no longer allowed to start it ends as refused; it may be resumed.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
import hmac
import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from traceback import format_tb
from uuid import UUID

import psycopg
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.db.models import F, Q
from procrastinate import App, BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job as QueuedJob

from sealmark.infra import scope
from sealmark.infra.models import Job
from sealmark.kernel.clock import Clock, SystemClock
from sealmark.kernel.errors import (
    ConflictError,
    ForbiddenError,
    NotFoundError,
    SealmarkError,
    Unavailable,
)
from sealmark.kernel.ids import JobId, ProjectId, UserId, new_uuid

log = logging.getLogger(__name__)
LONGEST_WAIT_S = 60
DATABASE_AWAY = (
    OperationalError,
    InterfaceError,
    psycopg.OperationalError,
    psycopg.InterfaceError,
)
"""The database was stopped, killed or is full: what was being done is done again."""
DEFECT = "Something went wrong on our side. Tell your administrator this number: {number}"


class ForgedJobError(SealmarkError):
    """A queue row was not written by the identity that it names."""


class BrokenJobError(SealmarkError):
    """A job broke; the log names the place under the number that its row tells."""


class JobGoneError(ConflictError):
    """This job has finished or was cancelled."""


class StarterRefusedError(ForbiddenError):
    """Whoever started this job may not do so any more. Somebody who may can start it anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A job that runs now: who asked, for what, in which project."""

    id: JobId
    project: ProjectId
    subject: UUID
    started_by: UserId
    clock: Clock = field(default_factory=SystemClock)

    def advance(self, *, done: int = 0, total: int | None = None, problems: int = 0) -> None:
        """Record progress, inside the project's scope; raise `JobGoneError` if asked to cancel."""
        row = Job.objects.filter(id=self.id)
        changes = {"done": F("done") + done, "problems": F("problems") + problems}
        row.update(**changes, **({} if total is None else {"total": total}))
        if row.filter(cancel_requested_at__isnull=False).exists():
            raise JobGoneError

    def rows_through(self) -> int:
        """Return how far earlier runs got, inside the project's scope."""
        return int(Job.objects.values_list("done", flat=True).get(id=self.id))


Body = Callable[[Running], None]


def job(name: str, *, queue: str, enqueued_by: Collection[str]) -> Callable[[Body], Body]:
    """Register `body` as the job `name`, run by the identity that `queue` is named after."""

    def register(body: Body) -> Body:
        @app.task(name=name, queue=queue, retry=_Patience(), pass_context=False)
        def run(*, project: str, job: str, by: str, mac: str) -> None:
            _check(name, project, job, by, mac)
            _run(body, ProjectId(UUID(project)), JobId(UUID(job)))

        _KINDS[name] = _Kind(queue=queue, enqueued_by=frozenset(enqueued_by))
        return body

    return register


class _Patience(BaseRetryStrategy):
    """What is missing comes back: a job waits for it, a minute at most between two attempts."""

    def get_retry_decision(
        self, *, exception: BaseException, job: QueuedJob
    ) -> RetryDecision | None:
        """Retry what could not be done now; leave what was refused or is broken."""
        if not isinstance(exception, Unavailable):
            return None
        return RetryDecision(retry_in={"seconds": min(2**job.attempts, LONGEST_WAIT_S)})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """Whose queue a job goes to, and who may put it there."""

    queue: str
    enqueued_by: frozenset[str]


_KINDS: dict[str, _Kind] = {}


def forget_foreign_tasks(runner: App) -> None:
    """Leave a runner with registered jobs only: the library's own tasks ask for no MAC."""
    for name in runner.tasks.keys() - _KINDS.keys():
        del runner.tasks[name]


def enqueue(
    name: str,
    *,
    project: ProjectId,
    subject: UUID,
    by: UserId,
    clock: Clock,
    total: int = 0,
    due: datetime | None = None,
) -> JobId:
    """Enqueue the job `name` inside the open transaction and project scope; return its id.

    One that is `due` later is not listed before it begins.
    """
    now = clock.now()
    row = Job(
        id=new_uuid(),
        project_id=project,
        kind=name,
        subject_id=subject,
        started_by=by,
        total=total,
        created_at=now,
        due_at=due,
    )
    row.save(force_insert=True)
    _defer(name, project, JobId(row.id), due)
    return JobId(row.id)


def cancel(job_id: JobId, *, clock: Clock) -> None:
    """Ask a job to stop after its current batch."""
    waiting = Job.objects.filter(id=job_id, state__in=[Job.State.QUEUED, Job.State.RUNNING])
    if not waiting.update(cancel_requested_at=clock.now()):
        raise JobGoneError


def resume(job_id: JobId, *, project: ProjectId) -> None:
    """Go on with a job that was cancelled, refused or failed, from where it stopped."""
    states = [Job.State.CANCELLED, Job.State.FAILED, Job.State.REFUSED]
    stopped = Job.objects.filter(id=job_id, state__in=states)
    if not stopped.update(
        state=Job.State.QUEUED, cancel_requested_at=None, finished_at=None, failure=""
    ):
        raise JobGoneError
    _defer(find(job_id).kind, project, job_id)


def find(job_id: JobId) -> Job:
    """Return one job of the open project, or raise `NotFoundError`."""
    row = Job.objects.filter(id=job_id).first()
    if row is None:
        raise NotFoundError
    return row


def found(job_ids: Collection[JobId]) -> dict[UUID, Job]:
    """Return those of these jobs that the open project has."""
    return Job.objects.in_bulk(list(job_ids)) if job_ids else {}


def latest(project: ProjectId, *, limit: int = 50) -> list[Job]:
    """Return the project's latest jobs, newest first."""
    later = Q(state=Job.State.QUEUED, due_at__isnull=False)
    rows = Job.objects.filter(~later, project_id=project)
    return list(rows.order_by("-created_at")[:limit])


def _defer(name: str, project: ProjectId, job_id: JobId, due: datetime | None = None) -> None:
    me, kind = str(settings.SEALMARK_IDENTITY), _KINDS[name]
    if me not in kind.enqueued_by:
        raise JobGoneError
    mac = _mac(settings.SEALMARK_JOB_KEY(me, kind.queue), name, str(project), str(job_id), me)
    app.configure_task(name, queue=kind.queue, schedule_at=due).defer(
        project=str(project), job=str(job_id), by=me, mac=mac
    )


def _mac(key: bytes, name: str, project: str, job_id: str, by: str) -> str:
    message = f"{name}\n{project}\n{job_id}\n{by}".encode()
    return hmac.new(key, message, hashlib.sha256).hexdigest()


def _check(name: str, project: str, job_id: str, by: str, mac: str) -> None:
    kind = _KINDS[name]
    if kind.queue != settings.SEALMARK_IDENTITY or by not in kind.enqueued_by:
        raise ForgedJobError
    key = settings.SEALMARK_JOB_KEY(by, kind.queue)
    if not hmac.compare_digest(_mac(key, name, project, job_id, by), mac):
        raise ForgedJobError


def _run(body: Body, project: ProjectId, job_id: JobId) -> None:
    clock = SystemClock()
    running = _take(project, job_id, clock)
    if running is None:
        return
    try:
        body(running)
    except JobGoneError:
        _finish(running, Job.State.CANCELLED)
    except Unavailable:
        _finish(running, Job.State.QUEUED)
        raise
    except DATABASE_AWAY as error:
        # The row still says that the job runs; the next attempt says so again.
        raise Unavailable from error
    except SealmarkError as error:
        refused = isinstance(error, StarterRefusedError)
        _finish(running, Job.State.REFUSED if refused else Job.State.FAILED, error.detail)
        log.warning("job %s failed: %s", job_id, error.code)
    except Exception as error:  # noqa: BLE001 - whatever it was, the row must not say "running"
        _break_off(running, error)
        raise BrokenJobError from None
    else:
        _finish(running, Job.State.DONE)


def _break_off(running: Running, error: Exception) -> None:
    number = new_uuid()
    _finish(running, Job.State.FAILED, DEFECT.format(number=number))
    # Where it broke, not what it said: an error's own words may hold content.
    where = "".join(format_tb(error.__traceback__))
    log.error("defect %s in job %s: %s\n%s", number, running.id, type(error).__name__, where)


def _take(project: ProjectId, job_id: JobId, clock: Clock) -> Running | None:
    with scope.project(project):
        row = Job.objects.select_for_update().filter(id=job_id).first()
        if row is None:
            return None
        finished = {
            *(Job.State.DONE, Job.State.FAILED, Job.State.CANCELLED),
            Job.State.REFUSED,
        }
        if row.state in finished or row.cancel_requested_at:
            if row.state not in finished:
                row.state, row.finished_at = Job.State.CANCELLED, clock.now()
                row.save(update_fields=["state", "finished_at"])
            return None
        row.state, row.started_at = Job.State.RUNNING, clock.now()
        row.save(update_fields=["state", "started_at"])
        return Running(
            id=job_id,
            project=project,
            subject=row.subject_id,
            started_by=UserId(row.started_by),
            clock=clock,
        )


def _finish(running: Running, state: str, failure: str = "") -> None:
    with scope.project(running.project):
        Job.objects.filter(id=running.id).update(
            state=state, failure=failure, finished_at=running.clock.now()
        )
