"""Publish a new version of the ontology or the guideline; versions are never changed.

- Published content is sealed under the project's work key; its digest stands beside it in clear.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
from uuid import UUID

from sealmark.audit import services as audit
from sealmark.audit.domain import AuditEvent
from sealmark.audit.pseudonyms import pseudonym
from sealmark.infra import jobs
from sealmark.kernel.canonical import canonical_json
from sealmark.kernel.clock import Clock
from sealmark.kernel.errors import NotFoundError
from sealmark.kernel.ids import JobId, OrganizationId, ProjectId, UserId, new_uuid
from sealmark.ontology import selectors
from sealmark.ontology.domain import (
    ChangeKind,
    Ontology,
    changed,
    read_change,
    refuse_reserved_keys,
)
from sealmark.ontology.errors import GuidelineTooLongError
from sealmark.ontology.importing import propose
from sealmark.ontology.models import GuidelineVersion, OntologyChange, OntologyVersion
from sealmark.vault import runtime
from sealmark.vault.services import mark_written

__all__ = [
    "FOLLOW",
    "follow_again",
    "propose",
    "publish_guideline",
    "publish_ontology",
    "seal_text",
    "start_change",
]

LONGEST_GUIDELINE = 200_000
FOLLOW = "ontology.follow"
"""The job that lets labels and work follow a change."""


def publish_ontology(
    project: ProjectId,
    ontology: Ontology,
    *,
    by: UserId,
    organization: OrganizationId,
    clock: Clock,
) -> OntologyVersion:
    """Make `ontology` the project's newest version; an unchanged one stays the version it is."""
    latest = selectors.latest_ontology(project)
    digest = ontology.digest()
    if latest is not None and latest.digest == digest:
        return latest
    refuse_reserved_keys(ontology)
    row = OntologyVersion(
        id=new_uuid(),
        project_id=project,
        number=latest.number + 1 if latest else 1,
        digest=digest,
        created_by=by,
        created_at=clock.now(),
    )
    row.document = seal_text(project, ontology.canonical(), "ontology_version.document", row.id)
    row.save(force_insert=True)
    _record("ontology.published", row, by, organization)
    return row


def publish_guideline(
    project: ProjectId, markdown: str, *, by: UserId, organization: OrganizationId, clock: Clock
) -> GuidelineVersion:
    """Make `markdown` the project's newest guideline; an unchanged one stays the version it is."""
    if len(markdown) > LONGEST_GUIDELINE:
        raise GuidelineTooLongError(field="body")
    latest = selectors.latest_guideline(project)
    digest = hashlib.sha256(markdown.encode()).hexdigest()
    if latest is not None and latest.digest == digest:
        return latest
    row = GuidelineVersion(
        id=new_uuid(),
        project_id=project,
        number=latest.number + 1 if latest else 1,
        digest=digest,
        created_by=by,
        created_at=clock.now(),
    )
    row.body = seal_text(project, markdown.encode(), "ontology_guideline_version.body", row.id)
    row.save(force_insert=True)
    _record("guideline.published", row, by, organization)
    return row


def start_change(
    project: ProjectId,
    wanted: object,
    *,
    by: UserId,
    organization: OrganizationId,
    clock: Clock,
) -> tuple[OntologyChange, JobId | None]:
    """Change the ontology and let labels follow; the job is None where no label has to."""
    latest = selectors.latest_ontology(project)
    before = Ontology() if latest is None else selectors.ontology_of(latest)
    change = read_change(wanted, before)
    after = changed(before, change)
    version = publish_ontology(project, after, by=by, organization=organization, clock=clock)
    row = OntologyChange(
        id=new_uuid(),
        project_id=project,
        created_at=clock.now(),
        kind=change.kind.value,
        from_number=latest.number if latest else version.number,
        to_number=version.number,
        created_by=by,
    )
    content = canonical_json(change.to_json())
    row.document = seal_text(project, content, "ontology_change.document", row.id)
    row.save(force_insert=True)
    _record_change(row, hashlib.sha256(content).hexdigest(), by, organization)
    follows = change.touches_labels or change.kind is ChangeKind.REOPEN
    if not follows:
        return row, None
    return row, jobs.enqueue(FOLLOW, project=project, subject=row.id, by=by, clock=clock)


def follow_again(
    project: ProjectId,
    change: UUID,
    *,
    by: UserId,
    organization: OrganizationId,
    clock: Clock,
) -> JobId:
    """Let labels follow a change once more: those that were on somebody's desk before."""
    row = selectors.find_change(project, change)
    if row is None:
        raise NotFoundError
    job = jobs.enqueue(FOLLOW, project=project, subject=row.id, by=by, clock=clock)
    audit.record(
        AuditEvent(
            kind="ontology.followed-again",
            organization=organization,
            project=project,
            actor=pseudonym(project, by),
            facts={"change": str(row.id), "job": str(job)},
        )
    )
    return job


def seal_text(project: ProjectId, content: bytes, kind: str, row: UUID) -> bytes:
    """Seal a project-wide text for the one row that it belongs to."""
    at = selectors.place_of(kind, project, row)
    return runtime.work().seal_for_project(project, mark_written(content), at).blob


def _record_change(
    row: OntologyChange, digest: str, by: UserId, organization: OrganizationId
) -> None:
    project = ProjectId(row.project_id)
    audit.record(
        AuditEvent(
            kind="ontology.changed",
            organization=organization,
            project=project,
            actor=pseudonym(project, by),
            facts={
                "change": str(row.id),
                "how": row.kind,
                "from": row.from_number,
                "to": row.to_number,
                "digest": digest,
            },
        )
    )


def _record(
    kind: str,
    version: OntologyVersion | GuidelineVersion,
    by: UserId,
    organization: OrganizationId,
) -> None:
    project = ProjectId(version.project_id)
    audit.record(
        AuditEvent(
            kind=kind,
            organization=organization,
            project=project,
            actor=pseudonym(project, by),
            facts={
                "version": str(version.id),
                "number": version.number,
                "digest": version.digest,
            },
        )
    )
