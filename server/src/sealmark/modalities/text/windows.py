"""Windows over a long text: overlapping, cut where a sentence or a word ends.

- Together the windows hold every code point of the text; nothing is ever cut off.
- Each window holds at most `size` code points; neighbours share at least half of `overlap`
  unless a stretch without any space leaves no choice.
"""

# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: RUF001 - patterns hold the quotes and dashes that people type
import re
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"(?:[.!?…]['\"”’)\]]*\s+|\n+)")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A part of a text: `text[start:end]`, in code points."""

    start: int
    end: int


def windows_over(text: str, *, size: int, overlap: int) -> list[Window]:
    """Cut `text` into windows of at most `size` code points that overlap by about `overlap`."""
    if not 0 <= overlap < size:
        message = "overlap must be at least 0 and smaller than size"
        raise ValueError(message)
    found: list[Window] = []
    start = 0
    while len(text) - start > size:
        end = _cut(text, start + size // 2, start + size)
        found.append(Window(start=start, end=end))
        # Going back may not undo the way forward.
        start = max(_cut(text, max(start + 1, end - overlap), end - overlap // 2), start + 1)
        start = min(start, end)
    found.append(Window(start=start, end=len(text)))
    return found


def _cut(text: str, low: int, high: int) -> int:
    """Return the last place in (low, high] behind a sentence, else behind a space, else `high`."""
    for boundary in (_SENTENCE_END, _SPACE):
        last = None
        for match in boundary.finditer(text, low, high):
            last = match.end()
        if last is not None:
            return last
    return high
