"""What people write themselves is looked through before it is kept: no way around redaction."""

# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest
from django_fixture import ActAs
from integration.export.scene import Scene, make_scene
from integration.identity.people import an_account, browser_of, join
from integration.isolation.statements import rows

from sealmark.access.domain import ProjectRole
from sealmark.infra import scope

TEXT = "The patient takes aspirin and reports no pain at all in the left knee this week."
NAMING = "This is Mr. Jonathan Whitfield, phone 202-555-0143."
BARE = "It is John Smith who says so."
HARMLESS = "the dose is unusual"


@pytest.fixture
def scene(database: str, acting_as: ActAs) -> Scene:
    _ = database
    made = make_scene(acting_as)
    made.ingest([TEXT])
    return made


def noted(text: str) -> dict[str, Any]:
    return {"spans": [], "answers": [{"question_id": "note", "value": text}]}


def ask(scene: Scene, duty: str, method: str, path: str, body: dict[str, Any]) -> Any:  # noqa: ANN401 - an answer
    """Lease the one task as somebody new, and do one thing to it."""
    role = ProjectRole.REVIEWER if duty == "review" else ProjectRole.LABELER
    person = an_account(password=None)
    join(scene.admin, scene.line.project, person, role)
    browser, tasks = browser_of(person), f"/api/projects/{scene.line.project}/tasks"
    task = browser.post(f"{tasks}/next", {"duty": duty}).json()["task_id"]
    return browser.send(method, f"{tasks}/{task}{path}", body)


@pytest.mark.parametrize("written", [NAMING, BARE, HARMLESS])
def test_an_answer_that_names_somebody_is_not_handed_in(scene: Scene, written: str) -> None:
    answer = ask(scene, "label", "POST", "/submit", {"key": "k", "document": noted(written)})
    assert answer.status_code == (200 if written == HARMLESS else 422), answer.content
    assert not {"Whitfield", "Smith"} & set(answer.content.decode().split())
    with scope.project(scene.line.project):
        assert len(rows("SELECT 1 FROM annotations_revision")) == (written == HARMLESS)


@pytest.mark.parametrize("written", [NAMING, HARMLESS])
def test_a_reason_to_skip_that_names_somebody_is_not_kept(scene: Scene, written: str) -> None:
    body = {"reason": "other", "comment": written}
    answer = ask(scene, "label", "POST", "/skip", body)
    assert answer.status_code == (422 if written == NAMING else 204), answer.content
    assert "Whitfield" not in answer.content.decode()
    with scope.project(scene.line.project):
        assert len(rows("SELECT 1 FROM workflow_skip")) == (written == HARMLESS)


@pytest.mark.parametrize("written", [NAMING, HARMLESS])
def test_a_reviewers_comment_that_names_somebody_is_not_sent(scene: Scene, written: str) -> None:
    assert scene.label() == 1
    body = {"key": "v", "outcome": "send_back", "comment": written}
    answer = ask(scene, "review", "POST", "/verdict", body)
    assert answer.status_code == (422 if written == NAMING else 200), answer.content
    with scope.project(scene.line.project):
        assert len(rows("SELECT 1 FROM workflow_verdict")) == (written == HARMLESS)


def test_a_draft_is_kept_and_says_where_it_names_somebody(scene: Scene) -> None:
    body = {"key": "k", "seq": 1, "document": noted(NAMING)}
    answer = ask(scene, "label", "PUT", "/draft", body)
    assert answer.status_code == 200
    found = answer.json()["findings"]
    assert {one["question_id"] for one in found} == {"note"}
    assert any(NAMING[one["start"] : one["end"]] == "202-555-0143" for one in found)
