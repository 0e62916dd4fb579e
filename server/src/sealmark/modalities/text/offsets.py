"""Offsets: UTF-16 code units (browsers, Java, some files) to code points and back.

- A code point outside the basic plane is two UTF-16 units; everything else is one.
- An offset inside a pair of surrogates is no place between characters: it is refused.
"""

# SPDX-License-Identifier: Apache-2.0
from bisect import bisect_left
from collections.abc import Sequence

_BASIC_PLANE = 0xFFFF


class OffsetError(ValueError):
    """An offset lies outside the text or inside a character."""


class Utf16Map:
    """Translates offsets of one text between UTF-16 units and code points."""

    def __init__(self, text: str) -> None:
        """Note where the wide characters stand; linear in the text, once."""
        self._length = len(text)
        wide = [] if text.isascii() else [i for i, c in enumerate(text) if ord(c) > _BASIC_PLANE]
        self._wide: Sequence[int] = wide
        self._wide_units: Sequence[int] = [at + before for before, at in enumerate(wide)]

    def to_code_points(self, units: int) -> int:
        """Return the code point offset of a UTF-16 offset; raise `OffsetError` if there is none."""
        before = bisect_left(self._wide_units, units)
        inside = before > 0 and self._wide_units[before - 1] + 1 == units
        point = units - before
        if inside or not 0 <= point <= self._length:
            raise OffsetError
        return point

    def to_utf16(self, point: int) -> int:
        """Return the UTF-16 offset of a code point offset; raise `OffsetError` if there is none."""
        if not 0 <= point <= self._length:
            raise OffsetError
        return point + bisect_left(self._wide, point)
