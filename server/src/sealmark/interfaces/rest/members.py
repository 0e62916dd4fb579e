"""Routes of the people of a project: many invited at once, suspended, removed, and what they see.

- What somebody can see is asked of the policies with their own facts, as their requests are: it is
  never a second list beside the first.
- A secret (an invitation's) is answered once, when it is made.
"""

# SPDX-License-Identifier: Apache-2.0
from datetime import timedelta
from typing import Annotated, Self
from uuid import UUID

from ninja import Router, Schema, Status
from pydantic import AwareDatetime, Field

from sealmark.access import services as access
from sealmark.access.domain import Action, ProjectRole, ResourceKind
from sealmark.interfaces.rest.door import Request, action
from sealmark.interfaces.rest.work_schemas import StrictSchema
from sealmark.kernel.errors import NotFoundError
from sealmark.kernel.ids import ProjectId, UserId
from sealmark.tenancy import selectors, services
from sealmark.tenancy.domain import Offer
from sealmark.tenancy.services import MOST_INVITED, InvitedRow, RowProblem
from sealmark.workflow import selectors as workflow
from sealmark.workflow.domain import Duty
from sealmark.workflow.selectors import OnDesk

router = Router(tags=["projects"])

Nothing = Status[None]
NOTHING: Nothing = Status(204, None)
DONE = {204: None}
_BLIND = {ProjectRole.LABELER, ProjectRole.REVIEWER}
_ABOUT_PROJECTS = tuple(one for one in Action if one.resource is ResourceKind.PROJECT)


class ManyInvitationsIn(StrictSchema):
    """Whom a project invites, all with the same roles."""

    emails: Annotated[
        list[Annotated[str, Field(max_length=254)]], Field(min_length=1, max_length=MOST_INVITED)
    ]
    roles: Annotated[list[ProjectRole], Field(min_length=1)]
    ends: AwareDatetime | None = None
    valid_days: Annotated[int, Field(ge=1, le=30)] = 7

    def offer(self, project: ProjectId) -> Offer:
        """Return what each of them is offered; the address is filled in for each."""
        return Offer(
            email="",
            project=project,
            project_roles=frozenset(self.roles),
            ends=self.ends,
            valid_for=timedelta(days=self.valid_days),
        )


class InvitedRowOut(Schema):
    """What became of one address: an invitation with its secret, shown this once, or a problem."""

    email: str
    id: UUID | None
    token: str | None
    problem: RowProblem | None

    @classmethod
    def of(cls, row: InvitedRow) -> Self:
        """Spell a row."""
        return cls(email=row.email, id=row.invitation, token=row.token or None, problem=row.problem)


class OnDeskOut(Schema):
    """The one text that somebody has now, and until when."""

    duty: Duty
    until: AwareDatetime

    @classmethod
    def of(cls, desk: OnDesk) -> Self:
        """Spell what is on a desk."""
        return cls(duty=desk.duty, until=desk.until)


class SightOut(Schema):
    """What somebody may do and see here now, as the policies answer it.

    `desk` is not told to whoever labels or reviews here.
    """

    actions: list[str]
    suspended: AwareDatetime | None
    outside: AwareDatetime | None
    held: bool
    desk: OnDeskOut | None
    desk_told: bool
    policy_set: str


@router.post("/projects/{project_id}/invitations/many", response=list[InvitedRowOut])
@action(Action.MEMBERS_MANAGE, scope="project")
def invite_many(request: Request, project_id: UUID, body: ManyInvitationsIn) -> list[InvitedRowOut]:
    """Invite many into the project; each address gets a link of its own, or a reason."""
    visit, offer = request.visit, body.offer(ProjectId(project_id))
    made = services.invite_many(visit.principal, body.emails, offer, clock=visit.clock)
    return [InvitedRowOut.of(row) for row in made]


@router.post("/projects/{project_id}/members/{user_id}/suspend", response=DONE)
@action(Action.MEMBERS_MANAGE, scope="project")
def suspend_member(request: Request, project_id: UUID, user_id: UUID) -> Nothing:
    """Shut somebody out of the project from their next request on; their roles stay."""
    visit, project = request.visit, ProjectId(project_id)
    services.suspend_here(visit.principal, project, UserId(user_id), clock=visit.clock)
    return NOTHING


@router.post("/projects/{project_id}/members/{user_id}/resume", response=DONE)
@action(Action.MEMBERS_MANAGE, scope="project")
def resume_member(request: Request, project_id: UUID, user_id: UUID) -> Nothing:
    """Let a suspended person in again, with the roles they had."""
    services.resume_here(request.visit.principal, ProjectId(project_id), UserId(user_id))
    return NOTHING


@router.delete("/projects/{project_id}/members/{user_id}", response=DONE)
@action(Action.MEMBERS_MANAGE, scope="project")
def remove_member(request: Request, project_id: UUID, user_id: UUID) -> Nothing:
    """Take all of somebody's roles in the project away, from their next request on."""
    visit, project = request.visit, ProjectId(project_id)
    services.remove_member(visit.principal, project, UserId(user_id), clock=visit.clock)
    return NOTHING


@router.get("/projects/{project_id}/members/{user_id}/sight", response=SightOut)
@action(Action.MEMBERS_READ, scope="project")
def sight(request: Request, project_id: UUID, user_id: UUID) -> SightOut:
    """Tell what somebody may do and see here now."""
    project, user, now = ProjectId(project_id), UserId(user_id), request.visit.clock.now()
    everybody = selectors.members_and_suspended(project, now)
    member = next((one for one in everybody if one.person.user == user), None)
    if member is None:
        raise NotFoundError
    facts = selectors.facts_of_member(project, user, now)
    allowed = [
        one.value
        for one in _ABOUT_PROJECTS
        if facts and access.decide(facts.principal(), one, facts.resource).allowed
    ]
    told = not _BLIND & request.visit.principal.roles
    desk = workflow.on_desk(project, user, now=now) if told else None
    return SightOut(
        actions=allowed,
        suspended=member.suspended,
        outside=member.outside,
        held=selectors.is_held(project),
        desk=None if desk is None else OnDeskOut.of(desk),
        desk_told=told,
        policy_set=request.visit.decision.policy_set_hash,
    )
