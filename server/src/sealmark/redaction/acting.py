"""Who acts on redaction, and how the log hears of it."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sealmark.audit import services as audit
from sealmark.audit.domain import AuditEvent, Fact
from sealmark.audit.pseudonyms import pseudonym
from sealmark.kernel.ids import EventId, OrganizationId, ProjectId, SessionId, UserId
from sealmark.redaction.errors import ReasonNeededError

LONGEST_REASON: Final = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Steward:
    """Who decides, from which session, in which project."""

    user: UserId
    session: SessionId
    project: ProjectId
    organization: OrganizationId


def refuse_unreasoned(reason: str) -> None:
    """Refuse a decision without a reason, or with an endless one."""
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        raise ReasonNeededError(field="reason")


def record(
    kind: str,
    project: ProjectId,
    organization: OrganizationId,
    by: UserId,
    facts: Mapping[str, Fact],
) -> EventId:
    """Record an act of a person on a project's redaction; ids and counts alone."""
    return audit.record(
        AuditEvent(
            kind=kind,
            organization=organization,
            project=project,
            actor=pseudonym(project, by),
            facts=dict(facts),
        )
    )
