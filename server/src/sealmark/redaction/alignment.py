"""Alignment: where a place in the rendition lies in the original, and back.

- Outside of replacements both texts are the same, character for character.
- A place inside a replacement has no counterpart: it maps to the edge that keeps the whole
  replaced value in the span, and the mapping says which replacements it cut.
- A span never takes in a dropped value that it does not surround.
"""

# SPDX-License-Identifier: Apache-2.0
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from sealmark.kernel.errors import InvalidInputError


class SpanOutsideTextError(InvalidInputError):
    """A span lies outside the text or ends before it starts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """One replacement: a range of the rendition and the range of the original it stands for."""

    rendition_start: int
    rendition_end: int
    original_start: int
    original_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """A span on the other side; `cuts` are the numbers of the replacements it cut."""

    start: int
    end: int
    cuts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """One direction: places of the replacements here and there, in order."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    there_starts: tuple[int, ...]
    there_ends: tuple[int, ...]
    length: int

    def span(self, start: int, end: int) -> Mapped:
        """Map a span of this side to the other."""
        if not 0 <= start <= end <= self.length:
            raise SpanOutsideTextError
        if start == end:
            return self._point(start)
        first, cut_first = self._start(start)
        last, cut_last = self._end(end)
        cuts = sorted({cut for cut in (cut_first, cut_last) if cut is not None})
        return Mapped(start=first, end=max(first, last), cuts=tuple(cuts))

    def _start(self, place: int) -> tuple[int, int | None]:
        # Replacements that end at or before the place lie in front of the span.
        before = bisect_right(self.ends, place)
        if before < len(self.starts) and self.starts[before] < place:
            return self.there_starts[before], before
        return self._beside(place, before), None

    def _end(self, place: int) -> tuple[int, int | None]:
        # Replacements that start at or behind the place lie behind the span.
        before = bisect_left(self.starts, place)
        if before and self.ends[before - 1] > place:
            return self.there_ends[before - 1], before - 1
        return self._beside(place, before), None

    def _beside(self, place: int, before: int) -> int:
        if not before:
            return place
        return self.there_ends[before - 1] + place - self.ends[before - 1]

    def _point(self, place: int) -> Mapped:
        at, cut = self._start(place)
        return Mapped(start=at, end=at, cuts=() if cut is None else (cut,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """The replacements of one rendition, in order; lengths are in code points."""

    replaced: tuple[Replaced, ...]
    rendition_length: int
    original_length: int
    _to_original: _Side = field(init=False, repr=False, compare=False)
    _to_rendition: _Side = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Lay out both directions once."""
        r_starts = tuple(r.rendition_start for r in self.replaced)
        r_ends = tuple(r.rendition_end for r in self.replaced)
        o_starts = tuple(r.original_start for r in self.replaced)
        o_ends = tuple(r.original_end for r in self.replaced)
        there = _Side(
            starts=r_starts,
            ends=r_ends,
            there_starts=o_starts,
            there_ends=o_ends,
            length=self.rendition_length,
        )
        back = _Side(
            starts=o_starts,
            ends=o_ends,
            there_starts=r_starts,
            there_ends=r_ends,
            length=self.original_length,
        )
        object.__setattr__(self, "_to_original", there)
        object.__setattr__(self, "_to_rendition", back)

    def to_original(self, start: int, end: int) -> Mapped:
        """Map a span of the rendition to the original; raise `SpanOutsideTextError`."""
        return self._to_original.span(start, end)

    def to_rendition(self, start: int, end: int) -> Mapped:
        """Map a span of the original to the rendition; raise `SpanOutsideTextError`."""
        return self._to_rendition.span(start, end)

    def gaps(self) -> list[tuple[int, int]]:
        """Return the ranges of the rendition between replacements: one more than there are."""
        starts = [0, *(r.rendition_end for r in self.replaced)]
        ends = [*(r.rendition_start for r in self.replaced), self.rendition_length]
        return list(zip(starts, ends, strict=True))

    def rows(self) -> list[tuple[int, int, int, int]]:
        """Return (rendition start, end, original start, end) of each replacement, in order."""
        return [
            (r.rendition_start, r.rendition_end, r.original_start, r.original_end)
            for r in self.replaced
        ]


def alignment_of(
    rows: Sequence[tuple[int, int, int, int]], *, rendition_length: int, original_length: int
) -> Alignment:
    """Rebuild an alignment from its rows."""
    replaced = tuple(
        Replaced(rendition_start=a, rendition_end=b, original_start=c, original_end=d)
        for a, b, c, d in rows
    )
    return Alignment(
        replaced=replaced, rendition_length=rendition_length, original_length=original_length
    )
