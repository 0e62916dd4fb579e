"""The privacy dashboard: counts of one moment, rounded where nobody opens the quarantine."""

# SPDX-License-Identifier: Apache-2.0
import json
from typing import Any
from uuid import UUID

import pytest
from django_fixture import ActAs
from integration.export.scene import Scene, make_scene
from integration.identity.people import Account, an_account, browser_of, join
from integration.isolation.statements import rows
from integration.test_doubts import TEXT as DOUBTFUL
from integration.test_misses import report
from integration.test_recall import Desk
from integration.test_taken_back import SEEN, TEXT, run

from sealmark.access.domain import ProjectRole
from sealmark.infra import scope
from sealmark.infra.models import Job
from sealmark.redaction.evaluation_set import evaluation_set
from sealmark.redaction.selectors import Rate

READY = "The patient takes aspirin and reports no pain at all in the left knee this week."


@pytest.fixture
def scene(database: str, acting_as: ActAs) -> Scene:
    _ = database
    made = make_scene(acting_as)
    made.ingest([TEXT, READY, DOUBTFUL])
    return made


def dashboard(scene: Scene, who: Account | None = None, query: str = "") -> dict[str, Any]:
    path = f"/api/projects/{scene.line.project}/privacy{query}"
    answer = browser_of(who or scene.steward).get(path)
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def count(scene: Scene) -> None:
    path = f"/api/projects/{scene.line.project}/privacy/count"
    assert browser_of(scene.steward).post(path).status_code == 202
    scene.count()


def words(found: list[dict[str, Any]]) -> dict[str, int]:
    return {one["word"]: one["count"] for one in found}


def test_what_was_never_counted_says_so_and_is_counted_once_however_often_it_is_asked_for(
    scene: Scene,
) -> None:
    before = dashboard(scene)
    assert (before["counted_at"], before["stale"], before["assets"]) == (None, True, [])
    path = f"/api/projects/{scene.line.project}/privacy/count"
    for _ in range(3):
        assert browser_of(scene.steward).post(path).status_code == 202
    with scope.project(scene.line.project):
        assert Job.objects.filter(kind="oversight.count").count() == 1
    assert dashboard(scene)["counting"] is True
    scene.count()
    after = dashboard(scene)
    assert (after["stale"], after["counting"], after["exact"]) == (False, False, True)


def test_the_figures_are_those_of_the_project(scene: Scene) -> None:
    desk = Desk(scene, ProjectRole.LABELER)
    if SEEN not in desk.text:
        desk.act(("POST", "/skip", {"reason": "other"}))
        desk = Desk(scene, ProjectRole.LABELER)
    assert report(desk).status_code == 204
    run(scene)
    count(scene)
    found = dashboard(scene)
    states = {(one["state"]): 0 for one in found["assets"]}
    for one in found["assets"]:
        states[one["state"]] += one["count"]
    assert states == {"ready": 1, "quarantined": 2}
    assert words(found["causes"])["reported"] == 1
    assert words(found["missed_kinds"]) == {"OTHER": 1}
    assert sum(one["waiting"] for one in found["ages"]) == 2
    assert {one["kind"] for one in found["kinds"]} >= {"NAME"}
    (today,) = found["days"]
    assert (today["came"], today["missed"], today["recalled"]) == (3, 1, 1)
    assert today["exposed"] == sum(int(k) * n for k, n in words(found["seen_by"]).items())
    assert found["viewers"] >= 1


def test_counting_again_leaves_one_set_of_figures(scene: Scene) -> None:
    count(scene)
    first = dashboard(scene)
    count(scene)
    with scope.project(scene.line.project):
        assert rows("SELECT count(*) FROM oversight_snapshot") == [(1,)]
        assert rows(
            "SELECT count(*) FROM oversight_figure f WHERE NOT EXISTS"
            " (SELECT FROM oversight_snapshot s WHERE s.id = f.snapshot_id)"
        ) == [(0,)]
    again = dashboard(scene)
    assert {**again, "counted_at": None} == {**first, "counted_at": None}


def test_a_range_of_days_holds_what_has_a_day_within_it(scene: Scene) -> None:
    count(scene)
    (today,) = dashboard(scene)["days"]
    assert dashboard(scene, query="?last=2020-01-01")["days"] == []
    assert dashboard(scene, query=f"?first={today['day']}")["days"] == [today]
    refused = browser_of(scene.steward).get(
        f"/api/projects/{scene.line.project}/privacy?first=2026-02-01&last=2026-01-01"
    )
    assert (refused.status_code, refused.json()["field"]) == (422, "first")


def test_who_cannot_open_the_quarantine_is_told_fives_only(scene: Scene) -> None:
    count(scene)
    found = dashboard(scene, scene.admin)
    assert found["exact"] is False
    numbers = _numbers({k: v for k, v in found.items() if k not in {"counted_at", "seen_by"}})
    assert numbers
    assert all(number % 5 == 0 for number in numbers), numbers


def _numbers(value: object) -> list[int]:
    if isinstance(value, bool):
        return []
    if isinstance(value, int):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [number for part in parts for number in _numbers(part)]


@pytest.mark.parametrize(
    "role", [ProjectRole.LABELER, ProjectRole.REVIEWER, ProjectRole.TEAM_MANAGER]
)
def test_others_are_told_nothing(scene: Scene, role: ProjectRole) -> None:
    person = an_account(password=None)
    join(scene.admin, scene.line.project, person, role)
    base = f"/api/projects/{scene.line.project}"
    for path in ("/privacy", "/policy/measured"):
        assert browser_of(person).get(base + path).status_code == 403
    for path in ("/privacy/count", "/policy/versions/1/measure"):
        assert browser_of(person).post(base + path).status_code == 403


def test_a_steward_of_another_project_is_told_that_there_is_none(
    scene: Scene, acting_as: ActAs
) -> None:
    count(scene)
    other = make_scene(acting_as)
    base = f"/api/projects/{scene.line.project}"
    assert browser_of(other.steward).get(f"{base}/privacy").status_code == 404
    count(other)
    assert dashboard(other)["kinds"] == []


def test_no_figure_holds_a_word_of_a_text_nor_anybody(scene: Scene) -> None:
    desk = Desk(scene, ProjectRole.LABELER)
    count(scene)
    told = json.dumps([dashboard(scene), dashboard(scene, scene.admin)])
    for secret in ("aspirin", "oddhost", SEEN, str(desk.account.user), str(scene.steward.user)):
        assert secret not in told
    with scope.project(scene.line.project):
        kept = rows("SELECT name, first, second FROM oversight_figure")
    assert not [one for row in kept for one in row if _is_id(one)]


def _is_id(word: str) -> bool:
    try:
        UUID(word)
    except ValueError:
        return False
    return True


# ---- measured


def test_a_version_is_measured_on_made_up_texts_and_says_how_sure_it_is(scene: Scene) -> None:
    base = f"/api/projects/{scene.line.project}/policy"
    steward = browser_of(scene.steward)
    assert steward.get(f"{base}/measured").json() == []
    asked = steward.post(f"{base}/versions/1/measure")
    again = steward.post(f"{base}/versions/1/measure")
    assert asked.status_code == again.status_code == 202
    assert asked.json() == again.json()
    run(scene)
    (one,) = steward.get(f"{base}/measured").json()
    planted = sum(len(text.places) for text in evaluation_set())
    assert (one["number"], one["recall"]["whole"]) == (1, planted)
    assert one["recall"]["low"] < one["recall"]["value"] < one["recall"]["high"] <= 1
    assert one["recall"]["value"] > 0.8
    assert 0.5 < one["precision"]["value"] <= 1
    assert one["words"]["value"] < 0.2
    assert sum(kind["recall"]["whole"] for kind in one["kinds"]) == planted
    assert steward.post(f"{base}/versions/9/measure").status_code == 404
    assert scene.events("policy.measuring") == scene.events("policy.measured") == 1


def test_the_set_is_the_same_each_time_and_its_places_hold_what_they_say() -> None:
    first, second = evaluation_set(), evaluation_set()
    assert [one.text for one in first] == [one.text for one in second]
    for one in first:
        for start, end, kind in one.places:
            value = one.text[start:end]
            assert value == value.strip() != ""
            assert kind != "EMAIL" or "@example." in value


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(0, 0, 0.0, 1.0), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (8, 10, 0.4902, 0.9433)],
)
def test_an_interval_is_wilsons(part: int, whole: int, low: float, high: float) -> None:
    found = Rate(part=part, whole=whole).interval
    assert found == pytest.approx((low, high), abs=5e-4)
