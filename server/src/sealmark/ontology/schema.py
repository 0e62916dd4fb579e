"""The words of an ontology: classes, relations and questions, with one spelling and one digest.

- A span class may ask about each of its spans: its attributes are questions like those about a
  whole document.
- What was added to the form later is left out of the spelling while it is empty, so that the
  digest of a version never changes by an upgrade.
- A question may be asked of each turn of a conversation, of all or of some roles only; where a text
  is no conversation it is not asked.
- What is retired stays readable in labels made before, and is not offered any more.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from sealmark.kernel.canonical import canonical_json
from sealmark.modalities.conversation.roles import Role

DEFAULT_HIGHEST = 5


class QuestionKind(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TREE = "tree"
    TEXT = "text"
    RATING = "rating"
    NUMBER = "number"
    DATE = "date"


WITH_OPTIONS = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.TREE})
WITH_LIMITS = frozenset({QuestionKind.NUMBER, QuestionKind.DATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One possible answer; in a tree it stands under its `parent`, or at the top."""

    id: str
    name: str
    hotkey: str
    parent: str = ""
    retired: bool = False

    def to_json(self) -> dict[str, object]:
        """Return the JSON form."""
        body: dict[str, object] = {"id": self.id, "name": self.name, "hotkey": self.hotkey}
        return body | _filled(parent=self.parent, retired=self.retired)


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked about a document, about each turn of it, or about a span.

    - `max` is the highest rating. `low`, `high` and `step` bound a number or a date; empty is open.
    - `most` is how many options may be chosen, 0 for any number; `leaves_only` leaves the inner
      ones of a tree unchosen.
    - `roles` are those whose turns a question `per_turn` is asked of; none named means all.
    """

    id: str
    kind: QuestionKind
    title: str
    required: bool
    options: tuple[Option, ...]
    max: int = DEFAULT_HIGHEST
    low: str = ""
    high: str = ""
    step: str = ""
    most: int = 0
    leaves_only: bool = False
    per_turn: bool = False
    roles: tuple[Role, ...] = ()
    retired: bool = False

    def asks_of(self, role: Role) -> bool:
        """Say whether it is asked of a turn of `role`."""
        return self.per_turn and (not self.roles or role in self.roles)

    @cached_property
    def option_ids(self) -> frozenset[str]:
        """The ids that an answer may hold."""
        return frozenset(option.id for option in self.options)

    @cached_property
    def inner_ids(self) -> frozenset[str]:
        """The ids of options that have others below them."""
        return frozenset(option.parent for option in self.options if option.parent)

    def to_json(self) -> dict[str, object]:
        """Return the JSON form; the limits of numbers and dates are called `min` and `max`."""
        body: dict[str, object] = {
            "id": self.id,
            "kind": str(self.kind),
            "title": self.title,
            "required": self.required,
            "options": [option.to_json() for option in self.options],
        }
        if self.kind in WITH_LIMITS:
            body |= _filled(min=self.low, max=self.high, step=self.step)
        else:
            body["max"] = self.max
        body |= _filled(most=self.most, leaves_only=self.leaves_only)
        body |= _filled(per_turn=self.per_turn, roles=[str(role) for role in self.roles])
        return body | _filled(retired=self.retired)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanClass:
    """What a place in a text can be labeled as, and what is asked about each such place."""

    id: str
    name: str
    color: str
    hotkey: str
    description: str
    attributes: tuple[Question, ...] = ()
    retired: bool = False

    def attribute(self, attribute_id: str) -> Question | None:
        """Find an attribute by id."""
        return next((one for one in self.attributes if one.id == attribute_id), None)

    def to_json(self) -> dict[str, object]:
        """Return the JSON form."""
        body: dict[str, object] = {
            "id": self.id,
            "name": self.name,
            "color": self.color,
            "hotkey": self.hotkey,
            "description": self.description,
        }
        attributes = [one.to_json() for one in self.attributes]
        return body | _filled(attributes=attributes, retired=self.retired)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationClass:
    """How two spans can belong together; without sources or targets any class will do."""

    id: str
    name: str
    color: str
    hotkey: str
    description: str
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    directed: bool = True
    retired: bool = False

    def joins(self, source: str, target: str) -> bool:
        """Say whether a span of class `source` may point to one of class `target`."""
        there = self._takes(source, target)
        return there or (not self.directed and self._takes(target, source))

    def _takes(self, source: str, target: str) -> bool:
        from_here = not self.sources or source in self.sources
        return from_here and (not self.targets or target in self.targets)

    def to_json(self) -> dict[str, object]:
        """Return the JSON form."""
        body: dict[str, object] = {
            "id": self.id,
            "name": self.name,
            "color": self.color,
            "hotkey": self.hotkey,
            "description": self.description,
            "sources": list(self.sources),
            "targets": list(self.targets),
            "directed": self.directed,
        }
        return body | _filled(retired=self.retired)


@dataclass(frozen=True, kw_only=True)
class Ontology:
    """Everything that may be labeled in a project.

    With `across_turns` a span may reach over several turns of a conversation.
    """

    classes: tuple[SpanClass, ...] = ()
    relations: tuple[RelationClass, ...] = ()
    questions: tuple[Question, ...] = ()
    across_turns: bool = False

    @cached_property
    def class_ids(self) -> frozenset[str]:
        """The ids that a span may carry."""
        return frozenset(one.id for one in self.classes)

    @cached_property
    def has_retired_classes(self) -> bool:
        """Say whether some class or relation is kept for labels made before only."""
        return any(one.retired for one in self.joined())

    def joined(self) -> list["SpanClass | RelationClass"]:
        """Return what spans and relations may be."""
        return [*self.classes, *self.relations]

    @cached_property
    def _classes(self) -> dict[str, SpanClass]:
        return {one.id: one for one in self.classes}

    @cached_property
    def _relations(self) -> dict[str, RelationClass]:
        return {one.id: one for one in self.relations}

    @cached_property
    def _questions(self) -> dict[str, Question]:
        return {one.id: one for one in self.questions}

    def span_class(self, class_id: str) -> SpanClass | None:
        """Find a class by id."""
        return self._classes.get(class_id)

    def relation(self, relation_id: str) -> RelationClass | None:
        """Find a relation by id."""
        return self._relations.get(relation_id)

    def question(self, question_id: str) -> Question | None:
        """Find a question by id."""
        return self._questions.get(question_id)

    def to_json(self) -> dict[str, object]:
        """Return the JSON form, as the API and the evidence show it."""
        body: dict[str, object] = {
            "classes": [one.to_json() for one in self.classes],
            "questions": [one.to_json() for one in self.questions],
        }
        relations = [one.to_json() for one in self.relations]
        return body | _filled(relations=relations, across_turns=self.across_turns)

    def canonical(self) -> bytes:
        """Return the bytes that are stored and digested."""
        return canonical_json(self.to_json())

    def digest(self) -> str:
        """Return the SHA-256 of the canonical form, in hex."""
        return hashlib.sha256(self.canonical()).hexdigest()


def _filled(**fields: object) -> dict[str, object]:
    """Return the fields that say something."""
    return {name: value for name, value in fields.items() if value}
