"""What stewards do about incidents: confirm, dismiss, close; each with a reason that stays.

- Dismissing has the reported place shown again in quarantine: releasing is a decision of its own.
- Whoever dismisses decides about less protection, so it is one of the acts of the incident's log.
"""

# SPDX-License-Identifier: Apache-2.0
from uuid import UUID

from sealmark.audit import services as audit
from sealmark.audit.domain import AuditEvent
from sealmark.audit.pseudonyms import pseudonym
from sealmark.kernel.clock import Clock
from sealmark.kernel.errors import NotFoundError
from sealmark.kernel.ids import new_uuid
from sealmark.oversight.domain import IncidentState, refuse_wrong_turn
from sealmark.oversight.errors import ReasonMissingError
from sealmark.oversight.models import Incident, IncidentStep
from sealmark.oversight.privacy import ask_to_count
from sealmark.oversight.reporting import report_miss
from sealmark.oversight.sealing import step_place
from sealmark.redaction import services as redaction
from sealmark.redaction.services import Steward
from sealmark.vault import runtime
from sealmark.vault.services import mark_written
from sealmark.workflow import services as workflow

__all__ = ["ask_to_count", "decide", "report_miss"]
LONGEST_REASON = 2_000


def decide(
    steward: Steward, incident: UUID, state: IncidentState, *, reason: str, clock: Clock
) -> None:
    """Move an incident on, with a reason; a dismissed miss is not hidden any more."""
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        raise ReasonMissingError(field="reason")
    rows = Incident.objects.select_for_update().filter(project_id=steward.project, id=incident)
    row = rows.first()
    if row is None:
        raise NotFoundError
    refuse_wrong_turn(IncidentState(row.state), state)
    now = clock.now()
    rows.update(state=state, changed_at=now)
    step = IncidentStep(
        id=new_uuid(),
        project_id=steward.project,
        created_at=now,
        incident_id=row.id,
        state=state,
        by=steward.user,
    )
    at = step_place(steward.project, step.id)
    written = mark_written(reason.encode())
    step.reason = runtime.work().seal_for_project(steward.project, written, at).blob
    step.save(force_insert=True)
    if state is IncidentState.DISMISSED:
        workflow.unhush_written(steward.project, row.miss_id)
        redaction.forget(steward.project, row.miss_id, by=steward.user, clock=clock)
    audit.record(
        AuditEvent(
            kind=f"incident.{state}",
            organization=steward.organization,
            project=steward.project,
            actor=pseudonym(steward.project, steward.user),
            facts={"incident": str(row.id), "asset": str(row.asset_id), "step": str(step.id)},
        ),
        at=now,
    )
