"""Routes of incidents: reporting a miss, and what stewards do about it."""

# SPDX-License-Identifier: Apache-2.0
from datetime import datetime
from typing import Literal
from uuid import UUID

from ninja import Router, Schema

from sealmark.access.domain import Action
from sealmark.interfaces.rest.door import Request, action
from sealmark.interfaces.rest.policies import steward_of
from sealmark.interfaces.rest.work import person_of
from sealmark.interfaces.rest.work_schemas import StrictSchema
from sealmark.kernel.ids import ProjectId, TaskId
from sealmark.oversight import selectors, services
from sealmark.oversight.domain import IncidentState
from sealmark.oversight.selectors import IncidentView
from sealmark.redaction import selectors as redaction
from sealmark.redaction.domain import Seen

router = Router(tags=["incidents"])


class PlaceIn(StrictSchema):
    """A place of the text on screen, in code points."""

    start: int
    end: int


class ReportIn(StrictSchema):
    """What should be hidden; without a place the whole text. `kind` is OTHER if it is not known."""

    place: PlaceIn | None = None
    kind: str = "OTHER"


class IncidentStepIn(StrictSchema):
    """Why an incident moves on."""

    state: Literal["confirmed", "dismissed", "closed"]
    reason: str


class IncidentStepOut(Schema):
    """What a steward did, and why."""

    state: IncidentState
    by: UUID
    at: datetime
    reason: str


class IncidentOut(Schema):
    """An incident; people are told by their pseudonyms in this project."""

    id: UUID
    state: IncidentState
    opened_at: datetime
    changed_at: datetime
    reporter: UUID
    asset_id: UUID
    asset_state: str
    kind: str
    length: int
    steps: list[IncidentStepOut]

    @classmethod
    def of(cls, view: IncidentView) -> "IncidentOut":
        """Spell an incident."""
        return cls(
            id=view.id,
            state=view.state,
            opened_at=view.opened,
            changed_at=view.changed,
            reporter=view.reporter,
            asset_id=view.asset,
            asset_state=view.asset_state,
            kind=view.kind,
            length=view.length,
            steps=[
                IncidentStepOut(state=one.state, by=one.by, at=one.at, reason=one.reason)
                for one in view.steps
            ],
        )


class CasesOut(Schema):
    """How the policy in force does on the misses of a kind: of so many it would find so many."""

    kind: str
    total: int
    found: int


class IncidentPageOut(Schema):
    """A page of incidents; `open` counts those that wait, `cases` are the tests made of them."""

    items: list[IncidentOut]
    next: UUID | None
    open: int
    cases: list[CasesOut]


@router.post("/projects/{project_id}/tasks/{task_id}/report", response={204: None})
@action(Action.MISS_REPORT, scope="project")
def report(request: Request, project_id: UUID, task_id: UUID, body: ReportIn) -> None:
    """Report something that should be hidden; the text is taken back from everybody at once."""
    _ = project_id
    place = body.place
    seen = Seen(start=place.start, end=place.end, kind=body.kind) if place else None
    services.report_miss(
        person_of(request), TaskId(task_id), seen, kind=body.kind, clock=request.visit.clock
    )


@router.get("/projects/{project_id}/incidents", response=IncidentPageOut)
@action(Action.INCIDENT_READ, scope="project")
def list_incidents(
    request: Request,
    project_id: UUID,
    state: IncidentState | None = None,
    after: UUID | None = None,
) -> IncidentPageOut:
    """List incidents, of one state or all, the newest first."""
    _ = request
    project = ProjectId(project_id)
    found = selectors.incidents(project, states=[state] if state else None, after=after)
    return IncidentPageOut(
        items=[IncidentOut.of(one) for one in found],
        next=found[-1].id if len(found) == selectors.PAGE else None,
        open=selectors.open_count(project),
        cases=[
            CasesOut(kind=one.kind, total=one.total, found=one.found)
            for one in redaction.case_results(project)
        ],
    )


@router.post("/projects/{project_id}/incidents/{incident_id}/steps", response={204: None})
@action(Action.INCIDENT_DECIDE, scope="project")
def decide(request: Request, project_id: UUID, incident_id: UUID, body: IncidentStepIn) -> None:
    """Confirm, dismiss or close an incident, with a reason."""
    _ = project_id
    services.decide(
        steward_of(request),
        incident_id,
        IncidentState(body.state),
        reason=body.reason,
        clock=request.visit.clock,
    )
