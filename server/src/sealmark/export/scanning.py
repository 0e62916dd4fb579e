"""Free text is scanned again before it leaves: detectors may have learnt since it was written.

- One finding refuses the whole export; all are counted, so that they can be mended in one go.
- The scanner is loaded when the first free text comes: most exports have none.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator
from functools import cached_property
from uuid import UUID

from sealmark.annotations.domain import written_of
from sealmark.export.domain import Record
from sealmark.export.errors import FreeTextSensitiveError
from sealmark.ontology.domain import Ontology
from sealmark.redaction.services import WrittenScanner, written_scanner


class Rescan:
    """Passes records on while it looks at what people wrote in them."""

    def __init__(self, ontology: Ontology) -> None:
        """Tell by `ontology` what people wrote themselves."""
        self._ontology = ontology
        self.found: dict[UUID, int] = {}
        self.written = 0

    def through(self, records: Iterator[Record]) -> Iterator[Record]:
        """Yield the records as they are; remember which hold identifiers."""
        for record in records:
            for written in written_of(record.labels, self._ontology):
                self.written += 1
                findings = len(self._scanner.scan(written.text))
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
