"""What was taken back comes again with more hidden, and nobody's labels are lost on the way."""

# SPDX-License-Identifier: Apache-2.0
import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import lines
import pytest
from django_fixture import ActAs
from integration.export.scene import Scene, make_scene, verify
from integration.identity.people import Account, an_account, browser_of, join
from integration.isolation.statements import rows
from integration.test_doubts import TEXT as DOUBTFUL
from integration.test_recall import Desk, asset_of, recall

from sealmark.access.domain import ProjectRole
from sealmark.infra import scope

TEXT = (
    "Patient John Smith, the only lighthouse keeper around, takes aspirin and reports no pain"
    " at all in the left knee this week."
)
SEEN = "lighthouse keeper"
"""What the redactor leaves in the text, and should have hidden."""


@pytest.fixture
def scene(database: str, acting_as: ActAs) -> Scene:
    _ = database
    made = make_scene(acting_as)
    made.ingest([TEXT])
    return made


def span(text: str, words: str, class_id: str = "drug") -> dict[str, Any]:
    start = text.index(words)
    return {
        "id": words.replace(" ", "-")[:20],
        "start": start,
        "end": start + len(words),
        "class_id": class_id,
        "attributes": {},
    }


def quoted(work: dict[str, Any]) -> dict[str, str]:
    """Return what each label on a desk stands on."""
    spans = (work["document"] or {"spans": []})["spans"]
    return {one["id"]: work["text"][one["start"] : one["end"]] for one in spans}


def go_through(scene: Scene, asset: str, *, hide: str = SEEN) -> None:
    """Recall an asset, hide more of it and release it, as a steward does in the browser."""
    assert recall(scene, asset).status_code == 200
    run(scene)
    steward = browser_of(scene.steward)
    base = f"/api/projects/{scene.line.project}/quarantine/{asset}"
    if hide:
        view = look(scene, asset)
        start = view["text"].index(hide)
        places = [{"start": start, "end": start + len(hide), "kind": "OTHER"}]
        answer = steward.post(f"{base}/hide", {"places": places, "reason": "There is only one."})
        assert answer.status_code == 200, answer.content
        run(scene)
    assert steward.post(f"{base}/release", {"reason": "Looked at."}).status_code == 200
    run(scene)


def look(scene: Scene, asset: str) -> dict[str, Any]:
    steward = browser_of(scene.steward)
    base = f"/api/projects/{scene.line.project}/quarantine/{asset}/view"
    view = steward.post(base).json()["view_id"]
    run(scene)
    answer = steward.get(f"{base}/{view}")
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def run(scene: Scene) -> None:
    with scene.acting_as("redactor"):
        lines.run_jobs(scene.line)
    with scope.project(scene.line.project):
        assert rows("SELECT kind, failure FROM infra_job WHERE state = 'failed'") == []


def draft(desk: Desk, spans: list[dict[str, Any]]) -> None:
    body = {"key": "d1", "seq": 1, "document": {"spans": spans, "answers": []}}
    assert desk.act(("PUT", "/draft", body)).status_code == 200


def submit(desk: Desk, spans: list[dict[str, Any]]) -> None:
    body = {"key": "s1", "document": {"spans": spans, "answers": []}}
    assert desk.act(("POST", "/submit", body)).status_code == 200


@pytest.mark.parametrize("how", ["suspended", "ended"])
def test_work_of_somebody_who_is_gone_goes_to_somebody_else(scene: Scene, how: str) -> None:
    desk = Desk(scene, ProjectRole.LABELER)
    draft(desk, [span(desk.text, "aspirin")])
    column = (
        "tenancy_membership SET suspended_at"
        if how == "suspended"
        else ("tenancy_project_member SET ended_at")
    )
    with scope.organization(scene.line.organization):
        rows(f"UPDATE {column} = now() WHERE user_id = %s", [desk.account.user])
    go_through(scene, asset_of(scene, desk.task))
    other = an_account(password=None)
    join(scene.admin, scene.line.project, other, ProjectRole.LABELER)
    answer = browser_of(other).post(f"{desk.path}/next", {"duty": "label"})
    assert answer.status_code == 200
    assert answer.json()["task_id"] == desk.task


def test_a_recall_ends_the_lease_in_its_own_transaction_and_says_so(scene: Scene) -> None:
    desk = Desk(scene, ProjectRole.LABELER)
    assert recall(scene, asset_of(scene, desk.task)).status_code == 200
    with scope.project(scene.line.project):
        assert rows("SELECT ending FROM workflow_lease WHERE ended_at IS NOT NULL") == [
            ("recalled",)
        ]
        assert rows("SELECT state, reason FROM workflow_task") == [("withdrawn", "recalled")]
    for kind in ("clearance.recalled", "work.withdrawn"):
        assert scene.events(kind) == 1
    answer = desk.act(("POST", "/heartbeat", None))
    assert (answer.status_code, answer.json()["error"]) == (409, "taken-back")


def test_what_was_recalled_waits_in_quarantine_and_cannot_be_recalled_twice(scene: Scene) -> None:
    asset = asset_of(scene, Desk(scene, ProjectRole.LABELER).task)
    assert recall(scene, asset).status_code == 200
    run(scene)
    assert lines.counts(scene.line) == {"quarantined": 1}
    listed = browser_of(scene.steward).get(f"/api/projects/{scene.line.project}/quarantine")
    (item,) = listed.json()["items"]
    assert (item["asset_id"], item["reason"].split()[0]) == (asset, "recalled")
    assert recall(scene, asset).status_code == 409


def test_a_recall_needs_a_reason_and_an_asset_of_this_project(scene: Scene) -> None:
    asset = asset_of(scene, Desk(scene, ProjectRole.LABELER).task)
    assert recall(scene, asset, reason="  ").status_code == 422
    assert recall(scene, str(scene.line.project)).status_code == 404


def test_a_draft_comes_back_to_its_author_with_the_new_text(scene: Scene) -> None:
    desk = Desk(scene, ProjectRole.LABELER)
    draft(desk, [span(desk.text, "aspirin"), span(desk.text, "left knee", "dose")])
    go_through(scene, asset_of(scene, desk.task))
    work = desk.next().json()
    assert work["task_id"] == desk.task
    assert SEEN not in work["text"]
    assert work["document_of"] == "draft"
    assert quoted(work) == {"aspirin": "aspirin", "left-knee": "left knee"}
    assert work["unplaced"] == []


def test_a_label_on_what_is_hidden_now_stands_on_what_replaces_it(scene: Scene) -> None:
    desk = Desk(scene, ProjectRole.LABELER)
    draft(desk, [span(desk.text, SEEN)])
    go_through(scene, asset_of(scene, desk.task))
    work = desk.next().json()
    ((_, words),) = quoted(work).items()
    assert words in {chip["label"] for chip in work["chips"]}


def test_a_label_that_the_hidden_place_cuts_is_left_out_and_listed(scene: Scene) -> None:
    desk = Desk(scene, ProjectRole.LABELER)
    whole = span(desk.text, "aspirin")
    cut = span(desk.text, f"only {SEEN[:5]}", "dose")
    submit(desk, [whole, cut])
    go_through(scene, asset_of(scene, desk.task))
    work = desk.next().json()
    assert work["task_id"] == desk.task
    assert quoted(work) == {"aspirin": "aspirin"}
    assert work["document_of"] == "moved"
    assert [one["class_id"] for one in work["unplaced"]] == ["dose"]


def test_what_the_old_page_sends_is_not_taken_for_the_new_text(scene: Scene) -> None:
    desk = Desk(scene, ProjectRole.LABELER)
    old = desk.act(("GET", "", None)).json()["text_id"]
    draft(desk, [span(desk.text, "aspirin")])
    go_through(scene, asset_of(scene, desk.task))
    new = desk.next().json()["text_id"]
    body = {"key": "d2", "seq": 9, "document": {"spans": [], "answers": []}}
    path = f"{desk.path}/{desk.task}/draft"
    late = desk.browser.send("PUT", path, body, **{"Sealmark-Text": old})
    assert (late.status_code, late.json()["error"]) == (409, "taken-back")
    known = desk.browser.send("PUT", path, body, **{"Sealmark-Text": new})
    assert known.status_code == 200
    assert desk.browser.send("PUT", path, body, **{"Sealmark-Text": "x"}).status_code == 422


def test_reviewed_labels_survive_and_their_proof_holds_offline(
    scene: Scene, tmp_path: Path
) -> None:
    assert scene.label() == 1
    assert scene.review() == 1
    with scope.project(scene.line.project):
        ((asset,),) = rows("SELECT id FROM assets_asset")
    go_through(scene, str(asset))
    assert scene.label() == 0
    export = scene.request()
    scene.run_jobs()
    bundle = scene.bundle(export, tmp_path)
    verdict = verify(bundle, "--json")
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr
    assert '"moved":1' in verdict.stdout.replace(" ", "")
    assert '"met":2' in verdict.stdout.replace(" ", "")
    with ZipFile(bundle) as files:
        data = files.read("data/labels.jsonl")
    (record,) = map(json.loads, data.splitlines())
    assert record["reviewed"] is True
    assert SEEN not in data.decode()


def test_labels_that_wait_for_review_still_do(scene: Scene) -> None:
    desk = Desk(scene, ProjectRole.LABELER)
    submit(desk, [span(desk.text, "aspirin")])
    go_through(scene, asset_of(scene, desk.task))
    assert desk.next().status_code == 204
    review = Desk(scene, ProjectRole.REVIEWER)
    work = review.act(("GET", "", None)).json()
    assert SEEN not in work["text"]
    assert quoted(work) == {"aspirin": "aspirin"}


def test_what_a_steward_hid_stays_hidden_when_it_is_recalled_again(scene: Scene) -> None:
    desk = Desk(scene, ProjectRole.LABELER)
    asset = asset_of(scene, desk.task)
    go_through(scene, asset)
    go_through(scene, asset, hide="")
    assert SEEN not in desk.next().json()["text"]


def test_hiding_more_is_checked_again_before_anybody_decides(scene: Scene) -> None:
    scene.ingest([DOUBTFUL])
    with scope.project(scene.line.project):
        ((asset,),) = rows("SELECT id FROM assets_asset WHERE state = 'quarantined'")
    before = look(scene, str(asset))
    base = f"/api/projects/{scene.line.project}/quarantine/{asset}"
    places = [{"start": 0, "end": len(before["text"]), "kind": "OTHER"}]
    answer = browser_of(scene.steward).post(f"{base}/hide", {"places": places, "reason": "All."})
    assert answer.status_code == 200
    run(scene)
    after = look(scene, str(asset))
    assert (after["text"], after["doubts"]) == ("[OTHER_1]", [])
    assert after["risk"] < before["risk"]
    assert after["reason"].split()[0] == "hidden-more"


def somebody(scene: Scene, role: ProjectRole) -> Account:
    account = an_account(password=None)
    join(scene.admin, scene.line.project, account, role)
    return account


@pytest.mark.parametrize("role", [ProjectRole.LABELER, ProjectRole.PROJECT_ADMIN])
def test_only_a_steward_recalls(scene: Scene, role: ProjectRole) -> None:
    asset = asset_of(scene, Desk(scene, ProjectRole.LABELER).task)
    path = f"/api/projects/{scene.line.project}/assets/{asset}/recall"
    answer = browser_of(somebody(scene, role)).post(path, {"reason": "I want to."})
    assert answer.status_code == 403
