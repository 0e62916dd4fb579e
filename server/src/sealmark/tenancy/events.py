"""What happens in tenancy that others must act on, in the same transaction."""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass

from sealmark.kernel.ids import OrganizationId, ProjectId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectCreated:
    """A project begins; told inside its own scope, so that its keys and defaults can be made."""

    project: ProjectId
    organization: OrganizationId
    by: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectAccessEnded:
    """A person's last role in a project ended; told inside the project's scope."""

    project: ProjectId
    user: UserId
