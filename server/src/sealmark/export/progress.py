"""How a release moves on, and that it never hangs: a job that does not end well leaves it failed.

- The sentence is our error's own, without content; the event tells its code.
- A release that has ended (ready, refused, failed, cancelled) never moves again.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator
from contextlib import contextmanager

from sealmark.export.errors import BrokeOffError
from sealmark.export.events import tell
from sealmark.export.models import ENDED, Batch, Release
from sealmark.export.permission import Order
from sealmark.infra import jobs, scope
from sealmark.infra.jobs import Running
from sealmark.kernel.errors import SealmarkError
from sealmark.kernel.ids import JobId
from sealmark.notices import services as notices
from sealmark.notices.domain import NoticeKind, Place
from sealmark.tenancy import selectors as tenancy

State = Release.State


@contextmanager
def failing_closed(job: Running) -> Iterator[None]:
    """Leave the release failed, with a sentence, unless the block ends well."""
    why: SealmarkError = BrokeOffError()
    ended_well = False
    try:
        yield
        ended_well = True
    except SealmarkError as error:
        why = error
        raise
    finally:
        if not ended_well:
            _fail(job, why)


def move(order: Order, state: Release.State) -> None:
    """Say where the release stands, inside the project's scope."""
    rows = Release.objects.filter(project_id=order.project, id=order.id)
    rows.exclude(state__in=ENDED).update(state=state)


def hand_on(job: Running, order: Order, name: str) -> JobId:
    """Let another job go on with the release, inside the project's scope."""
    following = jobs.enqueue(
        name, project=order.project, subject=order.id, by=order.requester, clock=job.clock
    )
    Release.objects.filter(project_id=order.project, id=order.id).update(job_id=following)
    return following


def has_ended(order: Order) -> bool:
    """Say whether there is nothing left to do: a job that runs again does nothing."""
    return order.state in ENDED


def _fail(job: Running, why: SealmarkError) -> None:
    now = job.clock.now()
    with scope.project(job.project):
        rows = Release.objects.filter(project_id=job.project, id=job.subject)
        if not rows.exclude(state__in=ENDED).update(
            state=State.FAILED, failure=why.detail, failure_code=why.code
        ):
            return
        Batch.objects.filter(project_id=job.project, request_id=job.subject).delete()
        organization = tenancy.organization_of(job.project)
        who = job.started_by
        export = job.subject
        tell("failed", job.project, organization, who, now, export=export, reason=why.code)
        place = Place(organization=organization, project=job.project, subject=export)
        notices.tell(NoticeKind.EXPORT_FAILED, place, [who], at=now)
