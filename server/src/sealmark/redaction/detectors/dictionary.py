"""Words of the policy's own dictionaries: new kinds without code.

- Upper and lower case do not matter; words of a term may stand apart by space, hyphen or dot.
- Cost does not grow with the number of terms: terms are looked up by their first word.
- The longest term wins where two begin at the same word.
"""

# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: RUF001 - patterns hold the quotes and dashes that people type
import re
from collections import defaultdict

from sealmark.redaction.domain import Detector, DetectorSetup, Finding

_WORD = re.compile(r"\w+")
_GAP = re.compile(r"[\s\-./'’&,]{0,3}")
_Term = tuple[tuple[str, ...], str]


class Dictionary:
    """Finds the terms of a policy."""

    name = "dictionary"
    version = "1"

    def __init__(self, setup: DetectorSetup) -> None:
        """Index the terms by their first word, the longest first."""
        index: defaultdict[str, list[_Term]] = defaultdict(list)
        for kind, terms in setup.terms.items():
            for term in terms:
                words = tuple(_WORD.findall(term.casefold()))
                if words:
                    index[words[0]].append((words, kind))
        self._index = {
            first: sorted(terms, key=lambda t: (-len(t[0]), t)) for first, terms in index.items()
        }
        self.kinds = frozenset(setup.terms)

    def detect(self, text: str, *, language: str) -> list[Finding]:  # noqa: ARG002 - any language
        """Return every place of every term."""
        if not self._index:
            return []
        words = [(m.start(), m.end(), m.group().casefold()) for m in _WORD.finditer(text)]
        found = (self._at(text, words, i) for i, word in enumerate(words) if word[2] in self._index)
        return [finding for finding in found if finding is not None]

    def _at(self, text: str, words: list[tuple[int, int, str]], at: int) -> Finding | None:
        for term, kind in self._index[words[at][2]]:
            last = at + len(term) - 1
            if last < len(words) and self._same(text, words, at, term):
                return Finding(
                    start=words[at][0],
                    end=words[last][1],
                    kind=kind,
                    score=1.0,
                    detector=self.name,
                    version=self.version,
                )
        return None

    @staticmethod
    def _same(text: str, words: list[tuple[int, int, str]], at: int, term: tuple[str, ...]) -> bool:
        return all(
            words[at + i][2] == word
            and (i == 0 or _GAP.fullmatch(text, words[at + i - 1][1], words[at + i][0]) is not None)
            for i, word in enumerate(term)
        )


def build(setup: DetectorSetup) -> Detector:
    """Build the detector of the policy's dictionaries."""
    return Dictionary(setup)
