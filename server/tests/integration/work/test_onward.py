"""Handing in brings the next text along, in the same answer, and never costs the labels."""

# SPDX-License-Identifier: Apache-2.0
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django_fixture import ActAs
from integration.isolation.statements import rows
from integration.work.office import Desk, Office, open_office

from sealmark.access.domain import ProjectRole
from sealmark.infra import scope
from sealmark.vault import runtime

LABELS: dict[str, Any] = {"spans": [], "answers": []}


@pytest.fixture
def office(database: str, acting_as: ActAs) -> Office:
    _ = database
    office = open_office(acting_as)
    with scope.project(office.line.project):
        rows("UPDATE workflow_step SET share_bp = 10000")
    return office


def hand_in(desk: Desk, work: dict[str, Any], key: str = "s") -> dict[str, Any]:
    body = {"key": key, "document": LABELS, "next": True}
    answer = desk.browser.post(desk.at(work, "submit"), body)
    assert answer.status_code == 200, answer.content
    done: dict[str, Any] = answer.json()
    return done


def open_leases(office: Office) -> list[Any]:
    with scope.project(office.line.project):
        return rows("SELECT task_id, holder FROM workflow_lease WHERE ended_at IS NULL")


def test_the_answer_to_a_hand_in_holds_the_next_text_under_its_lease(office: Office) -> None:
    desk = office.somebody(ProjectRole.LABELER)
    work = desk.take()
    after = hand_in(desk, work)["next"]
    assert after["task_id"] != work["task_id"]
    assert set(after) == set(work)
    assert desk.browser.get(f"{desk.base}/tasks/{after['task_id']}").status_code == 200
    assert len(open_leases(office)) == 1


def test_a_repeated_hand_in_brings_the_same_text_again(office: Office) -> None:
    desk = office.somebody(ProjectRole.LABELER)
    work = desk.take()
    first, again = hand_in(desk, work), hand_in(desk, work)
    assert first["revision_id"] == again["revision_id"]
    assert first["next"]["task_id"] == again["next"]["task_id"]
    assert len(open_leases(office)) == 1


def test_nothing_is_leased_for_whoever_does_not_ask(office: Office) -> None:
    desk = office.somebody(ProjectRole.LABELER)
    work = desk.take()
    answer = desk.browser.post(desk.at(work, "submit"), {"key": "s", "document": LABELS})
    assert answer.json()["next"] is None
    assert open_leases(office) == []


def test_every_text_that_is_given_is_in_the_log_once(office: Office) -> None:
    desk = office.somebody(ProjectRole.LABELER)
    work = desk.take()
    hand_in(desk, hand_in(desk, work)["next"], key="t")
    with scope.organization(office.line.organization):
        leased = rows("SELECT count(*) FROM audit_event WHERE kind = 'task.leased'")
    assert leased == [(3,)]


def test_a_next_text_that_does_not_open_costs_no_labels(office: Office, acting_as: ActAs) -> None:
    desk = office.somebody(ProjectRole.LABELER)
    work = desk.take()
    project = office.line.project
    with scope.project(project):
        others = rows(
            "SELECT rendition_id FROM workflow_task WHERE id <> %s AND duty = 'label'",
            [work["task_id"]],
        )
    with acting_as("redactor"), scope.project(project):
        runtime.work().erase_items(project, [rendition for (rendition,) in others])
    done = hand_in(desk, work)
    assert done["next"] is None
    assert done["number"] == 1
    assert open_leases(office) == []


def test_two_people_never_get_the_same_next_text(office: Office) -> None:
    ann, ben = office.somebody(ProjectRole.LABELER), office.somebody(ProjectRole.LABELER)
    first, second = ann.take(), ben.take()
    third = hand_in(ann, first)["next"]
    assert hand_in(ben, second)["next"] is None
    assert len({first["task_id"], second["task_id"], third["task_id"]}) == 3


def test_a_reviewer_gets_the_next_with_the_verdict_and_a_skipper_with_the_skip(
    office: Office,
) -> None:
    labeler = office.somebody(ProjectRole.LABELER)
    left: dict[str, Any] | None = labeler.take()
    while left is not None:
        left = hand_in(labeler, left)["next"]
    reviewer = office.somebody(ProjectRole.REVIEWER)
    review = reviewer.take("review")
    verdict = {"key": "v", "outcome": "accept", "next": True}
    judged = reviewer.browser.post(reviewer.at(review, "verdict"), verdict).json()
    assert judged["next"]["duty"] == "review"
    skipped = reviewer.browser.post(
        reviewer.at(judged["next"], "skip"), {"reason": "other", "next": True}
    )
    assert skipped.status_code == 200
    assert skipped.json()["next"]["duty"] == "review"


def test_pace_is_ones_own_and_leaves_pauses_out(office: Office) -> None:
    desk, other = office.somebody(ProjectRole.LABELER), office.somebody(ProjectRole.LABELER)
    hand_in(desk, desk.take())
    with scope.project(office.line.project):
        rows(
            "UPDATE workflow_lease SET ended_at = created_at + %s WHERE ending = 'submitted'",
            [timedelta(seconds=90)],
        )
    since = (datetime.now(UTC) - timedelta(hours=1)).isoformat().replace("+00:00", "Z")
    path = f"{office.base}/pace?since={since}"
    assert desk.browser.get(path).json() == {
        "handed_in": 1,
        "median_seconds": 90,
        "guideline_before": 1,
    }
    assert other.browser.get(path).json() == {
        "handed_in": 0,
        "median_seconds": None,
        "guideline_before": None,
    }


def test_an_empty_queue_says_why(office: Office) -> None:
    desk, other = office.somebody(ProjectRole.LABELER), office.somebody(ProjectRole.REVIEWER)
    why = f"{office.base}/why-nothing?duty="
    assert other.browser.get(f"{why}review").json() == {"reasons": ["none_yet"]}
    second = office.somebody(ProjectRole.LABELER)
    second.take()
    desk.browser.post(desk.at(desk.take(), "skip"), {"reason": "other"})
    told = desk.browser.get(f"{why}label").json()["reasons"]
    assert told == ["with_others", "skipped"]
    assert other.browser.get(f"{why}label").status_code == 403
