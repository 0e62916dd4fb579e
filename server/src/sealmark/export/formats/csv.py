"""CSV for spreadsheets: one row per label document, safe to open. Loses nothing.

- Columns: `id asset document revision reviewed language text spans relations unsure shown`, then
  one per question, `answer:<question id>`. `spans`, `relations`, `shown` and `unsure` (the ids of
  questions whose author was not sure, `*` for the text as a whole) are JSON; several options are a
  JSON list.
- Where something is asked of each turn of a conversation, a column `turns` stands before the
  answers: a JSON list as in JSON Lines, with what was said about each; it has no column of its own.
- UTF-8 without a byte order mark, commas, every cell in double quotes (RFC 4180), lines end CR LF.
- No cell can become a formula, see `modalities.text.formulas`; offsets count in the bare text.
- Intake knows such a table by its columns, and takes its labels back.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sealmark.export.domain import LossReport, Record, Sink
from sealmark.export.formats._json import spell
from sealmark.export.formats._turns import turns_of
from sealmark.modalities.text.formulas import guard
from sealmark.ontology.domain import Ontology, Value

_COLUMNS: Final = (
    *("id", "asset", "document", "revision", "reviewed", "language", "text", "spans", "relations"),
    *("unsure", "shown"),
)


class Csv:
    """One row per document."""

    name: Final = "csv"
    version: Final = "2"
    suffix: Final = "csv"

    def write(self, records: Iterator[Record], sink: Sink, ontology: Ontology) -> LossReport:
        """Write a head line and all records in one pass."""
        report = LossReport()
        questions = [one.id for one in ontology.questions if not one.per_turn]
        has_turns = len(questions) < len(ontology.questions)
        turns = ["turns"] if has_turns else []
        sink.write(_line([*_COLUMNS, *turns, *(f"answer:{one}" for one in questions)]))
        for record in records:
            told = [spell(turns_of(record))] if has_turns else []
            answers = {answer.question_id: answer.value for answer in record.answers}
            given = [_answer(answers.get(question)) for question in questions]
            sink.write(_line([*_cells(record), *told, *given]))
            report.count(record)
        return report

    def companions(self, ontology: Ontology) -> Mapping[str, bytes]:
        """Need nothing beside the data."""
        del ontology
        return {}


def _cells(record: Record) -> list[str]:
    spans = [
        {
            "id": span.id,
            "start": span.start,
            "end": span.end,
            "class": span.class_id,
            "quote": record.text[span.start : span.end],
            "attributes": span.attributes,
            **({"unsure": True} if span.unsure else {}),
        }
        for span in record.spans
    ]
    relations = [
        {
            "id": one.id,
            "source": one.source,
            "target": one.target,
            "class": one.class_id,
            **({"unsure": True} if one.unsure else {}),
        }
        for one in record.relations
    ]
    return [
        record.id,
        str(record.asset),
        str(record.document),
        str(record.revision),
        "true" if record.reviewed else "false",
        record.language,
        record.text,
        spell(spans),
        spell(relations),
        spell(record.labels.doubted),
        spell(record.shown),
    ]


def _answer(value: Value | None) -> str:
    match value:
        case None:
            return ""
        case list():
            return spell(value)
        case _:
            return str(value)


def _line(cells: Sequence[str]) -> bytes:
    quoted = ['"' + guard(cell).replace('"', '""') + '"' for cell in cells]
    return (",".join(quoted) + "\r\n").encode("utf-8", "replace")


FORMAT = Csv()
