"""Label Studio JSON: a list of tasks with annotations, as its import takes it.

- Offsets are UTF-16 units, as Label Studio counts them; the quote stands beside them.
- `data` holds `text`, `id`, `asset`, `revision` and `shown`. Spans are `labels`, options `choices`,
  free text `textarea`, ratings `rating`; `label_config.xml` beside it has the same controls.
- Classes and options go by name, as Label Studio knows them; a name used twice goes by id.
- Lost: `attributes` (spans that have some).
"""

# SPDX-License-Identifier: Apache-2.0
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import quoteattr

from sealmark.annotations.domain import Answer
from sealmark.export.domain import LossReport, Record, Sink
from sealmark.export.formats._json import spell_bytes
from sealmark.modalities.text.offsets import Utf16Map
from sealmark.ontology.domain import Ontology, Option, Question, QuestionKind, SpanClass

_LABELS: Final = "label"
_TEXT: Final = "text"
_TYPES: Final[Mapping[QuestionKind, str]] = {
    QuestionKind.SINGLE: "choices",
    QuestionKind.MULTIPLE: "choices",
    QuestionKind.TEXT: "textarea",
    QuestionKind.RATING: "rating",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """How Label Studio calls classes, and the options of each question."""

    classes: Mapping[str, str]
    questions: Mapping[str, Question]
    options: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, ontology: Ontology) -> "_Names":
        return cls(
            classes=_called(ontology.classes),
            questions={one.id: one for one in ontology.questions},
            options={one.id: _called(one.options) for one in ontology.questions},
        )


class LabelStudio:
    """A list of tasks."""

    name: Final = "label_studio"
    version: Final = "1"
    suffix: Final = "json"

    def write(self, records: Iterator[Record], sink: Sink, ontology: Ontology) -> LossReport:
        """Write all records in one pass."""
        report, names, lead = LossReport(), _Names.of(ontology), b"[\n"
        for record in records:
            sink.write(lead + spell_bytes(_task(record, names)))
            lead = b",\n"
            report.count(record)
            report.lost["attributes"] += sum(bool(span.attributes) for span in record.spans)
        sink.write(b"\n]\n" if report.documents else b"[]\n")
        report.lost = +report.lost
        return report

    def companions(self, ontology: Ontology) -> Mapping[str, bytes]:
        """Give the labeling configuration to which the tasks belong."""
        return {"label_config.xml": _config(ontology, _Names.of(ontology)).encode()}


def _task(record: Record, names: _Names) -> dict[str, object]:
    units = Utf16Map(record.text)
    result: list[dict[str, object]] = [
        {
            "id": span.id,
            "from_name": _LABELS,
            "to_name": _TEXT,
            "type": "labels",
            "value": {
                "start": units.to_utf16(span.start),
                "end": units.to_utf16(span.end),
                "text": record.text[span.start : span.end],
                "labels": [names.classes.get(span.class_id, span.class_id)],
            },
        }
        for span in record.spans
    ]
    result += [_answer(answer, names) for answer in record.answers]
    return {
        "data": {
            "text": record.text,
            "id": record.id,
            "asset": str(record.asset),
            "revision": str(record.revision),
            "shown": record.shown,
        },
        "annotations": [{"result": result, "was_cancelled": False, "ground_truth": False}],
    }


def _answer(answer: Answer, names: _Names) -> dict[str, object]:
    question = names.questions.get(answer.question_id)
    kind = question.kind if question else QuestionKind.TEXT
    options = names.options.get(answer.question_id, {})
    values = answer.value if isinstance(answer.value, list) else [answer.value]
    body: object
    match kind:
        case QuestionKind.SINGLE | QuestionKind.MULTIPLE:
            body = [options.get(str(one), str(one)) for one in values]
        case QuestionKind.TEXT:
            body = [str(one) for one in values]
        case QuestionKind.RATING:
            body = answer.value
    return {
        "id": f"answer-{answer.question_id}",
        "from_name": _control_name(answer.question_id),
        "to_name": _TEXT,
        "type": _TYPES[kind],
        "value": {_TYPES[kind].replace("textarea", "text"): body},
    }


def _control_name(question: str) -> str:
    return f"answer-{question}" if question in {_LABELS, _TEXT} else question


def _called(things: tuple[SpanClass, ...] | tuple[Option, ...]) -> dict[str, str]:
    used = Counter(one.name for one in things)
    return {one.id: one.name if used[one.name] == 1 else one.id for one in things}


def _config(ontology: Ontology, names: _Names) -> str:
    lines = ["<View>", '  <Text name="text" value="$text"/>']
    if ontology.classes:
        lines.append(f'  <Labels name="{_LABELS}" toName="{_TEXT}">')
        lines += [
            f"    <Label value={quoteattr(names.classes[one.id])}"
            f" background={quoteattr(one.color)}/>"
            for one in ontology.classes
        ]
        lines.append("  </Labels>")
    for question in ontology.questions:
        lines.append(f"  <Header value={quoteattr(question.title)}/>")
        lines += _control(question, names.options[question.id])
    return "\n".join([*lines, "</View>"]) + "\n"


def _control(question: Question, options: Mapping[str, str]) -> list[str]:
    where = f"name={quoteattr(_control_name(question.id))} toName={quoteattr(_TEXT)}"
    match question.kind:
        case QuestionKind.TEXT:
            return [f"  <TextArea {where}/>"]
        case QuestionKind.RATING:
            return [f'  <Rating {where} maxRating="{question.max}"/>']
        case QuestionKind.SINGLE | QuestionKind.MULTIPLE:
            choice = "single" if question.kind is QuestionKind.SINGLE else "multiple"
            return [
                f'  <Choices {where} choice="{choice}">',
                *[f"    <Choice value={quoteattr(name)}/>" for name in options.values()],
                "  </Choices>",
            ]


FORMAT = LabelStudio()
