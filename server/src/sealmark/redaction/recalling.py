"""Recall: a clearance is taken back, at once and for good.

- Serving ends with the commit: every route that gives a rendition asks whether it was recalled.
- Whoever holds a lease on it loses it in the same transaction; that is wired to the event.
- A recalled rendition is never cleared again: what takes its place is made anew.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sealmark.audit import services as audit
from sealmark.audit.domain import AuditEvent
from sealmark.audit.pseudonyms import pseudonym
from sealmark.infra import events as bus
from sealmark.kernel.ids import (
    AssetId,
    ClearanceId,
    OrganizationId,
    ProjectId,
    UserId,
    new_uuid,
)
from sealmark.redaction import selectors
from sealmark.redaction.events import ClearanceRecalled
from sealmark.redaction.models import Recall


class Cause(StrEnum):
    """Why a clearance was taken back."""

    DECIDED = "decided"
    """A steward said so, with a reason."""
    REPORTED = "reported"
    """Somebody at work saw something that should be hidden."""
    REPLACED = "replaced"
    """A newer rendition takes its place."""


def recall(
    project: ProjectId,
    organization: OrganizationId,
    assets: Collection[AssetId],
    *,
    cause: Cause,
    by: UserId,
    decision: UUID | None = None,
    at: datetime,
) -> list[ClearanceId]:
    """Take back every clearance of these assets that stands; return which."""
    standing = selectors.standing_clearances(project, assets)
    Recall.objects.bulk_create(
        (
            Recall(
                id=new_uuid(),
                project_id=project,
                created_at=at,
                clearance_id=row.id,
                reason=cause.value,
                decision_id=decision,
                by=by,
            )
            for row in standing
        ),
        ignore_conflicts=True,
    )
    actor = pseudonym(project, by)
    audit.record_many(
        [
            AuditEvent(
                kind="clearance.recalled",
                organization=organization,
                project=project,
                actor=actor,
                facts={
                    "asset": str(row.asset_id),
                    "rendition": str(row.rendition_id),
                    "clearance": str(row.id),
                    "cause": cause.value,
                },
            )
            for row in standing
        ],
        at=at,
    )
    for row in standing:
        bus.publish(
            ClearanceRecalled(
                project=project,
                organization=organization,
                asset=AssetId(row.asset_id),
                clearance=ClearanceId(row.id),
                cause=cause.value,
                by=by,
                at=at,
            )
        )
    return [ClearanceId(row.id) for row in standing]
