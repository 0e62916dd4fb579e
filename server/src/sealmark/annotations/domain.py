"""Label documents: spans with classes and attributes, and answers to questions.

- Offsets are half-open ranges of Unicode code points of the rendition; overlaps are allowed.
- A document is read strictly: an unknown field, class, question or option is refused by name.
- The canonical form of a document is what its commitment is made of.
- Limits stand in the errors: 20,000 spans, 10,000 characters of free text per answer.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import cast

from sealmark.annotations.errors import LabelsRefusedError
from sealmark.kernel.canonical import canonical_json
from sealmark.ontology.domain import Ontology, Question, QuestionKind

MOST_SPANS = 20_000
LONGEST_TEXT = 10_000
_ID_LENGTH = 64

Value = str | int | list[str]


class DocumentState(StrEnum):
    """How far the labels of a document got."""

    OPEN = "open"
    LABELED = "labeled"
    FINAL = "final"


class Origin(StrEnum):
    """Who or what made a revision."""

    PERSON = "person"
    IMPORT = "import"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A labeled place: code points `start` to `end` of the rendition."""

    id: str
    start: int
    end: int
    class_id: str
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to one question: an option, several, a text, or a whole number."""

    question_id: str
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Everything one person said about one rendition."""

    spans: tuple[Span, ...] = ()
    answers: tuple[Answer, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return the JSON form, spans in order of place."""
        ordered = sorted(self.spans, key=lambda span: (span.start, span.end, span.id))
        return {
            "spans": [
                {
                    "id": span.id,
                    "start": span.start,
                    "end": span.end,
                    "class_id": span.class_id,
                    "attributes": dict(span.attributes),
                }
                for span in ordered
            ],
            "answers": [
                {"question_id": answer.question_id, "value": answer.value}
                for answer in sorted(self.answers, key=lambda answer: answer.question_id)
            ],
        }

    def canonical(self) -> bytes:
        """Return the bytes that a commitment is made of."""
        return canonical_json(self.to_json())

    @property
    def classes(self) -> tuple[str, ...]:
        """The ids of the classes used, each once, sorted."""
        return tuple(sorted({span.class_id for span in self.spans}))


def read_labels(value: object, *, length: int, ontology: Ontology) -> Labels:
    """Read labels from JSON for a rendition of `length` code points; refuse what does not fit."""
    body = _fields(value, "document", {"spans", "answers"})
    spans = [_span(one, number) for number, one in enumerate(_list(body, "spans"))]
    if len(spans) > MOST_SPANS:
        raise LabelsRefusedError(
            f"A document holds at most {MOST_SPANS} spans; this one has {len(spans)}.",
            field="document.spans",
        )
    refuse_misplaced(spans, length=length, ontology=ontology)
    answers = [_answer(one, n, ontology) for n, one in enumerate(_list(body, "answers"))]
    if len({answer.question_id for answer in answers}) != len(answers):
        raise LabelsRefusedError("A question is answered once.", field="document.answers")
    return Labels(spans=tuple(spans), answers=tuple(answers))


def refuse_misplaced(spans: Sequence[Span], *, length: int, ontology: Ontology) -> None:
    """Refuse a span outside the text, an empty one, an unknown class, or an id used twice."""
    classes = ontology.class_ids
    for number, span in enumerate(spans):
        where = f"document.spans[{number}]"
        if not 0 <= span.start < span.end <= length:
            raise LabelsRefusedError(
                f"A span lies within the text (0 to {length}) and holds something.", field=where
            )
        if span.class_id not in classes:
            raise LabelsRefusedError(
                "This class is not in the ontology; load the task again.", field=where
            )
    if len({span.id for span in spans}) != len(spans):
        raise LabelsRefusedError("Each span has an id of its own.", field="document.spans")


def refuse_incomplete(labels: Labels, ontology: Ontology) -> None:
    """Refuse to hand in labels that leave a required question open."""
    answered = {answer.question_id for answer in labels.answers if answer.value not in ("", [])}
    for question in ontology.questions:
        if question.required and question.id not in answered:
            raise LabelsRefusedError(
                "A required question is not answered.", field=f"document.answers.{question.id}"
            )


def free_texts(labels: Labels, ontology: Ontology) -> list[tuple[str, str]]:
    """Return what people wrote themselves: (question id, text); it is re-scanned on save."""
    texts = {q.id for q in ontology.questions if q.kind is QuestionKind.TEXT}
    return [
        (answer.question_id, answer.value)
        for answer in labels.answers
        if answer.question_id in texts and isinstance(answer.value, str)
    ]


def _span(value: object, number: int) -> Span:
    where = f"document.spans[{number}]"
    body = _fields(value, where, {"id", "start", "end", "class_id", "attributes"})
    start, end = body.get("start"), body.get("end")
    if type(start) is not int or type(end) is not int:
        raise LabelsRefusedError("start and end are whole numbers.", field=where)
    attributes = body.get("attributes", {})
    if not isinstance(attributes, dict) or not all(
        isinstance(one, str) and len(one) <= _ID_LENGTH
        for pair in attributes.items()
        for one in pair
    ):
        raise LabelsRefusedError("attributes map words to words.", field=f"{where}.attributes")
    return Span(
        id=_word(body, "id", where),
        start=start,
        end=end,
        class_id=_word(body, "class_id", where),
        attributes=cast("dict[str, str]", attributes),
    )


def _answer(value: object, number: int, ontology: Ontology) -> Answer:
    where = f"document.answers[{number}]"
    body = _fields(value, where, {"question_id", "value"})
    question = ontology.question(_word(body, "question_id", where))
    if question is None:
        raise LabelsRefusedError(
            "This question is not in the ontology; load the task again.", field=where
        )
    if not _fits(question, body.get("value")):
        raise LabelsRefusedError(
            f"The answer does not fit the question's kind, {question.kind}.", field=f"{where}.value"
        )
    return Answer(question_id=question.id, value=cast("Value", body["value"]))


def _fits(question: Question, value: object) -> bool:
    match question.kind:
        case QuestionKind.SINGLE:
            return isinstance(value, str) and value in question.option_ids
        case QuestionKind.MULTIPLE:
            return (
                isinstance(value, list)
                and all(isinstance(one, str) for one in value)
                and len(set(value)) == len(value)
                and set(value) <= question.option_ids
            )
        case QuestionKind.TEXT:
            return isinstance(value, str) and len(value) <= LONGEST_TEXT
        case QuestionKind.RATING:
            return type(value) is int and 1 <= value <= question.max


def _fields(value: object, where: str, known: set[str]) -> dict[str, object]:
    if not isinstance(value, dict):
        raise LabelsRefusedError("An object was expected.", field=where)
    for name in value:
        if name not in known:
            raise LabelsRefusedError("There is a field that does not belong here.", field=where)
    return value


def _list(body: Mapping[str, object], name: str) -> list[object]:
    value = body.get(name, [])
    if not isinstance(value, list):
        raise LabelsRefusedError("A list was expected.", field=f"document.{name}")
    return value


def _word(body: Mapping[str, object], name: str, where: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= _ID_LENGTH:
        raise LabelsRefusedError(f"{name} is a word of 1 to {_ID_LENGTH} characters.", field=where)
    return value
