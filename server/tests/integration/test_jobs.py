"""Jobs: what was away is waited for, what is broken says so, and both go on where they were."""

# SPDX-License-Identifier: Apache-2.0
import lines
import pytest
from django.db import connection
from django_fixture import ActAs
from procrastinate.jobs import Job as QueuedJob

from sealmark.infra import jobs, scope
from sealmark.infra.jobs import LONGEST_WAIT_S, BrokenJobError, Running, _Patience, _run
from sealmark.infra.models import Job
from sealmark.kernel.errors import ConflictError, Unavailable
from sealmark.kernel.ids import JobId
from sealmark.redaction.services import ADOPT

SECRET = "Anna Berg"


@pytest.fixture
def line(database: str) -> lines.Line:
    _ = database
    return lines.make_project()


def waiting(line: lines.Line) -> JobId:
    with scope.project(line.project):
        return JobId(Job.objects.get(kind=ADOPT).id)


def row(line: lines.Line) -> Job:
    with scope.project(line.project):
        return Job.objects.get(kind=ADOPT)


def lose_the_connection(running: Running) -> None:
    with scope.project(running.project), connection.cursor() as cursor:
        running.advance(done=1)
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


def break_off(running: Running) -> None:
    raise RuntimeError(SECRET, running.id)


def do_nothing(running: Running) -> None:
    _ = running


def test_a_job_whose_database_went_away_is_done_again_and_not_given_up(
    line: lines.Line, acting_as: ActAs
) -> None:
    job = waiting(line)
    with acting_as("redactor"):
        with pytest.raises(Unavailable):
            _run(lose_the_connection, line.project, job)
        connection.close()  # as the queue does between two jobs
        assert row(line).state == "running"
        _run(do_nothing, line.project, job)
        assert (row(line).state, row(line).done) == ("done", 0)


def test_a_job_that_breaks_says_so_by_a_number_without_content_and_may_be_resumed(
    line: lines.Line, acting_as: ActAs, caplog: pytest.LogCaptureFixture
) -> None:
    job = waiting(line)
    with acting_as("redactor"), pytest.raises(BrokenJobError):
        _run(break_off, line.project, job)
    failed = row(line)
    assert failed.state == "failed"
    assert "Tell your administrator this number" in failed.failure
    assert SECRET not in failed.failure
    assert failed.failure.rpartition(" ")[2] in caplog.text
    assert "break_off" in caplog.text
    assert SECRET not in caplog.text
    with scope.project(line.project):
        jobs.resume(job, project=line.project)
    with acting_as("redactor"):
        _run(do_nothing, line.project, job)
    assert row(line).state == "done"


@pytest.mark.parametrize("attempts", [0, 1, 5, 6, 40])
def test_what_is_away_is_asked_for_again_within_a_minute_however_often(attempts: int) -> None:
    job = QueuedJob(
        id=1, queue="q", lock=None, queueing_lock=None, task_name="t", attempts=attempts
    )
    decision = _Patience().get_retry_decision(exception=Unavailable(), job=job)
    assert decision is not None
    again = decision.retry_at
    assert again is not None
    assert (again - lines.CLOCK.now()).total_seconds() <= LONGEST_WAIT_S
    assert _Patience().get_retry_decision(exception=ConflictError(), job=job) is None
    assert _Patience().get_retry_decision(exception=RuntimeError(), job=job) is None
