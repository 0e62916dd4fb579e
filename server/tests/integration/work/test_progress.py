"""Progress: counted once and to the text, blind where it has to be, and shown to managers only."""

# SPDX-License-Identifier: Apache-2.0
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django_fixture import ActAs
from integration.identity.people import Browser
from integration.isolation.statements import rows
from integration.work.office import Desk, Office, open_office

from sealmark.access.domain import ProjectRole
from sealmark.audit.pseudonyms import pseudonym
from sealmark.infra import scope
from sealmark.workflow import progress
from sealmark.workflow.models import Day

MANY = [f"The patient of bed {n} takes aspirin and reports no pain this week." for n in range(6)]
SPAN = {"id": "a", "start": 4, "end": 11, "class_id": "drug"}


@pytest.fixture
def office(acting_as: ActAs) -> Office:
    return open_office(acting_as, MANY)


@pytest.fixture
def manager(office: Office) -> Browser:
    return office.somebody(ProjectRole.TEAM_MANAGER).browser


def shown(who: Browser, office: Office, days: int = 30) -> dict[str, Any]:
    answer = who.get(f"{office.base}/progress?days={days}")
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def label(desk: Desk) -> None:
    work = desk.take()
    body = {"key": str(uuid4()), "document": {"spans": [SPAN], "answers": []}}
    assert desk.browser.post(desk.at(work, "submit"), body).status_code == 200


def judge(desk: Desk, outcome: str) -> None:
    work = desk.take("review")
    body: dict[str, Any] = {"key": str(uuid4()), "outcome": outcome, "comment": "Look again."}
    if outcome == "correct":
        body["document"] = {"spans": [], "answers": []}
    answer = desk.browser.post(desk.at(work, "verdict"), body)
    assert answer.status_code == 200, answer.content


def backdate(days: int, acting_as: ActAs) -> None:
    """Let everything have happened days ago; only the owner can, past every policy."""
    tables = ("workflow_task", "annotations_revision", "workflow_verdict", "tenancy_project")
    with acting_as("owner"):
        for table in tables:
            rows(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
            rows(f"UPDATE {table} SET created_at = created_at - interval '{days} days'")
            rows(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def work_a_little(office: Office) -> tuple[Desk, Desk]:
    with scope.project(office.line.project):
        rows("UPDATE workflow_step SET share_bp = 10000")
    labeler = office.somebody(ProjectRole.LABELER)
    reviewer = office.somebody(ProjectRole.REVIEWER)
    for _ in range(4):
        label(labeler)
    for outcome in ("accept", "correct", "send_back"):
        judge(reviewer, outcome)
    return labeler, reviewer


def test_what_happened_today_is_there_at_once_and_by_guideline(
    office: Office, manager: Browser
) -> None:
    work_a_little(office)
    found = shown(manager, office)
    today = found["days"][-1]
    assert len(found["days"]) == 30
    assert today["day"] == datetime.now(UTC).date().isoformat()
    assert (today["added"], today["labeled"], today["relabeled"]) == (6, 4, 0)
    assert (today["accepted"], today["corrected"], today["sent_back"]) == (1, 1, 1)
    assert (today["texts_so_far"], today["labeled_so_far"], today["reviewed_so_far"]) == (6, 4, 2)
    assert found["reviews"] == [{"guideline": 1, "accepted": 1, "corrected": 1, "sent_back": 1}]
    assert {one["duty"]: one["texts"] for one in found["times"]} == {"label": 4, "review": 3}
    assert (found["left"], found["forecast"], found["no_forecast"]) == (3, None, "too_few_days")


def test_days_that_are_over_are_counted_once_and_stay_the_same(
    office: Office, manager: Browser, acting_as: ActAs
) -> None:
    labeler, _ = work_a_little(office)
    live = shown(manager, office)
    backdate(3, acting_as)
    closed = shown(manager, office)
    assert closed["days"][-4] | {"day": ""} == live["days"][-1] | {"day": ""}
    assert closed["people"] == live["people"]
    with scope.project(office.line.project):
        kept = Day.objects.count()
        # Yesterday is open for an hour longer: three are closed but just after midnight.
        assert Day.objects.filter(act=Day.Act.CLOSED).count() >= 2
    label(labeler)
    again = shown(manager, office)
    assert again["days"][-4] == closed["days"][-4]
    assert (again["days"][-1]["labeled"], again["days"][-1]["relabeled"]) == (0, 1)
    with scope.project(office.line.project):
        assert Day.objects.count() == kept


def test_a_long_past_is_counted_a_month_at_a_time_and_says_so(
    office: Office, manager: Browser, acting_as: ActAs
) -> None:
    work_a_little(office)
    backdate(80, acting_as)
    answers = [shown(manager, office, 90) for _ in range(3)]
    assert [one["behind"] for one in answers] == [True, True, False]
    assert answers[0]["no_forecast"] == "behind"
    assert answers[-1]["days"][-81]["labeled"] == 4
    assert answers[-1]["days"][-1]["labeled_so_far"] == 4


def test_an_end_is_told_from_enough_days(
    office: Office, manager: Browser, acting_as: ActAs
) -> None:
    labeler = office.somebody(ProjectRole.LABELER)
    for _ in range(5):
        label(labeler)
        backdate(1, acting_as)
    found = shown(manager, office)
    assert [one["labeled"] for one in found["days"][-7:]] == [0, 1, 1, 1, 1, 1, 0]
    assert (found["left"], found["no_forecast"]) == (1, None)
    tomorrow = (datetime.now(UTC).date() + timedelta(days=1)).isoformat()
    assert found["forecast"] == {
        "per_day": 1.0,
        "soonest": tomorrow,
        "likely": tomorrow,
        "latest": found["forecast"]["latest"],
    }


def test_names_are_for_managers_who_neither_label_nor_review(
    office: Office, manager: Browser
) -> None:
    labeler, reviewer = work_a_little(office)
    named = shown(manager, office)
    assert named["names_shown"]
    by_person = {one["person"]: one for one in named["people"]}
    assert by_person[str(labeler.account.user)]["labeled"] == 4
    assert by_person[str(labeler.account.user)]["sent_back"] == 1
    assert by_person[str(reviewer.account.user)]["reviewed"] == 3
    both = office.somebody(ProjectRole.TEAM_MANAGER, ProjectRole.REVIEWER)
    few = shown(both.browser, office)
    assert (few["names_shown"], few["people"], few["people_withheld"]) == (False, [], True)
    third = office.somebody(ProjectRole.LABELER)
    label(third)
    blind = shown(both.browser, office)
    assert not blind["people_withheld"]
    assert all(one["name"] is None for one in blind["people"])
    people = {one["person"] for one in blind["people"]}
    assert people == {
        str(pseudonym(office.line.project, one.account.user)) for one in (labeler, reviewer, third)
    }


@pytest.mark.parametrize(
    "role", [ProjectRole.LABELER, ProjectRole.REVIEWER, ProjectRole.DATA_STEWARD]
)
def test_nobody_else_is_told_how_far_a_project_is(office: Office, role: ProjectRole) -> None:
    other = office.somebody(role)
    assert other.browser.get(f"{office.base}/progress").status_code == 403


@pytest.mark.parametrize("days", ["0", "6", "367", "many"])
def test_days_out_of_bounds_are_named(office: Office, manager: Browser, days: str) -> None:
    answer = manager.get(f"{office.base}/progress?days={days}")
    assert (answer.status_code, answer.json()["field"]) == (422, "days")


def test_looking_again_counts_nothing_twice(office: Office, acting_as: ActAs) -> None:
    work_a_little(office)
    backdate(2, acting_as)
    now = datetime.now(UTC)
    since = now.date() - timedelta(days=7)
    with scope.project(office.line.project):
        first = progress.tally(office.line.project, since=since, now=now)
        second = progress.tally(office.line.project, since=since, now=now)
    assert sorted(first.counts, key=str) == sorted(second.counts, key=str)
