"""Routes of the quarantine: what is held back, looks at it, decisions, wishes for the policy."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ninja import Query, Router, Status

from sealmark.access.domain import Action
from sealmark.assets import selectors as assets
from sealmark.export import selectors as exports
from sealmark.interfaces.rest.door import Request, action
from sealmark.interfaces.rest.policies import steward_of
from sealmark.interfaces.rest.quarantine_schemas import (
    AtStakeOut,
    ChosenIn,
    DatasetCountOut,
    DecidedJobOut,
    DecidedOut,
    ForeseenOut,
    HeldOut,
    HeldPageIn,
    HeldPageOut,
    HideIn,
    LookOut,
    NarrowingOut,
    ReasonIn,
    TakenOut,
    TogetherIn,
    WaitingOut,
    WishClosedIn,
    WishOut,
)
from sealmark.interfaces.rest.shapes import HeldTextJson
from sealmark.kernel.errors import NotFoundError
from sealmark.kernel.ids import AssetId, JobId, ProjectId
from sealmark.redaction import selectors, services
from sealmark.redaction.domain import Wished
from sealmark.redaction.services import Act, Place
from sealmark.workflow import selectors as work

router = Router(tags=["quarantine"])
QUARANTINE = "/projects/{project_id}/quarantine"
WISHES = "/projects/{project_id}/policy/wishes"


@router.get(QUARANTINE, response=HeldPageOut)
@action(Action.QUARANTINE_READ, scope="project")
def list_quarantine(request: Request, project_id: UUID, wanted: Query[HeldPageIn]) -> HeldPageOut:
    """List what is held back, without content."""
    page = selectors.quarantined(
        ProjectId(project_id), wanted.wanted(request.visit.clock.now()), cursor=wanted.cursor
    )
    return HeldPageOut(items=[HeldOut.of(row) for row in page.rows], next=page.cursor)


@router.get(f"{QUARANTINE}/waiting", response=WaitingOut)
@action(Action.QUARANTINE_READ, scope="project")
def waiting(request: Request, project_id: UUID) -> WaitingOut:
    """Tell how much waits, since when, and by what it can be narrowed."""
    _ = request
    project = ProjectId(project_id)
    found = selectors.waiting(project)
    return WaitingOut(
        waiting=found.waiting,
        aside=found.aside,
        oldest=found.oldest,
        reasons=_narrowing(found.reasons),
        kinds=_narrowing(found.kinds),
        languages=_narrowing(found.languages),
        datasets=[
            DatasetCountOut(id=one.id, name=one.name, count=found.datasets[one.id])
            for one in assets.datasets(project)
            if one.id in found.datasets
        ],
    )


@router.post(f"{QUARANTINE}/release", response=TakenOut)
@action(Action.QUARANTINE_RELEASE, scope="project")
def release_many(request: Request, project_id: UUID, body: TogetherIn) -> TakenOut:
    """Clear many as they stand; what somebody must look at first is left out."""
    _ = project_id
    return _together(request, "release", body)


@router.post(f"{QUARANTINE}/release/foreseen", response=ForeseenOut)
@action(Action.QUARANTINE_RELEASE, scope="project")
def foresee_release(request: Request, project_id: UUID, body: ChosenIn) -> ForeseenOut:
    """Tell what releasing many would do, and how many of them nobody has opened."""
    _ = project_id
    chosen = body.chosen(request.visit.clock.now())
    return ForeseenOut.of(services.foresee_release(steward_of(request), chosen))


@router.post(f"{QUARANTINE}/hide-doubts", response=TakenOut)
@action(Action.QUARANTINE_HIDE, scope="project")
def hide_doubts_of_many(request: Request, project_id: UUID, body: TogetherIn) -> TakenOut:
    """Have every doubted place of many hidden; they stay held until they are released."""
    _ = project_id
    return _together(request, "hide-doubts", body)


@router.post(f"{QUARANTINE}/aside", response=TakenOut)
@action(Action.QUARANTINE_HIDE, scope="project")
def set_many_aside(request: Request, project_id: UUID, body: TogetherIn) -> TakenOut:
    """Take many out of the queue; they stay held."""
    _ = project_id
    return _together(request, "aside", body)


@router.post(f"{QUARANTINE}/back", response=TakenOut)
@action(Action.QUARANTINE_HIDE, scope="project")
def put_many_back(request: Request, project_id: UUID, body: TogetherIn) -> TakenOut:
    """Put many back into the queue."""
    _ = project_id
    return _together(request, "back", body)


@router.post(f"{QUARANTINE}/jobs/{{job_id}}/stop", response={204: None})
@action(Action.QUARANTINE_HIDE, scope="project")
def stop_deciding(request: Request, project_id: UUID, job_id: UUID) -> Status[None]:
    """Stop a decision about many; what was done stays."""
    _ = project_id
    services.stop_deciding(steward_of(request), JobId(job_id), clock=request.visit.clock)
    return Status(204, None)


@router.post(f"{QUARANTINE}/jobs/{{job_id}}/resume", response={204: None})
@action(Action.QUARANTINE_RELEASE, scope="project")
def resume_deciding(request: Request, project_id: UUID, job_id: UUID) -> Status[None]:
    """Go on with a decision about many that was stopped, with the reason that was given."""
    _ = project_id
    services.resume_deciding(steward_of(request), JobId(job_id))
    return Status(204, None)


@router.post(f"{QUARANTINE}/wishes", response={201: None})
@action(Action.QUARANTINE_HIDE, scope="project")
def ask_for_change(request: Request, project_id: UUID, body: TogetherIn) -> Status[None]:
    """Ask for a policy under which texts like these would not be held back."""
    _ = project_id
    chosen = body.chosen(request.visit.clock.now())
    services.ask_for_change(
        steward_of(request),
        chosen.assets,
        chosen.matching,
        reason=body.reason,
        clock=request.visit.clock,
    )
    return Status(201, None)


@router.get(WISHES, response=list[WishOut])
@action(Action.POLICY_READ, scope="project")
def list_wishes(request: Request, project_id: UUID) -> list[WishOut]:
    """List what stewards wish the policy to do, the oldest first."""
    _ = request
    return [WishOut.of(one) for one in selectors.open_wishes(ProjectId(project_id))]


@router.post(f"{WISHES}/{{wish_id}}/close", response={204: None})
@action(Action.POLICY_EDIT, scope="project")
def close_wish(
    request: Request, project_id: UUID, wish_id: UUID, body: WishClosedIn
) -> Status[None]:
    """Say that a wish is done, or that it will not be."""
    _ = project_id
    services.close_wish(steward_of(request), wish_id, Wished(body.state), clock=request.visit.clock)
    return Status(204, None)


@router.get(f"{QUARANTINE}/{{asset_id}}/decisions", response=list[DecidedOut])
@action(Action.QUARANTINE_READ, scope="project")
def list_decisions(request: Request, project_id: UUID, asset_id: UUID) -> list[DecidedOut]:
    """List what was decided about an asset so far, the newest first."""
    _ = request
    found = selectors.decided(ProjectId(project_id), AssetId(asset_id))
    return [DecidedOut.of(one) for one in found]


@router.post(f"{QUARANTINE}/{{asset_id}}/view", response={202: LookOut})
@action(Action.QUARANTINE_READ, scope="project")
def look(request: Request, project_id: UUID, asset_id: UUID, ahead: bool = False) -> LookOut:  # noqa: FBT001, FBT002 - a query's own form
    """Ask to see what is held; the redactor seals it for this session, for minutes.

    What is asked for `ahead` of time counts as a look once it is fetched.
    """
    _ = project_id
    row = services.ask_to_look(
        steward_of(request), AssetId(asset_id), clock=request.visit.clock, ahead=ahead
    )
    return LookOut(view_id=row.id, state="preparing")


@router.get(
    f"{QUARANTINE}/{{asset_id}}/view/{{view_id}}",
    response={200: HeldTextJson, 202: LookOut},
)
@action(Action.QUARANTINE_READ, scope="project")
def see(request: Request, project_id: UUID, asset_id: UUID, view_id: UUID) -> Any:  # noqa: ANN401 - 200 or 202
    """See what is held, once the redactor has prepared it."""
    _ = (project_id, asset_id)
    body = services.held_view(steward_of(request), view_id, clock=request.visit.clock)
    preparing = LookOut(view_id=view_id, state="preparing")
    return Status(202, preparing) if body is None else Status(200, body)


@router.get("/projects/{project_id}/assets/{asset_id}/recall", response=AtStakeOut)
@action(Action.CLEARANCE_RECALL, scope="project")
def preview_recall(request: Request, project_id: UUID, asset_id: UUID) -> AtStakeOut:
    """Count what taking an asset back would touch; whose it is is not told."""
    _ = request
    project, asset = ProjectId(project_id), AssetId(asset_id)
    standing = selectors.standing_clearances(project, [asset])
    if not standing:
        raise NotFoundError
    found = work.at_stake(project, asset)
    return AtStakeOut(
        leases=found.leases,
        waiting=found.waiting,
        done=found.done,
        labels=found.labels,
        exports=exports.released_since(project, standing[0].created_at),
    )


@router.post("/projects/{project_id}/assets/{asset_id}/recall", response=DecidedJobOut)
@action(Action.CLEARANCE_RECALL, scope="project")
def recall(request: Request, project_id: UUID, asset_id: UUID, body: ReasonIn) -> DecidedJobOut:
    """Take back what is cleared of an asset, at once; it goes to quarantine."""
    _ = project_id
    job = services.take_back(
        steward_of(request), AssetId(asset_id), reason=body.reason, clock=request.visit.clock
    )
    return DecidedJobOut(job_id=job)


@router.post(f"{QUARANTINE}/{{asset_id}}/hide", response=DecidedJobOut)
@action(Action.QUARANTINE_HIDE, scope="project")
def hide(request: Request, project_id: UUID, asset_id: UUID, body: HideIn) -> DecidedJobOut:
    """Have more places hidden."""
    _ = project_id
    places = [
        Place(start=int(one["start"]), end=int(one["end"]), kind=str(one.get("kind", "OTHER")))
        for one in body.places
    ]
    job = services.hide_more(
        steward_of(request),
        AssetId(asset_id),
        places,
        reason=body.reason,
        clock=request.visit.clock,
    )
    return DecidedJobOut(job_id=job)


@router.post(f"{QUARANTINE}/{{asset_id}}/release", response=DecidedJobOut)
@action(Action.QUARANTINE_RELEASE, scope="project")
def release(request: Request, project_id: UUID, asset_id: UUID, body: ReasonIn) -> DecidedJobOut:
    """Clear what is held, as it stands, with a reason."""
    _ = project_id
    job = services.release(
        steward_of(request), AssetId(asset_id), reason=body.reason, clock=request.visit.clock
    )
    return DecidedJobOut(job_id=job)


def _narrowing(counts: Mapping[str, int]) -> list[NarrowingOut]:
    most = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return [NarrowingOut(value=value, count=number) for value, number in most]


def _together(request: Request, act: Act, body: TogetherIn) -> TakenOut:
    taken = services.decide_many(
        steward_of(request),
        act,
        body.chosen(request.visit.clock.now()),
        reason=body.reason,
        clock=request.visit.clock,
    )
    return TakenOut.of(taken)
