"""What intake makes of a file: items and faults, one per row, and how columns map to them.

- Places of labels are half-open ranges of code points in the content.
- A fault names row and reason; it never holds content.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sealmark.modalities.conversation.turns import Turn
from sealmark.modalities.text.problems import Problem, ProblemError


class Origin(StrEnum):
    """Who made the labels that a file brings along."""

    NONE = "none"
    PERSON = "person"
    MODEL = "model"


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which column, or field of a JSON object, is what.

    `external_id` None means `id` where the format has one. Columns that are named nowhere are
    left out of the item. With `conversation` each row is one turn of the conversation it names.
    """

    content: str = "text"
    external_id: str | None = None
    subject: str | None = None
    shown: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    conversation: str | None = None
    turn: str | None = None
    speaker: str | None = None
    role: str | None = None
    time: str | None = None

    @property
    def beside(self) -> tuple[str | None, ...]:
        """The columns of what comes beside the content."""
        return (self.external_id, self.subject, *self.shown, *self.hidden)

    @property
    def of_turns(self) -> tuple[str | None, ...]:
        """The columns of what a row of one turn says beside its words."""
        return (self.conversation, self.turn, self.speaker, self.role, self.time)


Said = tuple[str, str, str | int | float | list[str] | list[list[str]]]
"""What a file says in answer to something: the name of the question, the kind of value, the value.

Kinds are `choices` (names), `taxonomy` (paths of names), `text` (texts), `rating`, `number` and
`datetime`, and `value` for what is spelled as an export of ours spells it.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanLabel:
    """A label on a part of the content, with what was said about it."""

    start: int
    end: int
    name: str
    said: tuple[Said, ...] = ()
    unsure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationLabel:
    """Two spans that belong together, by their places in the list of spans."""

    source: int
    target: int
    name: str
    unsure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The labels of one item: spans, relations, and what is said about the whole document.

    `turns` is what is said about single turns: number, answer, whether its author was not sure.
    `choices` are names of options whose question the file does not name. `passed` counts what was
    passed over, by the file's own word for it.
    """

    spans: tuple[SpanLabel, ...] = ()
    relations: tuple[RelationLabel, ...] = ()
    said: tuple[Said, ...] = ()
    choices: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    turns: tuple[tuple[int, Said, bool], ...] = ()
    origin: Origin = Origin.NONE

    @property
    def is_empty(self) -> bool:
        """Say whether the file brought nothing along."""
        about = (self.said, self.choices, self.unsure, self.turns)
        return not any((self.spans, self.relations, *about, self.passed))

    def to_json(self) -> dict[str, object]:
        """Return the form that is sealed with the original."""
        body: dict[str, object] = {
            "spans": [
                [
                    one.start,
                    one.end,
                    one.name,
                    *([list(one.said), one.unsure] if _more(one) else []),
                ]
                for one in self.spans
            ],
            "relations": [[o.source, o.target, o.name, o.unsure] for o in self.relations],
            "said": [list(one) for one in self.said],
            "choices": list(self.choices),
            "unsure": list(self.unsure),
            "passed": list(self.passed),
            "origin": self.origin.value,
        }
        if self.turns:
            body["turns"] = [[turn, list(said), unsure] for turn, said, unsure in self.turns]
        return body


def _more(span: SpanLabel) -> bool:
    return bool(span.said) or span.unsure


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One text with what came along; `row` counts from 1 (lines, or tasks of a list)."""

    row: int
    content: str = field(repr=False)
    external_id: str = field(default="", repr=False)
    subject: str = field(default="", repr=False)
    shown: Mapping[str, str] = field(default_factory=dict, repr=False)
    hidden: Mapping[str, str] = field(default_factory=dict, repr=False)
    labels: Labels = field(default=Labels(), repr=False)
    turns: tuple[Turn, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A row that was not taken: why, and what to do about it."""

    row: int
    problem: Problem
    remedy: str


def fault_of(row: int, error: ProblemError) -> Fault:
    """Turn a refusal into the fault of a row."""
    return Fault(row=row, problem=error.problem, remedy=str(error))
