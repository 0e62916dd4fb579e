"""What the routes about accounts and people take and give."""

# SPDX-License-Identifier: Apache-2.0
from datetime import timedelta
from typing import Annotated, Self
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

from sealmark.access.domain import OrganizationRole, ProjectRole
from sealmark.identity.domain import AgentFamily, LinkPurpose, OwnSession, SignedIn
from sealmark.tenancy.domain import (
    InvitationPreview,
    InvitationView,
    Offer,
    OrganizationMember,
    OwnOrganization,
    OwnProject,
)

Name = Annotated[str, Field(min_length=1, max_length=200)]
Token = Annotated[str, Field(min_length=20, max_length=100)]
Password = Annotated[str, Field(min_length=1, max_length=1024)]


class UserOut(Schema):
    """The person who is signed in, as only they see it."""

    id: UUID
    email: str
    name: str

    @classmethod
    def of(cls, who: SignedIn) -> Self:
        """Spell a signed-in person."""
        return cls(id=who.user, email=who.email, name=who.name)


class OwnOrganizationOut(Schema):
    """An organization that one belongs to."""

    id: UUID
    name: str
    role: OrganizationRole

    @classmethod
    def of(cls, mine: OwnOrganization) -> Self:
        """Spell one's organization."""
        return cls(id=mine.id, name=mine.name, role=mine.role)


class OwnProjectOut(Schema):
    """A project that one works in."""

    id: UUID
    name: str
    organization_id: UUID
    roles: list[ProjectRole]

    @classmethod
    def of(cls, mine: OwnProject) -> Self:
        """Spell one's project."""
        return cls(
            id=mine.id,
            name=mine.name,
            organization_id=mine.organization,
            roles=sorted(mine.roles),
        )


class SessionOut(Schema):
    """Who is signed in, where they belong, and the token that unsafe requests carry."""

    user: UserOut
    session_id: UUID
    organizations: list[OwnOrganizationOut]
    projects: list[OwnProjectOut]
    csrf: str
    totp_enabled: bool
    idle_minutes: int


class OwnSessionOut(Schema):
    """One of one's live sessions."""

    id: UUID
    agent: AgentFamily
    current: bool
    created_at: AwareDatetime
    last_seen_at: AwareDatetime
    expires_at: AwareDatetime

    @classmethod
    def of(cls, session: OwnSession, *, who: SignedIn) -> Self:
        """Spell a session; `who` tells which one is asking."""
        return cls(
            id=session.id,
            agent=session.agent,
            current=session.id == who.session,
            created_at=session.created,
            last_seen_at=session.last_seen,
            expires_at=session.expires,
        )


class EndedOut(Schema):
    """How many sessions were ended."""

    ended: int


class TokenIn(Schema):
    """The secret of a link."""

    token: Token


class LinkOut(Schema):
    """What a one-time link is for."""

    purpose: LinkPurpose


class RedeemIn(Schema):
    """A one-time link, with the new password if it is for setting one."""

    token: Token
    password: Password | None = None


class RedeemedOut(Schema):
    """Whether one is signed in now, or has to sign in with the new password."""

    signed_in: bool


class OrganizationOut(Schema):
    """An organization."""

    id: UUID
    name: str


class PersonOut(Schema):
    """A person in an organization."""

    user_id: UUID
    email: str
    name: str
    role: OrganizationRole
    managed: bool
    since: AwareDatetime
    ends: AwareDatetime | None
    suspended: AwareDatetime | None

    @classmethod
    def of(cls, member: OrganizationMember) -> Self:
        """Spell a member."""
        return cls(
            user_id=member.person.user,
            email=member.person.email,
            name=member.person.name,
            role=member.role,
            managed=member.managed,
            since=member.since,
            ends=member.ends,
            suspended=member.suspended,
        )


class RoleIn(Schema):
    """What a member becomes."""

    role: OrganizationRole


class EndIn(Schema):
    """When something ends by itself; nothing: it does not."""

    ends: AwareDatetime | None


class SecretOut(Schema):
    """A one-time secret, shown this once."""

    token: str


class InvitationIn(Schema):
    """Whom an organization invites."""

    email: Annotated[str, Field(min_length=3, max_length=254)]
    role: OrganizationRole = OrganizationRole.MEMBER
    ends: AwareDatetime | None = None
    valid_days: Annotated[int, Field(ge=1, le=30)] = 7

    def offer(self) -> Offer:
        """Return what is offered."""
        return Offer(
            email=self.email,
            organization_role=self.role,
            ends=self.ends,
            valid_for=timedelta(days=self.valid_days),
        )


class MadeInvitationOut(Schema):
    """A new invitation and its secret, shown this once."""

    id: UUID
    token: str


class InvitationOut(Schema):
    """An open invitation."""

    id: UUID
    email: str
    role: OrganizationRole
    project_id: UUID | None
    project_roles: list[ProjectRole]
    ends: AwareDatetime | None
    valid_until: AwareDatetime
    sponsor: UUID

    @classmethod
    def of(cls, invitation: InvitationView) -> Self:
        """Spell an invitation."""
        return cls(
            id=invitation.id,
            email=invitation.email,
            role=invitation.organization_role,
            project_id=invitation.project,
            project_roles=sorted(invitation.project_roles),
            ends=invitation.ends,
            valid_until=invitation.valid_until,
            sponsor=invitation.sponsor,
        )


class InvitationPreviewOut(Schema):
    """What an invitation is for."""

    organization: str
    email: str
    has_account: bool

    @classmethod
    def of(cls, preview: InvitationPreview) -> Self:
        """Spell a preview."""
        return cls(
            organization=preview.organization,
            email=preview.email,
            has_account=preview.has_account,
        )


class AcceptIn(Schema):
    """An invitation's secret; name and password where the account is made now."""

    token: Token
    name: Name | None = None
    password: Password | None = None
