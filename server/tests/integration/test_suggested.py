"""What a model brought along is suggested, never a label by itself; what became of it is proven."""

# SPDX-License-Identifier: Apache-2.0
import json
from typing import Any

import lines
import pytest
from django_fixture import ActAs
from integration.isolation.statements import rows
from integration.work.office import Desk, Office, open_office

from sealmark.access.domain import ProjectRole
from sealmark.infra import scope

TEXT = "The patient takes aspirin and ibuprofen and reports no pain in the left knee this week."
DRUG, DOSE = "drug", "dose"
PREDICTED = [[18, 25, "Drug"], [30, 39, "Drug"], [4, 11, "Drug"]]


@pytest.fixture
def office(acting_as: ActAs) -> Office:
    office = open_office(acting_as, [])
    row = {"text": TEXT, "label": PREDICTED, "predicted_by": "ner 1.2"}
    lines.upload_file(office.line, "rows.jsonl", (json.dumps(row) + "\n").encode())
    with acting_as("redactor"):
        lines.run_jobs(office.line)
    return office


def span(start: int, end: int, name: str = "a") -> dict[str, Any]:
    return {"id": name, "start": start, "end": end, "class_id": DRUG}


def hand_in(desk: Desk, work: dict[str, Any], *spans: dict[str, Any]) -> None:
    document = {"spans": list(spans), "answers": []}
    answer = desk.browser.post(desk.at(work, "submit"), {"key": "k", "document": document})
    assert answer.status_code == 200, answer.content


def test_a_models_spans_are_suggested_and_not_marked(office: Office) -> None:
    work = office.somebody(ProjectRole.LABELER).take()
    assert work["document_of"] == "suggested"
    assert work["document"]["spans"] == []
    found = [(one["start"], one["end"]) for one in work["suggested"]["spans"]]
    assert sorted(found) == [(4, 11), (18, 25), (30, 39)]


def test_they_stay_suggested_beside_a_draft(office: Office) -> None:
    desk = office.somebody(ProjectRole.LABELER)
    work = desk.take()
    draft = {"key": "d", "seq": 1, "document": {"spans": [span(18, 25)], "answers": []}}
    answer = desk.browser.send("PUT", desk.at(work, "draft"), draft)
    assert answer.status_code == 200, answer.content
    again = desk.take()
    assert (again["document_of"], len(again["suggested"]["spans"])) == ("draft", 3)


def test_what_was_taken_edited_and_declined_is_in_the_log_and_in_the_statement(
    office: Office,
) -> None:
    desk = office.somebody(ProjectRole.LABELER)
    hand_in(desk, desk.take(), span(18, 25), span(30, 43, "b"))
    with scope.project(office.line.project):
        ((body,),) = rows("SELECT body FROM audit_event WHERE kind = 'label.submitted'")
        statements = rows(
            "SELECT s.body FROM provenance_statement s JOIN annotations_revision r ON r.id = s.id"
            " ORDER BY r.number"
        )
    facts = json.loads(bytes(body))["facts"]
    counts = {name: facts[name] for name in ("suggested", "taken", "edited", "declined")}
    assert counts == {"suggested": 3, "taken": 1, "edited": 1, "declined": 1}
    of_model, of_person = (json.loads(bytes(one))["predicate"] for (one,) in statements)
    assert (of_model["origin"], of_person["origin"]) == ("model", "human")
    assert [step["step"] for step in of_person["steps"]] == ["model"]


def test_labels_that_people_made_elsewhere_are_not_suggested(acting_as: ActAs) -> None:
    office = open_office(acting_as, [])
    row = {"text": TEXT, "label": PREDICTED}
    lines.upload_file(office.line, "rows.jsonl", (json.dumps(row) + "\n").encode())
    with acting_as("redactor"):
        lines.run_jobs(office.line)
    work = office.somebody(ProjectRole.LABELER).take()
    assert (work["document_of"], work["suggested"]) == ("imported", None)
