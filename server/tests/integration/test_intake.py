"""Intake: who made, started, gave up or stopped something is in the log."""

# SPDX-License-Identifier: Apache-2.0
import lines
import pytest
from django.db import connection
from django_fixture import ActAs

from sealmark.assets import selectors, services
from sealmark.assets.domain import ColumnMapping, FileToCome
from sealmark.assets.errors import UploadClosedError
from sealmark.infra import scope
from sealmark.infra.jobs import JobGoneError
from sealmark.kernel.ids import DatasetId, JobId, UploadId

FILE = FileToCome(kind="txt", format="auto", size=10, name="letter.txt")


@pytest.fixture
def line(acting_as: ActAs) -> lines.Line:
    made = lines.make_project()
    with acting_as("redactor"):
        lines.run_jobs(made)
    return made


def recorded(line: lines.Line, acting_as: ActAs, prefix: str) -> list[str]:
    """Return the kinds of the project's events, in order."""
    with acting_as("sequencer"), scope.sweep("sequence"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind FROM audit_event WHERE project_id = %s ORDER BY at, id", [line.project]
        )
        return [kind for (kind,) in cursor.fetchall() if kind.startswith(prefix)]


def make_dataset(line: lines.Line) -> DatasetId:
    row = services.create_dataset(
        line.project, "all", by=line.admin, organization=line.organization, clock=lines.CLOCK
    )
    return DatasetId(row.id)


def start(line: lines.Line) -> UploadId:
    return services.start_upload(
        line.project,
        make_dataset(line),
        ColumnMapping(),
        [FILE],
        by=line.admin,
        organization=line.organization,
        clock=lines.CLOCK,
    )


def test_a_dataset_is_made_and_recorded_once(line: lines.Line, acting_as: ActAs) -> None:
    with scope.project(line.project):
        assert make_dataset(line) == make_dataset(line)
    assert recorded(line, acting_as, "dataset.") == ["dataset.created"]


def test_an_upload_that_was_given_up_is_recorded_once(line: lines.Line, acting_as: ActAs) -> None:
    with scope.project(line.project):
        upload = start(line)
        services.cancel_upload(line.project, upload, by=line.admin, organization=line.organization)
    with scope.project(line.project), pytest.raises(UploadClosedError):
        services.cancel_upload(line.project, upload, by=line.admin, organization=line.organization)
    assert recorded(line, acting_as, "upload.") == ["upload.started", "upload.cancelled"]


def test_a_job_that_was_stopped_and_goes_on_is_recorded(line: lines.Line, acting_as: ActAs) -> None:
    upload = lines.upload_texts(line, ["The patient takes aspirin every day."])
    with scope.project(line.project):
        row = selectors.job_of(line.project, upload)
        assert row is not None
        job = JobId(row.id)
        services.cancel_job(
            line.project,
            job,
            by=line.admin,
            organization=line.organization,
            clock=lines.CLOCK,
        )
    with acting_as("redactor"):
        lines.run_jobs(line)
        assert lines.counts(line) == {}
    with scope.project(line.project):
        services.resume_job(line.project, job, by=line.admin, organization=line.organization)
    with acting_as("redactor"):
        lines.run_jobs(line)
        assert sum(lines.counts(line).values()) == 1
    assert recorded(line, acting_as, "job.") == ["job.cancelled", "job.resumed"]


def test_a_job_that_has_ended_is_not_stopped(line: lines.Line, acting_as: ActAs) -> None:
    upload = lines.upload_texts(line, ["The patient takes aspirin every day."])
    with acting_as("redactor"):
        lines.run_jobs(line)
    with scope.project(line.project):
        row = selectors.job_of(line.project, upload)
        assert row is not None
        with pytest.raises(JobGoneError):
            services.cancel_job(
                line.project,
                JobId(row.id),
                by=line.admin,
                organization=line.organization,
                clock=lines.CLOCK,
            )
