"""Read incidents: what was reported, where it stands, who did what (by pseudonym) and why."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from sealmark.audit.pseudonyms import pseudonym
from sealmark.kernel.ids import AssetId, ProjectId, UserId
from sealmark.oversight.domain import IncidentState
from sealmark.oversight.models import Incident, IncidentStep
from sealmark.oversight.privacy import DAILY, Privacy, privacy, rounded
from sealmark.oversight.sealing import step_place
from sealmark.vault import runtime
from sealmark.vault.domain import Sealed, Work

__all__ = [
    "DAILY",
    "IncidentView",
    "Privacy",
    "StepView",
    "incidents",
    "open_count",
    "privacy",
    "rounded",
]

PAGE = 50

_LIST = """
SELECT i.id, i.state, i.created_at, i.changed_at, i.opened_by, i.asset_id, a.state,
       m.start, m."end", m.kind
FROM oversight_incident i
JOIN assets_asset a ON a.project_id = i.project_id AND a.id = i.asset_id
JOIN redaction_miss m ON m.project_id = i.project_id AND m.id = i.miss_id
WHERE i.project_id = %(project)s AND i.state = ANY(%(states)s)
  AND (%(before)s::timestamptz IS NULL OR (i.created_at, i.id) < (%(before)s, %(after)s::uuid))
ORDER BY i.created_at DESC, i.id DESC LIMIT %(page)s
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """What a steward did about an incident, and why."""

    state: IncidentState
    by: UUID
    at: datetime
    reason: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentView:
    """An incident: who (by pseudonym) reported which place of what kind, and what came of it."""

    id: UUID
    state: IncidentState
    opened: datetime
    changed: datetime
    reporter: UUID
    asset: AssetId
    asset_state: str
    kind: str
    length: int
    steps: tuple[StepView, ...]


def incidents(
    project: ProjectId,
    *,
    states: Sequence[IncidentState] | None = None,
    after: UUID | None = None,
) -> list[IncidentView]:
    """Return a page of incidents in these states (all: None), the newest first, behind `after`."""
    last = None
    if after is not None:
        last = Incident.objects.filter(project_id=project, id=after).first()
    names: dict[str, Any] = {
        "project": project,
        "states": [state.value for state in states or IncidentState],
        "before": last.created_at if last else None,
        "after": after,
        "page": PAGE,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LIST, names)
        rows = cursor.fetchall()
    steps = _steps(project, [row[0] for row in rows])
    return [
        IncidentView(
            id=incident,
            state=IncidentState(state),
            opened=opened,
            changed=changed,
            reporter=pseudonym(project, UserId(reporter)),
            asset=AssetId(asset),
            asset_state=asset_state,
            kind=kind,
            length=end - start,
            steps=tuple(steps.get(incident, ())),
        )
        for incident, state, opened, changed, reporter, asset, asset_state, start, end, kind in rows
    ]


def open_count(project: ProjectId) -> int:
    """Return how many incidents wait for a steward."""
    return Incident.objects.filter(project_id=project, state=IncidentState.OPEN).count()


def _steps(project: ProjectId, incidents: Sequence[UUID]) -> dict[UUID, list[StepView]]:
    found: dict[UUID, list[StepView]] = {}
    rows = IncidentStep.objects.filter(project_id=project, incident_id__in=list(incidents))
    for row in rows.order_by("created_at", "id"):
        sealed = Sealed(zone=Work, blob=bytes(row.reason))
        clear = runtime.work().open_for_project(project, sealed, step_place(project, row.id))
        step = StepView(
            state=IncidentState(row.state),
            by=pseudonym(project, UserId(row.by)),
            at=row.created_at,
            reason=clear.reveal_text(),
        )
        found.setdefault(row.incident_id, []).append(step)
    return found
