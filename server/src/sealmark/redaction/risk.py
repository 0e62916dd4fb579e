"""Residual risk: the chance that a direct identifier is still in the rendition.

- A logistic function of few counts that can be checked by hand. Weights and bias were fitted by
  `tools/fit_redaction_risk.py` on texts with known identifiers; four weights that these texts
  do not settle are set by judgement and marked so.
- Counts are taken outside of replacements, so that a surrogate is never taken for a leak.
- It judges one text; it does not promise that a text below the threshold is clean.
"""

# SPDX-License-Identifier: Apache-2.0
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from typing import Final

from sealmark.modalities.text.language import UNDETERMINED
from sealmark.redaction.detectors._common_words import SENTENCE_WORDS
from sealmark.redaction.domain import Finding
from sealmark.redaction.lexicon import family_names, given_names, impersonal_capitals
from sealmark.redaction.lexicon.words import is_english

VERSION: Final = "3"

_CAPITAL = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,}(?!\w)")
# Not a year, not a dose, not a reading such as 120/80.
_DIGITS = re.compile(
    r"(?<![\d/.,$€£])(?:(?!(?:19|20)\d{2}(?!\d))\d{4,}|\d{2,}(?:[ \-]\d{2,}){2,})"
    r"(?!\s?(?:mg|ml|mcg|cc|g|units?|iu|kcal|calories|steps)\b|[.,/%]\d)",
    re.IGNORECASE,
)
# What counts texts and their parts tells nothing about a person: "Note number 1101: ...", "1101.".
_COUNTED = re.compile(
    r"(?<!\w)(?:notes?|texts?|messages?|items?|entry|entries|lines?|comments?|questions?|answers?"
    r"|pages?|chapters?|sections?|paragraphs?|rows?|examples?|samples?|sentences?|steps?|days?"
    r"|weeks?|parts?|versions?|figures?|tables?|posts?|tweets?|turns?|utterances?|articles?|slides?"
    r"|letters?|reports?|reviews?|documents?|docs?|tasks?|e-?mails?|chats?|dialog(?:ue)?s?"
    r"|conversations?|sessions?|stories|story|snippets?|segments?|statements?|exercises?|problems?"
    r"|tests?|volumes?|verses?)"
    r"[ ]?(?:number|no\.?|nr\.?)?[ ]?#?[ ]?\d{1,5}(?:[ ]of[ ]\d{1,5})?(?![\w/-]|[.,]\d)",
    re.IGNORECASE,
)
_NUMBERED_LINE = re.compile(
    r"(?<=\n)[ \t]*(?:\[\d{1,5}\]|\(\d{1,4}\)|#\d{1,5}(?=[ :.)])|\d{1,4}[.:)](?=[ \t]))"
)
_AROUND_AT = re.compile(r"\S{0,64}@\S{0,64}")
_WORD = re.compile(r"[^\W\d_]+")
_FIRST_TOKEN = re.compile(r"[ ,'\-]{0,2}(\w+)")
_LAST_TOKEN = re.compile(r"(?:^|\W)(\w{1,40})[ ,'\-]{0,2}$")
_PLACES: Final = frozenset({"ADDRESS", "LOCATION", "POSTCODE"})
_WEAK_SCORE: Final = 0.6
_FEW_WORDS: Final = 4
_REACH: Final = 50
_MOST: Final = 5
"""Counts above this add nothing: a long text is not hopeless because it is long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """What a rendition shows that could be an identifier, or a sign that one was missed."""

    found_again: int
    """Sure findings of the rules on the rendition, outside of replacements."""
    doubted: int
    """Findings that were too unsure to hide."""
    unknown_capitals: int
    """Capitalised words inside sentences that no dictionary knows."""
    name_capitals: int
    """Capitalised words inside sentences that are usual names too."""
    digit_runs: int
    """Long numbers that are no year, dose or reading."""
    at_signs: int
    """At signs."""
    unsure_language: int
    """1 if the language could not be told, else 0."""
    no_capitals: int
    """1 if nothing is capitalised (names in lower case are easily missed), else 0."""
    loose_numbers: int
    """Numbers right beside a replacement: the rest of an address, a phone number."""
    loose_capitals: int
    """Capitalised words right beside a replacement: the rest of a name."""
    weak: int
    """Replacements of unsure findings: where one is hidden, its like may have slipped through."""
    places: int
    """Replaced places and addresses: they have the most parts to miss."""


_WEIGHTS: Final = Traces(
    found_again=300,  # by judgement; such a text is quarantined for that reason alone
    doubted=25,  # by judgement
    unknown_capitals=100,  # by judgement
    name_capitals=117,
    digit_runs=211,
    at_signs=50,
    unsure_language=64,
    no_capitals=51,
    loose_numbers=44,
    loose_capitals=38,
    weak=10,  # by judgement
    places=35,
)
"""In hundredths of a logit."""
_BIAS: Final = -306


def traces_in(
    gaps: Sequence[str],
    hidden: Sequence[Finding],
    *,
    doubted: int,
    found_again: int,
    language: str,
) -> Traces:
    """Count the traces in `gaps`, the texts between replacements (one more than there are).

    Capitals count in English only: elsewhere they say other things (German nouns).
    """
    words = [word for gap in gaps for word in _WORD.findall(gap)]
    english = language in {"en", UNDETERMINED}
    capitals = [word for gap in gaps for word in _CAPITAL.findall(gap)] if english else []
    beside = [gaps[number][start:end] for number, start, end in _tokens_beside(gaps)]
    lower = len(words) > _FEW_WORDS and not any(word[0].isupper() for word in words)
    return Traces(
        found_again=found_again,
        doubted=doubted,
        unknown_capitals=sum(map(_is_unknown, capitals)),
        name_capitals=sum(map(_is_name, capitals)),
        digit_runs=sum(
            len(list(_long_numbers(gap, opens=number == 0))) for number, gap in enumerate(gaps)
        ),
        at_signs=sum(gap.count("@") for gap in gaps),
        unsure_language=int(language == UNDETERMINED),
        no_capitals=int(lower),
        loose_numbers=sum(token.isdigit() for token in beside),
        loose_capitals=sum(map(_is_loose_capital, beside)),
        weak=sum(finding.score < _WEAK_SCORE for finding in hidden),
        places=sum(finding.kind in _PLACES for finding in hidden),
    )


def risk_bp(traces: Traces) -> int:
    """Return the residual risk in basis points, 0 to 10000."""
    pairs = zip(astuple(_WEIGHTS), astuple(traces), strict=True)
    logit = (_BIAS + sum(weight * min(count, _MOST) for weight, count in pairs)) / 100
    return round(10_000 / (1 + math.exp(-logit)))


def suspects(gap: str, language: str, *, opens: bool) -> Iterator[tuple[int, int, str, str]]:
    """Return where the traces of a text between replacements stand: start, end, kind, reason.

    `opens` says that the whole text begins with this one.
    """
    if language in {"en", UNDETERMINED}:
        for match in _CAPITAL.finditer(gap):
            if _is_name(match.group()):
                yield *match.span(), "NAME", "usual-name"
            elif _is_unknown(match.group()):
                yield *match.span(), "NAME", "unknown-word"
    for start, end in _long_numbers(gap, opens=opens):
        yield start, end, "ID", "long-number"
    for match in _AROUND_AT.finditer(gap):
        yield *match.span(), "EMAIL", "at-sign"


def beside_replacements(gaps: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return loose numbers and capitals beside replacements: number of the gap, start and end."""
    return [
        (number, start, end)
        for number, start, end in _tokens_beside(gaps)
        if gaps[number][start:end].isdigit() or _is_loose_capital(gaps[number][start:end])
    ]


def _long_numbers(gap: str, *, opens: bool) -> Iterator[tuple[int, int]]:
    """Return where long numbers stand that do not just count texts, lines or pages."""
    before = "\n" if opens else " "
    lead = len(before)
    counted = _spans(_COUNTED, gap)
    counted += [(a - lead, b - lead) for a, b in _spans(_NUMBERED_LINE, before + gap)]
    for start, end in _spans(_DIGITS, gap):
        if not any(first <= start and end <= last for first, last in counted):
            yield start, end


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


def _tokens_beside(gaps: Sequence[str]) -> list[tuple[int, int, int]]:
    tokens = []
    for number, gap in enumerate(gaps[1:], start=1):
        if (match := _FIRST_TOKEN.match(gap)) is not None:
            tokens.append((number, *match.span(1)))
    for number, gap in enumerate(gaps[:-1]):
        skipped = max(0, len(gap) - _REACH)
        if (match := _LAST_TOKEN.search(gap[skipped:])) is not None:
            tokens.append((number, skipped + match.start(1), skipped + match.end(1)))
    return tokens


def _is_loose_capital(token: str) -> bool:
    return len(token) > 1 and token[0].isupper() and token.casefold() not in SENTENCE_WORDS


def _is_name(word: str) -> bool:
    return word.casefold() in given_names() or word.casefold() in family_names()


def _is_unknown(word: str) -> bool:
    folded = word.casefold()
    return not (folded in impersonal_capitals() or is_english(folded))
