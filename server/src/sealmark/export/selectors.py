"""Reading releases: what their list shows, their schema, the key they are sealed with."""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from sealmark.access.domain import ProjectRole
from sealmark.assets import selectors as assets
from sealmark.export.domain import Wanted, merged
from sealmark.export.errors import ErasedMeanwhileError
from sealmark.export.models import ENDED, Release, Request
from sealmark.export.permission import wanted_of
from sealmark.export.places import key_place
from sealmark.infra import jobs
from sealmark.infra.models import Job
from sealmark.kernel.ids import ExportId, JobId, ProjectId, UserId
from sealmark.ontology import selectors as ontologies
from sealmark.ontology.domain import Ontology
from sealmark.tenancy import selectors as tenancy
from sealmark.vault import runtime
from sealmark.vault.domain import DataKey, Sealed, Work

ReleaseState = Release.State
LISTED = 100
_HIGHEST = """
SELECT max(places[cardinality(places)]) FROM export_batch
WHERE project_id = %s AND request_id = %s
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the work on a release got, in entries read."""

    done: int
    total: int
    started_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseView:
    """A release as its list shows it: `counts` are numbers by name, empty until it is ready.

    `approvers` says how many people could approve it, while it waits for one.
    """

    id: ExportId
    format: str
    content: str
    include_unreviewed: bool
    state: ReleaseState
    requested_at: datetime
    requester: UserId
    counts: Mapping[str, int]
    size: int
    sha256: str
    failure: str
    failure_code: str
    job: UUID | None
    wanted: Wanted
    datasets: Mapping[UUID, str]
    classes: Mapping[str, str]
    ready_at: datetime | None
    expires_at: datetime | None
    progress: Progress | None
    approvers: int

    @property
    def has_ended(self) -> bool:
        """Whether it never moves again."""
        return self.state in ENDED

    @property
    def approvals_needed(self) -> int:
        """How many people must still say yes."""
        return int(self.state is Release.State.WAITING_FOR_APPROVAL)


def releases(project: ProjectId, *, at: datetime) -> list[ReleaseView]:
    """Return the project's latest releases, newest first."""
    rows = list(Release.objects.filter(project_id=project).order_by("-created_at")[:LISTED])
    return _views(project, rows, at)


def release_view(project: ProjectId, export: ExportId, *, at: datetime) -> ReleaseView | None:
    """Return one release of the project."""
    rows = list(Release.objects.filter(project_id=project, id=export))
    return next(iter(_views(project, rows, at)), None)


def stewards_of(project: ProjectId, *, at: datetime) -> list[UserId]:
    """Return who may say yes to an export of originals, as the roles stand now."""
    members = tenancy.project_members(project, at)
    return [
        member.person.user
        for member in members
        if ProjectRole.DATA_STEWARD in {grant.role for grant in member.grants}
    ]


def released_since(project: ProjectId, moment: datetime) -> int:
    """Return how many exports were asked for since then and left: they may hold the text."""
    left = Release.objects.filter(
        project_id=project,
        state__in=[Release.State.READY, Release.State.EXPIRED],
        created_at__gte=moment,
    )
    return left.count()


def state_of(release: Release, *, at: datetime) -> ReleaseState:
    """Return where a release stands: its time is over when it is, not when a job says so."""
    state = Release.State(release.state)
    over = release.expires_at is not None and release.expires_at <= at
    return Release.State.EXPIRED if state is Release.State.READY and over else state


def exported_ontology(project: ProjectId) -> Ontology:
    """Return every class and question that labels of the project may name, as last defined."""
    latest = ontologies.latest_ontology(project)
    numbers = range(1, (latest.number if latest else 0) + 1)
    rows = (ontologies.ontology_numbered(project, number) for number in numbers)
    return merged(ontologies.ontology_of(row) for row in rows if row is not None)


def export_key(release: Release) -> DataKey:
    """Open the key of one export, or raise `ErasedMeanwhileError` if it has none any more."""
    if release.sealed_key is None:
        raise ErasedMeanwhileError
    sealed = Sealed(zone=Work, blob=bytes(release.sealed_key))
    at = key_place(release.project_id, release.id)
    return DataKey(runtime.work().open_for_project(release.project_id, sealed, at).reveal())


def highest_place(project: ProjectId, export: ExportId) -> int:
    """Return the last place in the log that an export takes along."""
    with connection.cursor() as cursor:
        cursor.execute(_HIGHEST, [project, export])
        (highest,) = cursor.fetchone()
    if highest is None:
        raise ErasedMeanwhileError
    return int(highest)


def _views(project: ProjectId, rows: list[Release], at: datetime) -> list[ReleaseView]:
    requests = Request.objects.filter(project_id=project).in_bulk([row.id for row in rows])
    names = {row.id: row.name for row in assets.datasets(project)}
    waits = any(row.state == Release.State.WAITING_FOR_APPROVAL for row in rows)
    narrowed = any(requests[row.id].classes for row in rows)
    schema = exported_ontology(project) if narrowed else Ontology()
    words = {one.id: one.name for one in schema.classes}
    stewards = set(stewards_of(project, at=at)) if waits else set()
    work = jobs.found([JobId(row.job_id) for row in rows if row.job_id and _is_under_way(row)])
    return [
        _view(
            row,
            requests[row.id],
            names={one: names[one] for one in requests[row.id].datasets if one in names},
            classes={one: words.get(one, one) for one in requests[row.id].classes},
            state=state_of(row, at=at),
            progress=_progress(work.get(row.job_id)) if row.job_id else None,
            approvers=len(stewards - {UserId(requests[row.id].requester)}),
        )
        for row in rows
    ]


def _is_under_way(row: Release) -> bool:
    return row.state in {Release.State.WAITING_FOR_LOG, Release.State.BUILDING}


def _progress(job: Job | None) -> Progress | None:
    if job is None:
        return None
    return Progress(done=job.done, total=job.total, started_at=job.started_at)


def _view(
    row: Release,
    request: Request,
    *,
    names: Mapping[UUID, str],
    classes: Mapping[str, str],
    state: ReleaseState,
    progress: Progress | None,
    approvers: int,
) -> ReleaseView:
    return ReleaseView(
        id=ExportId(row.id),
        format=request.format,
        content=request.content,
        include_unreviewed=request.include_unreviewed,
        state=state,
        requested_at=request.created_at,
        requester=UserId(request.requester),
        counts=_numbers(row.counts),
        size=row.size,
        sha256=row.sha256,
        failure=row.failure,
        failure_code=row.failure_code,
        job=row.job_id,
        wanted=wanted_of(request),
        datasets=names,
        classes=classes,
        ready_at=row.ready_at,
        expires_at=row.expires_at,
        progress=progress,
        approvers=approvers,
    )


def _numbers(counts: str) -> dict[str, int]:
    found = json.loads(counts) if counts else {}
    lost = found.pop("lost", {})
    numbers = {name: value for name, value in found.items() if isinstance(value, int)}
    return numbers | {f"lost_{name}": value for name, value in lost.items()}
