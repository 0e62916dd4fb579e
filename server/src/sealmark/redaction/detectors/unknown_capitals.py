"""The last resort: a capital letter on a word that is in no dictionary is taken for a name.

- All in capitals only long words count: a short one is as often an abbreviation.
- Neighbours with a capital belong to the name ("Popular Front" stays, "Bank Rakyat" goes whole).
- Terms of medicine and chemistry are known by their endings, so that notes stay readable.
"""

# SPDX-License-Identifier: Apache-2.0
import re

from sealmark.redaction.domain import Detector, DetectorSetup, Finding
from sealmark.redaction.lexicon import impersonal_capitals
from sealmark.redaction.lexicon.words import Word, is_english, opens_sentence, words_of

_VERSION = "1"
_SCORE = 0.5
_MIN_LETTERS = 3
_MIN_CAPITALS = 6
_MOST_UNKNOWN = 0.6
_MEDICAL = re.compile(
    r"^(?:non|hyper|hypo|peri|intra|supra|melano|gastro|cardio|neuro|echocard|dermat)[a-z]{4}"
    r"|(?:itis|emia|aemia|osis|oses|ectomy|ostomy|otomy|oscopy|oplasty|opathy|pathic|uria|algia|megaly"
    r"|penia|plegia|paresis|trophy|genic|plasia|rrhea|rrhage|sclerosis|stenosis|edema|oma|omas|olol"
    r"|pril|sartan|statin|mycin|cillin|oxacin|azole|azepam|azolam|idine|amine|oxide|sterone|asone"
    r"|olone|profen|triptan|parin|gliptin|gliflozin|glutide|mab|nib|vir|cycline|thiazide|dipine"
    r"|itidine|caine|barbital|codone|morphone|phylline|terol|lukast|gram|graph|graphy|metry|scope"
    r"|icular|ially|ically|ular|ology|ologist|ologic|iatric|iatry|tion|tional|ness|ment|able|ible"
    r"|ous|isms?|ful|less|ing|ized|ised|ate|ates|ated)$"
)


class UnknownCapitals:
    """The detector."""

    name = "unknown_capitals"
    version = _VERSION
    kinds = frozenset({"NAME"})

    def detect(self, text: str, *, language: str) -> list[Finding]:  # noqa: ARG002 - English by policy
        """Return runs of capitalised words that hold one that no list knows."""
        words = words_of(text)
        unknown = {at for at, word in enumerate(words) if _is_unknown(word)}
        if len(unknown) > max(3, _MOST_UNKNOWN * len(words)):
            # Not English prose: the pipeline's language check decides about such a text.
            unknown = {at for at in unknown if words[at].capital}
        runs = sorted({_run(text, words, at) for at in unknown})
        return [self._finding(words[first].start, words[last].end) for first, last in runs]

    def _finding(self, start: int, end: int) -> Finding:
        return Finding(
            start=start,
            end=end,
            kind="NAME",
            score=_SCORE,
            detector=self.name,
            version=self.version,
        )


def _is_unknown(word: Word) -> bool:
    bare, folded = word.bare, word.folded
    if not word.capital or len(bare) < _MIN_LETTERS or "." in bare:
        return False
    if bare.isupper() and len(bare) < _MIN_CAPITALS:
        return False
    if folded in impersonal_capitals() or is_english(folded):
        return False
    return not is_medical(folded)


def is_medical(folded: str) -> bool:
    """Say whether a casefolded word ends or begins like a term of medicine or chemistry."""
    return _MEDICAL.search(folded) is not None


def _run(text: str, words: list[Word], at: int) -> tuple[int, int]:
    """Grow over neighbours that carry a capital inside the sentence."""
    first = last = at
    while first > 0 and _belongs(text, words, first - 1, first):
        first -= 1
    while last + 1 < len(words) and _belongs(text, words, last + 1, last):
        last += 1
    return first, last


def _belongs(text: str, words: list[Word], at: int, beside: int) -> bool:
    left, right = sorted((at, beside))
    gap = text[words[left].end : words[right].start]
    word = words[at]
    if gap != " " or not word.capital or word.folded in impersonal_capitals():
        return False
    # A capital at the start of a sentence says nothing about an everyday word.
    return not (at < beside and opens_sentence(text, word.start) and is_english(word.folded))


def build(setup: DetectorSetup) -> Detector:  # noqa: ARG001 - nothing to set up
    """Build the detector."""
    return UnknownCapitals()
