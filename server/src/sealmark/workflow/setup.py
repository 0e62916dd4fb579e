"""Steps of a project, and the tasks that cleared renditions become.

- A review step's seed is made and committed to in the log before the first task exists.
- A task is made for a clearance, by the redactor, in the transaction that clears the rendition.
"""

# SPDX-License-Identifier: Apache-2.0
import secrets
from collections.abc import Sequence
from datetime import datetime

from sealmark.annotations import services as annotations
from sealmark.audit import services as audit
from sealmark.audit.domain import AuditEvent
from sealmark.audit.pseudonyms import pseudonym
from sealmark.kernel.clock import Clock
from sealmark.kernel.errors import InvalidInputError
from sealmark.kernel.ids import (
    AssetId,
    ClearanceId,
    DocumentId,
    OrganizationId,
    ProjectId,
    RenditionId,
    UserId,
    new_handle,
    new_uuid,
)
from sealmark.vault import runtime
from sealmark.vault.domain import place
from sealmark.vault.services import mark_written
from sealmark.workflow import domain
from sealmark.workflow.domain import Duty
from sealmark.workflow.models import Step, Task

SHORTEST_LEASE, LONGEST_LEASE = 2, 240


def create_steps(
    project: ProjectId, *, organization: OrganizationId, by: UserId, share_bp: int, clock: Clock
) -> None:
    """Make the two default steps, label and review, and commit to the review's seed."""
    _step(project, 1, Duty.LABEL, domain.FULL_SHARE, clock)
    review = _step(project, 2, Duty.REVIEW, share_bp, clock)
    _record("steps.created", review, project, organization, by)


def change_steps(
    project: ProjectId,
    *,
    organization: OrganizationId,
    by: UserId,
    share_bp: int,
    lease_minutes: int,
) -> None:
    """Change how much is reviewed and how long a lease lasts; the seed stays what it was."""
    if not 0 <= share_bp <= domain.FULL_SHARE:
        raise InvalidInputError("The share is 0 to 100 percent.", field="review_share_percent")
    if not SHORTEST_LEASE <= lease_minutes <= LONGEST_LEASE:
        raise InvalidInputError(
            f"A lease lasts {SHORTEST_LEASE} to {LONGEST_LEASE} minutes.", field="lease_minutes"
        )
    steps = Step.objects.filter(project_id=project)
    steps.update(lease_minutes=lease_minutes)
    steps.filter(duty=Duty.REVIEW).update(share_bp=share_bp)
    review = steps.get(duty=Duty.REVIEW)
    _record("steps.changed", review, project, organization, by)


def open_tasks(
    project: ProjectId,
    cleared: Sequence[tuple[AssetId, RenditionId, ClearanceId]],
    *,
    at: datetime,
) -> dict[RenditionId, DocumentId]:
    """Make a document and a labeling task for each cleared rendition; return the documents."""
    step = Step.objects.get(project_id=project, position=1)
    documents = annotations.open_documents(
        project, [(asset, rendition) for asset, rendition, _ in cleared], at=at
    )
    Task.objects.bulk_create(
        Task(
            id=new_handle(),
            project_id=project,
            created_at=at,
            step_id=step.id,
            duty=Duty.LABEL,
            asset_id=asset,
            rendition_id=rendition,
            clearance_id=clearance,
            document_id=documents[rendition],
            rank=domain.rank_of(asset),
            prior=domain.NOBODY,
        )
        for asset, rendition, clearance in cleared
    )
    return documents


def _step(project: ProjectId, position: int, duty: Duty, share_bp: int, clock: Clock) -> Step:
    seed = secrets.token_bytes(domain.SEED_BYTES)
    row = Step(
        id=new_uuid(),
        project_id=project,
        created_at=clock.now(),
        position=position,
        duty=duty,
        name=duty.value,
        share_bp=share_bp,
        seed_commitment=domain.seed_commitment(seed),
    )
    at = place("workflow_step.seed", project, row.id)
    row.seed = runtime.work().seal_for_project(project, mark_written(seed), at).blob
    row.save(force_insert=True)
    return row


def _record(
    kind: str, review: Step, project: ProjectId, organization: OrganizationId, by: UserId
) -> None:
    audit.record(
        AuditEvent(
            kind=kind,
            organization=organization,
            project=project,
            actor=pseudonym(project, by),
            facts={
                "review_share": review.share_bp,
                "seed_commitment": review.seed_commitment,
                "lease_minutes": review.lease_minutes,
            },
        )
    )
