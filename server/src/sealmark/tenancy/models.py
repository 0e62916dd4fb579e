"""Organizations, projects, and who is what in them.

- Nothing is deleted: a membership or role that ended stays, with its end.
- A role in a project needs a membership in its organization; the database checks both together.
- An invitation's secret is kept as a keyed digest only.
"""

# SPDX-License-Identifier: Apache-2.0
from typing import ClassVar

from django.db import models

from sealmark.access.domain import OrganizationRole, ProjectRole, ProjectState
from sealmark.infra.models import ProjectRow
from sealmark.kernel.ids import new_uuid
from sealmark.tenancy.domain import ProtectionOutcome, ProtectionWanted


class Row(models.Model):
    """What all tables here have."""

    id = models.UUIDField(primary_key=True, default=new_uuid, editable=False)
    created_at = models.DateTimeField(editable=False)

    class Meta:
        abstract = True


class Organization(Row):
    """A customer, a department: whoever keeps people and projects together."""

    name = models.TextField()

    class Meta:
        db_table = "tenancy_organization"

    def __str__(self) -> str:
        return str(self.id)


class Membership(Row):
    """A person in an organization, under the name and address it knows them by."""

    organization = models.ForeignKey(Organization, on_delete=models.DO_NOTHING, related_name="+")
    user = models.ForeignKey("identity.User", on_delete=models.DO_NOTHING, related_name="+")
    email = models.TextField()
    name = models.TextField()
    role = models.TextField(choices=[(r, r) for r in OrganizationRole])
    managed = models.BooleanField(default=False)
    ends_at = models.DateTimeField(null=True)
    suspended_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "tenancy_membership"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization", "user"], name="tenancy_membership_person"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class Project(Row):
    """One workstream: its data, members and rules are its own."""

    organization = models.ForeignKey(Organization, on_delete=models.DO_NOTHING, related_name="+")
    name = models.TextField()
    state = models.TextField(choices=[(s, s) for s in ProjectState], default=ProjectState.ACTIVE)
    separates_steps = models.BooleanField(default=True)
    created_by = models.UUIDField()
    closed_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "tenancy_project"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization", "id"], name="tenancy_project_in_organization"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class ProjectMember(Row):
    """One role of one person in one project."""

    organization = models.ForeignKey(
        Organization, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )
    project = models.ForeignKey(
        Project, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )
    user_id = models.UUIDField()
    role = models.TextField(choices=[(r, r) for r in ProjectRole])
    granted_by = models.UUIDField()
    ends_at = models.DateTimeField(null=True)
    suspended_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "tenancy_project_member"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project", "user_id", "role"],
                condition=models.Q(ended_at=None),
                name="tenancy_project_member_role",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["user_id", "project"], name="tenancy_own_projects")
        ]

    def __str__(self) -> str:
        return str(self.id)


class Invitation(Row):
    """A place kept for whoever has this e-mail address, once, for a while."""

    organization = models.ForeignKey(Organization, on_delete=models.DO_NOTHING, related_name="+")
    project_id = models.UUIDField(null=True)
    email = models.TextField()
    organization_role = models.TextField(choices=[(r, r) for r in OrganizationRole])
    project_roles = models.TextField(default="")
    ends_at = models.DateTimeField(null=True)
    valid_until = models.DateTimeField()
    token_hash = models.BinaryField(unique=True)
    sponsor = models.UUIDField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.UUIDField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "tenancy_invitation"

    def __str__(self) -> str:
        return str(self.id)


class ProtectionChange(ProjectRow):
    """Protected mode was switched on, or somebody asked to switch it off; the last one counts."""

    wanted = models.TextField(choices=[(w, w) for w in ProtectionWanted])
    outcome = models.TextField(
        choices=[(o, o) for o in ProtectionOutcome], default=ProtectionOutcome.OPEN
    )
    asked_by = models.UUIDField()
    reason = models.BinaryField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "tenancy_protection_change"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project_id"],
                condition=models.Q(outcome="open"),
                name="tenancy_protection_one_request",
            )
        ]


class Exemption(ProjectRow):
    """One person sees ordinary text in a protected project, until a day; the reason is sealed."""

    user_id = models.UUIDField()
    granted_by = models.UUIDField()
    reason = models.BinaryField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "tenancy_exemption"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project_id", "user_id"],
                condition=models.Q(ended_at=None),
                name="tenancy_exemption_one_each",
            )
        ]
