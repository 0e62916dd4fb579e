"""Routes of ontologies, guidelines and steps: versions are published, never changed."""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import asdict
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Router, Schema

from sealmark.access.domain import Action
from sealmark.interfaces.rest.door import Request, action
from sealmark.interfaces.rest.shapes import OntologyJson
from sealmark.interfaces.rest.work_schemas import StrictSchema
from sealmark.kernel.errors import NotFoundError
from sealmark.kernel.ids import OrganizationId, ProjectId
from sealmark.ontology import selectors, services
from sealmark.ontology.domain import ImportFormat, read_ontology
from sealmark.workflow import selectors as steps
from sealmark.workflow import services as workflow

router = Router(tags=["ontology"])


class OntologyIn(StrictSchema):
    """A new ontology."""

    document: OntologyJson


class OntologyOut(Schema):
    """One version of the ontology."""

    number: int
    digest: str
    document: OntologyJson


class ImportIn(StrictSchema):
    """An ontology from elsewhere: JSON, or the XML of a labeling configuration."""

    format: ImportFormat
    text: str


class NotTakenOut(Schema):
    """Something that has no place in an ontology: where, and why."""

    line: int
    tag: str
    name: str
    reason: Literal["content", "control", "condition", "setting", "layout", "key", "cut", "object"]


class ProposalOut(Schema):
    """An ontology as it would be; nothing is published by it."""

    document: OntologyJson
    not_taken: list[NotTakenOut]


class ListedVersionOut(Schema):
    """That there is a version, and since when."""

    number: int
    digest: str
    created_at: datetime


class GuidelineIn(StrictSchema):
    """A new guideline, in Markdown."""

    body: str


class GuidelineOut(Schema):
    """One version of the guideline."""

    number: int
    digest: str
    body: str


class StepsIn(StrictSchema):
    """How much is reviewed, and how long a lease lasts."""

    review_share_percent: float
    lease_minutes: int


class StepsOut(Schema):
    """The steps as they stand; the seed's commitment is public."""

    review_share_percent: float
    lease_minutes: int
    seed_commitment: str


@router.get("/projects/{project_id}/ontology", response=OntologyOut)
@action(Action.ONTOLOGY_READ, scope="project")
def get_ontology(request: Request, project_id: UUID) -> OntologyOut:
    """Show the newest ontology."""
    _ = request
    return _ontology(selectors.latest_ontology(ProjectId(project_id)))


@router.get("/projects/{project_id}/ontology/versions", response=list[ListedVersionOut])
@action(Action.ONTOLOGY_READ, scope="project")
def list_ontology_versions(request: Request, project_id: UUID) -> list[ListedVersionOut]:
    """List all versions of the ontology, newest first."""
    _ = request
    return [_version(row) for row in selectors.ontology_versions(ProjectId(project_id))]


@router.post("/projects/{project_id}/ontology/import", response=ProposalOut)
@action(Action.ONTOLOGY_EDIT, scope="project")
def import_ontology(request: Request, project_id: UUID, body: ImportIn) -> ProposalOut:
    """Read an ontology from elsewhere, and tell what of it has no place here."""
    _ = request, project_id
    proposal = services.propose(body.text, body.format)
    return ProposalOut(
        document=proposal.ontology.to_json(),
        not_taken=[NotTakenOut(**asdict(one)) for one in proposal.not_taken],
    )


@router.get("/projects/{project_id}/ontology/{number}", response=OntologyOut)
@action(Action.ONTOLOGY_READ, scope="project")
def get_ontology_version(request: Request, project_id: UUID, number: int) -> OntologyOut:
    """Show one version of the ontology."""
    _ = request
    return _ontology(selectors.ontology_numbered(ProjectId(project_id), number))


@router.post("/projects/{project_id}/ontology", response=OntologyOut)
@action(Action.ONTOLOGY_EDIT, scope="project")
def publish_ontology(request: Request, project_id: UUID, body: OntologyIn) -> OntologyOut:
    """Publish a new version of the ontology."""
    row = services.publish_ontology(
        ProjectId(project_id),
        read_ontology(body.document),
        by=request.visit.user,
        organization=_organization(request),
        clock=request.visit.clock,
    )
    return _ontology(row)


@router.get("/projects/{project_id}/guideline", response=GuidelineOut)
@action(Action.GUIDELINE_READ, scope="project")
def get_guideline(request: Request, project_id: UUID) -> GuidelineOut:
    """Show the newest guideline."""
    _ = request
    return _guideline(selectors.latest_guideline(ProjectId(project_id)))


@router.get("/projects/{project_id}/guideline/versions", response=list[ListedVersionOut])
@action(Action.GUIDELINE_READ, scope="project")
def list_guideline_versions(request: Request, project_id: UUID) -> list[ListedVersionOut]:
    """List all versions of the guideline, newest first."""
    _ = request
    return [_version(row) for row in selectors.guideline_versions(ProjectId(project_id))]


@router.get("/projects/{project_id}/guideline/{number}", response=GuidelineOut)
@action(Action.GUIDELINE_READ, scope="project")
def get_guideline_version(request: Request, project_id: UUID, number: int) -> GuidelineOut:
    """Show one version of the guideline."""
    _ = request
    return _guideline(selectors.guideline_numbered(ProjectId(project_id), number))


@router.post("/projects/{project_id}/guideline", response=GuidelineOut)
@action(Action.GUIDELINE_EDIT, scope="project")
def publish_guideline(request: Request, project_id: UUID, body: GuidelineIn) -> GuidelineOut:
    """Publish a new version of the guideline."""
    row = services.publish_guideline(
        ProjectId(project_id),
        body.body,
        by=request.visit.user,
        organization=_organization(request),
        clock=request.visit.clock,
    )
    return _guideline(row)


@router.get("/projects/{project_id}/steps", response=StepsOut)
@action(Action.STEPS_READ, scope="project")
def get_steps(request: Request, project_id: UUID) -> StepsOut:
    """Show how much is reviewed, by which committed seed."""
    _ = request
    return _steps(ProjectId(project_id))


@router.put("/projects/{project_id}/steps", response=StepsOut)
@action(Action.STEPS_EDIT, scope="project")
def set_steps(request: Request, project_id: UUID, body: StepsIn) -> StepsOut:
    """Change how much is reviewed and how long a lease lasts."""
    workflow.change_steps(
        ProjectId(project_id),
        organization=_organization(request),
        by=request.visit.user,
        share_bp=round(body.review_share_percent * 100),
        lease_minutes=body.lease_minutes,
    )
    return _steps(ProjectId(project_id))


def _ontology(row: Any) -> OntologyOut:  # noqa: ANN401 - a version row or None
    if row is None:
        raise NotFoundError
    document = selectors.ontology_of(row).to_json()
    return OntologyOut(number=row.number, digest=row.digest, document=document)


def _version(row: Any) -> ListedVersionOut:  # noqa: ANN401 - a version row
    return ListedVersionOut(number=row.number, digest=row.digest, created_at=row.created_at)


def _guideline(row: Any) -> GuidelineOut:  # noqa: ANN401 - a version row or None
    if row is None:
        raise NotFoundError
    return GuidelineOut(number=row.number, digest=row.digest, body=selectors.guideline_of(row))


def _steps(project: ProjectId) -> StepsOut:
    review = steps.steps(project)[-1]
    return StepsOut(
        review_share_percent=review.share_bp / 100,
        lease_minutes=review.lease_minutes,
        seed_commitment=review.seed_commitment,
    )


def _organization(request: Request) -> OrganizationId:
    organization = request.visit.principal.organization
    if organization is None:
        raise NotFoundError
    return organization
