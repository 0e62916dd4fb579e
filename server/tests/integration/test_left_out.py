"""Labels that a file brings along and that cannot be taken are listed, never dropped silently."""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Sequence
from typing import Any

import lines
import pytest
from django_fixture import ActAs

from sealmark.assets import selectors
from sealmark.assets.domain import LONGEST_SHOWN, MOST_NAMES, Cause, LeftOut, remedy
from sealmark.assets.selectors import ProblemRow
from sealmark.bootstrap.fitting import Fitting
from sealmark.infra import scope
from sealmark.kernel.ids import (
    AssetId,
    ClearanceId,
    PolicyVersionId,
    RenditionId,
    UploadId,
    new_uuid,
)
from sealmark.ontology.domain import read_ontology
from sealmark.redaction.alignment import Alignment, Replaced
from sealmark.redaction.clearing import mapped_labels
from sealmark.redaction.events import ClearedRendition
from sealmark.workflow import services as workflow
from sealmark.workflow.domain import Duty

TEXTS = [
    "The patient takes aspirin and reports no pain at all in the left knee this week.",
    "The patient takes ibuprofen and sleeps well; the cough is gone since the weekend.",
]


@pytest.fixture
def line(database: str) -> lines.Line:
    _ = database
    return lines.make_project()


def imported(line: lines.Line, acting_as: ActAs, *labels: Sequence[object]) -> UploadId:
    """Import each of the texts with labels in doccano's form, and redact them."""
    rows: list[dict[str, Any]] = [
        {"text": text, "label": label} for text, label in zip(TEXTS, labels, strict=False)
    ]
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    upload = lines.upload_file(line, "rows.jsonl", data)
    with acting_as("redactor"):
        lines.run_jobs(line)
    assert lines.counts(line) == {"ready": len(labels)}
    return upload


def problems(line: lines.Line, upload: UploadId) -> list[ProblemRow]:
    with scope.project(line.project):
        return selectors.problems(line.project, upload)


def test_an_unknown_class_is_listed_once_with_its_number_and_a_remedy(
    line: lines.Line, acting_as: ActAs
) -> None:
    wrong = [[18, 25, "Medication"], [4, 11, "Medication"], [18, 25, "Drug"]]
    upload = imported(line, acting_as, wrong, [[4, 11, "Medication"]])
    (problem,) = problems(line, upload)
    assert (problem.reason, problem.count) == ("label-class", 3)
    assert "“Medication”" in problem.remedy
    assert "Add the class to the ontology" in problem.remedy


def test_what_fits_is_taken_all_the_same(line: lines.Line, acting_as: ActAs) -> None:
    imported(line, acting_as, [[18, 25, "Medication"], [18, 25, "drug"]])
    with scope.project(line.project):
        leased = workflow.lease_next(line.person(), Duty.LABEL, clock=lines.CLOCK)
        assert leased is not None
        labels = leased.desk.current_labels()
    assert labels is not None
    assert [(s["start"], s["end"], s["class_id"]) for s in labels["spans"]] == [(18, 25, "drug")]


def test_unknown_options_and_second_answers_are_listed(line: lines.Line, acting_as: ActAs) -> None:
    upload = imported(line, acting_as, ["Yes", "No", "Perhaps"])
    assert {(p.reason, p.count) for p in problems(line, upload)} == {
        ("label-option", 1),
        ("label-several", 1),
    }


def test_labels_that_fit_leave_no_problem(line: lines.Line, acting_as: ActAs) -> None:
    upload = imported(line, acting_as, [[18, 25, "Drug"], "Yes"])
    assert problems(line, upload) == []


def test_a_name_is_shown_escaped_and_cut(line: lines.Line, acting_as: ActAs) -> None:
    name = "evil\u202e\n" + "x" * 500
    upload = imported(line, acting_as, [[18, 25, name]])
    (problem,) = problems(line, upload)
    assert "\\u202e\\u000a" in problem.remedy
    assert "x" * LONGEST_SHOWN not in problem.remedy


@pytest.mark.parametrize("name", ["mary@example.org", "555-12-3456", "MRN 12345678"])
def test_what_is_no_name_of_a_class_is_counted_and_not_shown(
    line: lines.Line, acting_as: ActAs, name: str
) -> None:
    upload = imported(line, acting_as, [[18, 25, name]])
    (problem,) = problems(line, upload)
    assert problem.count == 1
    assert name not in problem.remedy


def test_a_column_of_something_else_is_not_spelled_out(line: lines.Line, acting_as: ActAs) -> None:
    names = [f"word {'abcdefghij'[n // 10]}{'abcdefghij'[n % 10]}" for n in range(60)]
    upload = imported(line, acting_as, [[18, 25, name] for name in names])
    listed = problems(line, upload)
    assert sum(problem.count for problem in listed) == len(names)
    assert sum(any(name in p.remedy for name in names) for p in listed) <= MOST_NAMES
    assert len(listed) <= MOST_NAMES + 1


def test_a_label_whose_words_were_dropped_or_lie_outside_has_no_place() -> None:
    dropped = Replaced(rendition_start=4, rendition_end=4, original_start=4, original_end=9)
    alignment = Alignment(replaced=(dropped,), rendition_length=10, original_length=15)
    came = {"spans": [[4, 9, "Drug"], [3, 99, "Drug"], [0, 3, "Drug"]], "choices": [], "origin": ""}
    one = ClearedRendition(
        asset=AssetId(new_uuid()),
        rendition=RenditionId(new_uuid()),
        clearance=ClearanceId(new_uuid()),
        policy=PolicyVersionId(new_uuid()),
        detectors="",
        commitment="",
        length=10,
        labels=mapped_labels(came, alignment),
    )
    fitting = Fitting(one.labels, one.length, read_ontology(lines.ONTOLOGY), scan=lambda _: [])
    assert [(span.start, span.end) for span in fitting.labels.spans] == [(0, 3)]
    assert fitting.left_out == [LeftOut(Cause.PLACE, "Drug")] * 2
    assert "“Drug”" in remedy(fitting.left_out[0])
