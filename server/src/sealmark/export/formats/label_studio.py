"""Label Studio JSON: a list of tasks with annotations, as its import takes it.

- Offsets are UTF-16 units, as Label Studio counts them; the quote stands beside them.
- `data` holds `text`, `id`, `asset`, `revision` and `shown`. Spans are `labels`, relations
  `relation`, single and several options `choices`, trees `taxonomy`, free text `textarea`, ratings
  `rating`, numbers `number`, dates `datetime`; what is said of one span bears the span's id.
  `label_config.xml` beside it has the same controls.
- A conversation has `turns` in `data`: where each stands and who speaks. A turn with answers bears
  the label `Turn` of the control `turn`, and what was said about it has the same id.
- Classes and options go by name, as Label Studio knows them; a name used twice goes by id.
- Lost: `attributes` (those that no ontology explains), `unsure` (how often somebody was not sure),
  `digits` (numbers that a number of JSON cannot hold exactly).
"""

# SPDX-License-Identifier: Apache-2.0
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final, assert_never, cast

from sealmark.annotations.domain import Answer, Relation, Span
from sealmark.export.domain import LossReport, Record, Sink
from sealmark.export.formats._json import spell_bytes
from sealmark.export.formats._label_studio_config import (
    LABELS,
    TEXT,
    TURN,
    TURN_LABEL,
    Control,
    Names,
    config,
    control_name,
)
from sealmark.export.formats._turns import places_of
from sealmark.modalities.text.offsets import Utf16Map
from sealmark.ontology.domain import Ontology, QuestionKind, Value, is_number, misfit

_Result = dict[str, object]


class LabelStudio:
    """A list of tasks."""

    name: Final = "label_studio"
    version: Final = "2"
    suffix: Final = "json"

    def write(self, records: Iterator[Record], sink: Sink, ontology: Ontology) -> LossReport:
        """Write all records in one pass."""
        report, names, lead = LossReport(), Names.of(ontology), b"[\n"
        for record in records:
            sink.write(lead + spell_bytes(_task(record, names, report.lost)))
            lead = b",\n"
            report.count(record)
            report.lost["unsure"] += record.labels.doubts
        sink.write(b"\n]\n" if report.documents else b"[]\n")
        report.lost = +report.lost
        return report

    def companions(self, ontology: Ontology) -> Mapping[str, bytes]:
        """Give the labeling configuration to which the tasks belong."""
        return {"label_config.xml": config(ontology, Names.of(ontology)).encode()}


def _task(record: Record, names: Names, lost: Counter[str]) -> dict[str, object]:
    units = Utf16Map(record.text)
    result: list[_Result] = []
    for span in record.spans:
        place: dict[str, object] = {
            "start": units.to_utf16(span.start),
            "end": units.to_utf16(span.end),
            "text": record.text[span.start : span.end],
        }
        result.append(_span(span, place, names))
        result += _attributes(span, place, names, lost)
    result += [_relation(one, names) for one in record.relations]
    result += [_answer(answer, names, lost) for answer in record.answers]
    result += _turns(record, units, names, lost)
    data: dict[str, object] = {
        "text": record.text,
        "id": record.id,
        "asset": str(record.asset),
        "revision": str(record.revision),
        "shown": record.shown,
    }
    if record.turns:
        data["turns"] = places_of(record)
    return {
        "data": data,
        "annotations": [{"result": result, "was_cancelled": False, "ground_truth": False}],
    }


def _turns(record: Record, units: Utf16Map, names: Names, lost: Counter[str]) -> Iterator[_Result]:
    """Yield the turns that have answers as regions, each with what was said about it."""
    for number, answers in record.answers_of_turns.items():
        turn = record.turns[number - 1]
        region = f"turn-{number}"
        place: dict[str, object] = {
            "start": units.to_utf16(turn.start),
            "end": units.to_utf16(turn.end),
            "text": record.text[turn.start : turn.end],
        }
        yield {
            "id": region,
            "from_name": TURN,
            "to_name": TEXT,
            "type": "labels",
            "value": {**place, "labels": [TURN_LABEL]},
        }
        for answer in answers:
            said = _answer(answer, names, lost)
            yield {**said, "id": region, "value": {**place, **cast("_Result", said["value"])}}


def _span(span: Span, place: Mapping[str, object], names: Names) -> _Result:
    return {
        "id": span.id,
        "from_name": LABELS,
        "to_name": TEXT,
        "type": "labels",
        "value": {**place, "labels": [names.classes.get(span.class_id, span.class_id)]},
    }


def _attributes(
    span: Span, place: Mapping[str, object], names: Names, lost: Counter[str]
) -> Iterator[_Result]:
    for name, value in span.attributes.items():
        control = names.attributes.get((span.class_id, name))
        if control is None or misfit(control.question, value) is not None:
            lost["attributes"] += 1
            continue
        kind, spelled = _said(control, value, lost)
        yield {
            "id": span.id,
            "from_name": control.name,
            "to_name": TEXT,
            "type": kind,
            "value": {**place, **spelled},
        }


def _relation(one: Relation, names: Names) -> _Result:
    known = names.relations.get(one.class_id)
    return {
        "type": "relation",
        "from_id": one.source,
        "to_id": one.target,
        "direction": "bi" if known and not known.directed else "right",
        "labels": [names.relation_names.get(one.class_id, one.class_id)],
    }


def _answer(answer: Answer, names: Names, lost: Counter[str]) -> _Result:
    control = names.questions.get(answer.question_id)
    kind, spelled = "textarea", dict[str, object]()
    if control is None:
        values = answer.value if isinstance(answer.value, list) else [answer.value]
        spelled["text"] = [str(one) for one in values]
    else:
        kind, spelled = _said(control, answer.value, lost)
    return {
        "id": f"answer-{answer.question_id}",
        "from_name": control.name if control else control_name(answer.question_id),
        "to_name": TEXT,
        "type": kind,
        "value": spelled,
    }


def _said(control: Control, value: Value, lost: Counter[str]) -> tuple[str, dict[str, object]]:
    """Return Label Studio's type of a value, and its spelling."""
    values = value if isinstance(value, list) else [str(value)]
    match control.question.kind:
        case QuestionKind.SINGLE | QuestionKind.MULTIPLE:
            return "choices", {"choices": [control.options.get(one, one) for one in values]}
        case QuestionKind.TREE:
            return "taxonomy", {"taxonomy": [control.path(one) for one in values]}
        case QuestionKind.TEXT:
            return "textarea", {"text": values}
        case QuestionKind.RATING:
            return "rating", {"rating": value}
        case QuestionKind.NUMBER:
            return "number", {"number": _number(value, lost)}
        case QuestionKind.DATE:
            return "datetime", {"datetime": value}
    assert_never(control.question.kind)


def _number(value: Value, lost: Counter[str]) -> float | Value:
    if not isinstance(value, str) or not is_number(value):
        return value
    number = float(value)
    if Decimal(repr(number)) != Decimal(value):
        lost["digits"] += 1
    return int(number) if number.is_integer() else number


FORMAT = LabelStudio()
