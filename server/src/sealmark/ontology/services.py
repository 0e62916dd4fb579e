"""Publish a new version of the ontology or the guideline; versions are never changed.

- Published content is sealed under the project's work key; its digest stands beside it in clear.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
from uuid import UUID

from sealmark.audit import services as audit
from sealmark.audit.domain import AuditEvent
from sealmark.audit.pseudonyms import pseudonym
from sealmark.kernel.clock import Clock
from sealmark.kernel.ids import OrganizationId, ProjectId, UserId, new_uuid
from sealmark.ontology import selectors
from sealmark.ontology.domain import Ontology, refuse_reserved_keys
from sealmark.ontology.errors import GuidelineTooLongError
from sealmark.ontology.importing import propose
from sealmark.ontology.models import GuidelineVersion, OntologyVersion
from sealmark.vault import runtime
from sealmark.vault.services import mark_written

__all__ = ["propose", "publish_guideline", "publish_ontology", "seal_text"]

LONGEST_GUIDELINE = 200_000


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


def seal_text(project: ProjectId, content: bytes, kind: str, row: UUID) -> bytes:
    """Seal a project-wide text for the one row that it belongs to."""
    at = selectors.place_of(kind, project, row)
    return runtime.work().seal_for_project(project, mark_written(content), at).blob


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
