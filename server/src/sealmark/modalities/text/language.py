"""Which language a text is in: English, another one with its code, or too little to tell.

- `en` and the codes of other languages are ISO 639-1; `und` means too short or too mixed to
  tell, `mis` a text long enough to tell that is in no language known here.
- Scripts that one language owns decide at once; Latin and Cyrillic script are told by the share
  of function words, stretch by stretch, so that a Spanish paragraph in an English letter shows.
- Small on purpose: it guards a redactor that knows English, it does not name every language.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from collections import Counter, defaultdict
from importlib.resources import files
from typing import Final

UNDETERMINED: Final = "und"
UNKNOWN: Final = "mis"

_WORD = re.compile(r"[^\W\d_]+")
_LINK = re.compile(r"https?://\S+|www\.\S+")
_STRETCH_WORDS: Final = 150
_ENOUGH_WORDS: Final = 40
"""From this many words on, a text without function words of any known language is `mis`."""
_ENGLISH_SHARE: Final = 0.08
_ENGLISH_HITS: Final = 2
_OTHER_SHARE: Final = 0.15
_OTHER_HITS: Final = 4
_SCRIPT_SHARE: Final = 0.5
_TIMES_ENGLISH: Final = 1.5


def _read_function_words() -> dict[str, list[str]]:
    """Return which languages each function word belongs to."""
    owners: defaultdict[str, list[str]] = defaultdict(list)
    code = ""
    lines = files(__package__).joinpath("function_words.txt").read_text(encoding="utf-8")
    for line in lines.splitlines()[1:]:
        begins, colon, words = line.partition(":")
        code = begins if colon else code
        for word in (words if colon else line).split():
            owners[word].append(code)
    return dict(owners)


_OF_WORD: Final = _read_function_words()
# First letter, last letter and the language that owns the script (or most texts in it).
_SCRIPTS = (
    ("\u0370", "\u03ff", "el"),
    ("\u0530", "\u058f", "hy"),
    ("\u0590", "\u05ff", "he"),
    ("\u0600", "\u06ff", "ar"),
    ("\u0900", "\u097f", "hi"),
    ("\u0980", "\u09ff", "bn"),
    ("\u0b80", "\u0bff", "ta"),
    ("\u0e00", "\u0e7f", "th"),
    ("\u10a0", "\u10ff", "ka"),
    ("\u3040", "\u30ff", "ja"),
    ("\u4e00", "\u9fff", "zh"),
    ("\uac00", "\ud7af", "ko"),
)
SCRIPTED: Final = frozenset(owner for _, _, owner in _SCRIPTS)
"""Languages that are told by their script."""
CODES: Final = SCRIPTED | {code for owners in _OF_WORD.values() for code in owners}
"""Every language that can be told here."""
_OTHER_SCRIPT = re.compile("[" + "".join(f"{a}-{b}" for a, b, _ in _SCRIPTS) + "]")


def language_of(text: str) -> str:
    """Return the language of `text`: an ISO 639-1 code, `und` or `mis`."""
    scripted = None if text.isascii() else _by_script(text)
    if scripted is not None:
        return scripted
    words = _WORD.findall(_LINK.sub(" ", text.lower()))
    stretches = [
        _of_stretch(words[at : at + _STRETCH_WORDS])
        for at in range(0, max(1, len(words)), _STRETCH_WORDS)
    ]
    foreign = Counter(code for code in stretches if code not in {"en", UNDETERMINED})
    if foreign:
        return foreign.most_common(1)[0][0]
    return "en" if "en" in stretches else UNDETERMINED


def languages_with(word: str) -> list[str]:
    """Return the languages in which a word in lower case is a function word."""
    return _OF_WORD.get(word, [])


def _by_script(text: str) -> str | None:
    found = _OTHER_SCRIPT.findall(text)
    letters = sum(map(len, _WORD.findall(text)))
    if not found or len(found) < _SCRIPT_SHARE * letters:
        return None
    owners = Counter(owner for c in found for a, b, owner in _SCRIPTS if a <= c <= b)
    # Japanese mixes Han characters with its own.
    return "ja" if owners["ja"] > len(found) // 10 else owners.most_common(1)[0][0]


def _of_stretch(words: list[str]) -> str:
    hits: Counter[str] = Counter()
    weight: defaultdict[str, float] = defaultdict(float)
    for word in words:
        owners = _OF_WORD.get(word, ())
        for code in owners:
            hits[code] += 1
            weight[code] += 1 / len(owners)
    english = hits.pop("en", 0)
    other = max(hits, key=lambda code: (weight[code], code), default="")
    most = hits[other]
    if most >= max(_OTHER_HITS, _OTHER_SHARE * len(words)) and most > _TIMES_ENGLISH * english:
        return other
    if english >= max(_ENGLISH_HITS, _ENGLISH_SHARE * len(words)):
        return "en"
    return UNKNOWN if len(words) >= _ENOUGH_WORDS else UNDETERMINED
