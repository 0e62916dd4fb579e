"""Take files in: announced, sent in parts, each sealed to the intake key on arrival.

- This process can seal a part and never open it again; names travel sealed with the content.
- Parts may come in any order and again: an upload that broke off goes on where it stopped.
- Completing an upload starts the job that splits it, in the redactor.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Sequence

from django.db import connection
from django.db.models import F

from sealmark.assets import domain
from sealmark.assets.domain import ColumnMapping, FileToCome
from sealmark.assets.errors import DatasetNameError, PartsMissingError, UploadClosedError
from sealmark.assets.models import Dataset, Upload, UploadFile
from sealmark.audit import services as audit
from sealmark.audit.domain import AuditEvent
from sealmark.audit.pseudonyms import pseudonym
from sealmark.infra import jobs
from sealmark.kernel.clock import Clock
from sealmark.kernel.errors import NotFoundError
from sealmark.kernel.ids import (
    DatasetId,
    JobId,
    OrganizationId,
    ProjectId,
    UploadId,
    UserId,
    new_uuid,
)
from sealmark.vault import runtime

SPLIT = "assets.split"
LONGEST_DATASET_NAME = 200

_PUT = """
INSERT INTO assets_upload_part (id, project_id, created_at, file_id, ordinal, size, body)
VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (project_id, file_id, ordinal) DO NOTHING
"""


def create_dataset(project: ProjectId, name: str, *, clock: Clock) -> Dataset:
    """Make a dataset, or return the one of that name."""
    name = name.strip()
    if not 0 < len(name) <= LONGEST_DATASET_NAME:
        raise DatasetNameError(field="name")
    row, _ = Dataset.objects.get_or_create(
        project_id=project, name=name, defaults={"id": new_uuid(), "created_at": clock.now()}
    )
    return row


def start_upload(
    project: ProjectId,
    dataset: DatasetId,
    mapping: ColumnMapping,
    files: Sequence[FileToCome],
    *,
    by: UserId,
    clock: Clock,
) -> UploadId:
    """Announce an upload; every file's name is sealed as its part 0."""
    domain.refuse_files(files)
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
    return UploadId(upload.id)


def put_part(
    project: ProjectId,
    upload: UploadId,
    file_id: object,
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
    audit.record(
        AuditEvent(
            kind="upload.completed",
            organization=organization,
            project=project,
            actor=pseudonym(project, by),
            facts={"upload": str(upload), "job": str(job), "files": files.count()},
        )
    )
    return job


def cancel_upload(project: ProjectId, upload: UploadId) -> None:
    """Give an open upload up; its parts can be opened by nobody but the redactor, who drops them."""
    open_ones = Upload.objects.filter(project_id=project, id=upload, state=Upload.State.OPEN)
    if not open_ones.update(state=Upload.State.CANCELLED):
        raise UploadClosedError


def _put(
    project: ProjectId, file: UploadFile, ordinal: int, content: bytes, *, clock: Clock
) -> bool:
    part = runtime.sealer().seal_part(project, file.id, ordinal, content)
    body = len(part.key).to_bytes(2, "big") + part.key + part.blob
    with connection.cursor() as cursor:
        cursor.execute(
            _PUT, [new_uuid(), project, clock.now(), file.id, ordinal, len(content), body]
        )
        return cursor.rowcount == 1
