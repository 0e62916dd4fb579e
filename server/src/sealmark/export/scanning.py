"""Free text is scanned again before it leaves: detectors may have learnt since it was written.

- One finding refuses the whole export; all are counted, so that they can be mended in one go.
- The scanner is loaded when the first free text comes: most exports have none.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator
from functools import cached_property
from uuid import UUID

from sealmark.export.domain import Record
from sealmark.export.errors import FreeTextSensitiveError
from sealmark.export.reading import written_in
from sealmark.ontology.domain import Ontology, QuestionKind
from sealmark.redaction.services import WrittenScanner, written_scanner


class Rescan:
    """Passes records on while it looks at what people wrote in them."""

    def __init__(self, ontology: Ontology) -> None:
        """Look at the answers to the text questions of `ontology`, and at attributes."""
        self._free_text = frozenset(
            one.id for one in ontology.questions if one.kind is QuestionKind.TEXT
        )
        self.found: dict[UUID, int] = {}
        self.written = 0

    def through(self, records: Iterator[Record]) -> Iterator[Record]:
        """Yield the records as they are; remember which hold identifiers."""
        for record in records:
            for text in written_in(record, self._free_text):
                self.written += 1
                findings = len(self._scanner.scan(text))
                if findings:
                    self.found[record.asset] = self.found.get(record.asset, 0) + findings
            yield record

    def refuse_findings(self) -> None:
        """Refuse if any free text held an identifier."""
        if self.found:
            raise FreeTextSensitiveError(
                f"{len(self.found)} documents hold identifiers in free text that people wrote, "
                "so nothing left. Send those labels back, then ask again."
            )

    @cached_property
    def _scanner(self) -> WrittenScanner:
        return written_scanner()
