"""Residual risk: the chance that a direct identifier is still in the rendition.

- A logistic function of few counts that can be checked by hand; its weights were fitted to
  texts with known identifiers (`tools` and the guide say which) and are part of the version.
- Counts are taken outside of replacements, so that a surrogate is never taken for a leak.
- It judges one text; it does not promise that a text below the threshold is clean.
"""

# SPDX-License-Identifier: Apache-2.0
import math
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Final

from sealmark.redaction.lexicon import impersonal_capitals
from sealmark.redaction.lexicon.words import is_english

VERSION: Final = "1"

_CAPITAL = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,}(?!\w)")
_DIGITS = re.compile(r"\d(?:[ .\-/]?\d){5,}")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """What is left in a rendition that could be an identifier."""

    doubted: int
    """Findings that were too unsure to hide."""
    again: int
    """Findings of the rules on the rendition, outside of replacements."""
    capitals: int
    """Capitalised words inside sentences that no dictionary knows."""
    digit_runs: int
    """Runs of six or more digits."""
    at_signs: int
    """At signs."""
    unsure_language: int
    """1 if the language could not be told to be an allowed one, else 0."""
    hundred_words: int
    """Length of the rendition in hundreds of words, rounded up."""


_WEIGHTS: Final = Traces(
    doubted=25,
    again=300,
    capitals=60,
    digit_runs=90,
    at_signs=120,
    unsure_language=70,
    hundred_words=5,
)
"""In hundredths of a logit."""
_BIAS: Final = -350


def traces_in(
    rendition: str, gaps: Sequence[tuple[int, int]], *, doubted: int, again: int, known: bool
) -> Traces:
    """Count what is left in the `gaps` between replacements (code point ranges)."""
    left = [rendition[start:end] for start, end in gaps]
    words = sum(len(_WORD.findall(part)) for part in left)
    return Traces(
        doubted=doubted,
        again=again,
        capitals=sum(_is_unknown(w) for part in left for w in _CAPITAL.findall(part)),
        digit_runs=sum(len(_DIGITS.findall(part)) for part in left),
        at_signs=sum(part.count("@") for part in left),
        unsure_language=0 if known else 1,
        hundred_words=-(-words // 100),
    )


def risk_bp(traces: Traces) -> int:
    """Return the residual risk in basis points, 0 to 10000."""
    pairs = zip(astuple(_WEIGHTS), astuple(traces), strict=True)
    logit = (_BIAS + sum(weight * min(count, 50) for weight, count in pairs)) / 100
    return round(10_000 / (1 + math.exp(-logit)))


def _is_unknown(word: str) -> bool:
    folded = word.casefold()
    return not (folded in impersonal_capitals() or is_english(folded))
