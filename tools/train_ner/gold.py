"""Gold: texts of others whose names people have marked, as far as their licence allows.

- Broad Twitter Corpus (CC BY 4.0): three of every four tweets train, the fourth is kept for tests.
- Clinical dialogues and notes (CC BY 4.0): texts of even index train; the benchmark plants its
  identifiers into the others only. Their names stand in `clinical_names.toml`.
"""

# SPDX-License-Identifier: Apache-2.0
import csv
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

Span = tuple[int, int, str]
TWEET_LABELS = {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE"}
_HELD_OUT_EVERY = 4
_NO_SPACE_BEFORE = re.compile(
    "^([.,!?:;)\\]%]|['\u2019]s|'m|'re|'ve|'d|'ll|n't|\u2026)", re.IGNORECASE
)
_CLINICAL_NAMES = Path(__file__).with_name("clinical_names.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldText:
    """A text with the spans that people marked."""

    text: str
    spans: tuple[Span, ...]


def tweets(corpora: Path, *, held_out: bool) -> list[GoldText]:
    """Read the tweets for training, or the ones kept for tests."""
    found = []
    for file in sorted((corpora / "ner" / "broad_twitter_corpus").glob("*.conll")):
        blocks = file.read_text(encoding="utf-8").split("\n\n")
        for index, block in enumerate(blocks):
            kept = index % _HELD_OUT_EVERY == _HELD_OUT_EVERY - 1
            rows = [line.split("\t") for line in block.splitlines() if "\t" in line]
            if rows and kept == held_out:
                found.append(_joined([(word, tag) for word, tag in rows]))
    return found


def _joined(rows: list[tuple[str, str]]) -> GoldText:
    """Put tokens back together as people type them; a mention of a user name is no name."""
    text, glue = "", True
    spans: list[Span] = []
    for word, tag in rows:
        word = '"' if word == "'\"'" else word  # noqa: PLW2901 - the corpus's way to write a quote
        if not glue and not _NO_SPACE_BEFORE.match(word):
            text += " "
        start = len(text)
        handle = text.endswith("@") or word == "@"
        text += word
        glue = word in {"@", "#", "(", "[", "$", "£"}
        if tag == "O" or handle:
            continue
        label = TWEET_LABELS[tag[2:]]
        if tag[0] == "I" and spans and spans[-1][2] == label:
            spans[-1] = (spans[-1][0], len(text), label)
        else:
            spans.append((start, len(text), label))
    return GoldText(text=text, spans=tuple(_tidy(text, spans)))


def _tidy(text: str, spans: list[Span]) -> Iterator[Span]:
    """Cut the full stops and hash signs that the corpus leaves stuck to names."""
    for start, end, label in spans:
        left = start + len(text[start:end]) - len(text[start:end].lstrip("#@ "))
        right = left + len(text[left:end].rstrip(".,:;!? "))
        if left < right:
            yield left, right, label


def clinical_texts(corpora: Path, *, held_out: bool) -> list[str]:
    """Read notes and dialogues: even index for training, odd for tests."""
    folder = corpora / "clinical"
    table = folder / "MTS-Dialog" / "MTS-Dialog-ValidationSet.csv"
    with table.open(encoding="utf-8", newline="") as file:
        short = [(row["section_text"], row["dialogue"]) for row in csv.DictReader(file)]
    visits = json.loads((folder / "aci-bench" / "train.json").read_text(encoding="utf-8"))["data"]
    pairs = short + [(visit["src"], visit["tgt"]) for visit in visits]
    return [text for index, pair in enumerate(pairs) if index % 2 == held_out for text in pair]


def clinical(corpora: Path, base: Language) -> list[GoldText]:
    """Mark the names of the clinical texts for training, in pieces of a few lines."""
    lists = tomllib.loads(_CLINICAL_NAMES.read_text(encoding="utf-8"))
    words = {name: frozenset(text.split()) for name, text in lists.items()}
    pieces = [p for text in clinical_texts(corpora, held_out=False) for p in _pieces(text)]
    return [_marked(text, words, base) for text in pieces]


def _pieces(text: str, lines: int = 6) -> list[str]:
    rows = [row for row in text.splitlines() if row.strip()]
    return ["\n".join(rows[i : i + lines]) for i in range(0, len(rows), lines)]


def _marked(text: str, words: dict[str, frozenset[str]], base: Language) -> GoldText:
    doc = base(text)
    spans: list[Span] = []
    sure = words["person_sure"]
    kinds = {"PERSON": words["person_maybe"] | sure, "ORG": words["org"]}
    kinds |= {"GPE": words["place"], "NORP": words["nationality"]}
    for ent in doc.ents:
        parts = set(ent.text.lower().split())
        label = next((kind for kind, known in kinds.items() if parts & known), None)
        if label:
            spans.append((ent.start_char, ent.end_char, label))
        elif ent.label_ not in {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT"}:
            spans.append((ent.start_char, ent.end_char, ent.label_))
    for token in doc:
        inside = any(start <= token.idx < end for start, end, _ in spans)
        if token.lower_ in sure and not inside:
            spans.append((token.idx, token.idx + len(token), "PERSON"))
    return GoldText(text=text, spans=tuple(sorted(spans)))
