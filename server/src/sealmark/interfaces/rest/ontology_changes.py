"""Routes of changes that labels follow: what they would touch, starting them, how far they got."""

# SPDX-License-Identifier: Apache-2.0
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Router, Schema
from pydantic import BaseModel

from sealmark.access.domain import Action
from sealmark.interfaces.rest.door import Request, action
from sealmark.interfaces.rest.shapes import SpelledAs
from sealmark.interfaces.rest.work_schemas import StrictSchema
from sealmark.kernel.ids import ProjectId
from sealmark.ontology import selectors, services
from sealmark.ontology.domain import Ontology, changed, read_change
from sealmark.workflow import services as workflow
from sealmark.workflow.services import Preview

router = Router(tags=["ontology"])


class OntologyChangeShape(BaseModel):
    """A change: which of the fields count depends on its kind."""

    kind: Literal["merge", "split", "retire", "reopen"]
    classes: list[str] = []
    into: str = ""
    attribute_id: str = ""
    by_option: dict[str, str] = {}
    labeled: Literal["keep", "drop"] = "keep"
    guideline_below: int = 0


ChangeJson = Annotated[dict[str, Any], SpelledAs(OntologyChangeShape)]


class OntologyChangeIn(StrictSchema):
    """A change that labels are to follow."""

    change: ChangeJson


class OntologyChangePreviewOut(Schema):
    """What a change would touch; spans and what goes are of the first `looked_into` documents."""

    documents: int
    open: int
    labeled: int
    final: int
    held: int
    looked_into: int
    spans: int
    relations_lost: int
    attributes_lost: int

    @classmethod
    def of(cls, preview: Preview) -> "OntologyChangePreviewOut":
        """Spell a preview."""
        return cls(**{name: getattr(preview, name) for name in cls.model_fields})


class OntologyChangeStartedOut(Schema):
    """A change was made; there is a job where labels or work have to follow."""

    id: UUID
    number: int
    job_id: UUID | None


class OntologyChangeOut(Schema):
    """A change that was made."""

    id: UUID
    change: ChangeJson
    from_number: int
    to_number: int
    created_at: datetime


class OntologyChangeAgainOut(Schema):
    """The job that follows a change once more."""

    job_id: UUID


@router.get("/projects/{project_id}/ontology/changes", response=list[OntologyChangeOut])
@action(Action.ONTOLOGY_READ, scope="project")
def list_changes(request: Request, project_id: UUID) -> list[OntologyChangeOut]:
    """List the latest changes that labels followed, newest first."""
    _ = request
    return [
        OntologyChangeOut(
            id=row.id,
            change=selectors.change_of(row).to_json(),
            from_number=row.from_number,
            to_number=row.to_number,
            created_at=row.created_at,
        )
        for row in selectors.changes(ProjectId(project_id))
    ]


@router.post("/projects/{project_id}/ontology/changes/preview", response=OntologyChangePreviewOut)
@action(Action.ONTOLOGY_EDIT, scope="project")
def preview_change(
    request: Request, project_id: UUID, body: OntologyChangeIn
) -> OntologyChangePreviewOut:
    """Tell what a change would touch; nothing is changed by it."""
    _ = request
    project = ProjectId(project_id)
    latest = selectors.latest_ontology(project)
    ontology = Ontology() if latest is None else selectors.ontology_of(latest)
    change = read_change(body.change, ontology)
    return OntologyChangePreviewOut.of(workflow.preview(project, change, changed(ontology, change)))


@router.post("/projects/{project_id}/ontology/changes", response=OntologyChangeStartedOut)
@action(Action.ONTOLOGY_EDIT, scope="project")
def start_change(
    request: Request, project_id: UUID, body: OntologyChangeIn
) -> OntologyChangeStartedOut:
    """Change the ontology, and let labels and work follow."""
    visit = request.visit
    row, job = services.start_change(
        ProjectId(project_id),
        body.change,
        by=visit.user,
        organization=visit.organization,
        clock=visit.clock,
    )
    return OntologyChangeStartedOut(id=row.id, number=row.to_number, job_id=job)


@router.post(
    "/projects/{project_id}/ontology/changes/{change_id}/again", response=OntologyChangeAgainOut
)
@action(Action.ONTOLOGY_EDIT, scope="project")
def follow_again(request: Request, project_id: UUID, change_id: UUID) -> OntologyChangeAgainOut:
    """Let labels that were on somebody's desk follow a change, too."""
    visit = request.visit
    job = services.follow_again(
        ProjectId(project_id),
        change_id,
        by=visit.user,
        organization=visit.organization,
        clock=visit.clock,
    )
    return OntologyChangeAgainOut(job_id=job)
