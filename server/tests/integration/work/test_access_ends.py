"""Whoever is out has nothing on their desk any more: the next person gets the task at once."""

# SPDX-License-Identifier: Apache-2.0
from datetime import datetime, timedelta

import lines
import pytest
from django.db import connection
from django_fixture import ActAs
from integration.identity.people import Browser, a_session, an_account, browser_of, join
from integration.work.office import TEXTS, Desk, Office, open_office

from sealmark.access.domain import ProjectRole
from sealmark.infra import scope

OUT = ["suspend", "end"]


@pytest.fixture
def office(acting_as: ActAs) -> Office:
    return open_office(acting_as, TEXTS[:1])


@pytest.fixture
def labeler(office: Office) -> Desk:
    return office.somebody(ProjectRole.LABELER)


def endings(office: Office) -> list[tuple[bool, str]]:
    """Tell of every lease whether it is open, and how it ended."""
    with scope.project(office.line.project), connection.cursor() as cursor:
        cursor.execute("SELECT ended_at IS NULL, ending FROM workflow_lease ORDER BY created_at")
        return list(cursor.fetchall())


def put_out(office: Office, labeler: Desk, how: str) -> None:
    people = f"/api/organizations/{office.line.organization}/people/{labeler.account.user}"
    browser = office.owners()
    method, path = ("DELETE", people) if how == "end" else ("POST", f"{people}/suspend")
    answer = browser.send(method, path)
    assert answer.status_code in {200, 204}, answer.content


def test_closing_a_project_ends_every_lease_at_once(office: Office, labeler: Desk) -> None:
    labeler.take()
    path = f"/api/organizations/{office.line.organization}/projects/{office.line.project}/close"
    assert office.owners().post(path).status_code == 204
    assert endings(office) == [(False, "closed")]


def test_a_lease_never_outlives_the_persons_place_in_the_project(office: Office) -> None:
    account = an_account(password=None)
    ends = lines.CLOCK.now() + timedelta(minutes=5)
    join(office.owner, office.line.project, account, ProjectRole.LABELER, ends=ends)
    leaving = Desk(account=account, browser=browser_of(account), base=office.base)
    work = leaving.take()
    assert datetime.fromisoformat(work["lease"]["expires_at"]) <= ends
    beat = leaving.browser.post(leaving.at(work, "heartbeat")).json()
    assert datetime.fromisoformat(beat["expires_at"]) <= ends


@pytest.mark.parametrize("how", OUT)
def test_a_member_who_is_out_loses_the_lease_and_the_task_goes_on(
    office: Office, labeler: Desk, how: str
) -> None:
    task = labeler.take()["task_id"]
    put_out(office, labeler, how)
    assert endings(office) == [(False, "access")]
    assert office.somebody(ProjectRole.LABELER).take()["task_id"] == task


def test_leases_of_others_stay(office: Office, labeler: Desk) -> None:
    bystander = office.somebody(ProjectRole.LABELER)
    labeler.take()
    put_out(office, bystander, "end")
    assert endings(office) == [(True, "")]


def test_a_session_that_is_ended_takes_its_lease_with_it(office: Office, labeler: Desk) -> None:
    task = labeler.take()["task_id"]
    elsewhere = Browser(a_session(labeler.account))
    assert elsewhere.post("/api/session/end-others").status_code in {200, 204}
    assert endings(office) == [(False, "access")]
    assert office.somebody(ProjectRole.LABELER).take()["task_id"] == task


def test_ending_another_session_leaves_the_lease_of_this_one(labeler: Desk) -> None:
    a_session(labeler.account)
    work = labeler.take()
    assert labeler.browser.post("/api/session/end-others").status_code in {200, 204}
    assert labeler.browser.post(labeler.at(work, "heartbeat")).status_code == 200
