"""Routes of redaction: policies, and what is held back in quarantine."""

# SPDX-License-Identifier: Apache-2.0
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Router, Schema, Status

from sealmark.access.domain import Action
from sealmark.assets import selectors as assets
from sealmark.assets.domain import AssetState
from sealmark.interfaces.rest.door import Request, action
from sealmark.interfaces.rest.shapes import HeldTextJson, PlaceJson
from sealmark.interfaces.rest.work_schemas import StrictSchema
from sealmark.kernel.errors import NotFoundError
from sealmark.kernel.ids import AssetId, ProjectId
from sealmark.redaction import selectors, services
from sealmark.redaction.services import Place, Steward

router = Router(tags=["redaction"])
PolicyState = Literal["proposed", "in_force"]


class PackOut(Schema):
    """A policy that ships with Sealmark."""

    name: str
    title: str
    yaml: str


class PolicyIn(StrictSchema):
    """A proposed policy."""

    yaml: str
    reason: str


class PolicyOut(Schema):
    """A policy version; `state` says whether the redactor has taken it into force."""

    number: int
    digest: str
    yaml: str
    state: PolicyState


class HeldOut(Schema):
    """An asset in quarantine, without content."""

    asset_id: UUID
    reason: str
    risk: float
    tier: str
    language: str
    since: datetime


class HeldPageOut(Schema):
    """A page of the quarantine; `total` counts all that is held back."""

    items: list[HeldOut]
    total: int
    next: UUID | None


class HideIn(StrictSchema):
    """Places to hide, in code points of the held text."""

    places: list[PlaceJson]
    reason: str


class ReleaseIn(StrictSchema):
    """Why it may be shown as it stands."""

    reason: str


class RecallIn(StrictSchema):
    """Why nobody may see it any more."""

    reason: str


class LookOut(Schema):
    """A look that the redactor prepares."""

    view_id: UUID
    state: str


class DecidedOut(Schema):
    """The job that carries a decision out."""

    job_id: UUID


@router.get("/policy-packs", response=list[PackOut])
@action(Action.ACCOUNT_VIEW, scope="principal")
def list_packs(request: Request) -> list[PackOut]:
    """List the policies that ship with Sealmark."""
    _ = request
    return [PackOut(name=pack.name, title=pack.title, yaml=pack.yaml) for pack in selectors.packs()]


@router.get("/policy-schema", response=dict[str, Any])
@action(Action.ACCOUNT_VIEW, scope="principal")
def policy_schema(request: Request) -> dict[str, Any]:
    """Return the JSON Schema of policies, for editors."""
    _ = request
    return selectors.policy_schema()


@router.get("/projects/{project_id}/policy", response=PolicyOut)
@action(Action.POLICY_READ, scope="project")
def get_policy(request: Request, project_id: UUID) -> PolicyOut:
    """Show the newest policy version."""
    _ = request
    return _policy(ProjectId(project_id))


@router.post("/projects/{project_id}/policy", response=PolicyOut)
@action(Action.POLICY_PUBLISH, scope="project")
def propose_policy(request: Request, project_id: UUID, body: PolicyIn) -> PolicyOut:
    """Propose a new policy version; the redactor takes it into force, or says why not."""
    visit = request.visit
    services.propose_policy(
        ProjectId(project_id),
        body.yaml,
        reason=body.reason,
        by=visit.user,
        organization=visit.organization,
        clock=visit.clock,
    )
    return _policy(ProjectId(project_id))


@router.get("/projects/{project_id}/quarantine", response=HeldPageOut)
@action(Action.QUARANTINE_READ, scope="project")
def list_quarantine(request: Request, project_id: UUID, after: UUID | None = None) -> HeldPageOut:
    """List what is held back, without content."""
    _ = request
    project = ProjectId(project_id)
    rows = selectors.quarantined(project, after=after)
    items = [
        HeldOut(
            asset_id=row.asset,
            reason=row.reason,
            risk=row.risk_bp / 10_000,
            tier=row.tier,
            language=row.language,
            since=row.since,
        )
        for row in rows
    ]
    following = rows[-1].asset if len(rows) == selectors.PAGE else None
    total = assets.counts(project)[AssetState.QUARANTINED]
    return HeldPageOut(items=items, total=total, next=following)


@router.post("/projects/{project_id}/quarantine/{asset_id}/view", response={202: LookOut})
@action(Action.QUARANTINE_READ, scope="project")
def look(request: Request, project_id: UUID, asset_id: UUID) -> LookOut:
    """Ask to see what is held; the redactor seals it for this session, for minutes."""
    _ = project_id
    row = services.ask_to_look(steward_of(request), AssetId(asset_id), clock=request.visit.clock)
    return LookOut(view_id=row.id, state="preparing")


@router.get(
    "/projects/{project_id}/quarantine/{asset_id}/view/{view_id}",
    response={200: HeldTextJson, 202: LookOut},
)
@action(Action.QUARANTINE_READ, scope="project")
def see(request: Request, project_id: UUID, asset_id: UUID, view_id: UUID) -> Any:  # noqa: ANN401 - 200 or 202
    """See what is held, once the redactor has prepared it."""
    _ = (project_id, asset_id)
    body = services.held_view(steward_of(request), view_id, clock=request.visit.clock)
    preparing = LookOut(view_id=view_id, state="preparing")
    return Status(202, preparing) if body is None else Status(200, body)


@router.post("/projects/{project_id}/assets/{asset_id}/recall", response=DecidedOut)
@action(Action.CLEARANCE_RECALL, scope="project")
def recall(request: Request, project_id: UUID, asset_id: UUID, body: RecallIn) -> DecidedOut:
    """Take back what is cleared of an asset, at once; it goes to quarantine."""
    _ = project_id
    job = services.take_back(
        steward_of(request), AssetId(asset_id), reason=body.reason, clock=request.visit.clock
    )
    return DecidedOut(job_id=job)


@router.post("/projects/{project_id}/quarantine/{asset_id}/hide", response=DecidedOut)
@action(Action.QUARANTINE_HIDE, scope="project")
def hide(request: Request, project_id: UUID, asset_id: UUID, body: HideIn) -> DecidedOut:
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
    return DecidedOut(job_id=job)


@router.post("/projects/{project_id}/quarantine/{asset_id}/release", response=DecidedOut)
@action(Action.QUARANTINE_RELEASE, scope="project")
def release(request: Request, project_id: UUID, asset_id: UUID, body: ReleaseIn) -> DecidedOut:
    """Clear what is held, as it stands, with a reason."""
    _ = project_id
    job = services.release(
        steward_of(request), AssetId(asset_id), reason=body.reason, clock=request.visit.clock
    )
    return DecidedOut(job_id=job)


def _policy(project: ProjectId) -> PolicyOut:
    row, in_force = selectors.latest_policy(project), selectors.policy_in_force(project)
    if row is None:
        raise NotFoundError
    state: PolicyState = (
        "in_force" if in_force is not None and in_force.id == row.id else "proposed"
    )
    return PolicyOut(
        number=row.number, digest=row.digest, yaml=selectors.policy_yaml(row), state=state
    )


def steward_of(request: Request) -> Steward:
    """Take the facts of a signed-in steward."""
    who = request.visit.principal
    if not (who.user and who.session and who.project and who.organization):
        raise NotFoundError
    return Steward(
        user=who.user, session=who.session, project=who.project, organization=who.organization
    )
