"""What other contexts may know of label documents: their words, how they are read, what is missing.

- Spans, relations and answers are read strictly against one version of the ontology.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sealmark.annotations.changed import REVIEWED_BEFORE, Followed, followed
from sealmark.annotations.document import (
    MADE_IN_BULK,
    OF_THE_WHOLE,
    Answer,
    DocumentState,
    Labels,
    Origin,
    Relation,
    Span,
)
from sealmark.annotations.elsewhere import MOVED, MOVED_REVIEWED, Left, Move, Moving, moved
from sealmark.annotations.errors import LabelsRefusedError
from sealmark.annotations.reading import read_labels
from sealmark.annotations.suggested import outcome_of
from sealmark.annotations.writing import (
    MOST_WRITTEN,
    Written,
    rewritten,
    written_in,
    written_of,
)
from sealmark.kernel.ids import (
    AssetId,
    DocumentId,
    GuidelineVersionId,
    IssueId,
    OntologyVersionId,
    ProjectId,
    TaskId,
    UserId,
)
from sealmark.modalities.conversation.turns import Turn
from sealmark.ontology.domain import Ontology, Question, Value

__all__ = [
    "MADE_IN_BULK",
    "MOST_WRITTEN",
    "MOVED",
    "MOVED_REVIEWED",
    "OF_THE_WHOLE",
    "REVIEWED_BEFORE",
    "Answer",
    "DocumentState",
    "Followed",
    "IssueFacts",
    "IssueOpened",
    "IssueState",
    "Labels",
    "Left",
    "Move",
    "Moving",
    "NewIssue",
    "ObjectRef",
    "Origin",
    "Relation",
    "Said",
    "Span",
    "Voice",
    "Written",
    "followed",
    "free_texts",
    "moved",
    "outcome_of",
    "read_labels",
    "refuse_incomplete",
    "rewritten",
    "written_in",
    "written_of",
]


class IssueState(StrEnum):
    """Where a question stands."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


class Voice(StrEnum):
    """In which role somebody speaks about an issue: all that others learn of them."""

    ASKER = "asker"
    MANAGER = "manager"
    REVIEWER = "reviewer"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectRef:
    """One object of a label document, and its class when it was asked about."""

    id: str
    class_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewIssue:
    """What is asked: where, by whom, under which versions."""

    project: ProjectId
    asset: AssetId
    document: DocumentId
    task: TaskId
    duty: str
    asker: UserId
    ontology: OntologyVersionId
    guideline: GuidelineVersionId
    guideline_number: int
    about: ObjectRef | None
    text: str
    is_aside: bool
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueFacts:
    """Where a question stands and whose it is, without a word of it."""

    id: IssueId
    asset: AssetId
    document: DocumentId
    task: TaskId
    asker: UserId
    state: IssueState
    is_aside: bool
    guideline: GuidelineVersionId
    answered_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One comment, opened; whoever shows it leaves the author out. What is hushed has no text."""

    id: UUID
    voice: Voice
    author: UserId
    at: datetime
    text: str
    is_hushed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueOpened:
    """A question with everything that was said about it, opened."""

    facts: IssueFacts
    duty: str
    at: datetime
    about: ObjectRef | None
    guideline_number: int
    is_seen: bool
    said: tuple[Said, ...]


def refuse_incomplete(labels: Labels, ontology: Ontology, turns: Sequence[Turn] = ()) -> None:
    """Refuse to hand in labels that leave a required question or attribute open."""
    answers = {a.question_id: a.value for a in labels.answers if not a.turn}
    for question in _open(tuple(q for q in ontology.questions if not q.per_turn), answers):
        raise LabelsRefusedError(
            "A required question is not answered.", field=f"document.answers.{question.id}"
        )
    _refuse_open_turns(labels, ontology, turns)
    for number, span in enumerate(labels.spans):
        kind = ontology.span_class(span.class_id)
        for attribute in _open(kind.attributes if kind else (), span.attributes):
            raise LabelsRefusedError(
                "A required attribute of a span is not answered.",
                field=f"document.spans[{number}].attributes.{attribute.id}",
            )


def _refuse_open_turns(labels: Labels, ontology: Ontology, turns: Sequence[Turn]) -> None:
    given: dict[int, dict[str, Value]] = {}
    for answer in labels.answers:
        given.setdefault(answer.turn, {})[answer.question_id] = answer.value
    for number, turn in enumerate(turns, start=1):
        asked = tuple(one for one in ontology.questions if one.asks_of(turn.role))
        for question in _open(asked, given.get(number, {})):
            raise LabelsRefusedError(
                f"A required question is not answered for turn {number}.",
                field=f"document.answers.{question.id}.turns[{number}]",
            )


def free_texts(document: Mapping[str, object], ontology: Ontology) -> list[Written]:
    """Return what people wrote themselves in labels as they were handed in."""
    written = list(written_in(document, ontology))
    if len(written) > MOST_WRITTEN:
        raise LabelsRefusedError(
            f"A document holds at most {MOST_WRITTEN:,} free texts; this one has {len(written):,}.",
            field="document",
        )
    return written


def _open(asked: tuple[Question, ...], given: Mapping[str, Value]) -> list[Question]:
    return [
        one
        for one in asked
        if one.required and not one.retired and given.get(one.id, "") in ("", [])
    ]
