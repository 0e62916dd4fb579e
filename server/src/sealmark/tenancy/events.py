"""What happens in tenancy that others must act on, in the same transaction."""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass

from sealmark.kernel.ids import OrganizationId, ProjectId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectCreated:
    """A project begins; told inside its own scope, so that its keys and defaults can be made.

    `policy_pack` names the policy that it starts with; empty: the usual one.
    """

    project: ProjectId
    organization: OrganizationId
    by: UserId
    policy_pack: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectClosed:
    """A project is closed to everybody in it. Told inside the project's scope."""

    project: ProjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectAccessEnded:
    """A person is out of a project: last role ended, or membership suspended or ended.

    Told inside the project's scope.
    """

    project: ProjectId
    user: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationAccepted:
    """Somebody whom `sponsor` invited is here; told inside the organization's scope."""

    organization: OrganizationId
    project: ProjectId
    user: UserId
    sponsor: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionStarted:
    """Protected mode was switched on in a project. Told inside the project's scope."""

    project: ProjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptionEnded:
    """Somebody's exemption from protected mode was taken back. Told inside the project's scope."""

    project: ProjectId
    user: UserId
