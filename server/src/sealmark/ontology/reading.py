"""Ontologies are read strictly; what does not fit is refused by its field, with a remedy.

- Ids are stable words; names, colours, keys and descriptions may change from version to version.
- A hotkey is one character. Classes, relations and the options of questions share one set of keys;
  the options of a class's attributes share it with them, for they act while a span is picked.
- Keys that the labeling page uses itself are refused in what is published; versions that have one
  can still be read.
- At most 200 classes of 30 attributes, 100 relations and 50 questions: more is a mistake or an
  attack.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator

from sealmark.ontology.errors import OntologyRefusedError, ReservedKeyError
from sealmark.ontology.fields import (
    TEXT_LENGTH,
    Body,
    color_of,
    id_of,
    items,
    object_of,
    refuse_twice,
    text_of,
    title_of,
    truth_of,
)
from sealmark.ontology.question_reading import read_asked, read_question
from sealmark.ontology.schema import Ontology, Question, RelationClass, SpanClass

MOST_CLASSES, MOST_QUESTIONS, MOST_RELATIONS, MOST_ATTRIBUTES = 200, 50, 100, 30
RESERVED_KEYS = frozenset("aceghqrsu?")
"""Keys of the pages where people work, as `web/src/editors/core/hotkeys.ts` has them: accept,
comment, accept a mark, guideline, hide, ask, send back, skip, not sure, sheet of keys."""
_LOOK = frozenset({"id", "name", "color", "hotkey", "description", "retired"})


def read_ontology(value: object) -> Ontology:
    """Read an ontology from JSON; refuse with the field's name what is not as it must be."""
    known = {"classes", "relations", "questions", "across_turns"}
    body = object_of(value, "document", known)
    classes = tuple(
        _class(one, f"classes[{number}]")
        for number, one in enumerate(items(body, "classes", MOST_CLASSES))
    )
    relations = tuple(
        _relation(one, f"relations[{number}]", {each.id for each in classes})
        for number, one in enumerate(items(body, "relations", MOST_RELATIONS))
    )
    questions = tuple(
        read_asked(one, f"questions[{number}]")
        for number, one in enumerate(items(body, "questions", MOST_QUESTIONS))
    )
    ontology = Ontology(
        classes=classes,
        relations=relations,
        questions=questions,
        across_turns=truth_of(body, "across_turns", "document"),
    )
    asked = [one.id for one in questions]
    refuse_twice([*(one.id for one in ontology.joined()), *asked], "id")
    _refuse_shared_keys(ontology)
    return ontology


def refuse_reserved_keys(ontology: Ontology) -> None:
    """Refuse a hotkey that the labeling page uses itself: it would never do what it says."""
    shared = [*_shared_keys(ontology)]
    for n, one in enumerate(ontology.classes):
        shared += _option_keys(one.attributes, f"classes[{n}].attributes")
    for field, key in shared:
        if key.lower() in RESERVED_KEYS:
            raise ReservedKeyError(
                f"The labeling page uses the key {key} itself. Choose another one; taken are: "
                f"{', '.join(sorted(RESERVED_KEYS))}.",
                field=field,
            )


def _refuse_shared_keys(ontology: Ontology) -> None:
    shared = [key for _, key in _shared_keys(ontology)]
    refuse_twice(shared, "hotkey")
    for one in ontology.classes:
        refuse_twice([*shared, *(key for _, key in _option_keys(one.attributes, ""))], "hotkey")


def _shared_keys(ontology: Ontology) -> Iterator[tuple[str, str]]:
    for n, one in enumerate(ontology.classes):
        if one.hotkey:
            yield f"classes[{n}].hotkey", one.hotkey
    for n, relation in enumerate(ontology.relations):
        if relation.hotkey:
            yield f"relations[{n}].hotkey", relation.hotkey
    yield from _option_keys(ontology.questions, "questions")


def _option_keys(questions: tuple[Question, ...], where: str) -> Iterator[tuple[str, str]]:
    for n, question in enumerate(questions):
        for m, option in enumerate(question.options):
            if option.hotkey:
                yield f"{where}[{n}].options[{m}].hotkey", option.hotkey


def _class(value: object, where: str) -> SpanClass:
    body = object_of(value, where, _LOOK | {"attributes"})
    attributes = tuple(
        read_question(one, f"{where}.attributes[{number}]")
        for number, one in enumerate(items(body, "attributes", MOST_ATTRIBUTES, where))
    )
    refuse_twice((one.id for one in attributes), f"{where}.attributes id")
    return SpanClass(
        id=id_of(body, where),
        name=title_of(body, "name", where),
        color=color_of(body, where),
        hotkey=text_of(body, "hotkey", where, least=0, most=1),
        description=text_of(body, "description", where, least=0, most=TEXT_LENGTH),
        attributes=attributes,
        retired=truth_of(body, "retired", where),
    )


def _relation(value: object, where: str, classes: set[str]) -> RelationClass:
    body = object_of(value, where, _LOOK | {"sources", "targets", "directed"})
    return RelationClass(
        id=id_of(body, where),
        name=title_of(body, "name", where),
        color=color_of(body, where),
        hotkey=text_of(body, "hotkey", where, least=0, most=1),
        description=text_of(body, "description", where, least=0, most=TEXT_LENGTH),
        sources=_ends(body, "sources", where, classes),
        targets=_ends(body, "targets", where, classes),
        directed=truth_of(body, "directed", where, usual=True),
        retired=truth_of(body, "retired", where),
    )


def _ends(body: Body, name: str, where: str, classes: set[str]) -> tuple[str, ...]:
    ends = items(body, name, MOST_CLASSES, where)
    if not all(isinstance(one, str) and one in classes for one in ends):
        raise OntologyRefusedError(
            f"{name} holds ids of this ontology's classes; an empty list means any class.",
            field=f"{where}.{name}",
        )
    words = tuple(str(one) for one in ends)
    refuse_twice(words, f"{where}.{name}")
    return words
