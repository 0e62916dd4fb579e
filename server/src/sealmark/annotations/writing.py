"""What people wrote themselves in labels: it is looked through for identifiers whenever it is kept.

- Free text is the answer to a text question or attribute, and whatever no version of the ontology
  explains: old attributes, and values that do not fit what is asked.
- Names of unexplained attributes count as written too.
- A draft may be half done: what has no form that can be looked through is passed by, for it is
  refused when it is handed in.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sealmark.annotations.document import Labels
from sealmark.ontology.domain import Ontology, Question, QuestionKind, misfit

MOST_WRITTEN = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One free text: to which question, of which turn, or to which attribute of which span."""

    text: str = field(repr=False)
    question_id: str = ""
    span_id: str = ""
    attribute_id: str = ""
    turn: int = 0
    field: str = ""

    def place(self) -> dict[str, str | int]:
        """Return where it was written, as drafts tell it."""
        if self.span_id:
            return {"span_id": self.span_id, "attribute_id": self.attribute_id}
        about: dict[str, str | int] = {"question_id": self.question_id}
        return about | {"turn": self.turn} if self.turn else about


def written_in(document: Mapping[str, object], ontology: Ontology) -> Iterator[Written]:
    """Yield the free texts of labels in their JSON form, whether they are done or half done."""
    for number, answer in _objects(document, "answers"):
        question_id, turn = str(answer.get("question_id", "")), answer.get("turn", 0)
        for text in _texts(ontology.question(question_id), answer.get("value")):
            yield Written(
                text=text,
                question_id=question_id,
                turn=turn if isinstance(turn, int) else 0,
                field=f"document.answers[{number}].value",
            )
    for number, span in _objects(document, "spans"):
        attributes = span.get("attributes")
        if isinstance(attributes, dict) and attributes:
            yield from _of_span(span, attributes, f"document.spans[{number}]", ontology)


def written_of(labels: Labels, ontology: Ontology) -> Iterator[Written]:
    """Yield the free texts of labels that were read; spans without attributes cost nothing."""
    return written_in(
        {
            "answers": [one.to_json() for one in labels.answers],
            "spans": [one.to_json() for one in labels.spans if one.attributes],
        },
        ontology,
    )


def rewritten(
    document: Mapping[str, Any], ontology: Ontology, change: Callable[[str], str]
) -> dict[str, Any]:
    """Return labels, done or half done, with every free text in them changed."""
    answers = [
        {**one, "value": _changed(ontology.question(str(one["question_id"])), one["value"], change)}
        for one in document.get("answers", [])
    ]
    spans = []
    for span in document.get("spans", []):
        kind = ontology.span_class(str(span["class_id"]))
        given = {
            name: _changed(kind.attribute(name) if kind else None, value, change)
            for name, value in span.get("attributes", {}).items()
        }
        spans.append({**span, "attributes": given} if given else span)
    return {**document, "answers": answers, "spans": spans}


def _changed(asked: Question | None, value: object, change: Callable[[str], str]) -> object:
    if not any(_texts(asked, value)):
        return value
    if isinstance(value, list):
        return [change(one) if isinstance(one, str) else one for one in value]
    return change(str(value))


def _of_span(
    span: Mapping[str, object], attributes: Mapping[str, object], where: str, ontology: Ontology
) -> Iterator[Written]:
    kind = ontology.span_class(str(span.get("class_id", "")))
    for name, value in attributes.items():
        asked = kind.attribute(name) if kind else None
        texts = list(_texts(asked, value))
        if asked is None and texts:
            texts = [f"{name} {text}" for text in texts]
        for text in texts:
            yield Written(
                text=text,
                span_id=str(span.get("id", "")),
                attribute_id=name,
                field=f"{where}.attributes.{asked.id}" if asked else f"{where}.attributes",
            )


def _texts(asked: Question | None, value: object) -> Iterator[str]:
    """Yield what is free text of a value."""
    if asked is not None and asked.kind is not QuestionKind.TEXT and misfit(asked, value) is None:
        return
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str) and one.strip():
            yield one


def _objects(
    document: Mapping[str, object], name: str
) -> Iterator[tuple[int, Mapping[str, object]]]:
    found = document.get(name)
    for number, one in enumerate(found if isinstance(found, list) else []):
        if isinstance(one, dict):
            yield number, one
