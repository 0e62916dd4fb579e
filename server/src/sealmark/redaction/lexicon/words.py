"""Words in a text, and what their letters and their place say about them.

- A word is a run of letters with inner apostrophes or hyphens; digits belong to no word.
- A word opens a sentence when nothing, or an ending mark, a line break or a list sign precedes it.
"""

# SPDX-License-Identifier: Apache-2.0
import re
import unicodedata
from dataclasses import dataclass

from sealmark.redaction.lexicon import english_words, family_names, given_names, impersonal_capitals

_WORD = re.compile(r"[^\W\d_]+(?:['’\-.&][^\W\d_]+)*")  # noqa: RUF001 - typographic apostrophe is meant
_OPENING = re.compile(r"(?:^|[.!?…:;\n\r\t|•●*>\"“”(\[{/]|\s[-–—])[\s\"“”'’(\[*-]*$")  # noqa: RUF001 - dashes, quotes
_POSSESSIVE = re.compile(r"(?:['’]s|s['’]|['’])$", re.IGNORECASE)  # noqa: RUF001 - typographic apostrophe
_LOOK_BACK = 6
_CONTRACTED = frozenset(
    [
        "ll",
        "ve",
        "re",
        "don",
        "doesn",
        "didn",
        "isn",
        "wasn",
        "weren",
        "hasn",
        "haven",
        "hadn",
        "ain",
        "couldn",
        "shan",
        "mon",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word at `start` (code points); `bare` is without a possessive ending."""

    start: int
    bare: str

    @property
    def end(self) -> int:
        """Return where the bare word ends."""
        return self.start + len(self.bare)

    @property
    def folded(self) -> str:
        """Return the bare word in the spelling of the lists."""
        return self.bare.casefold().replace("’", "'")  # noqa: RUF001 - typographic apostrophe

    @property
    def capital(self) -> bool:
        """Say whether the word begins with a capital letter."""
        return self.bare[0].isupper()


def words_of(text: str) -> list[Word]:
    """Return the words of `text` in order."""
    return [
        Word(start=match.start(), bare=_POSSESSIVE.sub("", match.group()) or match.group())
        for match in _WORD.finditer(text)
    ]


def opens_sentence(text: str, start: int) -> bool:
    """Say whether the word at `start` opens a sentence, a line or a quotation."""
    return _OPENING.search(text[max(0, start - _LOOK_BACK) : start]) is not None if start else True


def plain(name: str) -> str:
    """Return `name` without accents: how people type it."""
    stripped = unicodedata.normalize("NFKD", name)
    return "".join(sign for sign in stripped if not unicodedata.combining(sign))


def is_english(folded: str) -> bool:
    """Say whether every part of a casefolded word is a known English word."""
    known = english_words()
    if folded in known:
        return True
    parts = re.split(r"['\-.&]", folded)
    return len(parts) > 1 and all(
        part in known or len(part) == 1 or part in _CONTRACTED for part in parts
    )


def is_person_word(folded: str) -> bool:
    """Say whether a casefolded word is a name of people and no English word."""
    if folded in english_words() or folded in impersonal_capitals():
        return False
    return folded in given_names() or folded in family_names()
