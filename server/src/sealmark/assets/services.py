"""Take files in: announced, sent in parts, each sealed to the intake key on arrival.

- This process can seal a part and never open it again; names travel sealed with the content.
- Parts may come in any order and again: an upload that broke off goes on where it stopped.
- Completing an upload starts the job that splits it, in the redactor.
- Who made, started, completed, cancelled or resumed something is in the log.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import F

from sealmark.assets import domain
from sealmark.assets.domain import SPLIT, AssetState, ColumnMapping, FileToCome, LeftOut
from sealmark.assets.errors import DatasetNameError, PartsMissingError, UploadClosedError
from sealmark.assets.models import Asset, Dataset, Problem, Upload, UploadFile
from sealmark.audit import services as audit
from sealmark.audit.domain import AuditEvent, Fact
from sealmark.audit.pseudonyms import pseudonym
from sealmark.infra import jobs
from sealmark.kernel.clock import Clock
from sealmark.kernel.errors import NotFoundError
from sealmark.kernel.ids import (
    AssetId,
    DatasetId,
    JobId,
    OrganizationId,
    ProjectId,
    UploadId,
    UserId,
    new_uuid,
)
from sealmark.vault import runtime

LONGEST_DATASET_NAME = 200

_PUT = """
INSERT INTO assets_upload_part (id, project_id, created_at, file_id, ordinal, size, body)
VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (project_id, file_id, ordinal) DO NOTHING
"""


def create_dataset(
    project: ProjectId, name: str, *, by: UserId, organization: OrganizationId, clock: Clock
) -> Dataset:
    """Make a dataset, or return the one of that name."""
    name = name.strip()
    if not 0 < len(name) <= LONGEST_DATASET_NAME:
        raise DatasetNameError(field="name")
    row, is_new = Dataset.objects.get_or_create(
        project_id=project, name=name, defaults={"id": new_uuid(), "created_at": clock.now()}
    )
    if is_new:
        _record("dataset.created", project, organization, by, {"dataset": str(row.id)})
    return row


def start_upload(
    project: ProjectId,
    dataset: DatasetId,
    mapping: ColumnMapping,
    files: Sequence[FileToCome],
    *,
    by: UserId,
    organization: OrganizationId,
    clock: Clock,
) -> UploadId:
    """Announce an upload; every file's name is sealed as its part 0."""
    domain.refuse_files(files)
    domain.refuse_mapping(mapping)
    if not Dataset.objects.filter(project_id=project, id=dataset).exists():
        raise NotFoundError
    now = clock.now()
    upload = Upload(
        id=new_uuid(),
        project_id=project,
        created_at=now,
        dataset_id=dataset,
        mapping=json.dumps(mapping.to_json()),
        created_by=by,
    )
    upload.save(force_insert=True)
    rows = [
        UploadFile(
            id=new_uuid(),
            project_id=project,
            created_at=now,
            upload_id=upload.id,
            ordinal=number,
            kind=f"{file.kind}/{file.format}",
            size=file.size,
        )
        for number, file in enumerate(files, start=1)
    ]
    UploadFile.objects.bulk_create(rows)
    for row, file in zip(rows, files, strict=True):
        _put(project, row, 0, file.name.encode(), clock=clock)
    facts: dict[str, Fact] = {
        "upload": str(upload.id),
        "dataset": str(dataset),
        "files": len(files),
        "bytes": sum(file.size for file in files),
    }
    _record("upload.started", project, organization, by, facts)
    return UploadId(upload.id)


# allow-audited: a part is no act of its own; the upload's start and its completion are recorded.
def put_part(
    project: ProjectId,
    upload: UploadId,
    file_id: UUID,
    ordinal: int,
    content: bytes,
    *,
    clock: Clock,
) -> int:
    """Seal and keep one part of a file; return how many bytes of the file have arrived."""
    file = (
        UploadFile.objects.select_related("upload")
        .filter(project_id=project, upload_id=upload, id=file_id)
        .first()
    )
    if file is None:
        raise NotFoundError
    if file.upload.state != Upload.State.OPEN:
        raise UploadClosedError
    domain.refuse_part(size=file.size, ordinal=ordinal, length=len(content))
    if _put(project, file, ordinal, content, clock=clock):
        UploadFile.objects.filter(project_id=project, id=file.id).update(
            received=F("received") + len(content), parts=F("parts") + 1
        )
        return int(file.received + len(content))
    return int(file.received)


def complete_upload(
    project: ProjectId,
    upload: UploadId,
    *,
    by: UserId,
    organization: OrganizationId,
    clock: Clock,
) -> JobId:
    """Close an upload that has arrived whole, and start the job that splits it."""
    row = Upload.objects.select_for_update().filter(project_id=project, id=upload).first()
    if row is None:
        raise NotFoundError
    if row.state != Upload.State.OPEN:
        raise UploadClosedError
    files = UploadFile.objects.filter(project_id=project, upload_id=upload)
    if files.exclude(received=F("size")).exists():
        raise PartsMissingError
    Upload.objects.filter(project_id=project, id=upload).update(state=Upload.State.COMPLETE)
    job = jobs.enqueue(SPLIT, project=project, subject=upload, by=by, clock=clock)
    facts: dict[str, Fact] = {"upload": str(upload), "job": str(job), "files": files.count()}
    _record("upload.completed", project, organization, by, facts)
    return job


def cancel_upload(
    project: ProjectId, upload: UploadId, *, by: UserId, organization: OrganizationId
) -> None:
    """Give an open upload up; nobody but the redactor could open its parts."""
    open_ones = Upload.objects.filter(project_id=project, id=upload, state=Upload.State.OPEN)
    if not open_ones.update(state=Upload.State.CANCELLED):
        raise UploadClosedError
    _record("upload.cancelled", project, organization, by, {"upload": str(upload)})


def cancel_job(
    project: ProjectId, job: JobId, *, by: UserId, organization: OrganizationId, clock: Clock
) -> None:
    """Ask a job of the project to stop after its current batch; what it did stays."""
    jobs.cancel(job, clock=clock)
    _record("job.cancelled", project, organization, by, {"job": str(job)})


def resume_job(project: ProjectId, job: JobId, *, by: UserId, organization: OrganizationId) -> None:
    """Go on with a job of the project that was cancelled or failed, from where it stopped."""
    jobs.resume(job, project=project)
    _record("job.resumed", project, organization, by, {"job": str(job)})


def lock_asset(project: ProjectId, asset: AssetId) -> AssetState:
    """Lock an asset's row until the transaction ends; return where redaction stands with it."""
    row = Asset.objects.select_for_update().filter(project_id=project, id=asset).first()
    if row is None:
        raise NotFoundError
    return AssetState(row.state)


# allow-audited: redaction records what it decided about the asset, in the same transaction.
def settle(project: ProjectId, asset: AssetId, state: AssetState, *, reason: str) -> None:
    """Put down where redaction stands with an asset now; `reason` is a word, never content."""
    Asset.objects.filter(project_id=project, id=asset).update(state=state, reason=reason)


def list_left_out(
    project: ProjectId,
    upload: UploadId,
    labels: Sequence[LeftOut],
    *,
    by: UserId,
    organization: OrganizationId,
    at: datetime,
) -> None:
    """List labels of an upload that could not be taken along, one problem per name."""
    listed = Problem.objects.filter(
        project_id=project, upload_id=upload, reason__in=[cause.value for cause in domain.Cause]
    )
    known = dict(listed.values_list("remedy", "count"))
    counts = domain.summed(labels, known=known)
    listed.filter(remedy__in=[remedy for _, remedy in counts]).delete()
    Problem.objects.bulk_create(
        Problem(
            id=new_uuid(),
            project_id=project,
            created_at=at,
            upload_id=upload,
            reason=cause.value,
            remedy=remedy,
            count=known.get(remedy, 0) + number,
        )
        for (cause, remedy), number in counts.items()
    )
    facts: dict[str, Fact] = {"upload": str(upload), "labels": len(labels)}
    _record("labels.left-out", project, organization, by, facts)


def _put(
    project: ProjectId, file: UploadFile, ordinal: int, content: bytes, *, clock: Clock
) -> bool:
    part = runtime.sealer().seal_part(project, file.id, ordinal, content)
    body = len(part.key).to_bytes(2, "big") + part.key + part.blob
    with connection.cursor() as cursor:
        cursor.execute(
            _PUT, [new_uuid(), project, clock.now(), file.id, ordinal, len(content), body]
        )
        return bool(cursor.rowcount == 1)


def _record(
    kind: str,
    project: ProjectId,
    organization: OrganizationId,
    by: UserId,
    facts: dict[str, Fact],
) -> None:
    audit.record(
        AuditEvent(
            kind=kind,
            organization=organization,
            project=project,
            actor=pseudonym(project, by),
            facts=facts,
        )
    )
