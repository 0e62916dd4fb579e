"""What other contexts may know of label documents: their words, how they are read, what is missing.

- Spans, relations and answers are read strictly against one version of the ontology.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping
from enum import StrEnum

from sealmark.annotations.document import (
    MADE_IN_BULK,
    Answer,
    DocumentState,
    Labels,
    Origin,
    Relation,
    Span,
)
from sealmark.annotations.elsewhere import MOVED, MOVED_REVIEWED, Left, Move, moved
from sealmark.annotations.errors import LabelsRefusedError
from sealmark.annotations.reading import read_labels
from sealmark.annotations.writing import MOST_WRITTEN, Written, written_in, written_of
from sealmark.ontology.domain import Ontology, Question, Value

__all__ = [
    "MADE_IN_BULK",
    "MOST_WRITTEN",
    "MOVED",
    "MOVED_REVIEWED",
    "Answer",
    "DocumentState",
    "IssueState",
    "Labels",
    "Left",
    "Move",
    "Origin",
    "Relation",
    "Span",
    "Voice",
    "Written",
    "free_texts",
    "moved",
    "read_labels",
    "refuse_incomplete",
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


def refuse_incomplete(labels: Labels, ontology: Ontology) -> None:
    """Refuse to hand in labels that leave a required question or attribute open."""
    answers = {answer.question_id: answer.value for answer in labels.answers}
    for question in _open(ontology.questions, answers):
        raise LabelsRefusedError(
            "A required question is not answered.", field=f"document.answers.{question.id}"
        )
    for number, span in enumerate(labels.spans):
        kind = ontology.span_class(span.class_id)
        for attribute in _open(kind.attributes if kind else (), span.attributes):
            raise LabelsRefusedError(
                "A required attribute of a span is not answered.",
                field=f"document.spans[{number}].attributes.{attribute.id}",
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
