"""Full names by the lists alone, for text that people write: "John Smith", "maria garcia", "Nowak".

- A given name and a family name side by side count with capitals, with an initial between them or
  a particle ("Anna van Berg"); in lower case only if neither is an everyday word.
- Alone, a word counts with a capital if it is a name of people and no English word.
- No model: it costs little and knows no context. Texts under a policy have `ner` and `gazetteer`.
"""

# SPDX-License-Identifier: Apache-2.0
from typing import Final

from sealmark.redaction.detectors._common_words import SENTENCE_WORDS
from sealmark.redaction.domain import Detector, DetectorSetup, Finding
from sealmark.redaction.lexicon import common_words, family_names, given_names
from sealmark.redaction.lexicon.words import Word, is_person_word, words_of

_PARTICLES: Final = frozenset(
    [
        *("al", "bin", "da", "de", "del", "della", "den", "der", "di"),
        *("dos", "du", "el", "la", "le", "van", "von", "ter"),
    ]
)
_BOTH: Final = 0.85
_ALONE: Final = 0.65
_MIN_LETTERS: Final = 3


class FullNames:
    """The detector."""

    name = "full_names"
    version = "1"
    kinds = frozenset({"NAME"})

    def detect(self, text: str, *, language: str) -> list[Finding]:  # noqa: ARG002 - any language
        """Return the names of people that stand in the lists."""
        words = words_of(text)
        found: list[Finding] = []
        at = 0
        while at < len(words):
            last = _family_of(text, words, at)
            if last is not None:
                found.append(self._finding(words[at].start, words[last].end, _BOTH))
                at = last
            elif _stands_alone(words[at]):
                found.append(self._finding(words[at].start, words[at].end, _ALONE))
            at += 1
        return found

    def _finding(self, start: int, end: int, score: float) -> Finding:
        return Finding(
            start=start,
            end=end,
            kind="NAME",
            score=score,
            detector=self.name,
            version=self.version,
        )


def _family_of(text: str, words: list[Word], at: int) -> int | None:
    """Return where the family name stands that belongs to the given name at `at`."""
    given = words[at]
    if given.folded not in given_names() or given.folded in SENTENCE_WORDS:
        return None
    last = at + 1
    while last < len(words) and _is_between(words[last]):
        last += 1
    if last == len(words) or last - at > 3:
        return None
    family = words[last]
    between = text[given.end : family.start]
    apart = between.replace(".", "").replace(" ", "")
    joined = not between.strip(" .") or apart.isalpha()
    if not joined or "\n" in between or family.folded not in family_names():
        return None
    if given.capital and family.capital:
        return last if family.folded not in SENTENCE_WORDS else None
    unusual = not {given.folded, family.folded} & common_words()
    return last if unusual and not (given.capital or family.capital) else None


def _is_between(word: Word) -> bool:
    return (len(word.bare) == 1 and word.capital) or word.bare in _PARTICLES


def _stands_alone(word: Word) -> bool:
    long = len(word.bare) >= _MIN_LETTERS and not word.bare.isupper()
    return word.capital and long and is_person_word(word.folded)


def build(setup: DetectorSetup) -> Detector:  # noqa: ARG001 - nothing to set up
    """Build the detector."""
    return FullNames()
