"""Routes about organizations, their people and invitations.

- Answers hold names and addresses only where the action is about people.
- A secret (invitation, reset link) is answered once, when it is made.
"""

# SPDX-License-Identifier: Apache-2.0
from uuid import UUID

from ninja import Router, Status

from sealmark.access.domain import Action
from sealmark.infra import scope
from sealmark.interfaces.rest.door import Request, action
from sealmark.interfaces.rest.people_schemas import (
    AcceptIn,
    EndIn,
    InvitationIn,
    InvitationOut,
    InvitationPreviewOut,
    MadeInvitationOut,
    OrganizationOut,
    OwnOrganizationOut,
    PersonOut,
    RoleIn,
    SecretOut,
    TokenIn,
)
from sealmark.kernel.ids import OrganizationId, UserId
from sealmark.tenancy import selectors, services
from sealmark.tenancy.errors import InvitationNeedsAccountError

router = Router(tags=["people"])

Nothing = Status[None]
NOTHING: Nothing = Status(204, None)
DONE = {204: None}


@router.get("/organizations", response=list[OwnOrganizationOut])
@action(Action.ACCOUNT_VIEW, scope="principal")
def list_organizations(request: Request) -> list[OwnOrganizationOut]:
    """List the organizations that one belongs to."""
    mine = selectors.my_organizations(request.visit.user, request.visit.clock.now())
    return [OwnOrganizationOut.of(organization) for organization in mine]


@router.get("/organizations/{organization_id}", response=OrganizationOut)
@action(Action.ORGANIZATION_VIEW, scope="organization")
def get_organization(request: Request, organization_id: UUID) -> OrganizationOut:
    """Show an organization."""
    _ = request
    name = selectors.organization_name(OrganizationId(organization_id))
    return OrganizationOut(id=organization_id, name=name)


@router.get("/organizations/{organization_id}/people", response=list[PersonOut])
@action(Action.PEOPLE_READ, scope="organization")
def list_people(request: Request, organization_id: UUID) -> list[PersonOut]:
    """List who belongs to an organization, suspended people too."""
    _ = organization_id
    members = selectors.organization_members(request.visit.clock.now())
    return [PersonOut.of(member) for member in members]


@router.put("/organizations/{organization_id}/people/{user_id}/role", response=DONE)
@action(Action.PEOPLE_APPOINT, scope="organization")
def set_role(request: Request, organization_id: UUID, user_id: UUID, body: RoleIn) -> Nothing:
    """Make a member something else in the organization."""
    _ = organization_id
    visit = request.visit
    services.set_organization_role(visit.principal, UserId(user_id), body.role, clock=visit.clock)
    return NOTHING


@router.put("/organizations/{organization_id}/people/{user_id}/end", response=DONE)
@action(Action.PEOPLE_MANAGE, scope="organization")
def set_end(request: Request, organization_id: UUID, user_id: UUID, body: EndIn) -> Nothing:
    """Set or lift the day on which a membership ends by itself."""
    _ = organization_id
    visit = request.visit
    services.set_membership_end(visit.principal, UserId(user_id), body.ends, clock=visit.clock)
    return NOTHING


@router.post("/organizations/{organization_id}/people/{user_id}/suspend", response=DONE)
@action(Action.PEOPLE_MANAGE, scope="organization")
def suspend_person(request: Request, organization_id: UUID, user_id: UUID) -> Nothing:
    """Shut somebody out of the organization and its projects, from their next request on."""
    _ = organization_id
    services.suspend_member(request.visit.principal, UserId(user_id), clock=request.visit.clock)
    return NOTHING


@router.post("/organizations/{organization_id}/people/{user_id}/resume", response=DONE)
@action(Action.PEOPLE_MANAGE, scope="organization")
def resume_person(request: Request, organization_id: UUID, user_id: UUID) -> Nothing:
    """Let a suspended person in again."""
    _ = organization_id
    services.resume_member(request.visit.principal, UserId(user_id), clock=request.visit.clock)
    return NOTHING


@router.delete("/organizations/{organization_id}/people/{user_id}", response=DONE)
@action(Action.PEOPLE_MANAGE, scope="organization")
def end_person(request: Request, organization_id: UUID, user_id: UUID) -> Nothing:
    """End somebody's membership and all their roles in the organization's projects."""
    _ = organization_id
    services.end_membership(request.visit.principal, UserId(user_id), clock=request.visit.clock)
    return NOTHING


@router.post("/organizations/{organization_id}/people/{user_id}/reset-link", response=SecretOut)
@action(Action.PEOPLE_MANAGE, scope="organization")
def make_reset_link(request: Request, organization_id: UUID, user_id: UUID) -> SecretOut:
    """Make a one-time link by which somebody sets a new password; hand it to them yourself."""
    _ = organization_id
    visit = request.visit
    token = services.make_reset_link(visit.principal, UserId(user_id), clock=visit.clock)
    return SecretOut(token=token)


@router.get("/organizations/{organization_id}/invitations", response=list[InvitationOut])
@action(Action.PEOPLE_READ, scope="organization")
def list_invitations(request: Request, organization_id: UUID) -> list[InvitationOut]:
    """List the organization's open invitations."""
    _ = organization_id
    waiting = selectors.open_invitations(request.visit.clock.now())
    return [InvitationOut.of(invitation) for invitation in waiting]


@router.post("/organizations/{organization_id}/invitations", response={201: MadeInvitationOut})
@action(Action.PEOPLE_MANAGE, scope="organization")
def invite_person(
    request: Request, organization_id: UUID, body: InvitationIn
) -> Status[MadeInvitationOut]:
    """Invite somebody into the organization; hand them the link yourself."""
    _ = organization_id
    made, token = services.invite(request.visit.principal, body.offer(), clock=request.visit.clock)
    return Status(201, MadeInvitationOut(id=made, token=token))


@router.delete("/organizations/{organization_id}/invitations/{invitation_id}", response=DONE)
@action(Action.PEOPLE_MANAGE, scope="organization")
def revoke_invitation(request: Request, organization_id: UUID, invitation_id: UUID) -> Nothing:
    """Withdraw an invitation."""
    _ = organization_id
    visit = request.visit
    services.revoke_invitation(visit.principal, invitation_id, clock=visit.clock)
    return NOTHING


@router.post("/invitations/preview", response=InvitationPreviewOut)
@action(Action.INVITATION_ACCEPT, scope="public")
def preview_invitation(request: Request, body: TokenIn) -> InvitationPreviewOut:
    """Tell the holder of an invitation's secret what it is for."""
    with scope.sign_in() as door:
        preview = services.preview_invitation(door, body.token, clock=request.visit.clock)
    return InvitationPreviewOut.of(preview)


@router.post("/invitations/accept", response=DONE)
@action(Action.INVITATION_ACCEPT, scope="public")
def accept_invitation(request: Request, body: AcceptIn) -> Nothing:
    """Accept an invitation: signed in with its address, or by making the account for it."""
    visit = request.visit
    with scope.sign_in() as door:
        if visit.signed_in is not None:
            services.accept_as(door, body.token, visit.signed_in, clock=visit.clock)
        elif body.name is None or body.password is None:
            raise InvitationNeedsAccountError
        else:
            services.accept_with_new_account(
                door, body.token, name=body.name, password=body.password, clock=visit.clock
            )
    return NOTHING
