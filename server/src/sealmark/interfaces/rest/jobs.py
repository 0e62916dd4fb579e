"""Routes of background jobs: how far they got, and stopping and resuming them."""

# SPDX-License-Identifier: Apache-2.0
from datetime import datetime
from uuid import UUID

from ninja import Router, Schema

from sealmark.access.domain import Action
from sealmark.assets import services
from sealmark.infra import jobs
from sealmark.infra.models import Job
from sealmark.interfaces.rest.door import Request, action
from sealmark.kernel.ids import JobId, ProjectId

router = Router(tags=["jobs"])


class JobOut(Schema):
    """A background job."""

    id: UUID
    kind: str
    state: str
    done: int
    total: int
    problems: int
    failure: str
    created_at: datetime
    finished_at: datetime | None
    cancellable: bool


@router.get("/projects/{project_id}/jobs", response=list[JobOut])
@action(Action.JOB_VIEW, scope="project")
def list_jobs(request: Request, project_id: UUID) -> list[JobOut]:
    """List the project's latest jobs."""
    _ = request
    return [_job(row) for row in jobs.latest(ProjectId(project_id))]


@router.get("/projects/{project_id}/jobs/{job_id}", response=JobOut)
@action(Action.JOB_VIEW, scope="project")
def get_job(request: Request, project_id: UUID, job_id: UUID) -> JobOut:
    """Tell how far a job got."""
    _ = (request, project_id)
    return _job(jobs.find(JobId(job_id)))


@router.post("/projects/{project_id}/jobs/{job_id}/cancel", response=JobOut)
@action(Action.JOB_CANCEL, scope="project")
def cancel_job(request: Request, project_id: UUID, job_id: UUID) -> JobOut:
    """Ask a job to stop after its current batch; what it did stays."""
    visit = request.visit
    services.cancel_job(
        ProjectId(project_id),
        JobId(job_id),
        by=visit.user,
        organization=visit.organization,
        clock=visit.clock,
    )
    return _job(jobs.find(JobId(job_id)))


@router.post("/projects/{project_id}/jobs/{job_id}/resume", response=JobOut)
@action(Action.JOB_CANCEL, scope="project")
def resume_job(request: Request, project_id: UUID, job_id: UUID) -> JobOut:
    """Go on with a job that was cancelled or failed, from where it stopped."""
    visit = request.visit
    services.resume_job(
        ProjectId(project_id), JobId(job_id), by=visit.user, organization=visit.organization
    )
    return _job(jobs.find(JobId(job_id)))


def _job(row: Job) -> JobOut:
    return JobOut(
        id=row.id,
        kind=row.kind,
        state=row.state,
        done=row.done,
        total=row.total,
        problems=row.problems,
        failure=row.failure,
        created_at=row.created_at,
        finished_at=row.finished_at,
        cancellable=row.state in {"queued", "running"},
    )
