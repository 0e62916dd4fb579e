"""JSON Lines: one object per label document. Loses nothing.

- `{"id", "asset", "document", "revision", "reviewed", "language", "text", "shown", "spans",
  "answers"}`; `id` is the customer's own id, else the asset's.
- A span is `{"id", "start", "end", "class", "name", "quote", "attributes"}`: code points,
  half-open; `name` is the class's name, `quote` what the span covers.
- `answers` maps a question's id to an option's id, a list of them, a text or a number.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator, Mapping
from typing import Final

from sealmark.export.domain import LossReport, Record, Sink
from sealmark.export.formats._json import spell_bytes
from sealmark.ontology.domain import Ontology


class JsonLines:
    """One object per line."""

    name: Final = "jsonl"
    version: Final = "1"
    suffix: Final = "jsonl"

    def write(self, records: Iterator[Record], sink: Sink, ontology: Ontology) -> LossReport:
        """Write all records in one pass."""
        report = LossReport()
        names = {one.id: one.name for one in ontology.classes}
        for record in records:
            sink.write(spell_bytes(_body(record, names)) + b"\n")
            report.count(record)
        return report

    def companions(self, ontology: Ontology) -> Mapping[str, bytes]:
        """Need nothing beside the data."""
        del ontology
        return {}


def _body(record: Record, names: Mapping[str, str]) -> dict[str, object]:
    text = record.text
    return {
        "id": record.id,
        "asset": str(record.asset),
        "document": str(record.document),
        "revision": str(record.revision),
        "reviewed": record.reviewed,
        "language": record.language,
        "text": text,
        "shown": record.shown,
        "spans": [
            {
                "id": span.id,
                "start": span.start,
                "end": span.end,
                "class": span.class_id,
                "name": names.get(span.class_id, span.class_id),
                "quote": text[span.start : span.end],
                "attributes": span.attributes,
            }
            for span in record.spans
        ],
        "answers": {answer.question_id: answer.value for answer in record.answers},
    }


FORMAT = JsonLines()
