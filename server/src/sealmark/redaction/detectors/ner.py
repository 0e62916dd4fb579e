"""Names of people, places and organizations by a model that reads their context.

- The model ships inside the package (`redaction/ner_model/`, recipe in `tools/train_ner/`); it is
  loaded once for each process and nothing is downloaded. Without it nothing is redacted.
- A finding is cut to what is a name: no titles, list signs, line ends or possessive endings.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from sealmark.redaction import ner_model
from sealmark.redaction.domain import Detector, DetectorSetup, Finding
from sealmark.redaction.errors import DetectorMissingError
from sealmark.redaction.lexicon import (
    basic_words,
    common_words,
    family_names,
    given_names,
    impersonal_capitals,
    organization_names,
)
from sealmark.redaction.lexicon.words import opens_sentence

KINDS: Final = {
    "PERSON": "NAME",
    "ORG": "ORGANIZATION",
    "GPE": "LOCATION",
    "LOC": "LOCATION",
    "FAC": "LOCATION",
    "NORP": "NATIONALITY",
}
_SCORES: Final = {
    "NAME": 0.85,
    "LOCATION": 0.8,
    "ORGANIZATION": 0.75,
    "NATIONALITY": 0.7,
    "ADDRESS": 0.8,
}
_BATCH: Final = 64
_EDGE: Final = " \t\r\n.,;:!?\"“”'’`()[]{}<>|*•●-–—_/\\#@&+="  # noqa: RUF001 - typographic signs
_TITLE: Final = re.compile(
    r"^(?:dr|mr|mrs|ms|mx|miss|prof|professor|doctor|sir|madam|hon|rev|the|hi|hey|hello|dear"
    r"|i['’]?m|it['’]s)\b\.?\s+",  # noqa: RUF001 - typographic apostrophe
    re.IGNORECASE,
)
_OWNERS: Final = frozenset({"PERSON", "GPE", "NORP"})
"""Labels whose names do not end in a possessive of their own, as "Macy's" or "St Luke's" do."""
_POSSESSIVE: Final = re.compile(r"['’]s$")  # noqa: RUF001 - typographic apostrophe
_WORD: Final = re.compile(r"[^\W\d_]+")
_MODEL_FOLDER: Final = Path(ner_model.__file__).parent


@lru_cache(maxsize=1)
def load_model() -> Language:
    """Load the model; raise `DetectorMissingError` when it is not in the package."""
    if not (_MODEL_FOLDER / "config.cfg").exists():
        raise DetectorMissingError("The name model is not in this installation; install it again.")
    model = spacy.load(_MODEL_FOLDER)
    # Windows are cut by the pipeline; a text of any length is read, none is refused half-way.
    model.max_length = 10**9
    return model


@dataclass(frozen=True, slots=True, kw_only=True)
class NameModel:
    """The detector: what the model marks, cut to size."""

    name: str
    version: str
    model: Language

    @property
    def kinds(self) -> frozenset[str]:
        """Every kind that the model's labels stand for."""
        return frozenset(KINDS.values()) | {"ADDRESS"}

    def detect(self, text: str, *, language: str) -> list[Finding]:
        """Return the names in one text."""
        return self.detect_many([text], language=language)[0]

    def detect_many(self, texts: Sequence[str], *, language: str) -> list[list[Finding]]:  # noqa: ARG002 - one model
        """Return the names of each text; many texts at once cost less each."""
        return [self._findings(doc) for doc in self.model.pipe(texts, batch_size=_BATCH)]

    def _findings(self, doc: Doc) -> list[Finding]:
        found = []
        for entity in doc.ents:
            kind = KINDS.get(entity.label_)
            place = _cut(doc.text, entity.start_char, entity.end_char, label=entity.label_)
            if kind is None or place is None:
                continue
            value = doc.text[place[0] : place[1]]
            if kind == "LOCATION" and any(sign.isdigit() for sign in value):
                kind = "ADDRESS"
            if _is_name(doc.text, *place):
                found.append(self._finding(place, kind))
        return found

    def _finding(self, place: tuple[int, int], kind: str) -> Finding:
        return Finding(
            start=place[0],
            end=place[1],
            kind=kind,
            score=_SCORES[kind],
            detector=self.name,
            version=self.version,
        )


def _cut(text: str, start: int, end: int, *, label: str) -> tuple[int, int] | None:
    """Cut titles, signs and endings off a place; None when no letter remains."""
    value = text[start:end]
    start += len(value) - len(value.lstrip(_EDGE))
    value = text[start:end]
    title = _TITLE.match(value)
    if title:
        start += title.end()
    value = text[start:end].rstrip(_EDGE)
    if label in _OWNERS:
        value = _POSSESSIVE.sub("", value)
    has_letter = any(sign.isalpha() for sign in value)
    return (start, start + len(value)) if has_letter else None


def _is_name(text: str, start: int, end: int) -> bool:
    """Refuse what the lists know better: drugs, labels of forms, and everyday words.

    An everyday word says nothing in lower case, alone in capitals, or opening a sentence.
    """
    value = text[start:end]
    words = [word.casefold() for word in _WORD.findall(value)]
    if all(word in impersonal_capitals() for word in words):
        return False
    alone = len(words) == 1
    weak = value.islower() or (alone and (value.isupper() or opens_sentence(text, start)))
    return not weak or not all(_is_everyday(word) for word in words)


def _is_everyday(word: str) -> bool:
    if word not in common_words():
        return False
    if word in given_names() or word in _organizations():
        return False
    return word in basic_words() or word not in family_names()


@lru_cache(maxsize=1)
def _organizations() -> frozenset[str]:
    return frozenset(name.casefold() for name in organization_names())


def build(setup: DetectorSetup) -> Detector:  # noqa: ARG001 - nothing to set up
    """Build the detector; raise `DetectorMissingError` without the model."""
    model = load_model()
    return NameModel(name="ner", version=model.meta["version"], model=model)
