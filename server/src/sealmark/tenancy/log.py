"""Telling the organization's log what happened to its people and projects: ids and words only."""

# SPDX-License-Identifier: Apache-2.0
from datetime import datetime
from uuid import UUID

from sealmark.access.domain import Principal
from sealmark.audit import services as audit
from sealmark.audit.domain import AuditEvent, Fact, spell_time
from sealmark.infra.scope import NOBODY
from sealmark.kernel.ids import OrganizationId, ProjectId

Value = str | int | bool | UUID | datetime | list[str] | None


def tell(
    kind: str,
    who: Principal,
    organization: OrganizationId,
    *,
    project: ProjectId | None = None,
    actor: UUID | None = None,
    **facts: Value,
) -> None:
    """Record an event in the open transaction; ids and times are spelled as text.

    `actor` is a pseudonym, where the account must not stand beside what somebody did.
    """
    audit.record(
        AuditEvent(
            kind=kind,
            organization=organization,
            project=project,
            actor=actor or who.user or NOBODY,
            facts={name: _spelled(value) for name, value in facts.items()},
        )
    )


def _spelled(value: Value) -> Fact:
    match value:
        case datetime():
            return spell_time(value)
        case UUID():
            return str(value)
        case list():
            return [*value]
        case _:
            return value
