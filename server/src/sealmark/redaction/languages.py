"""Which language a text is in, short ones too: a second look with the lists of words and names.

- What function words settle stands. A short text that they leave open, or call English by two
  words that other languages share ("was", "in"), is foreign only if two witnesses agree: most of
  its words are in no English list and name nobody, and the letters are those of another language.
- Names, addresses, numbers and links say nothing about the language around them.
- A short text that is in doubt stays `und`: notes and chat lines in English are not held back.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from functools import lru_cache
from typing import Final

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from sealmark.modalities.text.language import (
    CODES,
    SCRIPTED,
    UNDETERMINED,
    language_of,
    languages_with,
)
from sealmark.redaction.detectors.unknown_capitals import is_medical
from sealmark.redaction.lexicon import (
    common_words,
    family_names,
    given_names,
    impersonal_capitals,
    place_names,
)
from sealmark.redaction.lexicon.words import Word, is_english, opens_sentence, plain, words_of

_LONGEST: Final = 400
"""Code points. Longer texts have enough function words to be told by them."""
_SAYS_NOTHING = re.compile(
    r"https?://\S+|&\s?\w{2,5};|[@#]\S+|\S+@\S+|\d[\d.,/:-]*\s?[A-Za-z/%]{1,3}\b|\w*\d\w*|\w+/\w+"
)
_VOWEL = re.compile("[aeiouyà-æè-öø-ÿąęěůűőıœаеиоуыэюяєії]")
_PARTICLES: Final = frozenset(
    [
        *("al", "bin", "da", "de", "dei", "del", "della", "delle", "den", "der", "des", "di", "do"),
        *("dos", "du", "el", "la", "le", "les", "van", "von", "y", "zu", "zum"),
    ]
)
_MOST: Final = 0.5
_MANY: Final = 0.34
_WORDS_OF_PROSE: Final = 5
_IN_A_BLOCK: Final = 4


def language_of_text(text: str) -> str:
    """Return the language of `text`: an ISO 639-1 code, `und` or `mis`."""
    told = language_of(text)
    if len(text) > _LONGEST or told in SCRIPTED:
        return told
    bare = _SAYS_NOTHING.sub(" ", text)
    open_yet = told in {"en", UNDETERMINED}
    if open_yet and not _reads_foreign(bare, least=_MOST if told == "en" else _MANY):
        return told
    code = str(_letters().classify(bare)[0])
    return told if code == "en" else code


def _reads_foreign(text: str, *, least: float) -> bool:
    """Say whether at least that share of the telling words is foreign, one in lower case."""
    words = words_of(text)
    foreign = [word for at, word in enumerate(words) if _is_foreign(text, words, at)]
    english = sum(_is_known(word) for word in words)
    sure = [word for word in foreign if not word.capital]
    two = len(foreign) > 1 or any(not word.bare.isascii() for word in sure)
    enough = len(sure) >= (_IN_A_BLOCK if _is_block(text) else 1)
    return enough and two and len(foreign) >= least * (len(foreign) + english)


def _is_block(text: str) -> bool:
    """Say whether a text is lines of few words: an address, a form, a signature."""
    lines = [line for line in text.splitlines() if line.strip()]
    return len(lines) > 1 and len(text.split()) < _WORDS_OF_PROSE * len(lines)


def _is_known(word: Word) -> bool:
    folded = word.folded
    if len(folded) == 1:
        return False
    owners = languages_with(folded)
    if "en" in owners:
        return True
    if owners and not word.capital:
        return False
    known = folded in common_words() or folded in impersonal_capitals()
    # English borrows with accents: "café", "naïve".
    return known or is_english(plain(folded)) or is_medical(folded)


def _is_foreign(text: str, words: list[Word], at: int) -> bool:
    """Say whether a word speaks for another language: no English, no name, no inner capital."""
    word = words[at]
    if _is_known(word) or (word.capital and not opens_sentence(text, word.start)):
        return False
    folded = word.folded
    if languages_with(folded):
        alone = len(folded) > 1 or not folded.isascii()
        return alone and not (folded in _PARTICLES and _joins_names(words, at))
    shouted = word.bare.isupper()
    return not (shouted or _names_somebody(folded)) and _VOWEL.search(folded) is not None


def _joins_names(words: list[Word], at: int) -> bool:
    """Say whether capitals stand on both sides of a particle, or of its neighbours."""
    first, last = at, at
    while first > 0 and words[first].folded in _PARTICLES:
        first -= 1
    while last < len(words) - 1 and words[last].folded in _PARTICLES:
        last += 1
    return words[first].capital and words[last].capital


def _names_somebody(folded: str) -> bool:
    return folded in given_names() or folded in family_names() or folded in _places()


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    return frozenset(word.folded for place in place_names() for word in words_of(place))


@lru_cache(maxsize=1)
def _letters() -> LanguageIdentifier:
    """Load the model of letters, once for each process and not before it is needed."""
    model = LanguageIdentifier.from_model_file(MODEL_FILE)
    model.set_languages(sorted(CODES & set(model.labels)))
    return model
