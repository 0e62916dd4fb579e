"""A lease ends with the work, the session and the clock: afterwards the text is not given again."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable
from datetime import timedelta

import pytest
from django_fixture import ActAs
from integration.export.scene import Scene, make_scene
from integration.identity.people import AUTH, browser_of
from integration.isolation.statements import rows
from integration.test_recall import LABELING, Desk

from sealmark.access.domain import ProjectRole
from sealmark.infra import scope

TEXT = "The patient takes aspirin and reports no pain at all in the left knee this week."


@pytest.fixture
def desk(database: str, acting_as: ActAs) -> Desk:
    _ = database
    scene: Scene = make_scene(acting_as)
    scene.ingest([TEXT])
    return Desk(scene, ProjectRole.LABELER)


def sign_out(desk: Desk) -> None:
    assert desk.browser.send("DELETE", f"{AUTH}auth/session").status_code in {200, 401}


def lose_the_role(desk: Desk) -> None:
    path = f"/api/projects/{desk.scene.line.project}/members/{desk.account.user}/labeler"
    assert browser_of(desk.scene.admin).send("DELETE", path).status_code == 204


def be_suspended(desk: Desk) -> None:
    people = f"/api/organizations/{desk.scene.line.organization}/people"
    path = f"{people}/{desk.account.user}/suspend"
    assert browser_of(desk.scene.admin).post(path).status_code == 204


def let_time_pass(desk: Desk) -> None:
    with scope.project(desk.scene.line.project):
        rows("UPDATE workflow_lease SET expires_at = now() - %s", [timedelta(seconds=1)])


def come_in_another_session(desk: Desk) -> None:
    desk.browser = browser_of(desk.account)


ENDS: dict[str, tuple[Callable[[Desk], object], int]] = {
    "handed in": (lambda desk: desk.act(LABELING["submit"]), 409),
    "passed by": (lambda desk: desk.act(LABELING["skip"]), 409),
    "given back": (lambda desk: desk.act(LABELING["release"]), 404),
    "signed out": (sign_out, 401),
    "lost the role": (lose_the_role, 404),
    "suspended": (be_suspended, 404),
    "ran out": (let_time_pass, 409),
    "another session": (come_in_another_session, 409),
}


@pytest.mark.parametrize("how", ENDS)
def test_the_text_is_not_given_again(how: str, desk: Desk) -> None:
    assert desk.text in desk.act(LABELING["show"]).content.decode()
    end, status = ENDS[how]
    end(desk)
    answer = desk.act(LABELING["show"])
    assert answer.status_code == status, answer.content
    assert desk.text not in answer.content.decode()


def test_another_ones_task_is_as_absent_as_none(desk: Desk) -> None:
    desk.scene.ingest(["The patient takes metformin in the evening and has slept well all week."])
    other = Desk(desk.scene, ProjectRole.LABELER)
    assert other.task != desk.task
    theirs = other.browser.get(f"{other.path}/{desk.task}")
    missing = other.browser.get(f"{other.path}/{desk.scene.line.project}")
    assert (theirs.status_code, theirs.content) == (404, missing.content)
