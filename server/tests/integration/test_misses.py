"""Somebody at work sees what should be hidden: it is gone for everyone, at once and for good."""

# SPDX-License-Identifier: Apache-2.0
from typing import Any

import lines
import pytest
import yaml
from django_fixture import ActAs
from integration.export.scene import Scene, make_scene
from integration.identity.people import browser_of
from integration.isolation.statements import rows
from integration.test_recall import Desk, asset_of
from integration.test_taken_back import SEEN, TEXT, draft, look, quoted, run, span

from sealmark.access.domain import ProjectRole
from sealmark.infra import scope


@pytest.fixture
def scene(database: str, acting_as: ActAs) -> Scene:
    _ = database
    made = make_scene(acting_as)
    made.ingest([TEXT])
    return made


@pytest.fixture
def desk(scene: Scene) -> Desk:
    return Desk(scene, ProjectRole.LABELER)


def report(desk: Desk, words: str | None = SEEN, kind: str = "OTHER") -> Any:  # noqa: ANN401 - an answer
    start = desk.text.index(words) if words else 0
    place = {"start": start, "end": start + len(words)} if words else None
    return desk.act(("POST", "/report", {"place": place, "kind": kind}))


def incidents(scene: Scene) -> dict[str, Any]:
    answer = browser_of(scene.steward).get(f"/api/projects/{scene.line.project}/incidents")
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def step(scene: Scene, state: str, reason: str = "Looked at.") -> Any:  # noqa: ANN401 - an answer
    (one,) = incidents(scene)["items"]
    path = f"/api/projects/{scene.line.project}/incidents/{one['id']}/steps"
    return browser_of(scene.steward).post(path, {"state": state, "reason": reason})


def release(scene: Scene, asset: str) -> None:
    path = f"/api/projects/{scene.line.project}/quarantine/{asset}/release"
    assert browser_of(scene.steward).post(path, {"reason": "Looked at."}).status_code == 200
    run(scene)


def test_a_report_takes_the_text_from_everybody_before_it_is_answered(
    scene: Scene, desk: Desk
) -> None:
    assert report(desk).status_code == 204
    again = desk.act(("GET", "", None))
    assert (again.status_code, again.json()["error"]) == (409, "taken-back")
    assert desk.next().status_code == 204
    with scope.project(scene.line.project):
        assert rows("SELECT count(*) FROM workflow_lease WHERE ended_at IS NULL") == [(0,)]
        assert rows("SELECT reason FROM redaction_recall") == [("reported",)]
    assert scene.events("incident.opened") == 1


def test_the_place_is_hidden_wherever_it_stands_and_the_text_waits_for_the_steward(
    scene: Scene, desk: Desk
) -> None:
    assert report(desk).status_code == 204
    run(scene)
    assert lines.counts(scene.line) == {"quarantined": 1}
    held = look(scene, asset_of(scene, desk.task))
    assert SEEN not in held["text"]
    assert held["reason"].split()[0] == "reported"


def test_the_steward_sees_the_incident_and_nothing_of_the_text(scene: Scene, desk: Desk) -> None:
    assert report(desk).status_code == 204
    run(scene)
    answer = incidents(scene)
    (one,) = answer["items"]
    assert (one["state"], one["kind"], one["length"]) == ("open", "OTHER", len(SEEN))
    assert one["reporter"] != str(desk.account.user)
    assert answer["open"] == 1
    assert SEEN not in str(answer)


def test_labels_survive_a_report(scene: Scene, desk: Desk) -> None:
    draft(desk, [span(desk.text, "aspirin"), span(desk.text, SEEN, "dose")])
    assert report(desk).status_code == 204
    run(scene)
    release(scene, asset_of(scene, desk.task))
    work = desk.next().json()
    assert work["task_id"] == desk.task
    assert quoted(work)["aspirin"] == "aspirin"
    assert len(quoted(work)) == 2
    assert SEEN not in work["text"]


def test_a_reviewer_reports_too_and_the_labels_under_review_survive(scene: Scene) -> None:
    assert scene.label() == 1
    reviewer = Desk(scene, ProjectRole.REVIEWER)
    assert report(reviewer).status_code == 204
    run(scene)
    release(scene, asset_of(scene, reviewer.task))
    work = reviewer.next().json()
    assert SEEN not in work["text"]
    assert list(quoted(work).values()) == ["aspirin"]


def test_the_whole_text_can_be_reported(scene: Scene, desk: Desk) -> None:
    assert report(desk, words=None).status_code == 204
    run(scene)
    assert look(scene, asset_of(scene, desk.task))["text"] == "[OTHER_1]"


def test_a_miss_becomes_a_test_case_whose_place_never_leaves_the_raw_zone(
    scene: Scene, desk: Desk
) -> None:
    assert report(desk).status_code == 204
    run(scene)
    assert incidents(scene)["cases"] == [{"kind": "OTHER", "total": 1, "found": 0}]
    with scene.acting_as("redactor"), scope.project(scene.line.project):
        ((body,),) = rows("SELECT body FROM redaction_case")
    assert str(TEXT.index(SEEN)).encode() not in bytes(body)


def test_a_policy_that_knows_the_words_finds_the_case(scene: Scene, desk: Desk) -> None:
    assert report(desk).status_code == 204
    run(scene)
    policy = browser_of(scene.steward).get(f"/api/projects/{scene.line.project}/policy").json()
    document = yaml.safe_load(policy["yaml"])
    document["kinds"]["ROLE"] = "token"
    document["dictionaries"] = [{"kind": "ROLE", "words": [SEEN]}]
    changed = yaml.safe_dump(document)
    answer = browser_of(scene.steward).post(
        f"/api/projects/{scene.line.project}/policy", {"yaml": changed, "reason": "Missed."}
    )
    assert answer.status_code == 200, answer.content
    run(scene)
    assert incidents(scene)["cases"] == [{"kind": "OTHER", "total": 1, "found": 1}]


def test_a_dismissed_miss_is_shown_again_and_is_no_case_any_more(scene: Scene, desk: Desk) -> None:
    assert report(desk).status_code == 204
    run(scene)
    assert step(scene, "dismissed", "A trade, no name.").status_code == 204
    run(scene)
    answer = incidents(scene)
    assert answer["cases"] == []
    assert [one["reason"] for one in answer["items"][0]["steps"]] == ["A trade, no name."]
    asset = asset_of(scene, desk.task)
    assert SEEN in look(scene, asset)["text"]
    release(scene, asset)
    assert SEEN in desk.next().json()["text"]


def test_an_incident_goes_from_state_to_state_with_reasons_and_only_forward(
    scene: Scene, desk: Desk
) -> None:
    assert report(desk).status_code == 204
    assert step(scene, "closed").status_code == 409
    assert step(scene, "confirmed", " ").status_code == 422
    assert step(scene, "confirmed").status_code == 204
    assert step(scene, "confirmed").status_code == 409
    assert step(scene, "closed").status_code == 204
    assert [scene.events(f"incident.{word}") for word in ("confirmed", "closed")] == [1, 1]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"place": {"start": 5, "end": 5}, "kind": "NAME"}, 422),
        ({"place": {"start": 0, "end": 100_000}, "kind": "NAME"}, 422),
        ({"place": {"start": -1, "end": 2}, "kind": "NAME"}, 422),
        ({"place": None, "kind": "Anna Berg"}, 422),
        ({"place": {"start": "x", "end": 2}}, 422),
        ({"note": "Anna Berg"}, 422),
    ],
)
def test_a_report_that_says_nothing_takes_nothing_back(
    body: dict[str, Any], status: int, desk: Desk
) -> None:
    answer = desk.act(("POST", "/report", body))
    assert answer.status_code == status
    assert "Anna" not in answer.content.decode()
    assert desk.act(("GET", "", None)).status_code == 200


def test_only_who_has_the_text_reports_it(scene: Scene, desk: Desk) -> None:
    scene.ingest(["The patient takes metformin in the evening and has slept well all week."])
    other = Desk(scene, ProjectRole.LABELER)
    answer = other.browser.post(f"{other.path}/{desk.task}/report", {})
    assert answer.status_code == 404
    assert desk.act(("GET", "", None)).status_code == 200


def test_a_labeler_sees_no_incidents(scene: Scene, desk: Desk) -> None:
    answer = desk.browser.get(f"/api/projects/{scene.line.project}/incidents")
    assert answer.status_code == 403
