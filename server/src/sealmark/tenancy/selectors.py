"""Reading memberships, projects and invitations.

- Only what counts now: not over, not suspended, not ended.
- `find` is the hot path: from a cookie to a person's place in a project, one statement, no scope.
- `facts` and `my_projects` are one statement each, inside the person's principal scope.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from sealmark.access.domain import OrganizationRole, ProjectRole, ProjectState
from sealmark.audit.pseudonyms import pseudonym
from sealmark.identity import services as identity
from sealmark.infra import scope
from sealmark.infra.pipeline import together
from sealmark.kernel.clock import Clock
from sealmark.kernel.ids import OrganizationId, ProjectId, UserId
from sealmark.tenancy.domain import (
    ExemptionView,
    Found,
    Grant,
    InvitationView,
    OrganizationMember,
    OwnOrganization,
    OwnProject,
    Person,
    ProjectEntry,
    ProjectFacts,
    ProjectMemberView,
    ProtectionOutcome,
    ProtectionView,
    ProtectionWanted,
    Showing,
    UnprotectRequest,
    mark_of,
)
from sealmark.tenancy.models import (
    Exemption,
    Invitation,
    Membership,
    Organization,
    Project,
    ProjectMember,
    ProtectionChange,
)
from sealmark.tenancy.sealing import exemption_place, request_place
from sealmark.vault import runtime
from sealmark.vault.domain import Place, Sealed, Work

_LIVE = "{0}.ended_at IS NULL AND ({0}.ends_at IS NULL OR {0}.ends_at > %(now)s)"
_HERE = _LIVE.format("m") + " AND m.suspended_at IS NULL"
_JOINED = f"""
FROM tenancy_project_member m
JOIN tenancy_project p ON p.id = m.project_id
JOIN tenancy_membership s ON s.organization_id = m.organization_id AND s.user_id = m.user_id
WHERE m.user_id = %(user)s AND {_HERE}
  AND s.suspended_at IS NULL AND {_LIVE.format("s")}
"""
_FACTS = f"""
SELECT p.organization_id, p.state, p.separates_steps, s.role, string_agg(m.role, ' ')
{_JOINED} AND m.project_id = %(project)s
GROUP BY p.id, s.id
"""
_MY_PROJECTS = f"""
SELECT p.id, p.name, p.organization_id, string_agg(m.role, ' ')
{_JOINED} AND p.state = 'active'
GROUP BY p.id ORDER BY p.name, p.id
"""
_SHOWING = """
SELECT s.name, p.name, (SELECT c.wanted FROM tenancy_protection_change c
        WHERE c.project_id = p.id AND c.outcome = 'effective'
        ORDER BY c.decided_at DESC, c.id DESC LIMIT 1), e.id, e.ends_at
FROM tenancy_project p
JOIN tenancy_membership s ON s.organization_id = p.organization_id AND s.user_id = %(user)s
LEFT JOIN tenancy_exemption e ON e.project_id = p.id AND e.user_id = %(user)s
    AND e.ended_at IS NULL AND e.ends_at > %(now)s
WHERE p.id = %(project)s
"""
_FIND = f"SELECT f.*, {scope.STAMP} FROM sealmark.find_session(%s, %s, %s) f"  # noqa: S608 - a constant


def find(session_key: str | None, project: ProjectId, clock: Clock) -> Found | None:
    """Return who holds a session's key and what they are in a project; `None`: no live session."""
    if not session_key:
        return None
    digest = identity.session_digest(session_key)
    with connection.cursor() as cursor:
        with together():  # with BEGIN, if it was not sent yet
            cursor.execute(_FIND, [digest, project, clock.now()])
        row = cursor.fetchone()
    who = None if row is None else identity.signed_in(row, clock)
    if who is None:
        return None
    return Found(who=who, facts=_facts(who.user, project, row[11:-1]), stamp=row[-1])


def facts(user: UserId, project: ProjectId, now: datetime) -> ProjectFacts | None:
    """Return what is true now of a person in a project; `None`: they have no place in it."""
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, {"user": user, "project": project, "now": now})
        row = cursor.fetchone()
    return None if row is None else _facts(user, project, row)


def organization_of(project: ProjectId) -> OrganizationId:
    """Return the organization of the project whose scope is open."""
    return OrganizationId(Project.objects.values_list("organization_id", flat=True).get(id=project))


def my_projects(user: UserId, now: datetime) -> list[OwnProject]:
    """Return the open projects that a person works in, by name."""
    with connection.cursor() as cursor:
        cursor.execute(_MY_PROJECTS, {"user": user, "now": now})
        rows = cursor.fetchall()
    return [
        OwnProject(
            id=ProjectId(project),
            name=name,
            organization=OrganizationId(organization),
            roles=_roles(roles),
        )
        for project, name, organization, roles in rows
    ]


def my_organizations(user: UserId, now: datetime) -> list[OwnOrganization]:
    """Return the organizations that a person belongs to; inside their principal scope."""
    rows = _live_memberships(now).filter(user_id=user, suspended_at=None)
    return [
        OwnOrganization(
            id=OrganizationId(row.organization_id),
            name=row.organization.name,
            role=OrganizationRole(row.role),
        )
        for row in rows.select_related("organization").order_by("organization__name")
    ]


def organization_role(
    user: UserId, organization: OrganizationId, now: datetime
) -> OrganizationRole | None:
    """Return what a person is in an organization; `None`: they do not belong to it."""
    live = _live_memberships(now).filter(user_id=user, organization_id=organization)
    found = live.filter(suspended_at=None).values_list("role", flat=True).first()
    return None if found is None else OrganizationRole(found)


def organization_members(now: datetime) -> list[OrganizationMember]:
    """Return the people of the organization whose scope is open, suspended ones too."""
    return [
        OrganizationMember(
            person=_person(row),
            role=OrganizationRole(row.role),
            managed=row.managed,
            since=row.created_at,
            ends=row.ends_at,
            suspended=row.suspended_at,
        )
        for row in _live_memberships(now).order_by("name", "id")
    ]


def organization_projects(organization: OrganizationId) -> list[ProjectEntry]:
    """Return names and states of all projects of an organization; inside its scope."""
    return [
        ProjectEntry(
            id=ProjectId(row.id),
            name=row.name,
            state=ProjectState(row.state),
            created=row.created_at,
        )
        for row in Project.objects.filter(organization_id=organization).order_by("name", "id")
    ]


def organization_name(organization: OrganizationId) -> str:
    """Return an organization's name; inside its scope."""
    return Organization.objects.values_list("name", flat=True).get(id=organization)


def project_name(project: ProjectId) -> str:
    """Return a project's name; inside its scope."""
    return Project.objects.values_list("name", flat=True).get(id=project)


def project_members(project: ProjectId, now: datetime) -> list[ProjectMemberView]:
    """Return who works in a project and as what, without whom it suspended; inside its scope."""
    everybody = members_and_suspended(project, now)
    return [one for one in everybody if one.suspended is None]


def members_and_suspended(project: ProjectId, now: datetime) -> list[ProjectMemberView]:
    """Return who holds roles in a project, suspended people too; inside its scope."""
    grants: dict[UUID, list[Grant]] = {}
    suspended: dict[UUID, datetime] = {}
    rows = ProjectMember.objects.filter(_not_over(now), project_id=project, ended_at=None)
    for row in rows.order_by("created_at", "id"):
        grants.setdefault(row.user_id, []).append(
            Grant(id=row.id, role=ProjectRole(row.role), since=row.created_at, ends=row.ends_at)
        )
        if row.suspended_at is not None:
            suspended[row.user_id] = row.suspended_at
    people = _live_memberships(now).filter(user_id__in=grants).order_by("name", "id")
    return [
        ProjectMemberView(
            person=_person(row),
            grants=tuple(grants[row.user_id]),
            suspended=suspended.get(row.user_id),
            outside=row.suspended_at,
        )
        for row in people
    ]


def is_held(project: ProjectId) -> bool:
    """Say whether a project hands no texts out: not started yet, or paused; inside its scope."""
    return Project.objects.filter(id=project, held_at__isnull=False).exists()


def facts_of_member(project: ProjectId, user: UserId, now: datetime) -> ProjectFacts | None:
    """Return what is true now of somebody else in a project; inside its scope."""
    row = Project.objects.get(id=project)
    held = live_grants(now).filter(project_id=project, user_id=user)
    roles = frozenset(ProjectRole(role) for role in held.values_list("role", flat=True))
    place = _live_memberships(now).filter(organization_id=row.organization_id, user_id=user)
    role = place.filter(suspended_at=None).values_list("role", flat=True).first()
    if not roles or role is None:
        return None
    return ProjectFacts(
        user=user,
        project=project,
        organization=OrganizationId(row.organization_id),
        organization_role=OrganizationRole(role),
        roles=roles,
        state=ProjectState(row.state),
        separates_steps=row.separates_steps,
    )


def open_invitations(now: datetime, project: ProjectId | None = None) -> list[InvitationView]:
    """Return the invitations that can still be accepted, of the open scope, newest first."""
    rows = Invitation.objects.filter(accepted_at=None, revoked_at=None, valid_until__gt=now)
    if project is not None:
        rows = rows.filter(project_id=project)
    return [
        InvitationView(
            id=row.id,
            email=row.email,
            organization_role=OrganizationRole(row.organization_role),
            project=ProjectId(row.project_id) if row.project_id else None,
            project_roles=_roles(row.project_roles),
            ends=row.ends_at,
            valid_until=row.valid_until,
            sponsor=UserId(row.sponsor),
        )
        for row in rows.order_by("-created_at")
    ]


def owners(now: datetime) -> frozenset[UserId]:
    """Return who owns the organization whose scope is open."""
    live = _live_memberships(now).filter(role=OrganizationRole.OWNER, suspended_at=None)
    return frozenset(UserId(user) for user in live.values_list("user_id", flat=True))


def project_admins(project: ProjectId, now: datetime) -> frozenset[UserId]:
    """Return who administers a project; inside its scope."""
    live = live_grants(now).filter(project_id=project, role=ProjectRole.PROJECT_ADMIN)
    return frozenset(UserId(user) for user in live.values_list("user_id", flat=True))


def project_labelers(project: ProjectId, now: datetime) -> frozenset[UserId]:
    """Return who may label in a project now; inside its scope."""
    rows = live_grants(now).filter(project_id=project, role=ProjectRole.LABELER)
    return frozenset(UserId(user) for user in rows.values_list("user_id", flat=True))


def live_grants(now: datetime) -> QuerySet[ProjectMember]:
    """Return the project roles that count now, of the open scope."""
    return ProjectMember.objects.filter(_not_over(now), ended_at=None, suspended_at=None)


def is_protected(project: ProjectId) -> bool:
    """Tell whether protected mode is on; inside the project's scope."""
    return _protected_since(project) is not None


def protection(project: ProjectId, now: datetime) -> ProtectionView:
    """Return protected mode of a project with its exemptions, reasons opened; inside its scope."""
    asked = ProtectionChange.objects.filter(project_id=project, outcome=ProtectionOutcome.OPEN)
    open_ones = Exemption.objects.filter(project_id=project, ended_at=None, ends_at__gt=now)
    return ProtectionView(
        since=_protected_since(project),
        asked=next(
            (
                UnprotectRequest(
                    id=row.id,
                    by=UserId(row.asked_by),
                    at=row.created_at,
                    reason=_opened(
                        project, bytes(row.reason or b""), request_place(project, row.id)
                    ),
                )
                for row in asked
            ),
            None,
        ),
        exemptions=tuple(
            ExemptionView(
                id=row.id,
                user=UserId(row.user_id),
                granted_by=UserId(row.granted_by),
                since=row.created_at,
                ends=row.ends_at,
                reason=_opened(project, bytes(row.reason), exemption_place(project, row.id)),
            )
            for row in open_ones.order_by("ends_at", "id")
        ),
    )


def showing(user: UserId, project: ProjectId, now: datetime) -> Showing:
    """Return how texts are shown to one member of a project; inside its scope."""
    with connection.cursor() as cursor:
        cursor.execute(_SHOWING, {"user": user, "project": project, "now": now})
        name, project_name, wanted, exemption, ends = cursor.fetchone()
    code = pseudonym(project, user)
    return Showing(
        is_protected=wanted == ProtectionWanted.ON,
        exemption=exemption,
        exempt_until=ends,
        mark=mark_of(name=name, code=code, project=project_name, at=now),
    )


def _facts(user: UserId, project: ProjectId, row: Sequence[Any]) -> ProjectFacts | None:
    organization, state, separates_steps, organization_role, roles = row
    if organization is None:
        return None
    return ProjectFacts(
        user=user,
        project=project,
        organization=OrganizationId(organization),
        organization_role=OrganizationRole(organization_role),
        roles=_roles(roles),
        state=ProjectState(state),
        separates_steps=separates_steps,
    )


def _live_memberships(now: datetime) -> QuerySet[Membership]:
    return Membership.objects.filter(_not_over(now), ended_at=None)


def _not_over(now: datetime) -> Q:
    return Q(ends_at=None) | Q(ends_at__gt=now)


def _person(row: Membership) -> Person:
    return Person(user=UserId(row.user_id), email=row.email, name=row.name)


def _roles(text: str) -> frozenset[ProjectRole]:
    return frozenset(map(ProjectRole, text.split()))


def _protected_since(project: ProjectId) -> datetime | None:
    done = ProtectionChange.objects.filter(
        project_id=project, outcome=ProtectionOutcome.EFFECTIVE
    ).order_by("-decided_at", "-id")
    last = done.first()
    return last.decided_at if last and last.wanted == ProtectionWanted.ON else None


def _opened(project: ProjectId, blob: bytes, at: Place) -> str:
    sealed = Sealed(zone=Work, blob=blob)
    return runtime.work().open_for_project(project, sealed, at).reveal_text()
