r"""CoNLL-2003: one token per line, `token -X- -X- tag`, tags in BIO (IOB2). For sequence taggers.

- Tokens are runs of letters, digits and underscores, and every other visible character by itself
  (`\w+|[^\w\s]`, Unicode). The border of a span is always the border of a token, so that no span is
  moved or widened.
- An empty line ends each line of the text that has tokens; `-DOCSTART- -X- -X- O` begins a
  document. Part of speech and chunk are not known: `-X-`.
- A tag names the class by its id. Where spans overlap the longest stays, then the one that begins
  first; the others are lost.
- Lost: `overlap` (spans), `no_token` (spans over space only), `attributes` (spans that have some),
  `relations`, `answers`, `unsure` (how often somebody was not sure), `identity` (documents: their
  ids have no place here, the order is that of the evidence).
"""

# SPDX-License-Identifier: Apache-2.0
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sealmark.annotations.domain import Span
from sealmark.export.domain import LossReport, Record, Sink
from sealmark.ontology.domain import Ontology

_TOKEN: Final = re.compile(r"\w+|[^\w\s]")
_BEGIN_DOCUMENT: Final = b"-DOCSTART- -X- -X- O\n\n"


class Conll:
    """One token per line."""

    name: Final = "conll"
    version: Final = "1"
    suffix: Final = "conll"

    def write(self, records: Iterator[Record], sink: Sink, ontology: Ontology) -> LossReport:
        """Write all records in one pass."""
        del ontology
        report = LossReport()
        for record in records:
            kept = _apart(record.spans)
            written, lines = _lines(record.text, kept)
            sink.write(_BEGIN_DOCUMENT + "".join(lines).encode("utf-8", "replace"))
            report.count(record)
            report.lost.update(
                {
                    "overlap": len(record.spans) - len(kept),
                    "no_token": len(kept) - written,
                    "attributes": sum(bool(span.attributes) for span in record.spans),
                    "relations": len(record.relations),
                    "answers": len(record.labels.answers),
                    "unsure": record.labels.doubts,
                    "identity": 1,
                }
            )
        report.lost = +report.lost
        return report

    def companions(self, ontology: Ontology) -> Mapping[str, bytes]:
        """Need nothing beside the data."""
        del ontology
        return {}


def tokens(text: str, borders: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the places of all tokens; a border inside a word cuts it."""
    cuts = sorted(set(borders))
    at = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        while at < len(cuts) and cuts[at] <= start:
            at += 1
        while at < len(cuts) and cuts[at] < end:
            yield start, cuts[at]
            start = cuts[at]
            at += 1
        yield start, end


def _apart(spans: Sequence[Span]) -> list[Span]:
    """Return spans of which none overlaps another, in order of place: the longest stay."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start - one.end, one.start, one.id)):
        at = bisect_left(kept, span.start, key=_start)
        left_free = at == 0 or kept[at - 1].end <= span.start
        if left_free and (at == len(kept) or span.end <= kept[at].start):
            kept.insert(at, span)
    return kept


def _start(span: Span) -> int:
    return span.start


def _lines(text: str, spans: Sequence[Span]) -> tuple[int, list[str]]:
    """Return how many spans got a token, and the lines."""
    borders = [border for span in spans for border in (span.start, span.end)]
    lines: list[str] = []
    begun: set[str] = set()
    number = last = 0
    for start, end in tokens(text, borders):
        if lines and "\n" in text[last:start]:
            lines.append("\n")
        last = end
        while number < len(spans) and spans[number].end <= start:
            number += 1
        tag = "O"
        if number < len(spans) and spans[number].start <= start:
            span = spans[number]
            tag = f"{'I' if span.id in begun else 'B'}-{span.class_id}"
            begun.add(span.id)
        lines.append(f"{text[start:end]} -X- -X- {tag}\n")
    lines.append("\n")
    return len(begun), lines


FORMAT = Conll()
