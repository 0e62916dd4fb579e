"""A job asks again whether its starter may: who lost the right meanwhile starts nothing."""

# SPDX-License-Identifier: Apache-2.0
import lines
import pytest
from django.db import connection
from django_fixture import ActAs
from integration.work.office import TEXTS, Desk, Office, open_office

from sealmark.access.domain import ProjectRole
from sealmark.assets import jobs as asset_jobs
from sealmark.assets.domain import SPLIT
from sealmark.infra import jobs, scope
from sealmark.infra.models import Job
from sealmark.kernel.ids import JobId
from sealmark.redaction import jobs as redaction_jobs
from sealmark.redaction import selectors as policies
from sealmark.redaction import services as redaction

BODIES = {
    SPLIT: asset_jobs.split_upload,
    redaction.ADOPT: redaction_jobs.adopt_policy,
    redaction.PREPARE: redaction_jobs.prepare_upload,
    redaction.SHOW: redaction_jobs.show_held,
    redaction.DECIDE: redaction_jobs.decide_held,
}


@pytest.fixture
def office(acting_as: ActAs) -> Office:
    return open_office(acting_as, [])


@pytest.fixture
def admin(office: Office) -> Desk:
    return office.somebody(ProjectRole.PROJECT_ADMIN)


def upload_as(office: Office, who: Desk) -> lines.Line:
    line = lines.Line(
        organization=office.line.organization,
        project=office.line.project,
        admin=who.account.user,
    )
    lines.upload_texts(line, TEXTS)
    return line


def run_one(line: lines.Line, acting_as: ActAs) -> tuple[str, str]:
    """Run the oldest waiting job as the redactor does; return its kind and how it ended."""
    with acting_as("redactor"):
        with scope.project(line.project):
            row = Job.objects.filter(state=Job.State.QUEUED).order_by("created_at", "id")[0]
        jobs._run(BODIES[row.kind], line.project, JobId(row.id))
        with scope.project(line.project):
            row.refresh_from_db()
    return row.kind, row.state


def put_out(office: Office, who: Desk) -> None:
    people = f"/api/organizations/{office.line.organization}/people/{who.account.user}"
    assert office.owners().send("DELETE", people).status_code == 204


def refusals(office: Office, acting_as: ActAs) -> int:
    with acting_as("sequencer"), scope.sweep("sequence"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM audit_event WHERE project_id = %s AND kind = 'job.refused'",
            [office.line.project],
        )
        (number,) = cursor.fetchone()
        return int(number)


def test_the_jobs_of_whoever_may_are_done(office: Office, admin: Desk, acting_as: ActAs) -> None:
    line = upload_as(office, admin)
    assert run_one(line, acting_as) == (SPLIT, "done")
    assert run_one(line, acting_as) == (redaction.PREPARE, "done")
    assert lines.counts(line) == {"ready": len(TEXTS)}
    assert refusals(office, acting_as) == 0


def test_who_is_out_before_the_job_runs_takes_nothing_in(
    office: Office, admin: Desk, acting_as: ActAs
) -> None:
    line = upload_as(office, admin)
    put_out(office, admin)
    assert run_one(line, acting_as) == (SPLIT, "refused")
    assert lines.counts(line) == {}
    assert refusals(office, acting_as) == 1


def test_a_job_that_follows_is_asked_about_anew(
    office: Office, admin: Desk, acting_as: ActAs
) -> None:
    line = upload_as(office, admin)
    assert run_one(line, acting_as) == (SPLIT, "done")
    put_out(office, admin)
    assert run_one(line, acting_as) == (redaction.PREPARE, "refused")
    assert lines.counts(line) == {"received": len(TEXTS)}
    assert refusals(office, acting_as) == 1


def test_only_a_steward_puts_a_later_policy_into_force(office: Office, acting_as: ActAs) -> None:
    steward = office.somebody(ProjectRole.DATA_STEWARD)
    for who, ending in ((office.owner, "refused"), (steward.account, "done")):
        with scope.project(office.line.project):
            redaction.propose_policy(
                office.line.project,
                policies.pack_yaml("hipaa").replace("HIPAA Safe", f"{ending} Safe"),
                reason="Another title.",
                by=who.user,
                organization=office.line.organization,
                clock=lines.CLOCK,
            )
        assert run_one(office.line, acting_as) == (redaction.ADOPT, ending)
