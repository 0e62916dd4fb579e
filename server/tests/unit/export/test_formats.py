"""What each format promises beyond the contract: tokens, offsets, safe cells."""

# SPDX-License-Identifier: Apache-2.0
import csv as stdlib_csv
import io
import json
from dataclasses import replace
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.labels_to_try import ONTOLOGY as EVERYTHING
from unit.labels_to_try import TEXT, labels_json

from sealmark.annotations.domain import Answer, Labels, Span, read_labels
from sealmark.export.domain import LossReport, Record
from sealmark.export.formats import conll
from sealmark.export.registry import open_format
from sealmark.modalities.text.formulas import bare, guard
from sealmark.modalities.text.label_studio import label_studio_labels
from sealmark.ontology.domain import read_ontology

ONTOLOGY = read_ontology(
    {
        "classes": [{"id": "drug", "name": "Drug"}, {"id": "dose", "name": "Dose"}],
        "questions": [
            {
                "id": "urgent",
                "kind": "single",
                "title": "Urgent?",
                "options": [{"id": "yes", "name": "Yes"}, {"id": "no", "name": "No"}],
            }
        ],
    }
)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)


def a_record(text: str, *spans: tuple[int, int, str]) -> Record:
    return Record(
        id="letter",
        asset=UUID(int=1),
        document=UUID(int=2),
        revision=UUID(int=3),
        reviewed=True,
        language="en",
        text=text,
        shown={},
        labels=Labels(
            spans=tuple(
                Span(id=f"s{n}", start=start, end=end, class_id=name)
                for n, (start, end, name) in enumerate(spans)
            ),
            answers=(Answer(question_id="urgent", value="yes"),),
        ),
    )


def written(name: str, *records: Record) -> tuple[str, LossReport]:
    sink = io.BytesIO()
    report = open_format(name).write(iter(records), sink, ONTOLOGY)
    return sink.getvalue().decode(), report


def tagged(*spans: tuple[int, int, str], text: str = "took 500mg aspirin") -> list[str]:
    lines = written("conll", a_record(text, *spans))[0].splitlines()[2:]
    return [f"{line.split()[0]}/{line.split()[3]}" for line in lines if line]


def test_conll_tags_begin_and_continue() -> None:
    assert tagged((5, 18, "drug")) == ["took/O", "500mg/B-drug", "aspirin/I-drug"]


def test_conll_cuts_a_token_at_the_border_of_a_span() -> None:
    assert tagged((5, 8, "dose"), (11, 18, "drug")) == [
        *("took/O", "500/B-dose", "mg/O"),
        "aspirin/B-drug",
    ]


def test_conll_begins_anew_where_two_spans_touch() -> None:
    assert tagged((5, 8, "dose"), (8, 10, "dose")) == [
        *("took/O", "500/B-dose", "mg/B-dose"),
        "aspirin/O",
    ]


def test_conll_keeps_the_longest_of_overlapping_spans_and_reports_the_other() -> None:
    text, report = written("conll", a_record("took 500mg", (5, 10, "drug"), (5, 8, "dose")))
    assert "500mg -X- -X- B-drug" in text
    assert report.lost["overlap"] == 1


@given(text=TEXTS, cuts=st.lists(st.integers(0, 60)))
def test_conll_tokens_hold_every_visible_character_once(text: str, cuts: list[int]) -> None:
    pieces = [text[start:end] for start, end in conll.tokens(text, cuts)]
    assert "".join(pieces) == "".join(text.split())


@given(TEXTS)
def test_a_guarded_cell_is_given_back_as_it_was(text: str) -> None:
    assert bare(guard(text)) == text


@given(TEXTS.map(lambda text: text.replace("a", "=").replace("b", "'").replace("c", ";")))
def test_a_guarded_cell_full_of_signs_is_given_back_as_it_was(text: str) -> None:
    assert bare(guard(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+1", "-1", "@sum", "\t=1", "\r=1", " =1", '"=1', "\uff1d1", "a;=1", "a\n=1"),
        *("a,@x", "a|-x", "'=1"),
    ],
)
def test_no_cell_begins_a_formula_in_any_spreadsheet(text: str) -> None:
    line = written("csv", a_record(text))[0]
    (_, row) = stdlib_csv.reader(io.StringIO(line, newline=""))
    for separator in (";", ",", "|", "\t", "\n", "\r"):
        for cell in row[6].split(separator):
            assert cell.strip(' \t\r\n"')[:1] not in {"=", "+", "-", "@", "\uff1d"}
    assert bare(row[6]) == text


def test_label_studio_counts_as_browsers_do_and_reads_back_the_same() -> None:
    text = "\U0001f600 took 500mg"
    tasks = json.loads(written("label_studio", a_record(text, (7, 10, "dose")))[0])
    (task,) = tasks
    value = task["annotations"][0]["result"][0]["value"]
    assert (value["start"], value["end"], value["text"]) == (8, 11, "500")
    back = label_studio_labels(task, text)
    assert [(span.start, span.end, span.name) for span in back.spans] == [(7, 10, "Dose")]
    assert back.said == (("urgent", "choices", ["Yes"]),)


def test_label_studio_brings_the_configuration_its_tasks_belong_to() -> None:
    config = open_format("label_studio").companions(ONTOLOGY)["label_config.xml"].decode()
    assert '<Labels name="label" toName="text">' in config
    assert '<Choices name="urgent" toName="text" choice="single">' in config


def everything(name: str) -> tuple[str, LossReport]:
    labels = read_labels(labels_json(), length=len(TEXT), ontology=EVERYTHING)
    sink = io.BytesIO()
    record = replace(a_record(TEXT), labels=labels)
    report = open_format(name).write(iter([record]), sink, EVERYTHING)
    return sink.getvalue().decode(), report


def test_json_lines_lose_nothing() -> None:
    row = json.loads(everything("jsonl")[0])
    given = labels_json()
    assert row["spans"][0]["attributes"] == given["spans"][0]["attributes"]
    assert row["relations"] == [
        {"id": "r1", "source": "s1", "target": "s2", "class": "has", "name": "has dose"}
    ]
    assert row["answers"] == {one["question_id"]: one["value"] for one in given["answers"]}
    assert (row["spans"][1]["unsure"], row["unsure"]) == (True, ["days"])


def test_csv_loses_nothing() -> None:
    head, row = stdlib_csv.reader(io.StringIO(everything("csv")[0], newline=""))
    cells = {name: bare(cell) for name, cell in zip(head, row, strict=True)}
    assert json.loads(cells["spans"])[0]["attributes"]["since"] == "2021-04-01"
    assert json.loads(cells["relations"])[0]["class"] == "has"
    assert json.loads(cells["unsure"]) == ["days"]
    assert json.loads(cells["answer:codes"]) == ["rash", "other"]
    assert (cells["answer:days"], cells["answer:seen"]) == ("2.5", "2024-02-29")


def test_label_studio_has_a_result_of_its_type_for_each_thing_said() -> None:
    text, report = everything("label_studio")
    results = json.loads(text)[0]["annotations"][0]["result"]
    said = {(one["type"], one.get("from_name", "")): one.get("value") for one in results}
    assert said["taxonomy", "codes"] == {"taxonomy": [["Skin", "Rash"], ["Other"]]}
    assert said["number", "days"] == {"number": 2.5}
    assert said["datetime", "seen"] == {"datetime": "2024-02-29"}
    assert said["choices", "drug.form"]["choices"] == ["Tablet"]
    (form,) = (one for one in results if one.get("from_name") == "drug.form")
    assert form["id"] == "s1"
    (relation,) = (one for one in results if one["type"] == "relation")
    assert (relation["from_id"], relation["to_id"], relation["labels"]) == (
        *("s1", "s2"),
        ["has dose"],
    )
    assert report.lost == {"unsure": 2}


def test_label_studio_says_when_a_number_cannot_be_held() -> None:
    ontology = read_ontology({"questions": [{"id": "n", "kind": "number", "title": "N?"}]})
    answer = Answer(question_id="n", value="0.123456789012")
    record = replace(a_record("x"), labels=Labels(answers=(answer,)))
    for value, lost in (("0.123456789012", 0), ("123456789012345678", 1)):
        answer = Answer(question_id="n", value=value)
        record = replace(record, labels=Labels(answers=(answer,)))
        report = open_format("label_studio").write(iter([record]), io.BytesIO(), ontology)
        assert report.lost["digits"] == lost


def test_label_studio_asks_about_spans_of_the_class_only() -> None:
    config = open_format("label_studio").companions(EVERYTHING)["label_config.xml"].decode()
    tree = ET.fromstring(config)  # noqa: S314 - our own
    (form,) = tree.iterfind(".//Choices[@name='drug.form']/..")
    assert (form.get("whenTagName"), form.get("whenLabelValue")) == ("label", "Drug")
    (number,) = tree.iterfind(".//Number")
    assert (number.get("min"), number.get("max"), number.get("step")) == ("0.5", "30", "0.5")
    assert [one.get("value") for one in tree.iterfind(".//Relation")] == ["has dose", "same as"]
    assert tree.find(".//Taxonomy/Choice[@value='Skin']/Choice[@value='Rash']") is not None
