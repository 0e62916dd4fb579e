"""Ontologies: span classes and document questions, read strictly, with a canonical digest.

- Ids are stable words; names, colours, keys and descriptions may change from version to version.
- A hotkey is one character and used once; a colour is `#rrggbb`. Keys that the labeling page uses
  itself are refused in what is published; versions that have one can still be read.
- At most 200 classes and 50 questions of 100 options: more is a mistake or an attack.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sealmark.kernel.canonical import canonical_json
from sealmark.kernel.errors import InvalidInputError

MOST_CLASSES, MOST_QUESTIONS, MOST_OPTIONS = 200, 50, 100
HIGHEST_RATING = 10
RESERVED_KEYS = frozenset("agrs?")
"""Accept, guideline, send back, skip, sheet of keys: the pages of labeling and review use them."""
_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_COLOR = re.compile(r"#[0-9a-f]{6}")
_NAME_LENGTH, _TEXT_LENGTH = 200, 5_000


class OntologyRefusedError(InvalidInputError):
    """This ontology is not as it must be."""


class ReservedKeyError(OntologyRefusedError):
    """This hotkey is used by the labeling page itself. Choose another one."""


class QuestionKind(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TEXT = "text"
    RATING = "rating"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanClass:
    """What a place in a text can be labeled as."""

    id: str
    name: str
    color: str
    hotkey: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One possible answer."""

    id: str
    name: str
    hotkey: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked about a whole document; `max` is the highest rating."""

    id: str
    kind: QuestionKind
    title: str
    required: bool
    options: tuple[Option, ...]
    max: int

    @property
    def option_ids(self) -> frozenset[str]:
        """The ids that an answer may hold."""
        return frozenset(option.id for option in self.options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontology:
    """Everything that may be labeled in a project."""

    classes: tuple[SpanClass, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def class_ids(self) -> frozenset[str]:
        """The ids that a span may carry."""
        return frozenset(one.id for one in self.classes)

    def question(self, question_id: str) -> Question | None:
        """Find a question by id."""
        return next((one for one in self.questions if one.id == question_id), None)

    def to_json(self) -> dict[str, object]:
        """Return the JSON form, as the API and the evidence show it."""
        return {
            "classes": [
                {
                    "id": one.id,
                    "name": one.name,
                    "color": one.color,
                    "hotkey": one.hotkey,
                    "description": one.description,
                }
                for one in self.classes
            ],
            "questions": [
                {
                    "id": one.id,
                    "kind": str(one.kind),
                    "title": one.title,
                    "required": one.required,
                    "options": [
                        {"id": option.id, "name": option.name, "hotkey": option.hotkey}
                        for option in one.options
                    ],
                    "max": one.max,
                }
                for one in self.questions
            ],
        }

    def canonical(self) -> bytes:
        """Return the bytes that are stored and digested."""
        return canonical_json(self.to_json())

    def digest(self) -> str:
        """Return the SHA-256 of the canonical form, in hex."""
        return hashlib.sha256(self.canonical()).hexdigest()


def read_ontology(value: object) -> Ontology:
    """Read an ontology from JSON; refuse with the field's name what is not as it must be."""
    body = _object(value, "document", {"classes", "questions"})
    classes = tuple(
        _class(one, f"classes[{number}]")
        for number, one in enumerate(_items(body, "classes", MOST_CLASSES))
    )
    questions = tuple(
        _question(one, f"questions[{number}]")
        for number, one in enumerate(_items(body, "questions", MOST_QUESTIONS))
    )
    _refuse_twice([*(one.id for one in classes), *(one.id for one in questions)], "id")
    hotkeys = [one.hotkey for one in classes]
    hotkeys += [option.hotkey for one in questions for option in one.options]
    _refuse_twice([hotkey for hotkey in hotkeys if hotkey], "hotkey")
    return Ontology(classes=classes, questions=questions)


def refuse_reserved_keys(ontology: Ontology) -> None:
    """Refuse a hotkey that the labeling page uses itself: it would never do what it says."""
    keys = [(f"classes[{n}].hotkey", one.hotkey) for n, one in enumerate(ontology.classes)]
    for n, question in enumerate(ontology.questions):
        for m, option in enumerate(question.options):
            keys.append((f"questions[{n}].options[{m}].hotkey", option.hotkey))
    for field, key in keys:
        if key.lower() in RESERVED_KEYS:
            raise ReservedKeyError(
                f"The labeling page uses the key {key} itself. Choose another one; taken are: "
                f"{', '.join(sorted(RESERVED_KEYS))}.",
                field=field,
            )


def _class(value: object, where: str) -> SpanClass:
    body = _object(value, where, {"id", "name", "color", "hotkey", "description"})
    color = body.get("color", "#5b6abf")
    if not isinstance(color, str) or not _COLOR.fullmatch(color):
        raise OntologyRefusedError(
            "A colour is written as #rrggbb, in lower case.", field=f"{where}.color"
        )
    return SpanClass(
        id=_id(body, where),
        name=_text(body, "name", where, least=1, most=_NAME_LENGTH),
        color=color,
        hotkey=_text(body, "hotkey", where, least=0, most=1),
        description=_text(body, "description", where, least=0, most=_TEXT_LENGTH),
    )


def _question(value: object, where: str) -> Question:
    body = _object(value, where, {"id", "kind", "title", "required", "options", "max"})
    if body.get("kind") not in set(QuestionKind):
        raise OntologyRefusedError(
            "A question is single, multiple, text or rating.", field=f"{where}.kind"
        )
    kind = QuestionKind(str(body["kind"]))
    options = tuple(
        _option(one, f"{where}.options[{number}]")
        for number, one in enumerate(_items(body, "options", MOST_OPTIONS))
    )
    if (kind in {QuestionKind.SINGLE, QuestionKind.MULTIPLE}) is not bool(options):
        raise OntologyRefusedError(
            "Single and multiple questions have options; others have none.",
            field=f"{where}.options",
        )
    _refuse_twice((option.id for option in options), f"{where}.options id")
    highest = body.get("max", 5)
    if type(highest) is not int or not 2 <= highest <= HIGHEST_RATING:  # noqa: PLR2004 - a rating of one is none
        raise OntologyRefusedError(
            f"The highest rating is 2 to {HIGHEST_RATING}.", field=f"{where}.max"
        )
    return Question(
        id=_id(body, where),
        kind=kind,
        title=_text(body, "title", where, least=1, most=_NAME_LENGTH),
        required=body.get("required", False) is True,
        options=options,
        max=highest,
    )


def _option(value: object, where: str) -> Option:
    body = _object(value, where, {"id", "name", "hotkey"})
    return Option(
        id=_id(body, where),
        name=_text(body, "name", where, least=1, most=_NAME_LENGTH),
        hotkey=_text(body, "hotkey", where, least=0, most=1),
    )


def _object(value: object, where: str, known: set[str]) -> dict[str, object]:
    if not isinstance(value, dict) or set(value) - known:
        raise OntologyRefusedError(
            f"An object with these fields was expected: {', '.join(sorted(known))}.", field=where
        )
    return value


def _items(body: Mapping[str, object], name: str, most: int) -> list[object]:
    value = body.get(name, [])
    if not isinstance(value, list) or len(value) > most:
        raise OntologyRefusedError(f"{name} is a list of at most {most}.", field=name)
    return value


def _id(body: Mapping[str, object], where: str) -> str:
    value = body.get("id")
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise OntologyRefusedError(
            "An id has 1 to 64 letters, digits, dots, hyphens or underscores.", field=f"{where}.id"
        )
    return value


def _text(body: Mapping[str, object], name: str, where: str, *, least: int, most: int) -> str:
    value = body.get(name, "")
    if not isinstance(value, str) or not least <= len(value) <= most:
        raise OntologyRefusedError(
            f"{name} has {least} to {most} characters.", field=f"{where}.{name}"
        )
    return value


def _refuse_twice(values: Iterable[str], name: str) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise OntologyRefusedError(f"The {name} {value!r} is used twice.", field=name)
        seen.add(value)
