"""Routes of setting a project up: how each step stands, starting the work, and holding it.

- Nothing is ticked off by hand: a step stands as the project does.
- Work starts when nothing is missing that it needs; until then the refusal says what.
"""

# SPDX-License-Identifier: Apache-2.0
from typing import Self
from uuid import UUID

from ninja import Router, Schema, Status

from sealmark.access.domain import Action, ProjectRole
from sealmark.assets import selectors as assets
from sealmark.interfaces.rest.door import Request, action
from sealmark.kernel.errors import NotFoundError
from sealmark.kernel.ids import ProjectId
from sealmark.ontology import selectors as ontology
from sealmark.redaction import selectors as redaction
from sealmark.tenancy import selectors as tenancy
from sealmark.tenancy import services
from sealmark.tenancy.domain import ProjectMemberView
from sealmark.workflow import selectors as workflow
from sealmark.workflow.domain import Duty
from sealmark.workflow.selectors import (
    Missing,
    PolicyState,
    SetUp,
    SetUpStep,
    Stage,
    Standing,
)

router = Router(tags=["projects"])

Nothing = Status[None]
NOTHING: Nothing = Status(204, None)
DONE = {204: None}


class StageOut(Schema):
    """One step of the set-up: how it stands, and what is missing or worth knowing."""

    step: SetUpStep
    standing: Standing
    missing: list[Missing]

    @classmethod
    def of(cls, stage: Stage) -> Self:
        """Spell a step."""
        return cls(step=stage.step, standing=stage.standing, missing=list(stage.missing))


class SetUpOut(Schema):
    """How far the set-up is; `blocking` is what keeps work from starting."""

    stages: list[StageOut]
    blocking: list[Missing]
    held: bool
    texts_ready: int
    texts_received: int
    texts_held_back: int
    labelers: int
    reviewers: int
    stewards: int
    invited: int
    review_share_percent: int
    lease_minutes: int


@router.get("/projects/{project_id}/set-up", response=SetUpOut)
@action(Action.STEPS_READ, scope="project")
def get_set_up(request: Request, project_id: UUID) -> SetUpOut:
    """Tell of each step of the set-up how it stands."""
    project = ProjectId(project_id)
    it = _set_up(request, project)
    steps = {step.duty: step for step in workflow.steps(project)}
    return SetUpOut(
        stages=[StageOut.of(stage) for stage in workflow.stages(it)],
        blocking=list(workflow.blocking(it)),
        held=it.held,
        texts_ready=it.ready,
        texts_received=it.received,
        texts_held_back=it.quarantined,
        labelers=len(it.labelers),
        reviewers=len(it.reviewers),
        stewards=len(it.stewards),
        invited=len(tenancy.open_invitations(request.visit.clock.now(), project)),
        review_share_percent=steps[Duty.REVIEW].share_bp // 100,
        lease_minutes=steps[Duty.LABEL].lease_minutes,
    )


@router.post("/projects/{project_id}/start", response=DONE)
@action(Action.STEPS_EDIT, scope="project")
def start(request: Request, project_id: UUID) -> Nothing:
    """Hand the project's texts out from now on; refused while something is missing."""
    project = ProjectId(project_id)
    workflow.refuse_unready(_set_up(request, project))
    services.start_work(request.visit.principal, project)
    return NOTHING


@router.post("/projects/{project_id}/hold", response=DONE)
@action(Action.STEPS_EDIT, scope="project")
def hold(request: Request, project_id: UUID) -> Nothing:
    """Hand no more texts out until the project is started again; desks are left as they are."""
    visit = request.visit
    services.hold_work(visit.principal, ProjectId(project_id), clock=visit.clock)
    return NOTHING


def _set_up(request: Request, project: ProjectId) -> SetUp:
    now, facts = request.visit.clock.now(), request.visit.facts
    if facts is None:
        raise NotFoundError
    texts = assets.counts(project)
    members = tenancy.project_members(project, now)
    invited = [one.project_roles for one in tenancy.open_invitations(now, project)]
    review = next(step for step in workflow.steps(project) if step.duty == Duty.REVIEW)
    return SetUp(
        received=texts["received"],
        ready=texts["ready"],
        quarantined=texts["quarantined"],
        policy=_policy(project),
        has_labels=ontology.filled_ontology_number(project) is not None,
        has_guideline=ontology.filled_guideline_number(project) is not None,
        labelers=_with(members, ProjectRole.LABELER),
        reviewers=_with(members, ProjectRole.REVIEWER),
        stewards=_with(members, ProjectRole.DATA_STEWARD),
        labelers_invited=sum(ProjectRole.LABELER in roles for roles in invited),
        reviewers_invited=sum(ProjectRole.REVIEWER in roles for roles in invited),
        reviews=review.share_bp > 0,
        separates=facts.separates_steps,
        held=tenancy.is_held(project),
    )


def _with(members: list[ProjectMemberView], role: ProjectRole) -> frozenset[object]:
    return frozenset(
        one.person.user
        for one in members
        if one.outside is None and any(grant.role is role for grant in one.grants)
    )


def _policy(project: ProjectId) -> PolicyState:
    if redaction.policy_in_force(project) is not None:
        return "in_force"
    return "none" if redaction.latest_policy(project) is None else "proposed"
