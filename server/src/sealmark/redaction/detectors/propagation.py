"""Found once, hidden wherever it recurs in the same document.

- A name's parts are looked for alone ("Ms Ola Nowak" ... "Nowak's mother"); an identifier only
  as a whole.
- A part that is also an everyday word counts only with a capital, and only inside a sentence
  unless it is a usual name too.
- What stands in lower case where it was found is looked for in lower case only if it is no
  everyday word: a model's slip ("liver") must not spread.
"""

# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: RUF001 - patterns hold the quotes and dashes that people type
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sealmark.redaction.detectors._common_words import NAMES_THAT_ARE_WORDS, SENTENCE_WORDS
from sealmark.redaction.domain import Detector, DetectorSetup, Finding
from sealmark.redaction.lexicon import common_words, english_words, family_names, given_names

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_TOKEN = re.compile(r"\w+")
_POSSESSIVE = re.compile(r"['’]s?$")
_SENTENCE_START = re.compile(r"(?:^|[.!?:\n\"“(•\-]\s*)$")
_BY_PARTS = frozenset({"NAME"})
_WHOLE = frozenset(
    [
        "ORGANIZATION",
        "LOCATION",
        "ADDRESS",
        "USERNAME",
        "EMAIL",
        "PHONE",
        "FAX",
        "SSN",
        "MRN",
        "HEALTH_PLAN",
        "ACCOUNT",
        "LICENSE",
        "VEHICLE",
        "DEVICE",
        "IP",
        "URL",
        "CREDIT_CARD",
        "IBAN",
        "PASSPORT",
        "NATIONAL_ID",
        "BIOMETRIC",
        "PHOTO",
        "ID",
        "PASSWORD",
    ]
)
_MIN_SCORE = 0.5
_SURE = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sought:
    """Name parts by their bare form; whole values by their first word, with what precedes it."""

    parts: dict[str, Finding]
    wholes: dict[str, list[tuple[str, int, Finding]]]


class Propagation:
    """Finds again what others found once."""

    name = "propagation"
    version = "1"
    kinds = _BY_PARTS | _WHOLE

    def detect(self, text: str, *, language: str) -> list[Finding]:  # noqa: ARG002 - needs findings
        """Return nothing: alone it has nothing to look for."""
        return []

    def follow_up(self, text: str, found: Sequence[Finding], *, language: str) -> list[Finding]:  # noqa: ARG002
        """Return the places where values of `found` recur."""
        sought = _sought(text, found)
        again = [*self._parts(text, sought), *self._wholes(text, sought)]
        covered = _Covered(found)
        return [finding for finding in again if not covered.holds(finding)]

    def _parts(self, text: str, sought: _Sought) -> list[Finding]:
        if not sought.parts:
            return []
        return [
            self._again(match.start(), match.start() + len(bare), sought.parts[bare.casefold()])
            for match in _WORD.finditer(text)
            if (bare := _bare(match.group())).casefold() in sought.parts
            and _counts(text, match, bare)
        ]

    def _wholes(self, text: str, sought: _Sought) -> list[Finding]:
        if not sought.wholes:
            return []
        again = []
        for match in _TOKEN.finditer(text):
            for value, lead, source in sought.wholes.get(match.group(), ()):
                start = match.start() - lead
                end = start + len(value)
                if start >= 0 and text.startswith(value, start) and _stands_alone(text, start, end):
                    again.append(self._again(start, end, source))
        return again

    def _again(self, start: int, end: int, source: Finding) -> Finding:
        return Finding(
            start=start,
            end=end,
            kind=source.kind,
            score=source.score,
            detector=self.name,
            version=self.version,
        )


class _Covered:
    """Answers whether a place lies inside one that is already found."""

    def __init__(self, found: Sequence[Finding]) -> None:
        self._starts: list[int] = []
        self._reach: list[int] = []
        for start, end in sorted((finding.start, finding.end) for finding in found):
            self._starts.append(start)
            self._reach.append(max(end, self._reach[-1] if self._reach else 0))

    def holds(self, finding: Finding) -> bool:
        at = bisect_right(self._starts, finding.start) - 1
        return at >= 0 and finding.end <= self._reach[at]


def _sought(text: str, found: Sequence[Finding]) -> _Sought:
    parts: dict[str, Finding] = {}
    wholes: dict[str, Finding] = {}
    for finding in found:
        value = text[finding.start : finding.end]
        if finding.kind in _BY_PARTS and finding.score >= _MIN_SCORE:
            for part in map(_bare, _WORD.findall(value)):
                if len(part) > 2 and part.casefold() not in SENTENCE_WORDS:
                    parts.setdefault(part.casefold(), finding)
        elif finding.kind in _WHOLE and len(value) > 3 and finding.score >= _SURE:
            wholes.setdefault(value, finding)
    return _Sought(parts=parts, wholes=_by_first_word(wholes))


def _by_first_word(wholes: dict[str, Finding]) -> dict[str, list[tuple[str, int, Finding]]]:
    index: defaultdict[str, list[tuple[str, int, Finding]]] = defaultdict(list)
    for value, finding in wholes.items():
        first = _TOKEN.search(value)
        if first is not None:
            index[first.group()].append((value, first.start(), finding))
    return index


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word)


def _counts(text: str, match: re.Match[str], word: str) -> bool:
    folded = word.casefold()
    if word.islower():
        return len(word) > 3 and (folded not in english_words() or _rarely_a_word(folded))
    everyday = folded in NAMES_THAT_ARE_WORDS or (folded in common_words() and not _names(folded))
    return not everyday or not _begins_sentence(text, match.start())


def _rarely_a_word(folded: str) -> bool:
    return folded not in common_words() and _names(folded)


def _names(folded: str) -> bool:
    return folded in family_names() or folded in given_names()


def _begins_sentence(text: str, start: int) -> bool:
    return _SENTENCE_START.search(text[max(0, start - 3) : start]) is not None


def _stands_alone(text: str, start: int, end: int) -> bool:
    left = start == 0 or not text[start - 1].isalnum()
    return left and (end == len(text) or not text[end].isalnum())


def build(setup: DetectorSetup) -> Detector:  # noqa: ARG001 - nothing to set up
    """Build the propagation detector."""
    return Propagation()
