r"""The token scorer: a token counts as hidden when any finding touches it; PII or not, pooled.

- A token is a run of letters, digits or underscores (`\w+`); marks between tokens count nothing.
- The same function scores every system, on the same texts.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Range = tuple[int, int]
_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Token counts of a run and what follows from them."""

    hit: int
    wrong: int
    missed: int
    leaking: int
    texts: int

    @property
    def precision(self) -> float:
        """Return the share of hidden tokens that had to be hidden."""
        return self.hit / max(1, self.hit + self.wrong)

    @property
    def recall(self) -> float:
        """Return the share of tokens to hide that were hidden."""
        return self.hit / max(1, self.hit + self.missed)

    @property
    def f2(self) -> float:
        """Return F-beta with beta 2: recall weighs four times as much."""
        p, r = self.precision, self.recall
        return 5 * p * r / max(1e-9, 4 * p + r)


def touched(text: str, ranges: Iterable[Range]) -> list[bool]:
    """Say for each token of `text` whether any range touches it."""
    covered = bytearray(len(text))
    for start, end in ranges:
        covered[start:end] = b"\1" * (min(end, len(text)) - start)
    return [any(covered[m.start() : m.end()]) for m in _TOKEN.finditer(text)]


def score(
    texts: Sequence[str], gold: Sequence[Sequence[Range]], found: Sequence[Sequence[Range]]
) -> Score:
    """Count over all texts together; a text leaks when it still shows a token of the gold."""
    hit = wrong = missed = leaking = 0
    for text, must, have in zip(texts, gold, found, strict=True):
        pairs = list(zip(touched(text, must), touched(text, have), strict=True))
        hit += sum(a and b for a, b in pairs)
        wrong += sum(b and not a for a, b in pairs)
        lost = sum(a and not b for a, b in pairs)
        missed += lost
        leaking += lost > 0
    return Score(hit=hit, wrong=wrong, missed=missed, leaking=leaking, texts=len(texts))
