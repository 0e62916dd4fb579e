"""Making, changing and closing projects, and the roles that people hold in them.

- A project is made inside its own scope: the scope that is open narrows to it.
- Its creator becomes its project admin by a grant like any other.
- Roles are rows: given, ended, never changed.
"""

# SPDX-License-Identifier: Apache-2.0
from datetime import datetime

from django.db import IntegrityError, transaction

from sealmark.access.domain import Principal, ProjectRole, ProjectState
from sealmark.infra import scope
from sealmark.infra.events import publish
from sealmark.kernel.clock import Clock
from sealmark.kernel.errors import InvalidInputError
from sealmark.kernel.ids import OrganizationId, ProjectId, UserId, new_uuid
from sealmark.tenancy import selectors
from sealmark.tenancy.domain import (
    refuse_losing_last_admin,
    refuse_past_end,
    refuse_suspending_oneself,
)
from sealmark.tenancy.errors import GrantExistsError, NoSuchPersonError
from sealmark.tenancy.events import ProjectAccessEnded, ProjectClosed, ProjectCreated
from sealmark.tenancy.log import tell
from sealmark.tenancy.models import Membership, Project, ProjectMember

LONGEST_NAME = 200


def create_project(
    who: Principal,
    organization: OrganizationId,
    name: str,
    *,
    policy_pack: str = "",
    held: bool = False,
    clock: Clock,
) -> ProjectId:
    """Make a project with its creator as project admin, and tell of it inside its scope.

    The open scope (the creator's principal scope) narrows to the new project. `policy_pack` names
    the redaction policy to start with; empty: the usual one. A project that is `held` hands no text
    out before it is started.
    """
    if who.user is None:
        raise NoSuchPersonError
    project, now = ProjectId(new_uuid()), clock.now()
    _enter(project)
    Project(
        id=project,
        organization_id=organization,
        name=refuse_nameless(name),
        created_by=who.user,
        created_at=now,
        held_at=now if held else None,
    ).save(force_insert=True)
    tell("project.created", who, organization, project=project)
    admin = ProjectRole.PROJECT_ADMIN
    _give(who, organization, project, who.user, admin, ends=None, now=now)
    publish(
        ProjectCreated(
            project=project, organization=organization, by=who.user, policy_pack=policy_pack
        )
    )
    return project


def rename_project(who: Principal, project: ProjectId, name: str) -> None:
    """Give a project another name; inside its scope."""
    Project.objects.filter(id=project).update(name=refuse_nameless(name))
    tell("project.renamed", who, _organization(who), project=project)


def separate_steps(who: Principal, project: ProjectId) -> None:
    """Keep labeling and review of one asset in different hands (the default)."""
    _set_separation(who, project, separates=True)


def join_steps(who: Principal, project: ProjectId) -> None:
    """Let the same person hold several duties on one asset; it is logged."""
    _set_separation(who, project, separates=False)


def start_work(who: Principal, project: ProjectId) -> None:
    """Let the project's texts be handed out; whether it is ready is the caller's to judge."""
    waiting = Project.objects.filter(id=project, held_at__isnull=False)
    if waiting.update(held_at=None):
        tell("project.started", who, _organization(who), project=project)


def hold_work(who: Principal, project: ProjectId, *, clock: Clock) -> None:
    """Hand out no more texts until the project is started again; what is on a desk stays there."""
    running = Project.objects.filter(id=project, held_at=None)
    if running.update(held_at=clock.now()):
        tell("project.held", who, _organization(who), project=project)


def close_project(
    who: Principal, organization: OrganizationId, project: ProjectId, *, clock: Clock
) -> None:
    """End all access to a project, with effect on the next request; inside the organization."""
    _set_state(who, organization, project, ProjectState.CLOSED, clock.now())
    opened = scope.current()
    if opened is not None:
        with opened.visiting(project):
            publish(ProjectClosed(project=project))


def reopen_project(who: Principal, organization: OrganizationId, project: ProjectId) -> None:
    """Open a closed project again for those who hold roles in it; inside the organization."""
    _set_state(who, organization, project, ProjectState.ACTIVE, None)


def grant_role(
    who: Principal,
    project: ProjectId,
    user: UserId,
    role: ProjectRole,
    *,
    ends: datetime | None,
    clock: Clock,
) -> None:
    """Give a role to somebody who works in the project already; inside its scope.

    Others come by invitation. Raises `NoSuchPersonError` or `GrantExistsError`.
    """
    now = clock.now()
    refuse_past_end(ends, now)
    if not Membership.objects.filter(user_id=user, ended_at=None).exists():
        raise NoSuchPersonError
    _give(who, _organization(who), project, user, role, ends=ends, now=now)


def end_role(
    who: Principal, project: ProjectId, user: UserId, role: ProjectRole, *, clock: Clock
) -> None:
    """Take a role away, with effect on the next request; inside the project's scope."""
    now = clock.now()
    # The row lock makes two admins who remove each other wait for one another.
    Project.objects.select_for_update().get(id=project)
    if role is ProjectRole.PROJECT_ADMIN:
        admins = selectors.project_admins(project, now)
        refuse_losing_last_admin(admins=admins, losing=user)
    mine = ProjectMember.objects.filter(project_id=project, user_id=user, ended_at=None)
    if not mine.filter(role=role).update(ended_at=now):
        raise NoSuchPersonError
    tell("grant.ended", who, _organization(who), project=project, user=user, role=role.value)
    if not selectors.live_grants(now).filter(project_id=project, user_id=user).exists():
        publish(ProjectAccessEnded(project=project, user=user))


def suspend_here(who: Principal, project: ProjectId, user: UserId, *, clock: Clock) -> None:
    """Shut somebody out of this project until resumed; their roles stay. Inside its scope."""
    refuse_suspending_oneself(by=who.user, user=user)
    now = clock.now()
    # The row lock makes two admins who suspend each other wait for one another.
    Project.objects.select_for_update().get(id=project)
    refuse_losing_last_admin(admins=selectors.project_admins(project, now), losing=user)
    theirs = selectors.live_grants(now).filter(project_id=project, user_id=user)
    if not theirs.update(suspended_at=now):
        raise NoSuchPersonError
    tell("grant.suspended", who, _organization(who), project=project, user=user)
    publish(ProjectAccessEnded(project=project, user=user))


def resume_here(who: Principal, project: ProjectId, user: UserId) -> None:
    """Let somebody whom this project suspended in again, with the roles they had."""
    theirs = ProjectMember.objects.filter(project_id=project, user_id=user, ended_at=None)
    if not theirs.filter(suspended_at__isnull=False).update(suspended_at=None):
        raise NoSuchPersonError
    tell("grant.resumed", who, _organization(who), project=project, user=user)


def remove_member(who: Principal, project: ProjectId, user: UserId, *, clock: Clock) -> None:
    """Take all of somebody's roles away, with effect on the next request; inside the scope."""
    now = clock.now()
    Project.objects.select_for_update().get(id=project)
    refuse_losing_last_admin(admins=selectors.project_admins(project, now), losing=user)
    theirs = ProjectMember.objects.filter(project_id=project, user_id=user, ended_at=None)
    roles = sorted(theirs.values_list("role", flat=True))
    if not theirs.update(ended_at=now):
        raise NoSuchPersonError
    tell("grant.all-ended", who, _organization(who), project=project, user=user, roles=roles)
    publish(ProjectAccessEnded(project=project, user=user))


def give_roles(
    who: Principal,
    organization: OrganizationId,
    project: ProjectId,
    user: UserId,
    roles: frozenset[ProjectRole],
    *,
    ends: datetime | None,
    now: datetime,
) -> None:
    """Give the roles of an accepted invitation; those held already stay as they are."""
    everybody = selectors.members_and_suspended(project, now)
    held = {grant.role for one in everybody if one.person.user == user for grant in one.grants}
    for role in sorted(roles - held):
        _give(who, organization, project, user, role, ends=ends, now=now)


def refuse_nameless(name: str) -> str:
    """Return a name without blanks around it; refuse an empty or an endless one."""
    trimmed = name.strip()
    if not 0 < len(trimmed) <= LONGEST_NAME:
        raise InvalidInputError("A name has 1 to 200 characters.", field="name")
    return trimmed


def _give(
    who: Principal,
    organization: OrganizationId,
    project: ProjectId,
    user: UserId,
    role: ProjectRole,
    *,
    ends: datetime | None,
    now: datetime,
) -> None:
    over = ProjectMember.objects.filter(project_id=project, user_id=user, role=role)
    over.filter(ended_at=None, ends_at__lte=now).update(ended_at=now)
    theirs = ProjectMember.objects.filter(project_id=project, user_id=user, ended_at=None)
    suspended = theirs.filter(suspended_at__isnull=False).values_list("suspended_at", flat=True)
    grant = ProjectMember(
        id=new_uuid(),
        # A role more does not let in whom the project suspended.
        suspended_at=suspended.first(),
        organization_id=organization,
        project_id=project,
        user_id=user,
        role=role,
        granted_by=who.user or scope.NOBODY,
        ends_at=ends,
        created_at=now,
    )
    try:
        with transaction.atomic():
            grant.save(force_insert=True)
    except IntegrityError as cause:
        raise GrantExistsError from cause
    tell(
        "grant.given",
        who,
        organization,
        project=project,
        user=user,
        role=role.value,
        grant=grant.id,
        ends=ends,
    )


def _set_separation(who: Principal, project: ProjectId, *, separates: bool) -> None:
    Project.objects.filter(id=project).update(separates_steps=separates)
    tell("project.separation", who, _organization(who), project=project, separates=separates)


def _set_state(
    who: Principal,
    organization: OrganizationId,
    project: ProjectId,
    state: ProjectState,
    closed: datetime | None,
) -> None:
    mine = Project.objects.filter(id=project, organization_id=organization)
    if not mine.update(state=state, closed_at=closed):
        raise NoSuchPersonError
    tell("project.state", who, organization, project=project, state=state.value)


def _organization(who: Principal) -> OrganizationId:
    if who.organization is None:
        raise NoSuchPersonError
    return who.organization


def _enter(project: ProjectId) -> None:
    opened = scope.current()
    if opened is None:
        raise scope.ScopeError("a project is made inside a scope")
    opened.narrow_to_project(project)
