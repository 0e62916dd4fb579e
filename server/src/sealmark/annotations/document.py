"""Label documents: spans, relations between them, and answers to questions, with one spelling.

- Turns of a conversation are numbered from 1 in the order of the text.
- Offsets are half-open ranges of Unicode code points of the rendition; overlaps are allowed.
- The canonical form of a document is what its commitment is made of. What was added to the form
  later is left out of it while it is empty, so that no commitment changes by an upgrade.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sealmark.kernel.canonical import canonical_json
from sealmark.ontology.domain import Value


class DocumentState(StrEnum):
    """How far the labels of a document got."""

    OPEN = "open"
    LABELED = "labeled"
    FINAL = "final"


class Origin(StrEnum):
    """Who or what made a revision; a moved one holds what it was before, on a newer rendition.

    What a model made is a suggestion: it becomes a label only when a person hands it in.
    """

    PERSON = "person"
    IMPORT = "import"
    MODEL = "model"
    MIGRATION = "migration"
    MOVED = "moved"


OF_THE_WHOLE = "*"
"""Among the ids of doubted questions: the text as a whole; no question is called so."""
MADE_IN_BULK = (Origin.IMPORT, Origin.MODEL, Origin.MIGRATION, Origin.MOVED)
"""Made without a task: nobody was handed the text for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A labeled place: code points `start` to `end` of the rendition, and what was said of it."""

    id: str
    start: int
    end: int
    class_id: str
    attributes: Mapping[str, Value] = field(default_factory=dict)
    unsure: bool = False

    def to_json(self) -> dict[str, object]:
        """Return the JSON form."""
        body: dict[str, object] = {
            "id": self.id,
            "start": self.start,
            "end": self.end,
            "class_id": self.class_id,
            "attributes": dict(self.attributes),
        }
        return body | {"unsure": True} if self.unsure else body


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Two spans that belong together, by their ids."""

    id: str
    source: str
    target: str
    class_id: str
    unsure: bool = False

    def to_json(self) -> dict[str, object]:
        """Return the JSON form."""
        body: dict[str, object] = {
            "id": self.id,
            "source": self.source,
            "target": self.target,
            "class_id": self.class_id,
        }
        return body | {"unsure": True} if self.unsure else body


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to one question, about the whole text or about its turn of this number."""

    question_id: str
    value: Value
    turn: int = 0
    unsure: bool = False

    def to_json(self) -> dict[str, object]:
        """Return the JSON form."""
        body: dict[str, object] = {"question_id": self.question_id, "value": self.value}
        if self.turn:
            body["turn"] = self.turn
        return body | {"unsure": True} if self.unsure else body


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Everything one person said about one rendition; `unsure` is said of it as a whole."""

    spans: tuple[Span, ...] = ()
    relations: tuple[Relation, ...] = ()
    answers: tuple[Answer, ...] = ()
    unsure: bool = False

    @classmethod
    def stored(cls, body: Mapping[str, Any]) -> "Labels":
        """Take over labels from their canonical form: they were read strictly when handed in."""
        return cls(
            spans=tuple(Span(**one) for one in body["spans"]),
            relations=tuple(Relation(**one) for one in body.get("relations", ())),
            answers=tuple(Answer(**one) for one in body["answers"]),
            unsure=body.get("unsure", False),
        )

    def to_json(self) -> dict[str, object]:
        """Return the JSON form: spans by place, relations by their ends, answers by question."""
        spans = sorted(self.spans, key=lambda one: (one.start, one.end, one.id))
        relations = sorted(self.relations, key=lambda one: (one.source, one.target, one.id))
        answers = sorted(self.answers, key=lambda one: (one.question_id, one.turn))
        body: dict[str, object] = {
            "spans": [one.to_json() for one in spans],
            "answers": [one.to_json() for one in answers],
        }
        if relations:
            body["relations"] = [one.to_json() for one in relations]
        return body | {"unsure": True} if self.unsure else body

    def canonical(self) -> bytes:
        """Return the bytes that a commitment is made of."""
        return canonical_json(self.to_json())

    @property
    def doubted(self) -> list[str]:
        """Questions about the text with doubted answers, and `OF_THE_WHOLE` if all of it is."""
        of_answers = [one.question_id for one in self.answers if one.unsure and not one.turn]
        return [OF_THE_WHOLE, *of_answers] if self.unsure else of_answers

    @property
    def classes(self) -> tuple[str, ...]:
        """The ids of the classes used, each once, sorted."""
        return tuple(sorted({span.class_id for span in self.spans}))

    @property
    def doubts(self) -> int:
        """How often the author was not sure: of spans, relations, answers, and of the whole."""
        of_spans = sum(one.unsure for one in self.spans)
        of_relations = sum(one.unsure for one in self.relations)
        of_answers = sum(one.unsure for one in self.answers)
        return of_spans + of_relations + of_answers + self.unsure
