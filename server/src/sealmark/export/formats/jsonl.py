"""JSON Lines: one object per label document. Loses nothing.

- `{"id", "asset", "document", "revision", "reviewed", "language", "text", "shown", "spans",
  "relations", "answers"}`; `id` is the customer's own id, else the asset's.
- A span is `{"id", "start", "end", "class", "name", "quote", "attributes"}`: code points,
  half-open; `name` is the class's name, `quote` what the span covers.
- A relation is `{"id", "source", "target", "class", "name"}`; its ends are ids of spans.
- `answers` maps a question's id to an option's id, a list of them (several options, a tree), a
  text, a rating, a number as a decimal text, or a date; attributes hold the same.
- A conversation has `turns`, in order: `{"number", "start", "said", "end", "role", "speaker",
  "time", "answers", "unsure"}`; its words are `said` to `end`.
- Whoever was not sure said `"unsure": true` on a span or relation, and `"unsure"` beside `answers`
  lists the questions, and `*` for the text as a whole.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator, Mapping
from typing import Final

from sealmark.annotations.domain import Relation, Span
from sealmark.export.domain import LossReport, Record, Sink
from sealmark.export.formats._json import quoted, spell
from sealmark.export.formats._turns import turns_of
from sealmark.ontology.domain import Ontology

_UNSURE: Final = ',"unsure":true'


class JsonLines:
    """One object per line."""

    name: Final = "jsonl"
    version: Final = "2"
    suffix: Final = "jsonl"

    def write(self, records: Iterator[Record], sink: Sink, ontology: Ontology) -> LossReport:
        """Write all records in one pass."""
        report = LossReport()
        names = {one.id: one.name for one in ontology.joined()}
        for record in records:
            sink.write(_line(record, names).encode("utf-8", "replace"))
            report.count(record)
        return report

    def companions(self, ontology: Ontology) -> Mapping[str, bytes]:
        """Need nothing beside the data."""
        del ontology
        return {}


def _line(record: Record, names: Mapping[str, str]) -> str:
    # Spelled by hand: a million records are written in a few seconds less.
    spans = ",".join(_span(span, record.text, names) for span in record.spans)
    relations = ",".join(_relation(one, names) for one in record.relations)
    answers = {answer.question_id: answer.value for answer in record.answers}
    unsure = record.labels.doubted
    doubts = f',"unsure":{spell(unsure)}' if unsure else ""
    turns = f',"turns":{spell(turns_of(record))}' if record.turns else ""
    return (
        f'{{"id":{quoted(record.id)},"asset":"{record.asset}","document":"{record.document}",'
        f'"revision":"{record.revision}","reviewed":{"true" if record.reviewed else "false"},'
        f'"language":{quoted(record.language)},"text":{quoted(record.text)},'
        f'"shown":{spell(record.shown)},"spans":[{spans}],"relations":[{relations}],'
        f'"answers":{spell(answers)}{doubts}{turns}}}\n'
    )


def _span(span: Span, text: str, names: Mapping[str, str]) -> str:
    start, end, class_id = span.start, span.end, span.class_id
    attributes = spell(span.attributes)
    return (
        f'{{"id":{quoted(span.id)},"start":{start},"end":{end},"class":{quoted(class_id)},'
        f'"name":{quoted(names.get(class_id, class_id))},"quote":{quoted(text[start:end])},'
        f'"attributes":{attributes}{_UNSURE if span.unsure else ""}}}'
    )


def _relation(one: Relation, names: Mapping[str, str]) -> str:
    return (
        f'{{"id":{quoted(one.id)},"source":{quoted(one.source)},"target":{quoted(one.target)},'
        f'"class":{quoted(one.class_id)},"name":{quoted(names.get(one.class_id, one.class_id))}'
        f"{_UNSURE if one.unsure else ''}}}"
    )


FORMAT = JsonLines()
