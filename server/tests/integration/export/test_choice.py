"""What somebody chooses to take out: seen before it is asked for, and nothing else leaves."""

# SPDX-License-Identifier: Apache-2.0
import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import lines
import pytest
from django.db import connection
from integration.export.scene import CANARIES, Scene, verify
from integration.export.test_routes import Page, a_recipient
from integration.identity.people import CLOCK

from sealmark.assets import selectors
from sealmark.infra import scope
from sealmark.kernel.ids import ExportId, new_uuid
from sealmark.ontology import selectors as ontologies
from sealmark.ontology import services as ontology

_IMPORTED = """
SELECT t.spans FROM annotations_tally t JOIN annotations_revision r ON r.id = t.id
WHERE r.origin = 'import'
"""
FUTURE = datetime(2100, 1, 1, tzinfo=UTC)


@pytest.fixture
def labeled(scene: Scene) -> Scene:
    """Three texts of one dataset, reviewed; then one more of another dataset, only labeled."""
    scene.ingest()
    scene.label()
    scene.review()
    rows = [{"text": "The patient takes ibuprofen at night.", "ref": "more-0", "ward": "8"}]
    lines.upload_rows(scene.line, rows, external_id="ref", shown=("ward",), dataset="Second")
    with scene.acting_as("redactor"):
        lines.run_jobs(scene.line)
    scene.label()
    return scene


@pytest.fixture
def page(labeled: Scene) -> Page:
    return Page(labeled, labeled.admin)


def look(page: Page, **choice: Any) -> Any:  # noqa: ANN401 - an answer
    return page.browser.post(f"{page.path}/preview", {"format": "jsonl", **choice})


def dataset(page: Page, name: str) -> str:
    path = page.path.removesuffix("exports") + "datasets"
    (found,) = [one["id"] for one in page.browser.get(path).json() if one["name"] == name]
    return str(found)


def facts(labeled: Scene, kind: str) -> dict[str, Any]:
    """Return the facts of the one event of a kind."""
    with scope.project(labeled.line.project), connection.cursor() as cursor:
        cursor.execute("SELECT body FROM audit_event WHERE kind = %s", [kind])
        ((body,),) = cursor.fetchall()
    read: dict[str, Any] = json.loads(bytes(body))["facts"]
    return read


def taken(labeled: Scene, page: Page, **choice: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    """Ask for an export and return its data, line by line."""
    export = page.ask(**choice).json()["id"]
    labeled.run_jobs()
    with zipfile.ZipFile(io.BytesIO(page.take(export).content)) as bundle:
        return [json.loads(one) for one in bundle.read("data/labels.jsonl").splitlines()]


def test_a_look_counts_what_would_leave_and_shows_it_as_the_format_writes_it(page: Page) -> None:
    seen = look(page).json()
    assert (seen["documents"], seen["unreviewed"], seen["withheld"]) == (3, 1, 0)
    assert [row["reviewed"] for row in seen["rows"]] == [True] * 3
    assert [json.loads(line)["asset"] for line in seen["sample"].splitlines()] == [
        row["asset_id"] for row in seen["rows"]
    ]
    assert any(row["marks"] for row in seen["rows"])
    both = look(page, include_unreviewed=True).json()
    assert both["documents"] == 4


def test_a_look_shows_redacted_texts_only_even_for_an_export_of_originals(page: Page) -> None:
    for content in ("rendition", "aligned"):
        told = look(page, content=content).content.decode()
        assert not [canary for canary in CANARIES if canary in told]


@pytest.mark.parametrize("name", ["csv", "conll", "label_studio"])
def test_every_format_can_be_looked_at(page: Page, name: str) -> None:
    assert look(page, format=name).json()["sample"]


def test_a_look_is_logged_with_the_texts_that_were_shown(labeled: Scene, page: Page) -> None:
    shown = [row["asset_id"] for row in look(page).json()["rows"]]
    assert facts(labeled, "export.previewed")["assets"] == shown


def test_a_look_is_for_those_who_may_ask(labeled: Scene) -> None:
    answer = look(Page(labeled, labeled.steward))
    assert answer.status_code == 403


def test_only_the_chosen_datasets_leave_and_the_bundle_says_so(labeled: Scene, page: Page) -> None:
    second = dataset(page, "Second")
    choice = {"datasets": [second], "include_unreviewed": True}
    assert look(page, **choice).json()["documents"] == 1
    export = page.ask(**choice).json()
    assert [one["name"] for one in export["datasets"]] == ["Second"]
    labeled.run_jobs()
    with zipfile.ZipFile(io.BytesIO(page.take(export["id"]).content)) as bundle:
        selection = json.loads(bundle.read("data/selection.json"))
        lines_ = bundle.read("data/labels.jsonl").splitlines()
    assert selection["datasets"] == [second]
    assert [json.loads(one)["text"] for one in lines_] == ["The patient takes ibuprofen at night."]
    assert facts(labeled, "export.requested")["datasets"] == [second]


def test_only_labels_of_the_chosen_time_leave(labeled: Scene, page: Page) -> None:
    before = (FUTURE - timedelta(days=1)).isoformat()
    assert look(page, labeled_from=before).json()["documents"] == 0
    assert look(page, labeled_until=before).json()["documents"] == 3
    assert len(taken(labeled, page, labeled_until=before)) == 3
    page.ask(labeled_from=before)
    labeled.run_jobs()
    assert page.list()[0]["state"] == "failed"


def test_only_texts_labeled_under_the_chosen_guideline_leave(labeled: Scene, page: Page) -> None:
    line = labeled.line
    with scope.project(line.project):
        ontology.publish_guideline(
            line.project,
            "# Mark every drug, and its dose",
            by=line.admin,
            organization=line.organization,
            clock=CLOCK,
        )
        newest = ontologies.guideline_versions(line.project)[0].number
    lines.upload_rows(line, [{"text": "She takes aspirin again.", "ref": "n"}], external_id="ref")
    with labeled.acting_as("redactor"):
        lines.run_jobs(line)
    labeled.label()
    choice = {"guidelines": [newest], "include_unreviewed": True}
    assert look(page, **choice).json()["documents"] == 1
    assert look(page, include_unreviewed=True).json()["documents"] == 5
    assert [one["text"] for one in taken(labeled, page, **choice)] == ["She takes aspirin again."]
    assert page.list()[0]["guidelines"] == [newest]
    assert facts(labeled, "export.requested")["guidelines"] == [newest]


def test_texts_that_hold_a_chosen_class_leave_whole_and_the_bundle_verifies(
    labeled: Scene, page: Page, tmp_path: Path
) -> None:
    rows = [{"text": "Patient Jane Miller takes ibuprofen and aspirin.", "ref": "both"}]
    lines.upload_rows(labeled.line, rows, external_id="ref")
    with labeled.acting_as("redactor"):
        lines.run_jobs(labeled.line)
    labeled.label(cut=True)
    labeled.review()
    choice = {"classes": ["dose"]}
    seen = look(page, **choice).json()
    assert seen["documents"] == 1
    export = page.ask(**choice).json()
    assert [one["id"] for one in export["classes"]] == ["dose"]
    labeled.run_jobs()
    path = labeled.bundle(ExportId(UUID(export["id"])), tmp_path)
    with zipfile.ZipFile(path) as bundle:
        (row,) = [json.loads(one) for one in bundle.read("data/labels.jsonl").splitlines()]
        assert json.loads(bundle.read("data/selection.json"))["classes"] == ["dose"]
    assert {span["class"] for span in row["spans"]} == {"dose", "drug"}
    assert verify(path).returncode == 0, verify(path).stdout
    # The schema is the client's: the log is told how many classes, not which.
    assert facts(labeled, "export.requested")["classes"] == 1


@pytest.mark.parametrize(
    ("choice", "field"),
    [
        ({"guidelines": [0]}, "guidelines"),
        ({"guidelines": [2**70]}, "guidelines"),
        ({"guidelines": list(range(101))}, "guidelines"),
        ({"classes": ["no-such"]}, "classes"),
        ({"classes": [f"c{n}" for n in range(101)]}, "classes"),
        ({"datasets": [str(new_uuid())]}, "datasets"),
        ({"datasets": [str(new_uuid()) for _ in range(101)]}, "datasets"),
        (
            {"labeled_from": "2026-01-02T00:00:00Z", "labeled_until": "2026-01-02T00:00:00Z"},
            "labeled_until",
        ),
        ({"labeled_from": "2026-01-02T00:00:00"}, "labeled_from"),
        ({"format": "parquet"}, "format"),
    ],
)
def test_a_choice_that_makes_no_sense_is_refused_by_its_field(
    page: Page, choice: dict[str, Any], field: str
) -> None:
    for answer in (look(page, **choice), page.ask(**choice)):
        assert (answer.status_code, answer.json()["field"]) == (422, field)


def test_a_table_that_left_is_brought_back_in_with_its_labels(labeled: Scene, page: Page) -> None:
    export = page.ask(format="csv").json()["id"]
    labeled.run_jobs()
    with zipfile.ZipFile(io.BytesIO(page.take(export).content)) as bundle:
        table = bundle.read("data/labels.csv")
    upload = lines.upload_file(labeled.line, "back.csv", table, dataset="Back")
    with labeled.acting_as("redactor"):
        lines.run_jobs(labeled.line)
    with scope.project(labeled.line.project), connection.cursor() as cursor:
        cursor.execute(_IMPORTED)
        assert cursor.fetchall() == [(1,)] * 3
        assert selectors.problems(labeled.line.project, upload) == []


def test_who_waits_for_an_approval_is_told_how_many_could_give_it(page: Page) -> None:
    page.ask(content="aligned", recipient_key=a_recipient())
    assert [(one["approvals_needed"], one["approvers"]) for one in page.list()] == [(1, 1)]


def test_an_export_is_cancelled_before_it_leaves_and_stays_cancelled(
    labeled: Scene, page: Page
) -> None:
    export = page.ask().json()["id"]
    assert page.list()[0]["can_cancel"]
    answer = page.act(export, "cancel")
    assert (answer.status_code, answer.json()["state"]) == (200, "cancelled")
    labeled.run_jobs()
    (listed,) = page.list()
    assert (listed["state"], listed["can_cancel"]) == ("cancelled", False)
    assert page.take(export).status_code == 409
    assert page.act(export, "cancel").status_code == 409
    assert facts(labeled, "export.cancelled")["export"] == export


def test_one_that_waits_for_approval_is_withdrawn_and_cannot_be_approved(
    labeled: Scene, page: Page
) -> None:
    export = page.ask(content="aligned", recipient_key=a_recipient()).json()["id"]
    assert Page(labeled, labeled.steward).act(export, "cancel").status_code == 403
    assert page.act(export, "cancel").status_code == 200
    assert Page(labeled, labeled.steward).act(export, "approve").status_code == 409
