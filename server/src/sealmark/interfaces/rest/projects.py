"""Routes about projects: making and closing them, their members and invitations.

- For an organization a project is a name and a state; what is in it, its members see.
- A secret (an invitation's) is answered once, when it is made.
"""

# SPDX-License-Identifier: Apache-2.0
from typing import Any
from uuid import UUID

from ninja import Router, Status

from sealmark.access.domain import Action, ProjectRole
from sealmark.assets import selectors as assets
from sealmark.interfaces.rest.door import Request, action
from sealmark.interfaces.rest.people_schemas import InvitationOut, MadeInvitationOut, OwnProjectOut
from sealmark.interfaces.rest.project_schemas import (
    AssetCountsOut,
    CountsOut,
    GrantIn,
    MemberOut,
    ProjectEntryOut,
    ProjectIn,
    ProjectInvitationIn,
    ProjectOut,
    RenameIn,
    SeparationIn,
    TaskCountsOut,
)
from sealmark.kernel.errors import NotFoundError
from sealmark.kernel.ids import OrganizationId, ProjectId, UserId
from sealmark.ontology import selectors as ontology
from sealmark.redaction import selectors as redaction
from sealmark.tenancy import selectors, services
from sealmark.tenancy.domain import ProjectFacts
from sealmark.workflow import selectors as workflow

router = Router(tags=["projects"])

Nothing = Status[None]
NOTHING: Nothing = Status(204, None)
DONE = {204: None}


@router.get("/organizations/{organization_id}/projects", response=list[ProjectEntryOut])
@action(Action.ORGANIZATION_PROJECTS_LIST, scope="organization")
def list_organization_projects(request: Request, organization_id: UUID) -> list[ProjectEntryOut]:
    """List names and states of all projects of an organization, closed ones too."""
    _ = request
    entries = selectors.organization_projects(OrganizationId(organization_id))
    return [ProjectEntryOut.of(entry) for entry in entries]


@router.post("/organizations/{organization_id}/projects", response={201: OwnProjectOut})
@action(Action.ORGANIZATION_PROJECT_CREATE, scope="organization")
def create_project(
    request: Request, organization_id: UUID, body: ProjectIn
) -> Status[OwnProjectOut]:
    """Make a project; whoever makes it becomes its project admin."""
    visit, organization = request.visit, OrganizationId(organization_id)
    made = services.create_project(
        visit.principal,
        organization,
        body.name,
        policy_pack=body.policy_pack,
        held=body.held,
        clock=visit.clock,
    )
    roles = [ProjectRole.PROJECT_ADMIN]
    name = selectors.project_name(made)
    return Status(201, OwnProjectOut(id=made, name=name, organization_id=organization, roles=roles))


@router.post("/organizations/{organization_id}/projects/{closing_id}/close", response=DONE)
@action(Action.ORGANIZATION_PROJECT_CLOSE, scope="organization")
def close_project(request: Request, organization_id: UUID, closing_id: UUID) -> Nothing:
    """Close a project: from the next request on it is gone for everybody in it."""
    visit, organization = request.visit, OrganizationId(organization_id)
    closing = ProjectId(closing_id)
    services.close_project(visit.principal, organization, closing, clock=visit.clock)
    return NOTHING


@router.post("/organizations/{organization_id}/projects/{closed_id}/reopen", response=DONE)
@action(Action.ORGANIZATION_PROJECT_CLOSE, scope="organization")
def reopen_project(request: Request, organization_id: UUID, closed_id: UUID) -> Nothing:
    """Open a closed project again for those who hold roles in it."""
    organization = OrganizationId(organization_id)
    services.reopen_project(request.visit.principal, organization, ProjectId(closed_id))
    return NOTHING


@router.get("/projects", response=list[OwnProjectOut])
@action(Action.ACCOUNT_VIEW, scope="principal")
def list_projects(request: Request) -> list[OwnProjectOut]:
    """List the open projects that one works in."""
    mine = selectors.my_projects(request.visit.user, request.visit.clock.now())
    return [OwnProjectOut.of(project) for project in mine]


@router.get("/projects/{project_id}", response=ProjectOut)
@action(Action.PROJECT_VIEW, scope="project")
def get_project(request: Request, project_id: UUID) -> ProjectOut:
    """Show a project, what one is in it, how it is set up, and where everything in it stands."""
    facts, project = _facts(request), ProjectId(project_id)
    return ProjectOut(
        id=facts.project,
        name=selectors.project_name(project),
        organization_id=facts.organization,
        state=facts.state,
        roles=sorted(facts.roles),
        separates_steps=facts.separates_steps,
        held=selectors.is_held(project),
        counts=CountsOut(
            assets=AssetCountsOut(**assets.counts(project)),
            tasks=TaskCountsOut(**workflow.counts(project)),
        ),
        ontology_version=ontology.filled_ontology_number(project),
        guideline_version=ontology.filled_guideline_number(project),
        **_policy(project),
    )


@router.patch("/projects/{project_id}", response=DONE)
@action(Action.PROJECT_ADMINISTER, scope="project")
def rename_project(request: Request, project_id: UUID, body: RenameIn) -> Nothing:
    """Give a project another name."""
    services.rename_project(request.visit.principal, ProjectId(project_id), body.name)
    return NOTHING


@router.put("/projects/{project_id}/separation", response=DONE)
@action(Action.STEPS_EDIT, scope="project")
def set_separation(request: Request, project_id: UUID, body: SeparationIn) -> Nothing:
    """Say whether labeling and review of one asset stay in different hands."""
    change = services.separate_steps if body.separates_steps else services.join_steps
    change(request.visit.principal, ProjectId(project_id))
    return NOTHING


@router.get("/projects/{project_id}/members", response=list[MemberOut])
@action(Action.MEMBERS_READ, scope="project")
def list_members(request: Request, project_id: UUID) -> list[MemberOut]:
    """List who holds roles in a project, suspended people too."""
    visit, project = request.visit, ProjectId(project_id)
    members = selectors.members_and_suspended(project, visit.clock.now())
    told = not {ProjectRole.LABELER, ProjectRole.REVIEWER} & visit.principal.roles
    last = workflow.last_work(project, [one.person.user for one in members]) if told else {}
    return [MemberOut.of(member, last.get(member.person.user)) for member in members]


@router.post("/projects/{project_id}/members", response=DONE)
@action(Action.MEMBERS_MANAGE, scope="project")
def grant_role(request: Request, project_id: UUID, body: GrantIn) -> Nothing:
    """Give another role to somebody who works in the project; others are invited."""
    services.grant_role(
        request.visit.principal,
        ProjectId(project_id),
        UserId(body.user_id),
        body.role,
        ends=body.ends,
        clock=request.visit.clock,
    )
    return NOTHING


@router.delete("/projects/{project_id}/members/{user_id}/{role}", response=DONE)
@action(Action.MEMBERS_MANAGE, scope="project")
def end_role(request: Request, project_id: UUID, user_id: UUID, role: ProjectRole) -> Nothing:
    """Take a role away, from the next request on."""
    visit, project = request.visit, ProjectId(project_id)
    services.end_role(visit.principal, project, UserId(user_id), role, clock=visit.clock)
    return NOTHING


@router.get("/projects/{project_id}/invitations", response=list[InvitationOut])
@action(Action.MEMBERS_MANAGE, scope="project")
def list_project_invitations(request: Request, project_id: UUID) -> list[InvitationOut]:
    """List the project's open invitations."""
    now = request.visit.clock.now()
    waiting = selectors.open_invitations(now, ProjectId(project_id))
    return [InvitationOut.of(invitation) for invitation in waiting]


@router.post("/projects/{project_id}/invitations", response={201: MadeInvitationOut})
@action(Action.MEMBERS_MANAGE, scope="project")
def invite_to_project(
    request: Request, project_id: UUID, body: ProjectInvitationIn
) -> Status[MadeInvitationOut]:
    """Invite somebody into the project; hand them the link yourself."""
    offer = body.offer(ProjectId(project_id))
    made, token = services.invite(request.visit.principal, offer, clock=request.visit.clock)
    return Status(201, MadeInvitationOut(id=made, token=token))


@router.delete("/projects/{project_id}/invitations/{invitation_id}", response=DONE)
@action(Action.MEMBERS_MANAGE, scope="project")
def revoke_project_invitation(request: Request, project_id: UUID, invitation_id: UUID) -> Nothing:
    """Withdraw one of the project's invitations."""
    _ = project_id
    visit = request.visit
    services.revoke_invitation(visit.principal, invitation_id, clock=visit.clock)
    return NOTHING


def _policy(project: ProjectId) -> dict[str, Any]:
    newest, in_force = redaction.latest_policy(project), redaction.policy_in_force(project)
    if newest is None:
        return {"policy_version": None, "policy_state": None}
    is_in_force = in_force is not None and in_force.id == newest.id
    return {
        "policy_version": newest.number,
        "policy_state": "in_force" if is_in_force else "proposed",
    }


def _facts(request: Request) -> ProjectFacts:
    if request.visit.facts is None:
        raise NotFoundError
    return request.visit.facts
