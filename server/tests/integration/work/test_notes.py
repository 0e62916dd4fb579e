"""Review object by object: comments go to their objects; the next reviewer sees what changed."""

# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest
from django_fixture import ActAs
from integration.isolation.statements import rows
from integration.work.office import TEXTS, Desk, Office, open_office

from sealmark.access.domain import ProjectRole
from sealmark.infra import scope

SPAN = {"id": "a", "start": 18, "end": 25, "attributes": {}}
FIRST: dict[str, Any] = {"spans": [{**SPAN, "class_id": "drug"}], "answers": []}
MENDED: dict[str, Any] = {"spans": [{**SPAN, "class_id": "dose"}], "answers": []}
NOTE = {"id": "a", "comment": "This is a dose."}


@pytest.fixture
def office(database: str, acting_as: ActAs) -> Office:
    _ = database
    office = open_office(acting_as, TEXTS[:1])
    with scope.project(office.line.project):
        rows("UPDATE workflow_step SET share_bp = 10000")
    return office


def hand_in(desk: Desk, work: dict[str, Any], labels: dict[str, Any], key: str) -> None:
    answer = desk.browser.post(desk.at(work, "submit"), {"key": key, "document": labels})
    assert answer.status_code == 200, answer.content


def send_back(desk: Desk, work: dict[str, Any], **said: object) -> Any:  # noqa: ANN401 - an answer
    body = {"key": "v", "outcome": "send_back", **said}
    return desk.browser.post(desk.at(work, "verdict"), body)


def test_a_comment_reaches_its_object_and_the_answer_to_it_is_seen(office: Office) -> None:
    labeler, reviewer = office.somebody(ProjectRole.LABELER), office.somebody(ProjectRole.REVIEWER)
    hand_in(labeler, labeler.take(), FIRST, "s")
    review = reviewer.take("review")
    assert review["sent_back"] is None
    assert send_back(reviewer, review, notes=[NOTE]).status_code == 200
    back = labeler.take()
    assert (back["comment"], back["notes"]) == ("", [NOTE])
    hand_in(labeler, back, MENDED, "t")
    again = reviewer.take("review")
    before = again["sent_back"]
    assert again["notes"] == []
    assert (before["comment"], before["notes"]) == ("", [NOTE])
    assert before["document"]["spans"][0]["class_id"] == "drug"
    assert again["under_review"]["spans"][0]["class_id"] == "dose"


def test_sending_back_says_something(office: Office) -> None:
    labeler, reviewer = office.somebody(ProjectRole.LABELER), office.somebody(ProjectRole.REVIEWER)
    hand_in(labeler, labeler.take(), FIRST, "s")
    review = reviewer.take("review")
    assert send_back(reviewer, review).status_code == 422
    for notes in (
        [{"id": "a", "comment": " "}],
        [{"id": "a", "comment": "Ask Anna Schmidt, born 3 April 1961."}],
        [{"id": str(n), "comment": "No."} for n in range(201)],
    ):
        answer = send_back(reviewer, review, notes=notes)
        assert (answer.status_code, answer.json()["field"]) == (422, "notes")
    assert send_back(reviewer, review, comment="Look again.").status_code == 200


def test_comments_on_objects_lie_sealed(office: Office) -> None:
    labeler, reviewer = office.somebody(ProjectRole.LABELER), office.somebody(ProjectRole.REVIEWER)
    hand_in(labeler, labeler.take(), FIRST, "s")
    send_back(reviewer, reviewer.take("review"), notes=[NOTE])
    with scope.project(office.line.project):
        ((notes,),) = rows("SELECT notes FROM workflow_verdict")
    assert NOTE["comment"].encode() not in bytes(notes)
