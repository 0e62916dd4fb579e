"""A recall ends serving at once: no route gives the text again, or takes what was made of it."""

# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest
from django_fixture import ActAs
from integration.export.scene import Scene, make_scene
from integration.identity.people import Account, Browser, an_account, browser_of, join
from integration.isolation.statements import refused, rows

from sealmark.access.domain import ProjectRole
from sealmark.infra import scope
from sealmark.kernel.ids import new_uuid

FOREIGN_KEY_VIOLATED, MAY_NOT_BE_MISSING = "23503", "23502"
FORGED_TASK = """
INSERT INTO workflow_task (id, project_id, created_at, step_id, duty, asset_id, rendition_id,
    clearance_id, document_id, state, rank, prior, reason)
SELECT %s, t.project_id, now(), s.id, s.duty, t.asset_id, t.rendition_id, %s::uuid, t.document_id,
    'open', 1, t.prior, '' FROM workflow_task t
JOIN workflow_step s ON s.project_id = t.project_id AND s.duty = 'review'
"""
TEXT = "The patient takes aspirin and reports no pain at all in the left knee this week."
OTHER = "The patient takes metformin in the evening and has slept well for the whole week."
LABELS: dict[str, Any] = {"spans": [], "answers": []}
Act = tuple[str, str, dict[str, Any] | None]
LABELING: dict[str, Act] = {
    "show": ("GET", "", None),
    "heartbeat": ("POST", "/heartbeat", None),
    "draft": ("PUT", "/draft", {"key": "d2", "seq": 2, "document": LABELS}),
    "submit": ("POST", "/submit", {"key": "s1", "document": LABELS}),
    "skip": ("POST", "/skip", {"reason": "other"}),
    "release": ("POST", "/release", None),
}
REVIEWING: dict[str, Act] = {
    "show": ("GET", "", None),
    "heartbeat": ("POST", "/heartbeat", None),
    "accept": ("POST", "/verdict", {"key": "v1", "outcome": "accept"}),
    "correct": ("POST", "/verdict", {"key": "v1", "outcome": "correct", "document": LABELS}),
    "send back": ("POST", "/verdict", {"key": "v1", "outcome": "send_back", "comment": "Again."}),
    "skip": ("POST", "/skip", {"reason": "other"}),
}


@pytest.fixture
def scene(database: str, acting_as: ActAs) -> Scene:
    _ = database
    return make_scene(acting_as)


def asset_of(scene: Scene, task: str) -> str:
    with scope.project(scene.line.project):
        ((asset,),) = rows("SELECT asset_id FROM workflow_task WHERE id = %s", [task])
    return str(asset)


def recall(scene: Scene, asset: str, reason: str = "It shows a name.") -> Any:  # noqa: ANN401 - an answer
    """Take a clearance back, as the steward does."""
    path = f"/api/projects/{scene.line.project}/assets/{asset}/recall"
    return browser_of(scene.steward).post(path, {"reason": reason})


class Desk:
    """Somebody at work in a browser, with one task leased."""

    def __init__(self, scene: Scene, role: ProjectRole) -> None:
        self.scene, self.duty = scene, "review" if role is ProjectRole.REVIEWER else "label"
        self.account: Account = an_account(password=None)
        join(scene.admin, scene.line.project, self.account, role)
        self.browser: Browser = browser_of(self.account)
        self.path = f"/api/projects/{scene.line.project}/tasks"
        answer = self.next()
        assert answer.status_code == 200
        self.task, self.text = answer.json()["task_id"], answer.json()["text"]

    def next(self) -> Any:  # noqa: ANN401 - an answer
        return self.browser.post(f"{self.path}/next", {"duty": self.duty})

    def act(self, act: Act) -> Any:  # noqa: ANN401 - an answer
        method, path, body = act
        return self.browser.send(method, f"{self.path}/{self.task}{path}", body)

    def recall(self) -> None:
        assert recall(self.scene, asset_of(self.scene, self.task)).status_code == 200


@pytest.fixture
def labeler(scene: Scene) -> Desk:
    scene.ingest([TEXT])
    return Desk(scene, ProjectRole.LABELER)


@pytest.fixture
def reviewer(scene: Scene) -> Desk:
    scene.ingest([TEXT])
    assert scene.label() == 1
    return Desk(scene, ProjectRole.REVIEWER)


@pytest.mark.parametrize("act", LABELING)
def test_what_works_before_a_recall_is_refused_after_it_to_the_labeler(
    act: str, labeler: Desk
) -> None:
    draft = {"key": "d1", "seq": 1, "document": LABELS}
    assert labeler.act(("PUT", "/draft", draft)).status_code == 200
    labeler.recall()
    refuses(labeler, LABELING[act])


@pytest.mark.parametrize("act", REVIEWING)
def test_what_works_before_a_recall_is_refused_after_it_to_the_reviewer(
    act: str, reviewer: Desk
) -> None:
    assert reviewer.act(REVIEWING["show"]).status_code == 200
    reviewer.recall()
    refuses(reviewer, REVIEWING[act])


def refuses(desk: Desk, act: Act) -> None:
    answer = desk.act(act)
    assert answer.status_code == 409, answer.content
    assert "taken back" in str(answer.json())
    assert desk.text not in answer.content.decode()
    with scope.project(desk.scene.line.project):
        for table in ("annotations_revision", "workflow_verdict"):
            assert rows(f"SELECT 1 FROM {table} WHERE task_id = %s", [desk.task]) == []


@pytest.mark.parametrize("act", [act for act in LABELING if act != "show"])
def test_the_same_acts_are_taken_without_a_recall(act: str, labeler: Desk) -> None:
    assert labeler.act(LABELING[act]).status_code in {200, 204}


def test_a_recall_is_previewed_in_counts_and_only_while_something_stands(labeler: Desk) -> None:
    scene = labeler.scene
    path = f"/api/projects/{scene.line.project}/assets/{asset_of(scene, labeler.task)}/recall"
    steward = browser_of(scene.steward)
    assert steward.get(path).json() == {
        "leases": 1,
        "waiting": 1,
        "done": 0,
        "labels": 0,
        "exports": 0,
    }
    assert labeler.browser.get(path).status_code == 403
    labeler.recall()
    assert steward.get(path).status_code == 404


def test_next_gives_something_else_or_nothing(labeler: Desk) -> None:
    labeler.recall()
    assert labeler.next().status_code == 204
    labeler.scene.ingest([OTHER])
    answer = labeler.next()
    assert answer.status_code == 200
    assert (answer.json()["task_id"], answer.json()["text"]) != (labeler.task, labeler.text)
    assert labeler.text != answer.json()["text"]


def test_next_gives_it_to_nobody_else(labeler: Desk) -> None:
    labeler.act(LABELING["release"])
    labeler.recall()
    other = an_account(password=None)
    join(labeler.scene.admin, labeler.scene.line.project, other, ProjectRole.LABELER)
    answer = browser_of(other).post(f"{labeler.path}/next", {"duty": "label"})
    assert answer.status_code == 204


def test_what_was_handed_in_is_not_reopened_after_a_recall(labeler: Desk) -> None:
    assert labeler.act(LABELING["submit"]).status_code == 200
    labeler.recall()
    (told,) = labeler.browser.get(labeler.path.replace("/tasks", "/recent")).json()
    assert (told["state"], told["can_reopen"]) == ("taken_back", False)
    answer = labeler.act(("POST", "/reopen", None))
    assert answer.status_code == 409
    assert labeler.text not in answer.content.decode()


def test_a_task_without_a_clearance_cannot_exist(labeler: Desk) -> None:
    for clearance, state in ((new_uuid(), FOREIGN_KEY_VIOLATED), (None, MAY_NOT_BE_MISSING)):
        with refused(state), scope.project(labeler.scene.line.project):
            rows(FORGED_TASK, [new_uuid(), clearance])


def test_an_asset_that_is_held_back_has_no_task(scene: Scene) -> None:
    scene.ingest([TEXT, "Le patient prend de l'aspirine tous les matins depuis une semaine."])
    with scope.project(scene.line.project):
        held = rows("SELECT id FROM assets_asset WHERE state = 'quarantined'")
        tasks = rows("SELECT asset_id FROM workflow_task")
    assert len(held) == len(tasks) == 1
    assert set(held).isdisjoint(tasks)


def test_who_plans_the_work_sees_which_texts_were_taken_back(scene: Scene, labeler: Desk) -> None:
    tasks = browser_of(scene.admin)
    before = tasks.get(labeler.path).json()["rows"]
    labeler.recall()
    after = {row["id"]: row for row in tasks.get(labeler.path).json()["rows"]}
    assert not any(row["is_recalled"] for row in before)
    assert after[labeler.task]["is_recalled"]
    assert sum(row["is_recalled"] for row in after.values()) == 1
