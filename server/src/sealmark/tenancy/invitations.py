"""Invitations: a place kept for one e-mail address, accepted once, by its owner only.

- The sponsor is whoever invites; it stands in the grant and in the log.
- Inviting with an organization role other than member takes an owner; project roles are given by
  the project's own admins only, so that an organization role never leads into a project.
- Accepting happens behind the sign-in door: the secret finds the invitation, the address must be
  the account's, then the scope narrows to the organization.
"""

# SPDX-License-Identifier: Apache-2.0
from datetime import datetime
from uuid import UUID

from sealmark.access.domain import OrganizationRole, Principal, ProjectRole
from sealmark.identity import selectors as accounts
from sealmark.identity import services as identity
from sealmark.identity.domain import SignedIn, normal_email
from sealmark.infra.events import publish
from sealmark.infra.scope import Scope
from sealmark.kernel.clock import Clock
from sealmark.kernel.errors import ForbiddenError, InvalidInputError
from sealmark.kernel.ids import OrganizationId, ProjectId, UserId, new_uuid
from sealmark.tenancy.domain import (
    InvitationPreview,
    Offer,
    Person,
    refuse_appointment,
    refuse_past_end,
    refuse_span,
)
from sealmark.tenancy.errors import (
    InvitationNeedsAccountError,
    InvitationNeedsSignInError,
    InvitationSpentError,
    NoSuchPersonError,
)
from sealmark.tenancy.events import InvitationAccepted
from sealmark.tenancy.log import tell
from sealmark.tenancy.models import Invitation
from sealmark.tenancy.people import admit
from sealmark.tenancy.projects import give_roles

INVITATION = "invitation"


def invite(who: Principal, offer: Offer, *, clock: Clock) -> tuple[UUID, str]:
    """Keep a place for an address; return the invitation's id and its secret, shown once.

    Inside the organization's scope (no project) or the project's (its roles).
    """
    now = clock.now()
    refuse_past_end(offer.ends, now)
    refuse_span(offer.valid_for)
    refuse_appointment(by=who.organization_role, roles=frozenset({offer.organization_role}))
    _refuse_foreign_roles(who, offer)
    if who.user is None or who.organization is None:
        raise NoSuchPersonError
    token = identity.new_secret()
    row = Invitation(
        id=new_uuid(),
        organization_id=who.organization,
        project_id=offer.project,
        email=refuse_odd_address(offer.email),
        organization_role=offer.organization_role,
        project_roles=" ".join(sorted(offer.project_roles)),
        ends_at=offer.ends,
        valid_until=now + offer.valid_for,
        token_hash=identity.secret_digest(token, INVITATION),
        sponsor=who.user,
        created_at=now,
    )
    row.save(force_insert=True)
    roles = [role.value for role in sorted(offer.project_roles)]
    tell(
        "invitation.made",
        who,
        who.organization,
        project=offer.project,
        invitation=row.id,
        role=offer.organization_role.value,
        roles=roles,
    )
    return row.id, token


def revoke_invitation(who: Principal, invitation: UUID, *, clock: Clock) -> None:
    """Withdraw an invitation that was not accepted yet; inside the scope it was made in."""
    if who.organization is None:
        raise NoSuchPersonError
    made = Invitation.objects.filter(id=invitation, organization_id=who.organization)
    if who.project is not None:
        made = made.filter(project_id=who.project)
    waiting = made.filter(accepted_at=None, revoked_at=None)
    if not waiting.update(revoked_at=clock.now()):
        raise InvitationSpentError
    tell("invitation.revoked", who, who.organization, project=who.project, invitation=invitation)


def preview_invitation(door: Scope, token: str, *, clock: Clock) -> InvitationPreview:
    """Show the holder of a secret what it is for; inside the sign-in scope, which then narrows."""
    row = _waiting(token, clock.now())
    has_account = accounts.account_by_email(row.email) is not None
    door.narrow_to_organization(OrganizationId(row.organization_id))
    return InvitationPreview(
        organization=row.organization.name, email=row.email, has_account=has_account
    )


def accept_with_new_account(
    door: Scope, token: str, *, name: str, password: str, clock: Clock
) -> UserId:
    """Make the account that an invitation is for, and accept it; inside the sign-in scope."""
    row = _waiting(token, clock.now())
    if accounts.account_by_email(row.email) is not None:
        raise InvitationNeedsSignInError
    if not name.strip():
        raise InvitationNeedsAccountError(field="name")
    organization = OrganizationId(row.organization_id)
    user = identity.create_account(
        email=row.email, name=name, password=password, managed_by=organization, clock=clock
    )
    door.narrow_to_organization(organization)
    _accept(row, Person(user=user, email=row.email, name=name.strip()), clock, managed=True)
    return user


def accept_as(door: Scope, token: str, who: SignedIn, *, clock: Clock) -> None:
    """Accept an invitation as whoever is signed in; its address must be theirs."""
    row = _waiting(token, clock.now())
    if row.email != who.email:
        raise InvitationSpentError
    door.narrow_to_organization(OrganizationId(row.organization_id))
    person = Person(user=who.user, email=who.email, name=who.name)
    _accept(row, person, clock, managed=False)


def refuse_odd_address(email: str) -> str:
    """Return the normal spelling of an address; refuse what cannot be one."""
    address = normal_email(email)
    local, at, host = address.rpartition("@")
    if not (local and at and host) or any(c.isspace() for c in address) or len(address) > 254:  # noqa: PLR2004 - RFC 5321's longest path, less its brackets
        raise InvalidInputError("This is not an e-mail address.", field="email")
    return address


def _refuse_foreign_roles(who: Principal, offer: Offer) -> None:
    if (offer.project is None) != (not offer.project_roles):
        raise InvalidInputError("Name the project and at least one role in it.", field="roles")
    if offer.project is None:
        return
    if who.project != offer.project or offer.organization_role is not OrganizationRole.MEMBER:
        raise ForbiddenError


def _waiting(token: str, now: datetime) -> Invitation:
    mine = Invitation.objects.filter(token_hash=identity.secret_digest(token, INVITATION))
    row = mine.filter(accepted_at=None, revoked_at=None, valid_until__gt=now).first()
    if row is None:
        raise InvitationSpentError
    return row


def _accept(row: Invitation, person: Person, clock: Clock, *, managed: bool) -> None:
    now = clock.now()
    mine = Invitation.objects.filter(id=row.id, organization_id=row.organization_id)
    waiting = mine.filter(accepted_at=None, revoked_at=None)
    # Conditional: of two who accept at once, one is too late.
    if not waiting.update(accepted_at=now, accepted_by=person.user):
        raise InvitationSpentError
    organization = OrganizationId(row.organization_id)
    role = OrganizationRole(row.organization_role)
    sponsor = Principal(user=UserId(row.sponsor), organization=organization)
    accepter = Principal(user=person.user, organization=organization)
    tell("invitation.accepted", accepter, organization, invitation=row.id, sponsor=row.sponsor)
    admit(sponsor, organization, person, role, managed=managed, ends=row.ends_at, now=now)
    if row.project_id is not None:
        roles = frozenset(map(ProjectRole, row.project_roles.split()))
        project = ProjectId(row.project_id)
        give_roles(sponsor, organization, project, person.user, roles, ends=row.ends_at, now=now)
        publish(
            InvitationAccepted(
                organization=organization,
                project=project,
                user=person.user,
                sponsor=UserId(row.sponsor),
            )
        )
