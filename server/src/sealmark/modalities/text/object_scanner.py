"""Finds the objects of a JSON list in a stream, by brackets and quotes alone.

- Memory is one object; an object over the limit is passed over and told as such.
- What stands between objects and is no comma or space is told as broken, not passed over.
- Objects one behind the other without a list are taken too.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from collections.abc import Iterator

from sealmark.modalities.text.problems import Problem, ProblemError

_OUTSIDE_QUOTES = re.compile(r'[{}\[\]"]')
_INSIDE_QUOTES = re.compile(r'["\\]')
_BETWEEN = " \t\r\n,"


class ObjectScanner:
    """Takes pieces of a file, hands back objects as text or the problem in their place."""

    def __init__(self, limit: int) -> None:
        """Drop objects of more than `limit` code points."""
        self._limit = limit
        self._text = ""
        self._at = 0
        self._base: int | None = None
        self._depth = 0
        self._quoted = False
        self._dropped = False

    def feed(self, piece: str) -> Iterator[str | ProblemError]:
        """Take the next piece; yield what ends in it."""
        self._text += piece
        if self._base is None:
            self._open()
        if self._base is None:
            return
        while (found := self._next(self._base)) is not None:
            yield found
        if self._depth > self._base and len(self._text) > self._limit:
            self._dropped = True
        if self._dropped:
            self._cut(min(self._at, len(self._text)))

    def end(self) -> Iterator[ProblemError]:
        """Take the end of the file; yield what is wrong with it."""
        if self._base is None:
            yield ProblemError(Problem.EMPTY)
        elif self._depth or self._quoted or self._text.strip(_BETWEEN):
            yield ProblemError(Problem.BROKEN_JSON)

    def _open(self) -> None:
        start = self._text.lstrip()
        if not start:
            return
        if start[0] not in "[{":
            raise ProblemError(Problem.NOT_A_LIST)
        self._base = 1 if start[0] == "[" else 0
        self._depth = self._base
        self._text = start[self._base :]

    def _next(self, base: int) -> str | ProblemError | None:
        """Go on to the end of the next object; None when the text ends before it."""
        while True:
            signs = _INSIDE_QUOTES if self._quoted else _OUTSIDE_QUOTES
            sign = signs.search(self._text, self._at)
            if sign is None:
                # A backslash at the very end has already stepped over what comes next.
                self._at = max(self._at, len(self._text))
                return None
            self._at = sign.end()
            found = self._step(sign.group(), sign.start(), base)
            if found is not None:
                return found

    def _step(self, sign: str, at: int, base: int) -> str | ProblemError | None:
        if sign == "\\":
            self._at += 1
        elif sign == '"':
            self._quoted = not self._quoted
        elif sign in "{[":
            self._depth += 1
            if self._depth == base + 1:
                return self._garbage(at)
        else:
            self._depth -= 1
            if self._depth == base:
                return self._object()
            if self._depth < base:
                return self._closed(at)
        return None

    def _garbage(self, at: int) -> ProblemError | None:
        """Begin an object: what stands before it must be nothing."""
        before = self._text[:at]
        self._cut(at)
        return ProblemError(Problem.BROKEN_JSON) if before.strip(_BETWEEN) else None

    def _object(self) -> str | ProblemError:
        found = self._text[: self._at]
        self._cut(self._at)
        if self._dropped or len(found) > self._limit:
            self._dropped = False
            return ProblemError(Problem.ROW_TOO_LARGE, limit=self._limit)
        return found

    def _closed(self, at: int) -> ProblemError | None:
        """End the list: what stands behind its last object must be nothing."""
        before = self._text[:at]
        self._cut(self._at)
        self._base = self._depth = 0
        return ProblemError(Problem.BROKEN_JSON) if before.strip(_BETWEEN) else None

    def _cut(self, place: int) -> None:
        self._text = self._text[place:]
        self._at -= place
