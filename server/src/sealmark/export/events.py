"""What export tells the log: ids, digests, words and counts."""

# SPDX-License-Identifier: Apache-2.0
from datetime import datetime
from uuid import UUID

from django.conf import settings

from sealmark.audit import services as audit
from sealmark.audit.domain import AuditEvent, Fact
from sealmark.audit.pseudonyms import pseudonym
from sealmark.kernel.ids import EventId, OrganizationId, ProjectId, UserId


def tell(
    kind: str,
    project: ProjectId,
    organization: OrganizationId,
    by: UserId,
    at: datetime,
    **facts: Fact | UUID,
) -> EventId:
    """Record an event of this export in the open transaction; ids are spelled as text."""
    spelled: dict[str, Fact] = {
        name: str(value) if isinstance(value, UUID) else value for name, value in facts.items()
    }
    return audit.record(
        AuditEvent(
            kind=f"export.{kind}",
            organization=organization,
            project=project,
            actor=pseudonym(project, by),
            facts={"service": str(settings.SEALMARK_IDENTITY), **spelled},
        ),
        at=at,
    )
