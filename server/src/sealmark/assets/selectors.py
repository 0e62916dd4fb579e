"""Read what is known of intake: uploads, their problems, datasets. Never a name, never content."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Sum

from sealmark.assets.domain import SPLIT, AssetState
from sealmark.assets.models import (
    Asset,
    Dataset,
    OriginalPart,
    Problem,
    Upload,
    UploadFile,
    UploadPart,
)
from sealmark.infra.models import Job
from sealmark.kernel.ids import AssetId, ProjectId, UploadId

PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemRow:
    """What could not be taken in, and what to do; `file` is the number of the file."""

    id: UUID
    file: int | None
    row: int | None
    reason: str
    remedy: str
    count: int


def datasets(project: ProjectId) -> list[Dataset]:
    """Return the project's datasets by name."""
    return list(Dataset.objects.filter(project_id=project).order_by("name"))


def upload(project: ProjectId, upload_id: UploadId) -> Upload | None:
    """Return one upload."""
    return Upload.objects.filter(project_id=project, id=upload_id).first()


def files(project: ProjectId, upload_id: UploadId) -> list[UploadFile]:
    """Return an upload's files by number."""
    rows = UploadFile.objects.filter(project_id=project, upload_id=upload_id)
    return list(rows.order_by("ordinal"))


def arrived_parts(project: ProjectId, upload_id: UploadId) -> dict[UUID, list[int]]:
    """Return the numbers of the content parts that arrived, by file; dropped once it is split."""
    rows = UploadPart.objects.filter(project_id=project, file__upload_id=upload_id, ordinal__gt=0)
    arrived: dict[UUID, list[int]] = {}
    for file, ordinal in rows.order_by("ordinal").values_list("file_id", "ordinal"):
        arrived.setdefault(file, []).append(ordinal)
    return arrived


def job_of(project: ProjectId, upload_id: UploadId) -> Job | None:
    """Return the newest job about an upload."""
    rows = Job.objects.filter(project_id=project, subject_id=upload_id)
    return rows.order_by("-created_at").first()


def problems(
    project: ProjectId, upload_id: UploadId, *, after: UUID | None = None
) -> list[ProblemRow]:
    """Return a page of an upload's problems, in order."""
    rows = Problem.objects.filter(project_id=project, upload_id=upload_id).select_related("file")
    if after is not None:
        rows = rows.filter(id__gt=after)
    return [
        ProblemRow(
            id=row.id,
            file=row.file.ordinal if row.file else None,
            row=row.row,
            reason=row.reason,
            remedy=row.remedy,
            count=row.count,
        )
        for row in rows.order_by("id")[:PAGE]
    ]


def uploads_of(project: ProjectId, assets: Collection[AssetId]) -> dict[AssetId, UploadId]:
    """Return with which upload each asset came."""
    rows = Asset.objects.filter(project_id=project, id__in=assets).values_list("id", "upload_id")
    return {AssetId(asset): UploadId(upload_id) for asset, upload_id in rows}


def problem_count(project: ProjectId, upload_id: UploadId) -> int:
    """Return how many problems an upload has."""
    return Problem.objects.filter(project_id=project, upload_id=upload_id).count()


def duplicate_count(project: ProjectId, upload_id: UploadId) -> int:
    """Return how many texts of an upload were known already; 0 until it is split."""
    if not Upload.objects.filter(
        project_id=project, id=upload_id, state=Upload.State.SPLIT
    ).exists():
        return 0
    rows = Job.objects.filter(project_id=project, subject_id=upload_id, kind=SPLIT)
    read = rows.aggregate(rows=Sum("done"), problems=Sum("problems"))
    taken = Asset.objects.filter(project_id=project, upload_id=upload_id).count()
    return int((read["rows"] or 0) - (read["problems"] or 0) - taken)


def counts(project: ProjectId) -> dict[str, int]:
    """Return how many assets stand in each state."""
    rows = Asset.objects.filter(project_id=project).values_list("state")
    found = {str(state): 0 for state in AssetState}
    return found | dict(rows.annotate(number=Count("id")))


def is_quarantined(project: ProjectId, asset: AssetId) -> bool:
    """Say whether an asset is held back."""
    rows = Asset.objects.filter(project_id=project, id=asset, state=AssetState.QUARANTINED)
    return rows.exists()


def reason_of(project: ProjectId, asset: AssetId) -> str:
    """Return why an asset is where it is: words, empty if nothing is to be said."""
    return Asset.objects.values_list("reason", flat=True).get(project_id=project, id=asset)


def quarantined_among(project: ProjectId, assets: Collection[AssetId]) -> frozenset[AssetId]:
    """Return which of these assets are held back."""
    rows = Asset.objects.filter(
        project_id=project, id__in=list(assets), state=AssetState.QUARANTINED
    )
    return frozenset(AssetId(one) for one in rows.values_list("id", flat=True))


def sealed_original(project: ProjectId, asset: UUID) -> bytes:
    """Return the sealed first part of an original; only the redactor can open it."""
    part = OriginalPart.objects.get(project_id=project, asset_id=asset, ordinal=0)
    return bytes(part.body)


def has_assets(project: ProjectId, upload_id: UploadId) -> bool:
    """Tell whether an upload brought anything new."""
    return Asset.objects.filter(project_id=project, upload_id=upload_id).exists()
