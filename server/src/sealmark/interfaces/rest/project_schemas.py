"""What the routes about projects and their members take and give."""

# SPDX-License-Identifier: Apache-2.0
from datetime import timedelta
from typing import Annotated, Self
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

from sealmark.access.domain import ProjectRole, ProjectState
from sealmark.interfaces.rest.people_schemas import Name
from sealmark.kernel.ids import ProjectId
from sealmark.tenancy.domain import (
    Grant,
    Offer,
    ProjectEntry,
    ProjectFacts,
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


class ProjectIn(Schema):
    """A project to be made, or its new name."""

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


class ProjectOut(Schema):
    """A project as its members see it."""

    id: UUID
    name: str
    organization_id: UUID
    roles: list[ProjectRole]
    separates_steps: bool

    @classmethod
    def of(cls, facts: ProjectFacts, name: str) -> Self:
        """Spell a project and what one is in it."""
        return cls(
            id=facts.project,
            name=name,
            organization_id=facts.organization,
            roles=sorted(facts.roles),
            separates_steps=facts.separates_steps,
        )


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
    """Somebody who works in a project."""

    user_id: UUID
    name: str
    email: str
    grants: list[GrantOut]

    @classmethod
    def of(cls, member: ProjectMemberView) -> Self:
        """Spell a member."""
        return cls(
            user_id=member.person.user,
            name=member.person.name,
            email=member.person.email,
            grants=[GrantOut.of(grant) for grant in member.grants],
        )


class GrantIn(Schema):
    """A role for somebody who works in the project already."""

    user_id: UUID
    role: ProjectRole
    ends: AwareDatetime | None = None
