"""What people wrote about a text, repeating what was reported in it, is not read any more."""

# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest
from django_fixture import ActAs
from integration.export.scene import Scene, make_scene
from integration.isolation.statements import rows
from integration.test_misses import release, report, step
from integration.test_recall import Desk, asset_of
from integration.test_taken_back import SEEN, TEXT, run, span

from sealmark.access.domain import ProjectRole
from sealmark.infra import scope

REPEATS = "Ask the Lighthouse\nKeeper twice"
HARMLESS = "the dose is unusual"


@pytest.fixture
def scene(database: str, acting_as: ActAs) -> Scene:
    _ = database
    made = make_scene(acting_as)
    made.ingest([TEXT])
    with scope.project(made.line.project):
        rows("UPDATE workflow_step SET share_bp = 10000")
    return made


@pytest.fixture
def desk(scene: Scene) -> Desk:
    return Desk(scene, ProjectRole.LABELER)


def noted(text: str, spans: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    return {"spans": spans or [], "answers": [{"question_id": "note", "value": text}]}


def back_at_work(scene: Scene, desk: Desk) -> dict[str, Any]:
    """Let the redactor and the steward do their parts; return what the desk gets then."""
    run(scene)
    release(scene, asset_of(scene, desk.task))
    answer = desk.next()
    assert answer.status_code == 200, answer.content
    assert SEEN not in answer.content.decode().lower()
    found: dict[str, Any] = answer.json()
    return found


def ask(desk: Desk, text: str) -> None:
    assert desk.act(("POST", "/ask", {"text": text})).status_code == 200


def said(desk: Desk) -> list[tuple[str, bool]]:
    """Return what the desk's person reads of questions, and whether it is hushed; oldest first."""
    path = f"/api/projects/{desk.scene.line.project}/issues"
    items = desk.browser.get(path).json()["items"]
    return [(one["text"], one["hushed"]) for item in reversed(items) for one in item["said"]]


def test_a_draft_comes_back_without_the_words_and_with_everything_else(
    scene: Scene, desk: Desk
) -> None:
    document = noted(REPEATS, [span(desk.text, "aspirin")])
    body = {"key": "d1", "seq": 1, "document": document}
    assert desk.act(("PUT", "/draft", body)).status_code == 200
    assert report(desk).status_code == 204
    work = back_at_work(scene, desk)
    assert work["document"]["answers"] == [
        {"question_id": "note", "value": "Ask the [OTHER] twice"}
    ]
    assert len(work["document"]["spans"]) == 1


def test_labels_under_review_come_back_without_the_words(scene: Scene, desk: Desk) -> None:
    body = {"key": "s1", "document": noted(REPEATS)}
    assert desk.act(("POST", "/submit", body)).status_code == 200
    reviewer = Desk(scene, ProjectRole.REVIEWER)
    assert report(reviewer).status_code == 204
    work = back_at_work(scene, reviewer)
    (answer,) = work["under_review"]["answers"]
    assert answer["value"] == "Ask the [OTHER] twice"


def test_a_question_that_repeats_it_is_hidden_with_the_report_and_others_are_not(
    scene: Scene, desk: Desk
) -> None:
    ask(desk, REPEATS)
    ask(desk, HARMLESS)
    assert report(desk).status_code == 204
    assert said(desk) == [("", True), (HARMLESS, False)]
    with scope.project(scene.line.project):
        assert rows("SELECT count(*) FROM annotations_comment") == [(2,)]


def test_what_was_written_is_shown_again_when_the_report_is_dismissed(
    scene: Scene, desk: Desk
) -> None:
    ask(desk, REPEATS)
    assert report(desk).status_code == 204
    assert step(scene, "dismissed", "A trade, no name.").status_code == 204
    assert said(desk) == [(REPEATS, False)]


def test_of_a_whole_text_nothing_that_was_written_is_shown(scene: Scene, desk: Desk) -> None:
    ask(desk, HARMLESS)
    body = {"key": "d1", "seq": 1, "document": noted(HARMLESS)}
    assert desk.act(("PUT", "/draft", body)).status_code == 200
    assert report(desk, words=None).status_code == 204
    assert said(desk) == [("", True)]
    work = back_at_work(scene, desk)
    assert [one["value"] for one in work["document"]["answers"]] == ["[OTHER]"]


def test_what_a_reviewer_sent_back_with_is_hidden_too(scene: Scene, desk: Desk) -> None:
    body = {"key": "s1", "document": noted(HARMLESS)}
    assert desk.act(("POST", "/submit", body)).status_code == 200
    reviewer = Desk(scene, ProjectRole.REVIEWER)
    verdict = {"key": "v1", "outcome": "send_back", "comment": REPEATS}
    assert reviewer.act(("POST", "/verdict", verdict)).status_code == 200
    assert desk.next().json()["comment"] == REPEATS
    assert report(desk).status_code == 204
    work = back_at_work(scene, desk)
    assert (work["comment"], work["notes"], work["hushed"]) == ("", [], True)
