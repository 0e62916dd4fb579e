"""Places, organizations, peoples and names that are in a list, whatever stands around them.

- A name that is also an everyday word ("Reading", "Nice", "Most") is left to the model, unless
  its capital stands inside a sentence after a word like "in" or "from".
- In lower case only names that are no English word count, or that follow a word of kinship.
"""

# SPDX-License-Identifier: Apache-2.0
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from sealmark.redaction.domain import Detector, DetectorSetup, Finding
from sealmark.redaction.lexicon import (
    common_words,
    english_words,
    impersonal_capitals,
    kinship_words,
    nationality_names,
    organization_names,
    place_names,
)
from sealmark.redaction.lexicon.words import (
    Word,
    is_english,
    is_person_word,
    opens_sentence,
    plain,
    words_of,
)

_VERSION = "1"
_PREPOSITIONS = frozenset(
    ["in", "at", "from", "to", "near", "of", "outside", "around", "between", "via"]
)
_OWN = frozenset({"'s", "\u2019s"})
_MIN_LETTERS = 3
_MIN_LOWER = 4
_SCORES = {"LOCATION": 0.75, "ORGANIZATION": 0.7, "NATIONALITY": 0.7, "NAME": 0.55}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One name of a list; `usual`: of everyday words; `owned`: "Macy's", with its ending."""

    words: tuple[str, ...]
    kind: str
    usual: bool
    owned: bool


@lru_cache(maxsize=1)
def _index() -> dict[str, list[_Entry]]:
    """Index every list by the folded first word; longest entries first."""
    index: dict[str, dict[tuple[str, ...], _Entry]] = defaultdict(dict)
    lists = (
        ("NATIONALITY", nationality_names()),
        ("ORGANIZATION", organization_names()),
        ("LOCATION", place_names()),
    )
    for kind, names in lists:
        for words, owned in _spellings(names):
            usual = all(word in english_words() for word in words)
            common = len(words) == 1 and words[0] in common_words()
            if kind == "NATIONALITY" or not common:
                index[words[0]][words] = _Entry(words=words, kind=kind, usual=usual, owned=owned)
    return {
        first: sorted(entries.values(), key=lambda entry: -len(entry.words))
        for first, entries in index.items()
    }


def _spellings(names: Iterable[str]) -> Iterator[tuple[tuple[str, ...], bool]]:
    for name in names:
        for spelling in {name, plain(name)}:
            words = tuple(word.folded for word in words_of(spelling))
            if words:
                yield words, name.endswith("'s")


class Gazetteer:
    """The detector."""

    name = "gazetteer"
    version = _VERSION
    kinds = frozenset(_SCORES)

    def detect(self, text: str, *, language: str) -> list[Finding]:  # noqa: ARG002 - any language
        """Return the names of the lists that stand in `text`."""
        words, index = words_of(text), _index()
        found, skip = [], 0
        for at, word in enumerate(words):
            if at < skip:
                continue
            entry = next(
                (e for e in index.get(word.folded, ()) if _stands(text, words, at, e)), None
            )
            if entry is not None:
                skip = at + len(entry.words)
                end = words[skip - 1].end
                end += 2 * (entry.owned and text[end : end + 2] in _OWN)
                found.append(self._finding(word.start, end, entry.kind))
            elif _is_person(word) or _is_relative(text, words, at):
                found.append(self._finding(word.start, word.end, "NAME"))
        return found

    def _finding(self, start: int, end: int, kind: str) -> Finding:
        return Finding(
            start=start,
            end=end,
            kind=kind,
            score=_SCORES[kind],
            detector=self.name,
            version=self.version,
        )


def _stands(text: str, words: list[Word], at: int, entry: _Entry) -> bool:
    """Say whether the entry stands at this word, in a spelling that counts."""
    here = words[at : at + len(entry.words)]
    if tuple(word.folded for word in here) != entry.words or not _joined(text, here):
        return False
    if any(word.capital for word in here):
        if not entry.usual or len(here) > 1:
            return True
        if entry.kind == "NATIONALITY":
            return here[0].capital and not opens_sentence(text, here[0].start)
        return _placed(text, words, at)
    long = sum(len(word.bare) for word in here) >= _MIN_LOWER
    return long and not entry.usual and here[0].folded not in impersonal_capitals()


def _joined(text: str, here: list[Word]) -> bool:
    gaps = (text[a.end : b.start] for a, b in pairwise(here))
    return all(len(gap) <= 2 and not gap.strip(" .,-&'") for gap in gaps)


def _placed(text: str, words: list[Word], at: int) -> bool:
    """Say whether a capital inside a sentence follows a word of place."""
    if at == 0 or opens_sentence(text, words[at].start):
        return False
    return words[at - 1].folded in _PREPOSITIONS


def _is_relative(text: str, words: list[Word], at: int) -> bool:
    """Say whether a word of no dictionary follows "uncle", "frau" or "my friend"."""
    if at == 0 or words[at - 1].folded not in kinship_words():
        return False
    word = words[at]
    if text[words[at - 1].end : word.start] != " " or len(word.bare) < _MIN_LETTERS:
        return False
    return word.folded not in impersonal_capitals() and not is_english(word.folded)


def _is_person(word: Word) -> bool:
    long = len(word.bare) >= (_MIN_LOWER - word.capital)
    return long and is_person_word(word.folded)


def build(setup: DetectorSetup) -> Detector:  # noqa: ARG001 - a policy's own words go to `dictionary`
    """Build the detector."""
    return Gazetteer()
