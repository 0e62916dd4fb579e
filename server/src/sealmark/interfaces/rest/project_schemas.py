"""What the routes about projects and their members take and give."""

# SPDX-License-Identifier: Apache-2.0
from datetime import datetime, timedelta
from typing import Annotated, Literal, Self
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

from sealmark.access.domain import ProjectRole, ProjectState
from sealmark.interfaces.rest.people_schemas import Name
from sealmark.interfaces.rest.work_schemas import StrictSchema
from sealmark.kernel.ids import ProjectId
from sealmark.tenancy.domain import (
    Grant,
    Offer,
    ProjectEntry,
    ProjectMemberView,
)


class ProjectInvitationIn(Schema):
    """Whom a project invites, and as what."""

    email: Annotated[str, Field(min_length=3, max_length=254)]
    roles: Annotated[list[ProjectRole], Field(min_length=1)]
    ends: AwareDatetime | None = None
    valid_days: Annotated[int, Field(ge=1, le=30)] = 7

    def offer(self, project: ProjectId) -> Offer:
        """Return what is offered."""
        return Offer(
            email=self.email,
            project=project,
            project_roles=frozenset(self.roles),
            ends=self.ends,
            valid_for=timedelta(days=self.valid_days),
        )


class ProjectIn(StrictSchema):
    """A project to be made; `policy_pack` names the redaction policy that it starts with.

    `held`: no text is handed out before it is started.
    """

    name: Name
    policy_pack: Annotated[str, Field(max_length=100)] = ""
    held: bool = False


class RenameIn(StrictSchema):
    """A project's new name."""

    name: Name


class ProjectEntryOut(Schema):
    """A project as its organization sees it."""

    id: UUID
    name: str
    state: ProjectState
    created: AwareDatetime

    @classmethod
    def of(cls, entry: ProjectEntry) -> Self:
        """Spell an entry."""
        return cls(id=entry.id, name=entry.name, state=entry.state, created=entry.created)


class AssetCountsOut(Schema):
    """How many assets stand in each state."""

    received: int
    ready: int
    quarantined: int
    failed: int
    erased: int


class TaskCountsOut(Schema):
    """How many tasks of each duty stand in each state; a state that none is in is left out."""

    label: dict[str, int]
    review: dict[str, int]


class CountsOut(Schema):
    """Where everything in a project stands: assets by state, tasks by duty and state."""

    assets: AssetCountsOut
    tasks: TaskCountsOut


class ProjectOut(Schema):
    """A project as its members see it.

    Versions are the newest numbers; none while there is only the empty one to start with.
    """

    id: UUID
    name: str
    organization_id: UUID
    state: ProjectState
    roles: list[ProjectRole]
    separates_steps: bool
    held: bool
    counts: CountsOut
    ontology_version: int | None
    guideline_version: int | None
    policy_version: int | None
    policy_state: Literal["proposed", "in_force"] | None


class SeparationIn(Schema):
    """Whether labeling and review of one asset stay in different hands."""

    separates_steps: bool


class GrantOut(Schema):
    """One role of somebody."""

    id: UUID
    role: ProjectRole
    since: AwareDatetime
    ends: AwareDatetime | None

    @classmethod
    def of(cls, grant: Grant) -> Self:
        """Spell a grant."""
        return cls(id=grant.id, role=grant.role, since=grant.since, ends=grant.ends)


class MemberOut(Schema):
    """Somebody who holds roles in a project; `suspended` here, or `outside` in the organization.

    `last_work` is not told to whoever labels or reviews here.
    """

    user_id: UUID
    name: str
    email: str
    grants: list[GrantOut]
    suspended: AwareDatetime | None
    outside: AwareDatetime | None
    last_work: AwareDatetime | None

    @classmethod
    def of(cls, member: ProjectMemberView, last_work: datetime | None) -> Self:
        """Spell a member."""
        return cls(
            user_id=member.person.user,
            name=member.person.name,
            email=member.person.email,
            grants=[GrantOut.of(grant) for grant in member.grants],
            suspended=member.suspended,
            outside=member.outside,
            last_work=last_work,
        )


class GrantIn(Schema):
    """A role for somebody who works in the project already."""

    user_id: UUID
    role: ProjectRole
    ends: AwareDatetime | None = None
