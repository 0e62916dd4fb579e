"""Ontologies: read strictly, one spelling, and a digest that no upgrade changes."""

# SPDX-License-Identifier: Apache-2.0
import copy
from typing import Any

import pytest
from unit.labels_to_try import ONTOLOGY, ONTOLOGY_JSON

from sealmark.interfaces.cli._demo_projects import ONTOLOGY as DEMO
from sealmark.ontology.domain import (
    OntologyRefusedError,
    ReservedKeyError,
    read_ontology,
    refuse_reserved_keys,
)


def with_class(**changed: Any) -> dict[str, Any]:  # noqa: ANN401 - parts of a class
    return {"classes": [{"id": "c", "name": "C", **changed}]}


def with_relation(**changed: Any) -> dict[str, Any]:  # noqa: ANN401 - parts of a relation
    return with_class() | {"relations": [{"id": "r", "name": "R", **changed}]}


def with_question(kind: str, **changed: Any) -> dict[str, Any]:  # noqa: ANN401 - parts of a question
    return {"questions": [{"id": "q", "kind": kind, "title": "Q?", **changed}]}


def test_a_version_of_the_first_form_keeps_its_digest() -> None:
    assert read_ontology(DEMO).digest() == (
        "96ee3d044b9de039034f74d4af373a9afecae9b780b3e37c31cdb567cd6196f6"
    )
    assert read_ontology({}).digest() == (
        "a3d3b2f1aac50b02dac0be7742eed4d624806b8ff89dfa197b31de6a099f9b67"
    )
    every_old_kind = {
        "classes": [
            {
                "id": "drug",
                "name": "Drug",
                "color": "#0b63a5",
                "hotkey": "d",
                "description": "a drug",
            },
            {"id": "dose", "name": "Dose"},
        ],
        "questions": [
            {
                "id": "s",
                "kind": "single",
                "title": "S?",
                "required": True,
                "options": [
                    {"id": "yes", "name": "Yes", "hotkey": "y"},
                    {"id": "no", "name": "No"},
                ],
            },
            {"id": "m", "kind": "multiple", "title": "M?", "options": [{"id": "a", "name": "A"}]},
            {"id": "t", "kind": "text", "title": "T?"},
            {"id": "r", "kind": "rating", "title": "R?", "max": 7},
        ],
    }
    assert read_ontology(every_old_kind).digest() == (
        "3f9b7f8714661bcad1fdc3df4b28b1b71bc7c08dd631586744794aac13cfa0d9"
    )


def test_everything_is_spelled_and_read_again_the_same() -> None:
    again = read_ontology(ONTOLOGY.to_json())
    assert again == ONTOLOGY
    assert again.digest() == ONTOLOGY.digest()


def test_what_is_not_said_is_not_spelled() -> None:
    ontology = read_ontology(with_class() | with_question("text"))
    assert ontology.to_json().keys() == {"classes", "questions"}
    assert ontology.classes[0].to_json().keys() == {"id", "name", "color", "hotkey", "description"}


@pytest.mark.parametrize(
    ("document", "field", "remedy"),
    [
        (with_relation(sources=["x"]), "relations[0].sources", "this ontology's classes"),
        (with_relation(targets=["c", "c"]), "relations[0].targets", "twice"),
        (with_relation(directed="no"), "relations[0].directed", "true or false"),
        (with_relation(id="c"), "id", "twice"),
        (with_class(retired=1), "classes[0].retired", "true or false"),
        (
            with_class(attributes=[{"id": "a", "kind": "maybe", "title": "A"}]),
            "classes[0].attributes[0].kind",
            "one of: single, multiple, tree",
        ),
        (
            with_class(attributes=[{"id": "a", "kind": "text", "title": "A"}] * 2),
            "classes[0].attributes id",
            "twice",
        ),
        (with_class(attributes=[{}] * 31), "classes[0].attributes", "at most 30"),
        (with_question("tree"), "questions[0].options", "have options"),
        (with_question("tree", options=[{"id": "b", "name": "B", "parent": "a"}]),
         "questions[0].options[0].parent", "stands before it"),
        (with_question("single", options=[{"id": "b", "name": "B", "parent": "a"}]),
         "questions[0].options[0]", "these fields"),
        (with_question("number", options=[{"id": "b", "name": "B"}]),
         "questions[0].options", "others have none"),
        (with_question("number", min="1e3"), "questions[0].min", "0.5"),
        (with_question("number", min=3), "questions[0].min", "0.5"),
        (with_question("number", min="4", max="3"), "questions[0].min", "not above"),
        (with_question("number", step="0"), "questions[0].step", "above zero"),
        (with_question("date", max="2023-02-30"), "questions[0].max", "2024-12-31"),
        (with_question("date", step="1"), "questions[0]", "these fields"),
        (with_question("rating", max=11), "questions[0].max", "from 2 to 10"),
        (with_question("text", most=1), "questions[0]", "these fields"),
        ({"more": 1}, "document", "classes, questions, relations"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_by_its_field_with_a_remedy(
    document: dict[str, Any], field: str, remedy: str
) -> None:
    with pytest.raises(OntologyRefusedError, match=remedy) as refused:
        read_ontology(document)
    assert (refused.value.field, refused.value.status) == (field, 422)


def test_a_tree_ends_at_its_deepest_level() -> None:
    options = [{"id": "o0", "name": "0"}]
    options += [{"id": f"o{n}", "name": str(n), "parent": f"o{n - 1}"} for n in range(1, 13)]
    read_ontology(with_question("tree", options=options[:12]))
    with pytest.raises(OntologyRefusedError, match="12 levels"):
        read_ontology(with_question("tree", options=options))


def test_a_tree_may_be_a_whole_code_list() -> None:
    options = [{"id": f"o{n}", "name": f"Code {n}"} for n in range(5_000)]
    assert len(read_ontology(with_question("tree", options=options)).questions[0].options) == 5_000
    with pytest.raises(OntologyRefusedError, match="at most 5,000"):
        read_ontology(with_question("tree", options=[*options, {"id": "x", "name": "X"}]))


def test_classes_may_share_the_keys_of_their_attributes_but_not_those_of_classes() -> None:
    negated = {
        "id": "negated",
        "kind": "single",
        "title": "Negated?",
        "options": [{"id": "yes", "name": "Yes", "hotkey": "n"}],
    }
    body = copy.deepcopy(ONTOLOGY_JSON)
    for one in body["classes"][:2]:
        one["attributes"] = [negated]
    read_ontology(body)
    body["relations"][0]["hotkey"] = "n"
    with pytest.raises(OntologyRefusedError, match="'n' is used twice"):
        read_ontology(body)


@pytest.mark.parametrize("where", ["relation", "attribute"])
def test_a_key_of_the_page_is_refused_wherever_it_stands(where: str) -> None:
    options = [{"id": "yes", "name": "Yes", "hotkey": "s"}]
    attribute = {"id": "a", "kind": "single", "title": "A", "options": options}
    body = with_relation(hotkey="s") if where == "relation" else with_class(attributes=[attribute])
    with pytest.raises(ReservedKeyError, match="Choose another one"):
        refuse_reserved_keys(read_ontology(body))


def test_a_relation_joins_what_it_says_and_an_undirected_one_both_ways() -> None:
    has = ONTOLOGY.relation("has")
    assert has is not None
    assert has.joins("drug", "dose")
    assert not has.joins("dose", "drug")
    body = with_class() | {
        "classes": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
        "relations": [
            {"id": "r", "name": "R", "sources": ["a"], "targets": ["b"], "directed": False}
        ],
    }
    both = read_ontology(body).relation("r")
    assert both is not None
    assert both.joins("b", "a")
    assert not both.joins("a", "a")
