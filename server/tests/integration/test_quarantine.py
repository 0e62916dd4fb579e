"""The quarantine at work: narrowed, walked page by page, many decided at once, wishes."""

# SPDX-License-Identifier: Apache-2.0
from typing import Any

import lines
import pytest
from django_fixture import ActAs
from integration.export.scene import Scene, make_scene
from integration.identity.people import Browser, an_account, browser_of, join
from integration.isolation.statements import rows
from integration.test_doubts import TEXT as DOUBTFUL
from integration.test_recall import recall
from integration.test_taken_back import look, run

from sealmark.access.domain import ProjectRole
from sealmark.infra import scope
from sealmark.redaction import selectors as policies
from sealmark.redaction.selectors import HeldOrder, HeldWanted

READY = "The patient takes aspirin and reports no pain at all in the left knee this week."
FRENCH = [
    "Le patient prend de l'aspirine tous les matins et n'a plus de douleurs depuis une semaine.",
    "Le patient dort bien toutes les nuits et ne prend plus rien contre la fièvre depuis hier.",
]
TEXTS = [READY, *FRENCH, DOUBTFUL, DOUBTFUL.replace("kx77", "zq42")]


class Desk:
    """A project with four texts held back, and its steward's browser."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.at = f"/api/projects/{scene.line.project}"
        self.steward: Browser = browser_of(scene.steward)

    def held(self, **wanted: object) -> list[dict[str, Any]]:
        """What is listed when it is narrowed so."""
        return list(self.page(**wanted)["items"])

    def page(self, **wanted: object) -> dict[str, Any]:
        words = "&".join(f"{name}={value}" for name, value in wanted.items())
        answer = self.steward.get(f"{self.at}/quarantine?{words}")
        assert answer.status_code == 200, answer.content
        found: dict[str, Any] = answer.json()
        return found

    def waiting(self) -> dict[str, Any]:
        found: dict[str, Any] = self.steward.get(f"{self.at}/quarantine/waiting").json()
        return found

    def together(self, act: str, *, reason: str = "As agreed.", **chosen: Any) -> Any:  # noqa: ANN401 - an answer
        return self.steward.post(f"{self.at}/quarantine/{act}", {**chosen, "reason": reason})

    def act(self, act: str, **chosen: Any) -> dict[str, Any]:  # noqa: ANN401 - what the route takes
        """Decide about many, have the redactor carry it out, and return what was answered."""
        answer = self.together(act, **chosen)
        assert answer.status_code == 200, answer.content
        run(self.scene)
        found: dict[str, Any] = answer.json()
        return found

    def ids(self, **wanted: object) -> list[str]:
        return [one["asset_id"] for one in self.held(**wanted)]


@pytest.fixture
def desk(database: str, acting_as: ActAs) -> Desk:
    _ = database
    scene = make_scene(acting_as)
    scene.ingest(TEXTS)
    return Desk(scene)


# ---- the list


def test_what_waits_is_listed_with_its_doubts_by_kind_and_without_a_word_of_it(desk: Desk) -> None:
    listed = desk.held()
    assert len(listed) == 4
    doubtful = [one for one in listed if "language" not in one["reason"]]
    assert all(one["doubts"] and one["risk"] > 0 for one in doubtful)
    assert not any(word in str(listed) for word in ("oddhost", "48213", "aspirine", "Kowal"))


def test_the_list_is_narrowed_by_everything_that_is_counted(desk: Desk) -> None:
    counted = desk.waiting()
    assert (counted["waiting"], counted["aside"]) == (4, 0)
    for facet, name in (("reasons", "reason"), ("kinds", "kind"), ("languages", "language")):
        assert counted[facet]
        for one in counted[facet]:
            assert len(desk.held(**{name: one["value"]})) == one["count"], (facet, one)
    (dataset,) = counted["datasets"]
    assert len(desk.held(dataset=dataset["id"])) == dataset["count"] == 4
    risks = [one["risk"] for one in desk.held()]
    assert len(desk.held(risk=max(risks))) == risks.count(max(risks))
    assert desk.held(hours=1) == []
    assert len(desk.held(hours=0)) == 4


@pytest.mark.parametrize("order", ["oldest", "newest", "riskiest", "safest"])
def test_pages_go_on_where_the_last_one_ended_in_every_order(desk: Desk, order: str) -> None:
    whole, project = desk.ids(order=order), desk.scene.line.project
    wanted = HeldWanted(order=HeldOrder(order))
    with scope.project(project):
        first = policies.quarantined(project, wanted, most=3)
        rest = policies.quarantined(project, wanted, cursor=first.cursor, most=3)
    assert [str(one.asset) for one in (*first.rows, *rest.rows)] == whole
    assert rest.cursor is None


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("cursor=yesterday", "cursor"),
        ("order=loudest", "order"),
        ("risk=2", "risk"),
        ("hours=-1", "hours"),
        ("dataset=all", "dataset"),
        ("reason=" + "x" * 65, "reason"),
    ],
)
def test_a_list_that_cannot_be_is_refused_by_field(desk: Desk, query: str, field: str) -> None:
    answer = desk.steward.get(f"{desk.at}/quarantine?{query}")
    assert answer.status_code == 422
    assert field in answer.content.decode()


def test_what_is_recalled_is_listed_at_once_and_what_is_released_is_not(desk: Desk) -> None:
    with scope.project(desk.scene.line.project):
        ((ready,),) = rows("SELECT id FROM assets_asset WHERE state = 'ready'")
    assert recall(desk.scene, str(ready)).status_code == 200
    run(desk.scene)
    (listed,) = desk.held(reason="recalled")
    assert listed["asset_id"] == str(ready)
    path = f"{desk.at}/quarantine/{ready}/release"
    assert desk.steward.post(path, {"reason": "Nothing in it."}).status_code == 200
    run(desk.scene)
    assert str(ready) not in desk.ids()
    said = desk.steward.get(f"{desk.at}/quarantine/{ready}/decisions").json()
    assert [one["kind"] for one in said] == ["release", "recall"]
    assert said[0]["reason"] == "Nothing in it."
    assert said[0]["by"] != str(desk.scene.steward.user)


# ---- many at once


def test_hidden_doubts_are_gone_and_the_texts_stay_held_until_they_are_released(
    desk: Desk,
) -> None:
    doubtful = [one["asset_id"] for one in desk.held() if "language" not in one["reason"]]
    before = {one["asset_id"]: one for one in desk.held()}
    taken = desk.act("hide-doubts", assets=doubtful)
    assert (taken["taken"], taken["left"], taken["more"]) == (2, [], False)
    after = {one["asset_id"]: one for one in desk.held()}
    assert after.keys() == before.keys()
    for asset in doubtful:
        assert after[asset]["reason"].startswith("hidden-more")
        assert after[asset]["risk"] < before[asset]["risk"]
        assert after[asset]["since"] == before[asset]["since"]
    released = desk.act("release", assets=doubtful)
    assert released["taken"] == 2
    assert lines.counts(desk.scene.line) == {"ready": 3, "quarantined": 2}
    assert desk.scene.events("quarantine.hide-doubts") == 2
    assert desk.scene.events("quarantine.release") == 2
    assert desk.scene.events("renditions.released") == 2


def test_what_somebody_must_look_at_is_never_released_with_others(desk: Desk) -> None:
    with scope.project(desk.scene.line.project):
        ((ready,),) = rows("SELECT id FROM assets_asset WHERE state = 'ready'")
    recall(desk.scene, str(ready))
    run(desk.scene)
    taken = desk.act("release", matching={})
    left = {one["value"]: one["count"] for one in taken["left"]}
    assert left == {"language": 2, "recalled": 1} or left["recalled"] == 1
    assert sum(left.values()) + taken["taken"] == 5
    held = {one["asset_id"]: one["reason"] for one in desk.held()}
    assert str(ready) in held
    assert sum("language" in reason for reason in held.values()) == 2


def test_texts_are_set_aside_and_put_back_and_stay_held_all_the_while(desk: Desk) -> None:
    one, *others = desk.ids()
    assert desk.act("aside", assets=[one])["taken"] == 1
    assert set(desk.ids()) == set(others)
    assert desk.ids(aside="true") == [one]
    assert desk.waiting()["aside"] == 1
    again = desk.act("aside", assets=[one])
    assert (again["taken"], again["left"]) == (0, [{"value": "aside-already", "count": 1}])
    assert lines.counts(desk.scene.line)["quarantined"] == 4
    assert desk.act("back", matching={"aside": True})["taken"] == 1
    assert desk.ids(aside="true") == []
    assert desk.scene.events("quarantine.aside") == desk.scene.events("quarantine.back") == 1


def test_a_decision_about_many_stops_and_goes_on(desk: Desk) -> None:
    doubtful = [one["asset_id"] for one in desk.held() if "language" not in one["reason"]]
    job = desk.together("release", assets=doubtful).json()["job_id"]
    stop = f"{desk.at}/quarantine/jobs/{job}/stop"
    assert desk.steward.post(stop).status_code == 204
    run(desk.scene)
    assert desk.steward.get(f"{desk.at}/jobs/{job}").json()["state"] == "cancelled"
    assert lines.counts(desk.scene.line)["quarantined"] == 4
    assert desk.steward.post(stop).status_code == 409
    resume = f"{desk.at}/quarantine/jobs/{job}/resume"
    assert desk.steward.post(resume).status_code == 204
    run(desk.scene)
    assert lines.counts(desk.scene.line)["quarantined"] == 2
    assert desk.steward.post(resume).status_code == 409
    for word in ("stopped", "resumed"):
        assert desk.scene.events(f"quarantine.{word}") == 1
    for asset in doubtful:
        (said,) = desk.steward.get(f"{desk.at}/quarantine/{asset}/decisions").json()
        assert said["reason"] == "As agreed."


def test_whoever_is_about_to_release_many_is_told_how_many_nobody_has_opened(desk: Desk) -> None:
    doubtful = [one["asset_id"] for one in desk.held() if "language" not in one["reason"]]

    def foreseen() -> tuple[int, int, list[str]]:
        path = f"{desk.at}/quarantine/release/foreseen"
        told = desk.steward.post(path, {"matching": {}}).json()
        return told["taken"], told["unseen"], [one["value"] for one in told["left"]]

    assert foreseen() == (2, 2, ["language"])
    look(desk.scene, doubtful[0])
    assert foreseen() == (2, 1, ["language"])
    desk.act("hide-doubts", assets=doubtful)
    assert foreseen() == (2, 2, ["language"])
    assert lines.counts(desk.scene.line)["quarantined"] == 4


def test_what_changed_meanwhile_is_passed_by(desk: Desk) -> None:
    doubtful = [one["asset_id"] for one in desk.held() if "language" not in one["reason"]]
    path = f"{desk.at}/quarantine/{doubtful[0]}/release"
    assert desk.steward.post(path, {"reason": "First."}).status_code == 200
    job = desk.together("release", assets=doubtful).json()["job_id"]
    run(desk.scene)
    told = desk.steward.get(f"{desk.at}/jobs/{job}").json()
    assert (told["state"], told["done"], told["problems"]) == ("done", 2, 1)
    with scope.project(desk.scene.line.project):
        assert rows("SELECT count(*) FROM redaction_clearance") == [(3,)]


@pytest.mark.parametrize(
    "body",
    [
        {"assets": [], "reason": "No texts."},
        {"assets": ["7"], "reason": "No id."},
        {"matching": {"whose": "mine"}, "reason": "Unknown."},
        {"matching": {}, "reason": " "},
        {"matching": {}, "reason": "x" * 2_001},
        {"matching": {}},
    ],
)
@pytest.mark.parametrize("act", ["release", "hide-doubts", "aside", "back", "wishes"])
def test_a_decision_without_texts_or_reason_changes_nothing(
    desk: Desk, act: str, body: dict[str, Any]
) -> None:
    answer = desk.steward.post(f"{desk.at}/quarantine/{act}", body)
    assert answer.status_code == 422, answer.content
    assert lines.counts(desk.scene.line)["quarantined"] == 4


def test_both_names_and_a_filter_are_refused(desk: Desk) -> None:
    assert desk.together("aside", assets=desk.ids()[:1], matching={}).status_code == 422


# ---- a look ahead


def test_a_look_ahead_counts_as_a_look_only_once_it_is_fetched(desk: Desk) -> None:
    asset = desk.ids()[0]
    view = desk.steward.post(f"{desk.at}/quarantine/{asset}/view?ahead=true").json()
    run(desk.scene)
    assert desk.scene.events("quarantine.prepared") == 1
    assert desk.scene.events("quarantine.viewed") == 0
    path = f"{desk.at}/quarantine/{asset}/view/{view['view_id']}"
    assert desk.steward.get(path).status_code == 200
    assert desk.scene.events("quarantine.viewed") == 1


# ---- wishes


def test_a_wish_waits_in_the_studio_with_kinds_and_counts_and_without_a_word(desk: Desk) -> None:
    wished = desk.together("wishes", matching={}, reason="Hosts are always ours.")
    assert wished.status_code == 201
    (wish,) = desk.steward.get(f"{desk.at}/policy/wishes").json()
    assert (wish["texts"], wish["reason"]) == (4, "Hosts are always ours.")
    assert wish["kinds"]
    assert wish["places"] > 0
    assert "language" in wish["causes"]
    assert "oddhost" not in str(wish)
    with scope.project(desk.scene.line.project):
        ((kept,),) = rows("SELECT reason FROM redaction_wish")
    assert b"Hosts" not in bytes(kept)
    close = f"{desk.at}/policy/wishes/{wish['id']}/close"
    assert desk.steward.post(close, {"state": "open"}).status_code == 422
    assert desk.steward.post(close, {"state": "done"}).status_code == 204
    assert desk.steward.post(close, {"state": "declined"}).status_code == 409
    assert desk.steward.get(f"{desk.at}/policy/wishes").json() == []
    assert desk.scene.events("policy.wished") == desk.scene.events("policy.wish-closed") == 1


# ---- who may


@pytest.mark.parametrize("role", [ProjectRole.LABELER, ProjectRole.REVIEWER])
def test_people_at_work_are_told_nothing_and_change_nothing(desk: Desk, role: ProjectRole) -> None:
    person = an_account(password=None)
    join(desk.scene.admin, desk.scene.line.project, person, role)
    browser, asset = browser_of(person), desk.ids()[0]
    for path in ("", "/waiting", f"/{asset}/decisions"):
        assert browser.get(f"{desk.at}/quarantine{path}").status_code == 403
    for act in ("release", "hide-doubts", "aside", "back", "wishes"):
        body = {"assets": [asset], "reason": "Mine."}
        assert browser.post(f"{desk.at}/quarantine/{act}", body).status_code == 403
    body = {"assets": [asset]}
    assert browser.post(f"{desk.at}/quarantine/release/foreseen", body).status_code == 403
    assert browser.get(f"{desk.at}/policy/wishes").status_code == 403
    assert len(desk.ids()) == 4


def test_a_steward_of_another_project_reaches_nothing_here(desk: Desk, acting_as: ActAs) -> None:
    other = Desk(make_scene(acting_as))
    mine = desk.ids()
    for act in ("release", "hide-doubts", "aside"):
        taken = other.together(act, assets=mine).json()
        assert (taken["taken"], taken["left"]) == (0, [])
        answer = other.steward.post(
            f"{desk.at}/quarantine/{act}", {"assets": mine, "reason": "Mine."}
        )
        assert answer.status_code == 404
    assert other.together("wishes", assets=mine).status_code == 404
    assert other.steward.get(f"{other.at}/quarantine/{mine[0]}/decisions").json() == []
    assert other.waiting()["waiting"] == 0
    assert len(desk.ids()) == 4
