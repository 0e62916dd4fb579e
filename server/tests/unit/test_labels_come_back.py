"""Labels that went out in a file come back from it: whole, or named one by one as left out."""

# SPDX-License-Identifier: Apache-2.0
import io
import json
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from unit.labels_to_try import ONTOLOGY, TEXT, documents, labels_json

from sealmark.annotations.domain import Labels, read_labels
from sealmark.assets.domain import Cause, LeftOut
from sealmark.bootstrap.fitting import Fitting
from sealmark.export.domain import Record
from sealmark.export.registry import open_format
from sealmark.modalities.text import items
from sealmark.modalities.text.csv_rows import read_csv
from sealmark.modalities.text.label_studio import label_studio_labels
from sealmark.modalities.text.labels import row_labels
from sealmark.modalities.text.limits import Limits
from sealmark.modalities.text.problems import ProblemError
from sealmark.ontology.domain import read_ontology


def written(name: str, labels: Labels) -> Any:  # noqa: ANN401 - JSON
    record = Record(
        id="x",
        asset=UUID(int=1),
        document=UUID(int=2),
        revision=UUID(int=3),
        reviewed=True,
        language="en",
        text=TEXT,
        shown={},
        labels=labels,
    )
    sink = io.BytesIO()
    open_format(name).write(iter([record]), sink, ONTOLOGY)
    return sink.getvalue() if name == "csv" else json.loads(sink.getvalue())


def back(name: str, labels: Labels) -> Fitting:
    body = written(name, labels)
    if name == "csv":
        (item,) = read_csv([body], items.Columns(), Limits())
        assert isinstance(item, items.Item)
        assert (item.content, item.external_id) == (TEXT, "x")
        return fitted(item.labels)
    brought = row_labels(body, TEXT) if name == "jsonl" else label_studio_labels(body[0], TEXT)
    return fitted(brought)


def fitted(brought: items.Labels) -> Fitting:
    sealed = json.loads(json.dumps(brought.to_json()))
    return Fitting(sealed, len(TEXT), ONTOLOGY, scan=_finds_anna)


def _finds_anna(text: str) -> list[object]:
    return ["Anna"] if "Anna" in text else []


def meaning(labels: Labels, *, doubts: bool) -> Any:  # noqa: ANN401 - comparable
    """Labels without their ids, which an import makes anew."""
    spans = {
        one.id: (one.start, one.end, one.class_id, json.dumps(dict(one.attributes), sort_keys=True))
        for one in labels.spans
    }
    kept = {id(one): one.unsure if doubts else False for one in (*labels.answers,)}
    return (
        sorted((spans[one.id], one.unsure and doubts) for one in labels.spans),
        sorted(
            (spans[one.source], spans[one.target], one.class_id, one.unsure and doubts)
            for one in labels.relations
        ),
        sorted((one.question_id, str(one.value), kept[id(one)]) for one in labels.answers),
        labels.unsure and doubts,
    )


@settings(deadline=None)
@given(documents())
def test_json_lines_come_back_whole(document: dict[str, Any]) -> None:
    labels = read_labels(document, length=len(TEXT), ontology=ONTOLOGY)
    came = back("jsonl", labels)
    assert came.left_out == []
    assert meaning(came.labels, doubts=True) == meaning(_said(labels), doubts=True)


@settings(deadline=None)
@given(documents())
def test_a_table_comes_back_whole(document: dict[str, Any]) -> None:
    labels = read_labels(document, length=len(TEXT), ontology=ONTOLOGY)
    came = back("csv", labels)
    assert came.left_out == []
    assert meaning(came.labels, doubts=True) == meaning(_said(labels), doubts=True)


@settings(deadline=None)
@given(documents())
def test_label_studio_tasks_come_back_whole_but_for_doubts(document: dict[str, Any]) -> None:
    labels = read_labels(document, length=len(TEXT), ontology=ONTOLOGY)
    came = back("label_studio", labels)
    assert came.left_out == []
    assert meaning(came.labels, doubts=False) == meaning(_said(labels), doubts=False)


def _said(labels: Labels) -> Labels:
    """Leave out answers that say nothing: no file can tell them from none."""
    answers = tuple(one for one in labels.answers if one.value != [])
    spans = tuple(
        replace(span, attributes={k: v for k, v in span.attributes.items() if v != ""})
        for span in labels.spans
    )
    return replace(labels, spans=spans, answers=answers)


def test_everything_at_once_comes_back() -> None:
    labels = read_labels(labels_json(), length=len(TEXT), ontology=ONTOLOGY)
    for name in ("jsonl", "label_studio", "csv"):
        came = back(name, labels)
        assert came.left_out == []
        assert came.labels.spans[0].attributes == labels.spans[0].attributes
        assert came.labels.relations[0].class_id == "has"
        read_labels(came.labels.to_json(), length=len(TEXT), ontology=ONTOLOGY)


def a_task(*results: dict[str, Any]) -> items.Labels:
    return label_studio_labels({"annotations": [{"result": list(results)}]}, TEXT)


def labeled(region: str, name: str, start: int = 0, end: int = 4) -> dict[str, Any]:
    value = {"start": start, "end": end, "labels": [name]}
    return {"id": region, "type": "labels", "from_name": "label", "value": value}


def test_a_relation_without_a_name_is_the_only_one_that_fits() -> None:
    relation = {"type": "relation", "from_id": "a", "to_id": "b", "direction": "right"}
    same = labeled("b", "Drug", 5, 8)
    assert (
        fitted(a_task(labeled("a", "Drug"), same, relation)).labels.relations[0].class_id == "same"
    )
    dose = labeled("b", "Dose", 5, 8)
    two = fitted(a_task(labeled("a", "Drug"), dose, relation))
    assert two.left_out == [LeftOut(Cause.RELATION, "relation")]


def test_a_relation_to_the_left_is_turned() -> None:
    relation = {
        "type": "relation",
        "from_id": "b",
        "to_id": "a",
        "direction": "left",
        "labels": ["has dose"],
    }
    came = fitted(a_task(labeled("a", "Drug"), labeled("b", "Dose", 5, 8), relation))
    assert [(one.source, one.target) for one in came.labels.relations] == [("i0", "i1")]


@pytest.mark.parametrize(
    ("result", "left_out"),
    [
        ({"type": "rectanglelabels", "value": {"x": 1}}, (Cause.TYPE, "rectanglelabels")),
        (
            {"type": "number", "from_name": "age", "value": {"number": 3}},
            (Cause.ANSWER, "age"),
        ),
        (
            {"type": "number", "from_name": "days", "value": {"number": 99}},
            (Cause.ANSWER, "days"),
        ),
        (
            {"type": "taxonomy", "from_name": "codes", "value": {"taxonomy": [["Skin", "Pox"]]}},
            (Cause.OPTION, "Pox"),
        ),
        (
            {"type": "textarea", "from_name": "why", "value": {"text": ["Anna said"]}},
            (Cause.WRITTEN, "why"),
        ),
        (
            {"type": "choices", "from_name": "x", "value": {"choices": ["Perhaps"]}},
            (Cause.OPTION, "Perhaps"),
        ),
        ({"type": "relation", "from_id": "a", "to_id": "z"}, (Cause.TYPE, "relation")),
    ],
)
def test_what_does_not_fit_is_named_and_nothing_else_suffers(
    result: dict[str, Any], left_out: tuple[Cause, str]
) -> None:
    came = fitted(a_task(labeled("a", "Dose"), result))
    assert came.left_out == [LeftOut(*left_out)]
    assert len(came.labels.spans) == 1
    assert came.labels.answers == ()


def test_the_end_of_a_relation_that_was_left_out_takes_the_relation_along() -> None:
    relation = {"type": "relation", "from_id": "a", "to_id": "b", "labels": ["same as"]}
    came = fitted(a_task(labeled("a", "Drug"), labeled("b", "Beast", 5, 8), relation))
    assert {one.cause for one in came.left_out} == {Cause.CLASS, Cause.RELATION}


@pytest.mark.parametrize(
    "row",
    [
        {"spans": [3], "answers": {}},
        {"spans": [{"id": "a", "start": 0, "end": 99, "class": "Drug"}], "answers": {}},
        {"spans": [], "relations": [{"source": "a", "target": "b", "class": "x"}], "answers": {}},
        {"spans": [], "answers": {"q": {"a": 1}}},
        {"spans": [], "answers": {"q": True}},
    ],
)
def test_a_row_of_another_form_is_a_fault_of_its_own(row: dict[str, Any]) -> None:
    with pytest.raises(ProblemError):
        row_labels(row, TEXT)


def test_a_number_comes_back_in_its_one_form() -> None:
    ontology = read_ontology({"questions": [{"id": "n", "kind": "number", "title": "N"}]})
    for number, form in ((2.50, "2.5"), (1e-7, "0.0000001"), (12, "12"), (1e20, None)):
        body = {"spans": [], "choices": [], "said": [["n", "number", number]]}
        came = Fitting(body, 9, ontology, scan=_finds_anna)
        assert [one.value for one in came.labels.answers] == ([form] if form else [])
