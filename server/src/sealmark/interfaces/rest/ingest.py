"""Routes of intake: datasets, uploads in parts, and problems."""

# SPDX-License-Identifier: Apache-2.0
from uuid import UUID

from ninja import Router, Schema
from pydantic import Field

from sealmark.access.domain import Action
from sealmark.assets import selectors, services
from sealmark.assets.domain import PART_SIZE, ColumnMapping, FileToCome
from sealmark.interfaces.rest.door import Request, action
from sealmark.interfaces.rest.work_schemas import StrictSchema
from sealmark.kernel.errors import NotFoundError
from sealmark.kernel.ids import DatasetId, ProjectId, UploadId

router = Router(tags=["intake"])


class DatasetIn(StrictSchema):
    """A new dataset."""

    name: str


class DatasetOut(Schema):
    """A named batch of assets."""

    id: UUID
    name: str


class FileIn(StrictSchema):
    """A file to come; its name is sealed with its content."""

    kind: str
    format: str = "auto"
    size: int
    name: str = ""


class MappingIn(StrictSchema):
    """Which column is what; none: the usual one of the format.

    With `conversation` each row is one turn of the conversation that it names.
    """

    content: str | None = None
    external_id: str | None = None
    subject: str | None = None
    labels: str | None = None
    shown: list[str] = Field(default_factory=list)
    hidden: list[str] = Field(default_factory=list)
    conversation: str | None = None
    turn: str | None = None
    speaker: str | None = None
    role: str | None = None
    time: str | None = None

    def mapping(self) -> ColumnMapping:
        """Return the mapping."""
        return ColumnMapping(
            content=self.content or "",
            external_id=self.external_id or "",
            subject=self.subject or "",
            labels=self.labels or "",
            shown=tuple(self.shown),
            hidden=tuple(self.hidden),
            conversation=self.conversation or "",
            turn=self.turn or "",
            speaker=self.speaker or "",
            role=self.role or "",
            time=self.time or "",
        )


class UploadIn(StrictSchema):
    """An upload to come."""

    dataset_id: UUID
    mapping: MappingIn = Field(default_factory=MappingIn)
    files: list[FileIn]


class FileOut(Schema):
    """How much of a file has arrived; files and parts are numbered from 1."""

    id: UUID
    ordinal: int
    size: int
    received: int
    parts: list[int]


class UploadOut(Schema):
    """An upload and what became of it."""

    id: UUID
    state: str
    part_size: int
    files: list[FileOut]
    job_id: UUID | None
    problems_count: int
    duplicates: int


class ReceivedOut(Schema):
    """How much of a file has arrived."""

    received: int


class StartedOut(Schema):
    """A job was started."""

    job_id: UUID


class ProblemOut(Schema):
    """What could not be taken in, and what to do; `count` says how many labels it is about."""

    file_ordinal: int | None
    row: int | None
    reason: str
    remedy: str
    count: int


class ProblemsOut(Schema):
    """A page of problems."""

    items: list[ProblemOut]
    next: UUID | None


@router.get("/projects/{project_id}/datasets", response=list[DatasetOut])
@action(Action.INGEST_READ, scope="project")
def list_datasets(request: Request, project_id: UUID) -> list[DatasetOut]:
    """List the project's datasets."""
    _ = request
    rows = selectors.datasets(ProjectId(project_id))
    return [DatasetOut(id=row.id, name=row.name) for row in rows]


@router.post("/projects/{project_id}/datasets", response=DatasetOut)
@action(Action.INGEST, scope="project")
def create_dataset(request: Request, project_id: UUID, body: DatasetIn) -> DatasetOut:
    """Make a dataset, or find the one of that name."""
    visit = request.visit
    row = services.create_dataset(
        ProjectId(project_id),
        body.name,
        by=visit.user,
        organization=visit.organization,
        clock=visit.clock,
    )
    return DatasetOut(id=row.id, name=row.name)


@router.post("/projects/{project_id}/uploads", response={201: UploadOut})
@action(Action.INGEST, scope="project")
def start_upload(request: Request, project_id: UUID, body: UploadIn) -> UploadOut:
    """Announce an upload."""
    project = ProjectId(project_id)
    files = [
        FileToCome(kind=file.kind, format=file.format, size=file.size, name=file.name)
        for file in body.files
    ]
    upload = services.start_upload(
        project,
        DatasetId(body.dataset_id),
        body.mapping.mapping(),
        files,
        by=request.visit.user,
        organization=request.visit.organization,
        clock=request.visit.clock,
    )
    return _upload(project, upload)


@router.put("/projects/{project_id}/uploads/{upload_id}/files/{file_id}/parts/{number}")
@action(Action.INGEST, scope="project")
def put_part(
    request: Request, project_id: UUID, upload_id: UUID, file_id: UUID, number: int
) -> ReceivedOut:
    """Send one part of a file, as raw bytes; sending it again changes nothing."""
    received = services.put_part(
        ProjectId(project_id),
        UploadId(upload_id),
        file_id,
        number,
        request.body,
        clock=request.visit.clock,
    )
    return ReceivedOut(received=received)


@router.get("/projects/{project_id}/uploads/{upload_id}", response=UploadOut)
@action(Action.INGEST_READ, scope="project")
def get_upload(request: Request, project_id: UUID, upload_id: UUID) -> UploadOut:
    """Tell what has arrived: an upload that broke off goes on with the missing parts."""
    _ = request
    return _upload(ProjectId(project_id), UploadId(upload_id))


@router.post("/projects/{project_id}/uploads/{upload_id}/complete", response=StartedOut)
@action(Action.INGEST, scope="project")
def complete_upload(request: Request, project_id: UUID, upload_id: UUID) -> StartedOut:
    """Close an upload that has arrived whole; the redactor goes to work."""
    visit = request.visit
    job = services.complete_upload(
        ProjectId(project_id),
        UploadId(upload_id),
        by=visit.user,
        organization=visit.organization,
        clock=visit.clock,
    )
    return StartedOut(job_id=job)


@router.delete("/projects/{project_id}/uploads/{upload_id}", response={204: None})
@action(Action.INGEST, scope="project")
def cancel_upload(request: Request, project_id: UUID, upload_id: UUID) -> None:
    """Give an upload up."""
    visit = request.visit
    services.cancel_upload(
        ProjectId(project_id),
        UploadId(upload_id),
        by=visit.user,
        organization=visit.organization,
    )


@router.get("/projects/{project_id}/uploads/{upload_id}/problems", response=ProblemsOut)
@action(Action.INGEST_READ, scope="project")
def list_problems(
    request: Request, project_id: UUID, upload_id: UUID, after: UUID | None = None
) -> ProblemsOut:
    """List what could not be taken in, and what to do about it."""
    _ = request
    rows = selectors.problems(ProjectId(project_id), UploadId(upload_id), after=after)
    items = [
        ProblemOut(
            file_ordinal=row.file,
            row=row.row,
            reason=row.reason,
            remedy=row.remedy,
            count=row.count,
        )
        for row in rows
    ]
    following = rows[-1].id if len(rows) == selectors.PAGE else None
    return ProblemsOut(items=items, next=following)


def _upload(project: ProjectId, upload: UploadId) -> UploadOut:
    row = selectors.upload(project, upload)
    if row is None:
        raise NotFoundError
    job, arrived = selectors.job_of(project, upload), selectors.arrived_parts(project, upload)
    return UploadOut(
        id=row.id,
        state=row.state,
        part_size=PART_SIZE,
        files=[
            FileOut(
                id=file.id,
                ordinal=file.ordinal,
                size=file.size,
                received=file.received,
                parts=arrived.get(file.id, []),
            )
            for file in selectors.files(project, upload)
        ],
        job_id=job.id if job else None,
        problems_count=selectors.problem_count(project, upload),
        duplicates=selectors.duplicate_count(project, upload),
    )
