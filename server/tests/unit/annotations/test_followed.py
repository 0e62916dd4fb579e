"""Labels follow a change of the ontology: said anew where it speaks of them, else as they were."""

# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest
from hypothesis import given, settings
from unit.labels_to_try import ONTOLOGY, ONTOLOGY_JSON, TEXT, documents

from sealmark.annotations.domain import Followed, Labels, followed, read_labels
from sealmark.kernel.errors import InvalidInputError
from sealmark.ontology.domain import Change, Ontology, changed, read_change, read_ontology

TABLET = {
    "id": "tablet",
    "name": "Tablet",
    "attributes": [{"id": "note", "kind": "text", "title": "Note"}],
}
WIDER = read_ontology(ONTOLOGY_JSON | {"classes": [*ONTOLOGY_JSON["classes"], TABLET]})


def span(n: int, class_id: str, start: int = 0, **said: str) -> dict[str, Any]:
    return {
        "id": f"s{n}",
        "start": start,
        "end": start + 4,
        "class_id": class_id,
        "attributes": said,
    }


def joined(n: int, source: int, target: int, class_id: str) -> dict[str, Any]:
    return {"id": f"r{n}", "source": f"s{source}", "target": f"s{target}", "class_id": class_id}


def after(body: dict[str, Any], change: dict[str, Any]) -> tuple[Followed, Ontology]:
    made = read_change(change, WIDER)
    ontology = changed(WIDER, made)
    return followed(Labels.stored({"answers": []} | body), made, ontology), ontology


def merge(*classes: str, into: str) -> dict[str, Any]:
    return {"kind": "merge", "classes": list(classes), "into": into}


def test_merged_spans_keep_what_the_other_class_asks_too() -> None:
    body = {"spans": [span(1, "drug", form="drip", note="generic"), span(2, "dose", 9)]}
    result, _ = after(body, merge("drug", into="tablet"))
    assert [one.class_id for one in result.labels.spans] == ["tablet", "dose"]
    assert result.labels.spans[0].attributes == {"note": "generic"}
    assert (result.spans, result.attributes_lost, result.relations_lost) == (1, 1, 0)


def test_a_relation_follows_its_ends_into_the_merged_class() -> None:
    body = {
        "spans": [span(1, "drug", form="drip"), span(2, "dose", 9)],
        "relations": [joined(1, 1, 2, "has")],
    }
    result, ontology = after(body, merge("drug", into="tablet"))
    assert len(result.labels.relations) == 1
    has = ontology.relation("has")
    assert has is not None
    assert has.sources == ("tablet",)


def test_spans_that_become_the_same_are_one_with_the_relations_of_both() -> None:
    body = {
        "spans": [span(1, "drug"), span(2, "tablet"), span(3, "dose", 9), span(4, "dose", 15)],
        "relations": [joined(1, 1, 3, "same"), joined(2, 2, 4, "same"), joined(3, 1, 2, "same")],
    }
    result, _ = after(body, merge("drug", into="tablet"))
    assert [one.id for one in result.labels.spans] == ["s1", "s3", "s4"]
    ends = [(one.source, one.target) for one in result.labels.relations]
    assert ends == [("s1", "s3"), ("s1", "s4")]
    assert result.relations_lost == 1


def test_a_split_goes_by_what_an_attribute_says() -> None:
    body = {"spans": [span(1, "drug", form="tablet", note="x"), span(2, "drug", 9, form="drip")]}
    change = {
        "kind": "split",
        "classes": ["drug"],
        "attribute_id": "form",
        "by_option": {"tablet": "tablet"},
    }
    result, ontology = after(body, change)
    assert [one.class_id for one in result.labels.spans] == ["tablet", "drug"]
    assert result.labels.spans[0].attributes == {"note": "x"}
    assert result.labels.spans[1].attributes == {"form": "drip"}
    assert ontology == WIDER


@pytest.mark.parametrize(("labeled", "left"), [("keep", ["s1", "s2"]), ("drop", ["s2"])])
def test_a_retired_class_keeps_or_drops_its_spans(labeled: str, left: list[str]) -> None:
    body = {
        "spans": [span(1, "drug", form="drip"), span(2, "dose", 9)],
        "relations": [joined(1, 1, 2, "has")],
    }
    result, ontology = after(body, {"kind": "retire", "classes": ["drug"], "labeled": labeled})
    assert [one.id for one in result.labels.spans] == left
    assert result.relations_lost == (labeled == "drop")
    drug = ontology.span_class("drug")
    assert drug is not None
    assert (drug.retired, drug.hotkey) == (True, "")


CHANGES: list[dict[str, Any]] = [
    merge("drug", into="dose"),
    merge("dose", into="tablet"),
    {"kind": "retire", "classes": ["dose"], "labeled": "drop"},
    {
        "kind": "split",
        "classes": ["drug"],
        "attribute_id": "form",
        "by_option": {"drip": "tablet"},
    },
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda one: str(one["kind"]))
@settings(deadline=None)
@given(document=documents())
def test_what_followed_can_be_handed_in_and_following_again_changes_nothing(
    change: dict[str, Any], document: dict[str, Any]
) -> None:
    labels = read_labels(document, length=len(TEXT), ontology=ONTOLOGY)
    made: Change = read_change(change, WIDER)
    ontology = changed(WIDER, made)
    result = followed(labels, made, ontology)
    again = read_labels(result.labels.to_json(), length=len(TEXT), ontology=ontology)
    assert followed(again, made, ontology).spans == 0
    assert result.labels.answers == labels.answers
    untouched = [one for one in labels.spans if one.class_id not in made.classes]
    assert {one.id for one in result.labels.spans} >= {one.id for one in untouched} or result.spans


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "burn"}, "change.kind"),
        (merge(into="dose"), "change.classes"),
        (merge("nothing", into="dose"), "change.classes"),
        (merge("drug", into="drug"), "change.into"),
        (merge("drug", into="old"), "change.into"),
        (merge("drug", into="new"), "change.into"),
        ({"kind": "split", "classes": ["drug"], "attribute_id": "note", "by_option": {}},
         "change.attribute_id"),
        ({"kind": "split", "classes": ["drug"], "attribute_id": "form", "by_option": {"x": "dose"}},
         "change.by_option"),
        ({"kind": "split", "classes": ["drug"], "attribute_id": "form",
          "by_option": {"drip": "old"}}, "change.by_option.drip"),
        ({"kind": "retire", "classes": ["drug"], "labeled": "burn"}, "change.labeled"),
        ({"kind": "reopen", "guideline_below": 1}, "change.guideline_below"),
        ({"kind": "reopen", "guideline_below": 2, "into": "x"}, "change"),
    ],
)  # fmt: skip
def test_a_change_that_cannot_be_is_refused_by_its_field(
    change: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInputError) as refused:
        read_change(change, WIDER)
    assert (refused.value.field, refused.value.status) == (field, 422)


def test_a_change_is_kept_and_read_again_the_same() -> None:
    for change in [*CHANGES, {"kind": "reopen", "classes": ["drug"], "guideline_below": 3}]:
        made = read_change(change, WIDER)
        assert read_change(made.to_json(), WIDER) == made
