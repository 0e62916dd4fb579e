"""The routes of export: who may ask, say yes, see and take away, and what others are told."""

# SPDX-License-Identifier: Apache-2.0
import os
from typing import Any

import pytest
from django.conf import settings
from integration.export.scene import Scene
from integration.identity.people import (
    Account,
    a_project,
    an_account,
    an_organization,
    browser_of,
    join,
)

from sealmark.access.domain import ProjectRole
from sealmark.export.recipients import FILE
from sealmark.kernel.ids import new_uuid
from sealmark.vault import recipients

ASKED: dict[str, Any] = {"format": "jsonl", "reason": "To train a model."}
YES = {"reason": "As agreed."}


def a_recipient() -> str:
    return recipients.new_recipient(os.urandom)[1]


def allow(line: str) -> None:
    """Put a recipient into the redactor's folder, as an operator's command does."""
    with (settings.SEALMARK_HOME.keys_of("redactor") / FILE).open("a") as file:
        file.write(f"{line}\n")


@pytest.fixture
def labeled(scene: Scene) -> Scene:
    scene.ingest()
    scene.label()
    scene.review()
    return scene


class Page:
    """The exports page of a project, as one person has it open."""

    def __init__(self, scene: Scene, who: Account) -> None:
        self.browser = browser_of(who)
        self.path = f"/api/projects/{scene.line.project}/exports"

    def ask(self, **changes: Any) -> Any:  # noqa: ANN401 - an answer
        return self.browser.post(self.path, {**ASKED, **changes})

    def list(self) -> Any:  # noqa: ANN401 - what was answered
        return self.browser.get(self.path).json()

    def act(self, export: str, verb: str) -> Any:  # noqa: ANN401 - an answer
        return self.browser.post(f"{self.path}/{export}/{verb}", YES)

    def take(self, export: str, span: str = "bytes=0-1048575", **headers: str) -> Any:  # noqa: ANN401 - an answer
        return self.browser.send("GET", f"{self.path}/{export}/download", Range=span, **headers)


def test_an_export_is_asked_for_made_listed_and_taken_away(labeled: Scene) -> None:
    page = Page(labeled, labeled.admin)
    asked = page.ask()
    assert asked.status_code == 201
    labeled.run_jobs()
    (listed,) = page.list()
    assert (listed["id"], listed["state"], listed["mine"]) == (asked.json()["id"], "ready", True)
    taken = page.take(listed["id"])
    assert (taken.status_code, taken.content[:2]) == (206, b"PK")
    assert taken.headers["Content-Range"] == f"bytes 0-{listed['size'] - 1}/{listed['size']}"
    assert taken.headers["Cache-Control"] == "no-store"


def test_what_is_listed_holds_nothing_of_the_content_or_the_reason(labeled: Scene) -> None:
    page = Page(labeled, labeled.admin)
    page.ask(reason="Whitfield wants it.")
    labeled.run_jobs()
    told = page.browser.get(page.path).content.decode()
    for canary in ("Whitfield", "aspirin", "amoxicillin", "letter-1"):
        assert canary not in told


def notices(who: Account) -> list[str]:
    told = [one["kind"] for one in browser_of(who).get("/api/notices").json()]
    return [kind for kind in told if kind.startswith("export.")]


def test_who_asked_is_told_when_it_is_ready_and_a_steward_when_their_word_is_wanted(
    labeled: Scene,
) -> None:
    page = Page(labeled, labeled.admin)
    page.ask()
    labeled.run_jobs()
    assert notices(labeled.admin) == ["export.ready"]
    export = page.ask(content="aligned", recipient_key=a_recipient()).json()["id"]
    assert notices(labeled.steward) == ["export.approval-wanted"]
    Page(labeled, labeled.steward).act(export, "refuse")
    assert notices(labeled.admin) == ["export.refused", "export.ready"]


def test_nobody_says_yes_to_their_own_request(labeled: Scene) -> None:
    owner = Page(labeled, labeled.admin)
    give_stewardship(labeled)
    export = owner.ask(content="aligned", recipient_key=a_recipient()).json()["id"]
    for verb in ("approve", "refuse"):
        answer = owner.act(export, verb)
        assert answer.status_code == 403, verb
    (listed,) = owner.list()
    assert (listed["state"], listed["can_approve"]) == ("waiting_for_approval", False)


def give_stewardship(scene: Scene) -> None:
    """Make the admin a steward, too: what they hold is not what stops them."""
    path = f"/api/projects/{scene.line.project}/members"
    body = {"user_id": str(scene.admin.user), "role": "data_steward"}
    assert browser_of(scene.admin).post(path, body).status_code == 204


def test_a_steward_says_yes_and_it_is_made_for_a_listed_recipient(labeled: Scene) -> None:
    line = a_recipient()
    allow(line)
    page, steward = Page(labeled, labeled.admin), Page(labeled, labeled.steward)
    export = page.ask(content="aligned", recipient_key=line).json()["id"]
    assert steward.list()[0]["can_approve"] is True
    assert steward.act(export, "approve").status_code == 200
    labeled.run_jobs()
    assert page.list()[0]["state"] == "ready"


def test_an_export_to_a_recipient_that_is_not_listed_is_refused_though_approved(
    labeled: Scene,
) -> None:
    page, steward = Page(labeled, labeled.admin), Page(labeled, labeled.steward)
    allow(a_recipient())
    export = page.ask(content="aligned", recipient_key=a_recipient()).json()["id"]
    assert steward.act(export, "approve").status_code == 200
    labeled.run_jobs()
    (listed,) = page.list()
    assert listed["state"] == "failed"
    assert "known recipients only" in listed["failure"]
    assert page.take(export).status_code == 409


def test_a_refused_export_is_not_made(labeled: Scene) -> None:
    page, steward = Page(labeled, labeled.admin), Page(labeled, labeled.steward)
    export = page.ask(content="aligned", recipient_key=a_recipient()).json()["id"]
    assert steward.act(export, "refuse").status_code == 200
    assert labeled.run_jobs() == []
    assert page.list()[0]["state"] == "refused"
    assert page.take(export).status_code == 409


def test_a_steward_sees_exports_and_takes_none_away(labeled: Scene) -> None:
    page, steward = Page(labeled, labeled.admin), Page(labeled, labeled.steward)
    export = page.ask().json()["id"]
    labeled.run_jobs()
    assert [one["id"] for one in steward.list()] == [export]
    assert steward.ask().status_code == 403
    assert steward.take(export).status_code == 403


@pytest.mark.parametrize("role", [ProjectRole.LABELER, ProjectRole.REVIEWER])
def test_who_works_on_tasks_learns_nothing_of_exports(labeled: Scene, role: ProjectRole) -> None:
    export = Page(labeled, labeled.admin).ask().json()["id"]
    labeled.run_jobs()
    worker = an_account(password=None)
    join(labeled.admin, labeled.line.project, worker, role)
    page = Page(labeled, worker)
    answers = [page.browser.get(page.path), page.ask(), page.take(export)]
    answers += [page.act(export, "approve"), page.act(export, "refuse")]
    assert {answer.status_code for answer in answers} == {403}
    assert not [answer for answer in answers if export in answer.content.decode()]


def test_an_export_of_another_project_is_as_absent_as_none(labeled: Scene) -> None:
    export = Page(labeled, labeled.admin).ask().json()["id"]
    labeled.run_jobs()
    other = an_account(password=None)
    project = a_project(other, an_organization(other))
    own = f"/api/projects/{project}/exports"
    browser = browser_of(other)
    for method, verb, body in (
        ("GET", "download", None),
        ("POST", "approve", YES),
        ("POST", "refuse", YES),
    ):
        answers = [
            browser.send(method, f"{own}/{number}/{verb}", body) for number in (export, new_uuid())
        ]
        assert answers[0].status_code == answers[1].status_code
        assert answers[0].content == answers[1].content
    elsewhere = f"/api/projects/{labeled.line.project}/exports/{export}/download"
    nowhere = f"/api/projects/{new_uuid()}/exports/{new_uuid()}/download"
    told, nothing = browser.get(elsewhere), browser.get(nowhere)
    assert (told.status_code, told.content, dict(told.headers)) == (
        404,
        nothing.content,
        dict(nothing.headers),
    )
