"""Limits of text intake, in bytes of UTF-8, and the checks every text passes."""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass

from sealmark.modalities.text.problems import Problem, ProblemError

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How large a text, and a row of a file with its markup and metadata, may be."""

    text_bytes: int = _MEGABYTE
    row_bytes: int = 8 * _MEGABYTE

    def refuse_text(self, text: str) -> None:
        """Refuse a text that is empty, too large or holds half a character."""
        if not text or text.isspace():
            raise ProblemError(Problem.EMPTY)
        try:
            size = len(text.encode())
        except UnicodeEncodeError as cause:
            raise ProblemError(Problem.SURROGATE) from cause
        if size > self.text_bytes:
            raise ProblemError(Problem.TOO_LARGE, limit=self.text_bytes)


DEFAULT_LIMITS = Limits()
