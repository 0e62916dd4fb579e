"""Questions: asked at an object, answered by who may see them, and nobody known to the other."""

# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest
from django_fixture import ActAs
from integration.isolation.statements import rows
from integration.work.office import Desk, Office, open_office

from sealmark.access.domain import ProjectRole
from sealmark.infra import scope

LABELS: dict[str, Any] = {"spans": [], "answers": []}
QUESTION = "Does an ointment count as a drug?"
ABOUT = {"id": "object-1", "class_id": "drug"}


@pytest.fixture
def office(database: str, acting_as: ActAs) -> Office:
    _ = database
    office = open_office(acting_as)
    with scope.project(office.line.project):
        rows("UPDATE workflow_step SET share_bp = 10000")
    return office


def asked(desk: Desk, work: dict[str, Any], **more: object) -> dict[str, Any]:
    answer = desk.browser.post(desk.at(work, "ask"), {"text": QUESTION, **more})
    assert answer.status_code == 200, answer.content
    told: dict[str, Any] = answer.json()
    return told


def seen_by(desk: Desk, query: str = "") -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = desk.browser.get(f"{desk.base}/issues{query}").json()["items"]
    return items


def say(desk: Desk, issue: str, text: str = "Yes, it does.") -> int:
    path = f"{desk.base}/issues/{issue}/comments"
    return int(desk.browser.post(path, {"text": text}).status_code)


def counts(desk: Desk) -> tuple[int, int]:
    told = desk.browser.get(f"{desk.base}/issues/counts").json()
    return told["waiting"], told["unread"]


def test_a_question_is_answered_read_and_closed(office: Office) -> None:
    desk, manager = office.somebody(ProjectRole.LABELER), office.somebody(ProjectRole.TEAM_MANAGER)
    issue = asked(desk, desk.take(), about=ABOUT)["id"]
    assert counts(manager) == (1, 0)
    (shown,) = seen_by(manager, "?state=open")
    assert (shown["about"], shown["guideline"], shown["mine"]) == (ABOUT, 1, False)
    assert [one["text"] for one in shown["said"]] == [QUESTION]
    assert say(manager, issue) == 204
    assert (counts(manager), counts(desk)) == ((0, 0), (0, 1))
    (mine,) = seen_by(desk)
    assert (mine["state"], mine["is_new"]) == ("answered", True)
    assert [(one["voice"], one["mine"]) for one in mine["said"]] == [
        ("asker", True),
        ("manager", False),
    ]
    desk.browser.post(f"{desk.base}/issues/{issue}/seen")
    assert counts(desk) == (0, 0)
    assert say(desk, issue, "And a cream?") == 204
    assert counts(manager) == (1, 0)
    assert desk.browser.post(f"{desk.base}/issues/{issue}/close").status_code == 204
    assert say(manager, issue) == 409


def test_only_who_asked_who_manages_and_who_reviews_the_text_sees_a_question(
    office: Office,
) -> None:
    desk = office.somebody(ProjectRole.LABELER)
    work = desk.take()
    issue = asked(desk, work)["id"]
    desk.browser.post(desk.at(work, "submit"), {"key": "s", "document": LABELS})
    strangers = [office.somebody(ProjectRole.LABELER), office.somebody(ProjectRole.REVIEWER)]
    for stranger in strangers:
        assert seen_by(stranger) == []
        assert say(stranger, issue) == 404
        path = f"{stranger.base}/issues/{issue}/close"
        assert stranger.browser.post(path).status_code == 404
    reviewer = strangers[1]
    review = reviewer.take("review")
    assert [one["id"] for one in seen_by(reviewer, f"?task_id={review['task_id']}")] == [issue]
    assert say(reviewer, issue, "It does.") == 204
    assert seen_by(desk)[0]["said"][-1]["voice"] == "reviewer"


def test_a_labeler_does_not_see_what_the_reviewer_asks(office: Office) -> None:
    desk, reviewer = office.somebody(ProjectRole.LABELER), office.somebody(ProjectRole.REVIEWER)
    work = desk.take()
    desk.browser.post(desk.at(work, "submit"), {"key": "s", "document": LABELS})
    asked(reviewer, reviewer.take("review"))
    assert seen_by(desk) == []


def test_no_answer_names_who_asked_or_who_answered(office: Office) -> None:
    desk, manager = office.somebody(ProjectRole.LABELER), office.somebody(ProjectRole.PROJECT_ADMIN)
    issue = asked(desk, desk.take())["id"]
    say(manager, issue)
    for reader, other in ((desk, manager), (manager, desk)):
        told = reader.browser.get(f"{reader.base}/issues").content.decode()
        assert str(other.account.user) not in told
        assert other.account.email not in told
    with scope.organization(office.line.organization):
        for (body,) in rows("SELECT body FROM audit_event WHERE kind LIKE 'issue.%%'"):
            assert QUESTION.encode() not in bytes(body)
            assert str(desk.account.user).encode() not in bytes(body)


def test_a_text_put_aside_comes_back_with_the_answer_to_who_asked(office: Office) -> None:
    desk, manager = office.somebody(ProjectRole.LABELER), office.somebody(ProjectRole.TEAM_MANAGER)
    work = desk.take()
    told = asked(desk, work, aside=True, next=True)
    assert told["next"]["task_id"] != work["task_id"]
    assert desk.browser.get(f"{desk.base}/tasks/{work['task_id']}").status_code == 409
    other = office.somebody(ProjectRole.LABELER)
    taken = [other.take()["task_id"]]
    assert work["task_id"] not in taken
    say(manager, told["id"])
    desk.browser.post(desk.at(told["next"], "release"))
    back = desk.take()
    assert back["task_id"] == work["task_id"]
    desk.browser.post(desk.at(back, "release"))
    assert desk.take()["task_id"] == work["task_id"], "it stays theirs"


def test_closing_a_question_brings_the_text_back_too(office: Office) -> None:
    desk = office.somebody(ProjectRole.LABELER)
    work = desk.take()
    issue = asked(desk, work, aside=True)["id"]
    desk.browser.post(f"{desk.base}/issues/{issue}/close")
    assert desk.take()["task_id"] == work["task_id"]


@pytest.mark.parametrize(
    ("text", "status"),
    [("", 422), ("x" * 5_001, 422), ("Is Anna Schmidt, born 3 April 1961, a patient?", 422)],
)
def test_a_question_that_is_none_or_names_somebody_is_not_kept(
    office: Office, text: str, status: int
) -> None:
    desk = office.somebody(ProjectRole.LABELER)
    work = desk.take()
    answer = desk.browser.post(desk.at(work, "ask"), {"text": text})
    assert (answer.status_code, answer.json()["field"]) == (status, "text")
    assert seen_by(desk) == []


def test_what_is_asked_lies_sealed_in_the_database(office: Office) -> None:
    desk = office.somebody(ProjectRole.LABELER)
    asked(desk, desk.take(), about=ABOUT)
    with scope.project(office.line.project):
        ((body,),) = rows("SELECT body FROM annotations_comment")
        ((about,),) = rows("SELECT object FROM annotations_issue")
    assert QUESTION.encode() not in bytes(body)
    assert b"object-1" not in bytes(about)


def test_who_holds_no_lease_asks_nothing(office: Office) -> None:
    desk, other = office.somebody(ProjectRole.LABELER), office.somebody(ProjectRole.LABELER)
    work = desk.take()
    answer = other.browser.post(other.at(work, "ask"), {"text": QUESTION})
    assert answer.status_code == 404
