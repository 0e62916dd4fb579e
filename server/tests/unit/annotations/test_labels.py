"""Label documents: what fits is taken and keeps its one spelling, what does not is named."""

# SPDX-License-Identifier: Apache-2.0
import hashlib
import json
from typing import Any

import pytest
from hypothesis import given, settings
from unit.labels_to_try import ONTOLOGY, TEXT, documents, labels_json

from sealmark.annotations.domain import (
    Labels,
    free_texts,
    read_labels,
    refuse_incomplete,
    written_in,
    written_of,
)
from sealmark.annotations.errors import LabelsRefusedError
from sealmark.annotations.reading import MOST_RELATIONS, MOST_SPANS
from sealmark.ontology.domain import read_ontology

BEFORE = read_ontology(
    {
        "classes": [
            {"id": "drug", "name": "Drug", "color": "#0b63a5", "hotkey": "d"},
            {"id": "dose", "name": "Dose"},
        ],
        "questions": [
            {
                "id": "s",
                "kind": "single",
                "title": "S?",
                "required": True,
                "options": [{"id": "yes", "name": "Yes"}, {"id": "no", "name": "No"}],
            },
            {"id": "m", "kind": "multiple", "title": "M?", "options": [{"id": "a", "name": "A"}]},
            {"id": "t", "kind": "text", "title": "T?"},
            {"id": "r", "kind": "rating", "title": "R?", "max": 7},
        ],
    }
)


def read(document: object) -> Labels:
    return read_labels(document, length=len(TEXT), ontology=ONTOLOGY)


def a_span(n: int = 1, **changed: Any) -> dict[str, Any]:  # noqa: ANN401 - parts of a span
    return {"id": f"s{n}", "start": 0, "end": 3, "class_id": "dose", **changed}


def a_relation(**changed: Any) -> dict[str, Any]:  # noqa: ANN401 - parts of a relation
    return {"id": "r1", "source": "s1", "target": "s2", "class_id": "has", **changed}


def test_a_document_of_the_first_form_keeps_its_digest() -> None:
    document = {
        "spans": [
            {
                "id": "b",
                "start": 4,
                "end": 9,
                "class_id": "dose",
                "attributes": {"form": "tablet"},
            },
            {"id": "a", "start": 0, "end": 9, "class_id": "drug"},
        ],
        "answers": [
            {"question_id": "t", "value": "né"},
            {"question_id": "s", "value": "yes"},
            {"question_id": "r", "value": 3},
            {"question_id": "m", "value": ["a"]},
        ],
    }
    spelled = read_labels(document, length=20, ontology=BEFORE).canonical()
    assert hashlib.sha256(spelled).hexdigest() == (
        "91fc8bc8410005f68b9b1924a9d90621c14c0d76b9b513ae50f9ad6e4a1db388"
    )
    assert hashlib.sha256(Labels().canonical()).hexdigest() == (
        "c13d34f4ffe6e3976a640e6a3d2ecf533b2e9e839d78b686fe9e0e078f11b387"
    )


def test_labels_of_every_kind_are_taken_and_complete() -> None:
    labels = read(labels_json())
    refuse_incomplete(labels, ONTOLOGY)
    assert labels.relations[0].source == "s1"
    assert labels.doubts == 2


@settings(deadline=None)
@given(documents())
def test_what_was_read_is_spelled_and_read_again_the_same(document: dict[str, Any]) -> None:
    labels = read(document)
    again = Labels.stored(json.loads(labels.canonical()))
    assert again.canonical() == labels.canonical()
    assert read(again.to_json()).canonical() == labels.canonical()


@settings(deadline=None)
@given(documents())
def test_what_is_not_said_is_not_spelled(document: dict[str, Any]) -> None:
    spelled = json.loads(read(document).canonical())
    assert ("relations" in spelled) is bool(document["relations"])
    assert ("unsure" in spelled) is ("unsure" in document)
    assert not any(one.get("unsure") is False for one in [*spelled["spans"], *spelled["answers"]])


@pytest.mark.parametrize(
    ("changed", "field", "remedy"),
    [
        ({"spans": [a_span(attributes={"x": 1})]}, "spans[0].attributes", "words"),
        (
            {"spans": [a_span(class_id="drug", attributes={"form": "rain"})]},
            "spans[0].attributes.form",
            "options",
        ),
        (
            {"spans": [a_span(class_id="drug", attributes={"x": "y"})]},
            "spans[0].attributes",
            "no such attribute",
        ),
        (
            {"spans": [a_span(class_id="drug", attributes={"since": "1999-12-31"})]},
            "spans[0].attributes.since",
            "2000-01-01 or later",
        ),
        ({"spans": [a_span(unsure="yes")]}, "spans[0].unsure", "true or false"),
        ({"unsure": 1}, "unsure", "true or false"),
        ({"spans": [a_span(class_id="old")]}, "spans[0]", "not used any more"),
        ({"relations": [a_relation(target="s9")]}, "relations[0]", "two different spans"),
        ({"relations": [a_relation(target="s1")]}, "relations[0]", "two different spans"),
        ({"relations": [a_relation(source="s2", target="s1")]}, "relations[0]", "Turn it"),
        ({"relations": [a_relation(class_id="x")]}, "relations[0]", "load the task again"),
        ({"relations": [a_relation(), a_relation(id="r2")]}, "relations[1]", "there twice"),
        (
            {"relations": [a_relation(), a_relation(class_id="same")]},
            "relations",
            "id of its own",
        ),
        ({"relations": [a_relation(id="s1")]}, "relations", "id of its own"),
        (
            {
                "relations": [
                    a_relation(class_id="same"),
                    a_relation(class_id="same", id="r2", source="s2", target="s1"),
                ]
            },
            "relations[1]",
            "there twice",
        ),
        ({"relations": [a_relation(more=1)]}, "relations[0]", "does not belong here"),
        ({"relations": {}}, "relations", "list"),
        (
            {"answers": [{"question_id": "codes", "value": ["skin"]}]},
            "answers[0].value",
            "no others below",
        ),
        (
            {"answers": [{"question_id": "codes", "value": ["rash", "itch", "other"]}]},
            "answers[0].value",
            "At most 2",
        ),
        ({"answers": [{"question_id": "days", "value": 2.5}]}, "answers[0].value", "as text"),
        ({"answers": [{"question_id": "days", "value": "2.50"}]}, "answers[0].value", "shortest"),
        ({"answers": [{"question_id": "days", "value": "2.7"}]}, "answers[0].value", "steps"),
        ({"answers": [{"question_id": "days", "value": "31"}]}, "answers[0].value", "at most 30"),
        ({"answers": [{"question_id": "seen", "value": "2023-02-29"}]}, "answers[0].value", "YYYY"),
        (
            {"answers": [{"question_id": "seen", "value": "2031-01-01"}]},
            "answers[0].value",
            "earlier",
        ),
        ({"answers": [{"question_id": "clear", "value": 8}]}, "answers[0].value", "from 1 to 7"),
        (
            {"answers": [{"question_id": "why", "value": "x" * 10_001}]},
            "answers[0].value",
            "10,000",
        ),
    ],
)
def test_what_does_not_fit_is_refused_by_its_field_with_a_remedy(
    changed: dict[str, Any], field: str, remedy: str
) -> None:
    with pytest.raises(LabelsRefusedError, match=remedy) as refused:
        read(labels_json(**({"relations": []} if "spans" in changed else {}), **changed))
    assert (refused.value.field, refused.value.status) == (f"document.{field}", 422)


@pytest.mark.parametrize("value", ["1e3", "+1", "01", "-0", "1.", ".5", "NaN", "٣", "9" * 40])
def test_a_number_has_one_form(value: str) -> None:
    with pytest.raises(LabelsRefusedError):
        read({"answers": [{"question_id": "days", "value": value}]})


def test_too_many_are_refused_by_their_number() -> None:
    for name, most in (("spans", MOST_SPANS), ("relations", MOST_RELATIONS)):
        with pytest.raises(LabelsRefusedError, match="at most 20,000"):
            read({name: [{}] * (most + 1)})


def test_a_retired_class_stays_where_it_was() -> None:
    before = Labels.stored({"spans": [a_span(class_id="old", attributes={})], "answers": []})
    document = {"spans": [a_span(class_id="old", start=1)]}
    labels = read_labels(document, length=9, ontology=ONTOLOGY, before=before)
    assert labels.spans[0].start == 1
    with pytest.raises(LabelsRefusedError, match="not used any more"):
        read_labels(
            {"spans": [a_span(2, class_id="old")]}, length=9, ontology=ONTOLOGY, before=before
        )


def test_a_required_attribute_is_asked_for_by_name() -> None:
    labels = read({"spans": [a_span(class_id="drug")]})
    with pytest.raises(LabelsRefusedError) as refused:
        refuse_incomplete(labels, ONTOLOGY)
    assert refused.value.field == "document.spans[0].attributes.form"


def test_free_text_is_what_people_wrote_and_nothing_they_chose() -> None:
    found = {(one.field, one.text) for one in free_texts(labels_json(), ONTOLOGY)}
    assert found == {
        ("document.spans[0].attributes.note", "generic"),
        ("document.answers[4].value", "as told"),
    }


def test_what_no_version_explains_counts_as_written() -> None:
    old = {"spans": [a_span(attributes={"said by": "Anna"})]}
    assert [one.text for one in written_in(old, ONTOLOGY)] == ["said by Anna"]
    moved = {"answers": [{"question_id": "signs", "value": "Anna"}]}
    assert [one.text for one in written_in(moved, ONTOLOGY)] == ["Anna"]


def test_a_draft_of_any_shape_can_be_looked_through() -> None:
    for document in ({"spans": 3, "answers": [None, 4]}, {"spans": [{"attributes": 7}]}, {}):
        assert list(written_in(document, ONTOLOGY)) == []


def test_more_free_text_than_can_be_looked_through_is_refused() -> None:
    spans = [a_span(n, class_id="drug", attributes={"note": "x"}) for n in range(1_001)]
    with pytest.raises(LabelsRefusedError, match="1,000 free texts"):
        free_texts({"spans": spans}, ONTOLOGY)


@settings(deadline=None)
@given(documents())
def test_written_text_is_found_in_read_labels_as_in_their_json(document: dict[str, Any]) -> None:
    labels = read(document)
    found = sorted(one.text for one in written_of(labels, ONTOLOGY))
    assert found == sorted(one.text for one in written_in(document, ONTOLOGY))
