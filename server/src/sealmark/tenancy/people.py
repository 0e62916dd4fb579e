"""Making organizations, and what becomes of the people in them.

- An organization always has an owner; only owners appoint.
- Suspension and end work on the next request; nothing is deleted.
- What happens to a person's account is told to every organization that they belong to.
"""

# SPDX-License-Identifier: Apache-2.0
from datetime import datetime, timedelta

from sealmark.access.domain import OrganizationRole, Principal
from sealmark.identity import services as identity
from sealmark.identity.domain import LinkPurpose
from sealmark.identity.events import AccountEvent
from sealmark.infra import scope
from sealmark.infra.events import publish
from sealmark.kernel.clock import Clock, SystemClock
from sealmark.kernel.errors import ForbiddenError
from sealmark.kernel.ids import OrganizationId, ProjectId, UserId, new_uuid
from sealmark.tenancy import selectors
from sealmark.tenancy.domain import (
    Person,
    refuse_appointment,
    refuse_losing_last_owner,
    refuse_past_end,
)
from sealmark.tenancy.errors import NoSuchPersonError
from sealmark.tenancy.events import ProjectAccessEnded
from sealmark.tenancy.log import tell
from sealmark.tenancy.models import Membership, Organization, ProjectMember
from sealmark.tenancy.projects import refuse_nameless

RESET_LINK = timedelta(hours=24)


def create_organization(name: str, owner: Person, *, clock: Clock) -> OrganizationId:
    """Make an organization with its first owner; opens the new organization's scope itself."""
    organization, now = OrganizationId(new_uuid()), clock.now()
    who = Principal(user=owner.user, organization=organization)
    with scope.organization(organization, by=owner.user):
        Organization(id=organization, name=refuse_nameless(name), created_at=now).save(
            force_insert=True
        )
        tell("organization.created", who, organization)
        admit(who, organization, owner, OrganizationRole.OWNER, managed=False, ends=None, now=now)
    return organization


def admit(
    who: Principal,
    organization: OrganizationId,
    person: Person,
    role: OrganizationRole,
    *,
    managed: bool,
    ends: datetime | None,
    now: datetime,
) -> None:
    """Make a person a member, or bring one back; inside the organization's scope.

    Somebody who is a member stays what they are, unless `role` is more than member.
    """
    row = Membership.objects.filter(organization_id=organization, user_id=person.user).first()
    if row is None:
        row = Membership(
            id=new_uuid(),
            organization_id=organization,
            user_id=person.user,
            email=person.email,
            name=person.name,
            managed=managed,
            created_at=now,
        )
        row.role, row.ends_at = role, ends
        row.save(force_insert=True)
    else:
        over = row.ended_at is not None or (row.ends_at is not None and row.ends_at <= now)
        if not over and role is OrganizationRole.MEMBER:
            return
        row.role, row.ended_at = role, None
        row.ends_at = ends if over else row.ends_at
        row.save(update_fields=["role", "ends_at", "ended_at"])
    tell("member.admitted", who, organization, user=person.user, role=role.value, ends=ends)


def set_organization_role(
    who: Principal, user: UserId, role: OrganizationRole, *, clock: Clock
) -> None:
    """Make a member something else; inside the organization's scope."""
    now = clock.now()
    row = _member(who, user)
    refuse_appointment(
        by=who.organization_role, roles=frozenset({role, OrganizationRole(row.role)})
    )
    if role is not OrganizationRole.OWNER:
        refuse_losing_last_owner(owners=selectors.owners(now), losing=user)
    row.role = role
    row.save(update_fields=["role"])
    tell("member.role", who, _organization(who), user=user, role=role.value)


def suspend_member(who: Principal, user: UserId, *, clock: Clock) -> None:
    """Shut somebody out of the organization and all its projects until resumed."""
    now = clock.now()
    row = _changeable(who, user, now)
    row.suspended_at = row.suspended_at or now
    row.save(update_fields=["suspended_at"])
    tell("member.suspended", who, _organization(who), user=user)
    _end_access(who, user)


def resume_member(who: Principal, user: UserId, *, clock: Clock) -> None:
    """Let a suspended member in again."""
    row = _changeable(who, user, clock.now())
    row.suspended_at = None
    row.save(update_fields=["suspended_at"])
    tell("member.resumed", who, _organization(who), user=user)


def end_membership(who: Principal, user: UserId, *, clock: Clock) -> None:
    """End somebody's membership and every role in the organization's projects."""
    now = clock.now()
    row = _changeable(who, user, now)
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    grants = ProjectMember.objects.filter(organization_id=row.organization_id, user_id=user)
    ended = grants.filter(ended_at=None).update(ended_at=now)
    tell("member.ended", who, _organization(who), user=user, grants=ended)
    _end_access(who, user)


def set_membership_end(
    who: Principal, user: UserId, ends: datetime | None, *, clock: Clock
) -> None:
    """Set or lift the day on which a membership ends by itself."""
    now = clock.now()
    refuse_past_end(ends, now)
    row = _changeable(who, user, now)
    row.ends_at = ends
    row.save(update_fields=["ends_at"])
    tell("member.end-date", who, _organization(who), user=user, ends=ends)


def make_reset_link(who: Principal, user: UserId, *, clock: Clock) -> str:
    """Return the secret of a one-time link by which a member sets a new password.

    Only for accounts that came with this organization's invitation: nobody takes over an account
    that may have rights elsewhere.
    """
    row = _changeable(who, user, clock.now())
    if not row.managed:
        raise ForbiddenError(
            "This account was not made by your organization. The person, or whoever runs this "
            "installation, can reset its password."
        )
    token = identity.issue_signin_link(
        user,
        LinkPurpose.SET_PASSWORD,
        RESET_LINK,
        clock=clock,
        by=who.user,
        organization=_organization(who),
    )
    tell("member.reset-link", who, _organization(who), user=user)
    return token


def record_account_event(event: AccountEvent) -> None:
    """Tell the logs of a person's organizations what happened; inside their principal scope."""
    who = Principal(user=event.user, session=event.session)
    for mine in selectors.my_organizations(event.user, SystemClock().now()):
        tell(event.kind.value, who, mine.id, session=event.session)


def _end_access(who: Principal, user: UserId) -> None:
    """Tell every project of the organization in which the person ever was that they are out."""
    opened = scope.current()
    grants = ProjectMember.objects.filter(organization_id=_organization(who), user_id=user)
    for project in sorted(set(grants.values_list("project_id", flat=True))):
        if opened is not None:
            with opened.visiting(ProjectId(project)):
                publish(ProjectAccessEnded(project=ProjectId(project), user=user))


def _changeable(who: Principal, user: UserId, now: datetime) -> Membership:
    row = _member(who, user)
    refuse_appointment(by=who.organization_role, roles=frozenset({OrganizationRole(row.role)}))
    refuse_losing_last_owner(owners=selectors.owners(now), losing=user)
    return row


def _member(who: Principal, user: UserId) -> Membership:
    # Locking the organization makes two owners who remove each other wait for one another.
    Organization.objects.select_for_update().get(id=_organization(who))
    row = Membership.objects.filter(user_id=user, ended_at=None).first()
    if row is None:
        raise NoSuchPersonError
    return row


def _organization(who: Principal) -> OrganizationId:
    if who.organization is None:
        raise NoSuchPersonError
    return who.organization
