"""Routes of labeling and review: every one re-checks lease and clearance.

- The duty is a second decision: a reviewer may not label, a labeler may not review.
"""

# SPDX-License-Identifier: Apache-2.0
from datetime import timedelta
from typing import Any, assert_never
from uuid import UUID

from django.db import transaction
from ninja import Router, Status
from pydantic import AwareDatetime

from sealmark.access.domain import Action, ProjectRole
from sealmark.interfaces.rest.door import Request, action, allow
from sealmark.interfaces.rest.scanning import scan_written
from sealmark.interfaces.rest.work_schemas import (
    DraftIn,
    DutyCountsOut,
    HeartbeatOut,
    JudgedOut,
    NextIn,
    OnwardOut,
    PaceOut,
    ReasonsOut,
    RecentOut,
    SavedOut,
    ShownProtectedOut,
    SkipIn,
    SubmitIn,
    SubmittedOut,
    VerdictIn,
    WorkHomeOut,
    WorkOut,
    work_out,
)
from sealmark.kernel.errors import InvalidInputError, NotFoundError, SealmarkError
from sealmark.kernel.ids import ProjectId, RenditionId, TaskId
from sealmark.tenancy import selectors as tenancy_selectors
from sealmark.tenancy import services as tenancy
from sealmark.workflow import selectors, services
from sealmark.workflow.domain import Duty
from sealmark.workflow.services import Leased, Note, Person, Submitted

router = Router(tags=["work"])
TEXT_HEADER = "Sealmark-Text"
_DUTIES = {Duty.LABEL: Action.LABEL, Duty.REVIEW: Action.REVIEW}


@router.get("/projects/{project_id}/work", response=WorkHomeOut)
@action(Action.TASK_READ, scope="project")
def home(request: Request, project_id: UUID) -> WorkHomeOut:
    """Tell how much there is to do for the person who asks."""
    project, visit = ProjectId(project_id), request.visit
    counts = selectors.waiting(project, visit.user)
    roles = visit.principal.roles
    return WorkHomeOut(
        label=DutyCountsOut(**counts[Duty.LABEL]),
        review=DutyCountsOut(**counts[Duty.REVIEW]),
        pace_today=selectors.pace(project, visit.user, now=visit.clock.now()),
        duties=[
            duty
            for duty, role in (
                (Duty.LABEL, ProjectRole.LABELER),
                (Duty.REVIEW, ProjectRole.REVIEWER),
            )
            if role in roles
        ],
    )


@router.get("/projects/{project_id}/pace", response=PaceOut)
@action(Action.TASK_READ, scope="project")
def pace(request: Request, project_id: UUID, since: AwareDatetime | None = None) -> PaceOut:
    """Tell one's own pace since a moment: the start of one's day."""
    visit, now = request.visit, request.visit.clock.now()
    found = selectors.own_pace(
        ProjectId(project_id), visit.user, since=since or now - timedelta(days=1), now=now
    )
    return PaceOut(
        handed_in=found.handed_in,
        median_seconds=found.median_seconds,
        guideline_before=found.guideline_before,
    )


@router.get("/projects/{project_id}/why-nothing", response=ReasonsOut)
@action(Action.TASK_READ, scope="project")
def why_nothing(request: Request, project_id: UUID, duty: Duty = Duty.LABEL) -> ReasonsOut:
    """Tell for what reasons nothing is left for the person who asks."""
    allow(request, _DUTIES[duty])
    found = selectors.why_nothing(ProjectId(project_id), request.visit.user, duty)
    return ReasonsOut(reasons=found)


@router.post("/projects/{project_id}/tasks/next", response={200: WorkOut, 204: None})
@action(Action.TASK_LEASE, scope="project")
def next_task(request: Request, project_id: UUID, body: NextIn) -> Status[Any]:
    """Lease the next task of a duty."""
    _ = project_id
    allow(request, _DUTIES[body.duty])
    leased = services.lease_next(person_of(request), body.duty, clock=request.visit.clock)
    return Status(204, None) if leased is None else Status(200, _work(request, leased))


@router.get("/projects/{project_id}/tasks/{task_id}", response=WorkOut)
@action(Action.TASK_READ, scope="project")
def show(request: Request, project_id: UUID, task_id: UUID) -> WorkOut:
    """Show a task again to whoever holds its lease."""
    _ = project_id
    person = person_of(request)
    return _work(request, services.lease_again(person, TaskId(task_id), clock=request.visit.clock))


@router.post("/projects/{project_id}/tasks/{task_id}/again", response=WorkOut)
@action(Action.TASK_LEASE, scope="project")
def again(request: Request, project_id: UUID, task_id: UUID) -> WorkOut:
    """Lease the same task once more: the one that was on this person's desk."""
    _ = project_id
    leased = services.take_again(person_of(request), TaskId(task_id), clock=request.visit.clock)
    allow(request, _DUTIES[leased.desk.duty])
    return _work(request, leased)


@router.post("/projects/{project_id}/tasks/{task_id}/heartbeat", response=HeartbeatOut)
@action(Action.TASK_READ, scope="project")
def heartbeat(request: Request, project_id: UUID, task_id: UUID) -> HeartbeatOut:
    """Prolong a lease, and tell how its text is shown by now: nothing of it is handed out."""
    visit = request.visit
    until = services.heartbeat(person_of(request), TaskId(task_id), clock=visit.clock)
    showing = tenancy_selectors.showing(visit.user, ProjectId(project_id), visit.clock.now())
    return HeartbeatOut(expires_at=until, protection=ShownProtectedOut.of(showing))


@router.put("/projects/{project_id}/tasks/{task_id}/draft", response=SavedOut)
@action(Action.TASK_DRAFT, scope="project")
def draft(request: Request, project_id: UUID, task_id: UUID, body: DraftIn) -> SavedOut:
    """Keep what a person has so far, and tell where free text names somebody."""
    _ = project_id
    clock = request.visit.clock
    kept = services.save_draft(
        person_of(request),
        TaskId(task_id),
        body.document,
        key=body.key,
        seq=body.seq,
        scan=scan_written,
        clock=clock,
    )
    return SavedOut.of(kept, at=clock.now())


@router.post("/projects/{project_id}/tasks/{task_id}/submit", response=SubmittedOut)
@action(Action.TASK_SUBMIT, scope="project")
def submit(request: Request, project_id: UUID, task_id: UUID, body: SubmitIn) -> SubmittedOut:
    """Hand in labels."""
    _ = project_id
    allow(request, Action.LABEL)
    person, clock = person_of(request), request.visit.clock
    done = services.submit(
        person, TaskId(task_id), body.document, key=body.key, scan=scan_written, clock=clock
    )
    after = onward(request, Duty.LABEL) if body.next else None
    return SubmittedOut(revision_id=done.revision, number=done.number, next=after)


@router.post("/projects/{project_id}/tasks/{task_id}/verdict", response=JudgedOut)
@action(Action.TASK_SUBMIT, scope="project")
def verdict(request: Request, project_id: UUID, task_id: UUID, body: VerdictIn) -> JudgedOut:
    """Accept, correct, or send back."""
    _ = project_id
    allow(request, Action.REVIEW)
    done = _judge(request, TaskId(task_id), body)
    return JudgedOut(
        outcome=body.outcome,
        revision_id=done.revision if done else None,
        number=done.number if done else None,
        next=onward(request, Duty.REVIEW) if body.next else None,
    )


@router.post("/projects/{project_id}/tasks/{task_id}/skip", response={200: OnwardOut, 204: None})
@action(Action.TASK_SKIP, scope="project")
def skip(request: Request, project_id: UUID, task_id: UUID, body: SkipIn) -> Status[Any]:
    """Pass a task by."""
    _ = project_id
    duty = services.skip(
        person_of(request),
        TaskId(task_id),
        reason=body.reason,
        comment=body.comment,
        scan=scan_written,
        clock=request.visit.clock,
    )
    if not body.next:
        return Status(204, None)
    return Status(200, OnwardOut(next=onward(request, duty)))


@router.post("/projects/{project_id}/tasks/{task_id}/release", response={204: None})
@action(Action.TASK_SKIP, scope="project")
def release(request: Request, project_id: UUID, task_id: UUID) -> None:
    """Give a task back; the draft is kept."""
    _ = project_id
    services.release(person_of(request), TaskId(task_id), clock=request.visit.clock)


@router.get("/projects/{project_id}/recent", response=list[RecentOut])
@action(Action.TASK_READ, scope="project")
def recent(request: Request, project_id: UUID) -> list[RecentOut]:
    """List one's own latest finished labeling."""
    visit = request.visit
    found = selectors.recent(ProjectId(project_id), visit.user, now=visit.clock.now())
    return [
        RecentOut(
            task_id=one.task, submitted_day=one.day, state=one.state, can_reopen=one.can_reopen
        )
        for one in found
    ]


@router.post("/projects/{project_id}/tasks/{task_id}/reopen", response=WorkOut)
@action(Action.TASK_REOPEN, scope="project")
def reopen(request: Request, project_id: UUID, task_id: UUID) -> WorkOut:
    """Take one's own finished labeling back."""
    _ = project_id
    allow(request, Action.LABEL)
    return _work(
        request, services.reopen(person_of(request), TaskId(task_id), clock=request.visit.clock)
    )


def person_of(request: Request) -> Person:
    """Take the facts of whoever works here, and which text they have on screen."""
    visit = request.visit
    if visit.facts is None:
        raise NotFoundError
    return Person.of(
        visit.principal,
        separates_steps=visit.facts.separates_steps,
        policy_set=visit.decision.policy_set_hash,
        text=_text_on_screen(request),
    )


def _text_on_screen(request: Request) -> RenditionId | None:
    """Read which text the page shows: what it sends about another one is not taken."""
    said = request.headers.get(TEXT_HEADER, "")
    try:
        return RenditionId(UUID(said)) if said else None
    except ValueError as cause:
        raise InvalidInputError("This is no text's id.", field=TEXT_HEADER) from cause


def _judge(request: Request, task: TaskId, body: VerdictIn) -> Submitted | None:
    person, clock, key, scan = person_of(request), request.visit.clock, body.key, scan_written
    match body.outcome:
        case "send_back":
            notes = [Note(object=note.id, comment=note.comment) for note in body.notes]
            services.send_back(
                person, task, comment=body.comment, notes=notes, key=key, scan=scan, clock=clock
            )
            return None
        case "correct":
            labels = body.document or {}
            return services.correct(person, task, labels, key=key, scan=scan, clock=clock)
        case "accept":
            return services.accept(person, task, key=key, scan=scan, clock=clock)
        case _:
            assert_never(body.outcome)


def onward(request: Request, duty: Duty) -> WorkOut | None:
    """Lease the next task in the same transaction, or none: what was handed in stands anyway."""
    allow(request, Action.TASK_LEASE)
    try:
        with transaction.atomic():
            leased = services.lease_next(person_of(request), duty, clock=request.visit.clock)
            return None if leased is None else _work(request, leased)
    except SealmarkError:
        # Whoever asks for the next task by itself is told what is wrong with it.
        return None


def _work(request: Request, leased: Leased) -> WorkOut:
    visit, desk = request.visit, leased.desk
    showing = tenancy.show_text(
        visit.principal, desk.project, task=desk.task, lease=leased.lease, clock=visit.clock
    )
    return work_out(leased, showing, steps=2)
