"""The words of tenancy, and the rules that need no database.

- An organization role and a project role are different things; neither implies the other.
- Everything that was granted can end: by its date, by suspension, by being ended.
"""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sealmark.access.domain import (
    OrganizationRole,
    Principal,
    ProjectRole,
    ProjectState,
    Resource,
    ResourceKind,
)
from sealmark.identity.domain import SignedIn
from sealmark.kernel.ids import OrganizationId, ProjectId, SessionId, UserId
from sealmark.tenancy.errors import (
    AppointmentError,
    EndInThePastError,
    ExemptionTooLongError,
    InvitationTooLongError,
    LastOwnerError,
    LastProjectAdminError,
    OwnExemptionError,
    OwnRequestError,
    OwnSuspensionError,
)

SHORTEST_INVITATION = timedelta(minutes=1)
LONGEST_INVITATION = timedelta(days=30)
LONGEST_EXEMPTION = timedelta(days=366)
LONGEST_IN_MARK = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectFacts:
    """What is true now of one person in one project: what decisions are made on."""

    user: UserId
    project: ProjectId
    organization: OrganizationId
    organization_role: OrganizationRole
    roles: frozenset[ProjectRole]
    state: ProjectState
    separates_steps: bool

    def principal(self, session: SessionId | None = None) -> Principal:
        """Return the person as the decision point knows them."""
        return Principal(
            user=self.user,
            session=session,
            organization=self.organization,
            organization_role=self.organization_role,
            project=self.project,
            roles=self.roles,
        )

    @property
    def resource(self) -> Resource:
        """The project as the decision point knows it."""
        return Resource(kind=ResourceKind.PROJECT, id=self.project, state=self.state)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A signed-in person, and what they are in the project they ask for (`None`: nothing)."""

    who: SignedIn
    facts: ProjectFacts | None
    stamp: int
    """The transaction's, in microseconds: what its scope will be bound to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody as an organization knows them."""

    user: UserId
    email: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationMember:
    """A person's place in an organization."""

    person: Person
    role: OrganizationRole
    managed: bool
    since: datetime
    ends: datetime | None
    suspended: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One role of a person in a project."""

    id: UUID
    role: ProjectRole
    since: datetime
    ends: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectMemberView:
    """A person's place in a project; `suspended` here, or `outside`: in the organization."""

    person: Person
    grants: tuple[Grant, ...]
    suspended: datetime | None = None
    outside: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnOrganization:
    """An organization that a person belongs to."""

    id: OrganizationId
    name: str
    role: OrganizationRole


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnProject:
    """A project that a person works in."""

    id: ProjectId
    name: str
    organization: OrganizationId
    roles: frozenset[ProjectRole]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectEntry:
    """A project as an organization's owner sees it: that it exists, and whether it is open."""

    id: ProjectId
    name: str
    state: ProjectState
    created: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What an invitation gives: a place in the organization, and roles in one project or none."""

    email: str
    organization_role: OrganizationRole = OrganizationRole.MEMBER
    project: ProjectId | None = None
    project_roles: frozenset[ProjectRole] = field(default_factory=frozenset)
    ends: datetime | None = None
    valid_for: timedelta = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationView:
    """An open invitation; its secret was shown once and is not kept."""

    id: UUID
    email: str
    organization_role: OrganizationRole
    project: ProjectId | None
    project_roles: frozenset[ProjectRole]
    ends: datetime | None
    valid_until: datetime
    sponsor: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationPreview:
    """What whoever holds an invitation's secret may know before accepting it."""

    organization: str
    email: str
    has_account: bool


def refuse_past_end(ends: datetime | None, now: datetime) -> None:
    """Refuse a grant that is over before it begins."""
    if ends is not None and ends <= now:
        raise EndInThePastError(field="ends")


def refuse_span(valid_for: timedelta) -> None:
    """Refuse an invitation that could be used for ever."""
    if not SHORTEST_INVITATION <= valid_for <= LONGEST_INVITATION:
        raise InvitationTooLongError(field="valid_for")


def refuse_appointment(*, by: OrganizationRole | None, roles: frozenset[OrganizationRole]) -> None:
    """Refuse anybody but an owner to give or take a role other than member."""
    if roles - {OrganizationRole.MEMBER} and by is not OrganizationRole.OWNER:
        raise AppointmentError


def refuse_losing_last_owner(*, owners: frozenset[UserId], losing: UserId) -> None:
    """Refuse to leave an organization without an owner: it could never be put right."""
    if owners == {losing}:
        raise LastOwnerError


def refuse_suspending_oneself(*, by: UserId | None, user: UserId) -> None:
    """Refuse to shut oneself out: nobody could tell who is meant to let one in again."""
    if by == user:
        raise OwnSuspensionError


def refuse_losing_last_admin(*, admins: frozenset[UserId], losing: UserId) -> None:
    """Refuse to leave a project without an admin: it could never be put right."""
    if admins == {losing}:
        raise LastProjectAdminError


class ProtectionWanted(StrEnum):
    """What a change of protected mode is for."""

    ON = "on"
    OFF = "off"


class ProtectionOutcome(StrEnum):
    """What became of a change: waiting for somebody else, done, or declined."""

    OPEN = "open"
    EFFECTIVE = "effective"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnprotectRequest:
    """Somebody asked that protected mode be switched off, and why."""

    id: UUID
    by: UserId
    at: datetime
    reason: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptionView:
    """A person to whom texts are shown as ordinary text, until when, and why."""

    id: UUID
    user: UserId
    granted_by: UserId
    since: datetime
    ends: datetime
    reason: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionView:
    """Protected mode of a project: whether it is on, since when, and what is exempt from it."""

    since: datetime | None
    asked: UnprotectRequest | None
    exemptions: tuple[ExemptionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """How texts are shown to one person now; `mark` names that person and nobody else."""

    is_protected: bool
    exemption: UUID | None
    exempt_until: datetime | None
    mark: str


def mark_of(*, name: str, code: UUID, project: str, at: datetime) -> str:
    """Return the words of a watermark: who looks, where, and in which minute."""
    clipped = [" ".join(words.split())[:LONGEST_IN_MARK] for words in (name, project)]
    return f"{clipped[0]} · {str(code)[:8]} · {clipped[1]} · {at:%Y-%m-%d %H:%M} UTC"


def refuse_exemption_span(ends: datetime, now: datetime) -> None:
    """Refuse an exemption that is over before it begins, or that lasts for ever."""
    if ends <= now:
        raise EndInThePastError(field="ends")
    if ends - now > LONGEST_EXEMPTION:
        raise ExemptionTooLongError(field="ends")


def refuse_own_exemption(*, exempts: UserId, exempted: UserId) -> None:
    """Refuse that anybody exempts themselves."""
    if exempts == exempted:
        raise OwnExemptionError(field="user_id")


def refuse_own_request(*, asked_by: UserId, decides: UserId) -> None:
    """Refuse that whoever asked for less protection also decides it."""
    if asked_by == decides:
        raise OwnRequestError
