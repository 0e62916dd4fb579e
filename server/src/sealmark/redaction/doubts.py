"""Doubts: where in a rendition the residual risk lies, for the steward who decides about it.

- Places are code points of the rendition, with a kind and a reason; never a value.
- What is counted as a trace in `risk` is found here by the same patterns, so that the two agree.
- Doubts lie outside of replacements; when more is hidden they move along, or go.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Final

from sealmark.redaction import risk
from sealmark.redaction.alignment import Alignment
from sealmark.redaction.domain import Finding

MOST_DOUBTS: Final = 500


class Why(StrEnum):
    """Why a place is doubted."""

    UNSURE = "unsure"
    FOUND_AGAIN = "found-again"
    UNKNOWN_WORD = "unknown-word"
    USUAL_NAME = "usual-name"
    LONG_NUMBER = "long-number"
    AT_SIGN = "at-sign"
    BESIDE = "beside-hidden"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Doubt:
    """A place that may still show an identifier."""

    start: int
    end: int
    kind: str
    why: Why

    def row(self) -> list[int | str]:
        """Return the form in which it is kept with what is held."""
        return [self.start, self.end, self.kind, self.why.value]


def doubts_in(
    rendition: str,
    alignment: Alignment,
    *,
    unsure: Iterable[Finding],
    again: Iterable[Finding],
    language: str,
) -> tuple[Doubt, ...]:
    """Return every doubt in order; `unsure` lie in the original, `again` in the rendition.

    Where several reasons meet in one place, a finding is told rather than a trace.
    """
    doubts: dict[tuple[int, int], Doubt] = {}
    found = [*_found(again, Why.FOUND_AGAIN), *_found(_moved(unsure, alignment), Why.UNSURE)]
    for doubt in (*found, *_traced(rendition, alignment, language)):
        doubts.setdefault((doubt.start, doubt.end), doubt)
    return tuple(islice(sorted(doubts.values()), MOST_DOUBTS))


def carried(
    rows: Iterable[Sequence[int | str]], before: Alignment, after: Alignment
) -> list[list[int | str]]:
    """Move kept doubts from one rendition to the next; what is hidden by now is no doubt."""
    moved = []
    for start, end, kind, why in rows:
        there = before.to_original(int(start), int(end))
        here = after.to_rendition(there.start, there.end)
        covered = any(
            r.original_start < there.end and there.start < r.original_end for r in after.replaced
        )
        if not covered:
            moved.append([here.start, here.end, kind, why])
    return moved


def _found(findings: Iterable[Finding], why: Why) -> Iterator[Doubt]:
    for finding in findings:
        yield Doubt(start=finding.start, end=finding.end, kind=finding.kind, why=why)


def _moved(findings: Iterable[Finding], alignment: Alignment) -> Iterator[Finding]:
    for f in findings:
        place = alignment.to_rendition(f.start, f.end)
        if place.start < place.end:
            yield Finding(
                start=place.start,
                end=place.end,
                kind=f.kind,
                score=f.score,
                detector=f.detector,
                version=f.version,
            )


def _traced(rendition: str, alignment: Alignment, language: str) -> Iterator[Doubt]:
    gaps = alignment.gaps()
    for start, end in gaps:
        found = risk.suspects(rendition[start:end], language, opens=start == 0)
        for first, last, kind, why in found:
            yield Doubt(start=start + first, end=start + last, kind=kind, why=Why(why))
    texts = [rendition[start:end] for start, end in gaps]
    for number, first, last in risk.beside_replacements(texts):
        at = gaps[number][0]
        kind = "ID" if rendition[at + first : at + last].isdigit() else "NAME"
        yield Doubt(start=at + first, end=at + last, kind=kind, why=Why.BESIDE)
