"""Relations, attributes, doubts and every kind of answer, handed in through the API and kept."""

# SPDX-License-Identifier: Apache-2.0
import json
from typing import Any

import pytest
from django_fixture import ActAs
from integration.export.scene import Scene, make_scene
from integration.identity.people import an_account, browser_of, join
from integration.isolation.statements import rows
from unit.labels_to_try import ONTOLOGY_JSON, TEXT, labels_json

from sealmark.access.domain import ProjectRole
from sealmark.infra import scope

NAMING = "This is Mr. Jonathan Whitfield, phone 202-555-0143."


@pytest.fixture
def scene(database: str, acting_as: ActAs) -> Scene:
    _ = database
    made = make_scene(acting_as)
    made.ingest([TEXT])
    answer = browser_of(made.admin).post(
        f"/api/projects/{made.line.project}/ontology", {"document": ONTOLOGY_JSON}
    )
    assert answer.status_code == 200, answer.content
    return made


def work(scene: Scene) -> tuple[Any, str]:
    """Lease the one task as somebody new."""
    person = an_account(password=None)
    join(scene.admin, scene.line.project, person, ProjectRole.LABELER)
    browser, tasks = browser_of(person), f"/api/projects/{scene.line.project}/tasks"
    task = browser.post(f"{tasks}/next", {"duty": "label"}).json()["task_id"]
    return browser, f"{tasks}/{task}"


def noting(text: str) -> dict[str, Any]:
    body = labels_json()
    body["spans"][0]["attributes"]["note"] = text
    return body


def test_labels_of_every_kind_are_handed_in_counted_and_shown_again(scene: Scene) -> None:
    browser, task = work(scene)
    document = labels_json(unsure=True)
    answer = browser.post(f"{task}/submit", {"key": "k", "document": document})
    assert answer.status_code == 200, answer.content
    with scope.project(scene.line.project):
        counted = rows("SELECT spans, relations, answers, doubts, classes FROM annotations_tally")
    assert counted == [(2, 1, 6, 3, "dose drug")]
    again = browser.post(f"{task}/reopen", {}).json()["document"]
    assert again["relations"] == labels_json()["relations"]
    assert again["spans"][1]["unsure"] is True
    assert again["unsure"] is True


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"relations": [{"id": "r", "source": "s1", "target": "s2", "class_id": "x"}]},
         "document.relations[0]"),
        ({"answers": [{"question_id": "days", "value": "0.7"}]}, "document.answers[0].value"),
        ({"spans": [{"id": "s1", "start": 0, "end": 3, "class_id": "drug"}], "relations": []},
         "document.spans[0].attributes.form"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_by_its_field_and_nothing_is_kept(
    scene: Scene, changed: dict[str, Any], field: str
) -> None:
    browser, task = work(scene)
    answer = browser.post(f"{task}/submit", {"key": "k", "document": labels_json(**changed)})
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    with scope.project(scene.line.project):
        assert rows("SELECT 1 FROM annotations_revision") == []


def test_an_attribute_that_names_somebody_is_not_handed_in(scene: Scene) -> None:
    browser, task = work(scene)
    answer = browser.post(f"{task}/submit", {"key": "k", "document": noting(NAMING)})
    assert answer.status_code == 422
    assert answer.json()["field"] == "document.spans[0].attributes.note"
    assert "Whitfield" not in answer.content.decode()


def test_a_draft_says_in_which_attribute_it_names_somebody(scene: Scene) -> None:
    browser, task = work(scene)
    answer = browser.send(
        "PUT", f"{task}/draft", {"key": "k", "seq": 1, "document": noting(NAMING)}
    )
    found = answer.json()["findings"]
    assert {(one["span_id"], one["attribute_id"]) for one in found} == {("s1", "note")}
    assert "Whitfield" not in json.dumps(found)
