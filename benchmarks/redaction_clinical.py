"""Redaction of clinical text: planted identifiers of every HIPAA kind, and what else is hidden.

- The texts are the half of `corpora/clinical` that training never saw; the pack is `hipaa`.
- An identifier counts as found only when every token of it is hidden.
- `hidden_other_share` counts every other token that is hidden, the names and dates that the
  texts bring along themselves included: it errs against us.
"""

# SPDX-License-Identifier: Apache-2.0
import random
import re
from collections import defaultdict
from dataclasses import dataclass

from benchmarks.redaction_identifiers import KINDS, NAMES_DATES, PATTERNED, Maker
from benchmarks.redaction_scoring import touched
from benchmarks.redaction_texts import corpora
from sealmark.redaction.outcome import Source
from sealmark.redaction.pipeline import Redactor
from sealmark.redaction.policy_files import read_pack
from sealmark.redaction.replacing import MemorySurrogates, Secrets
from tools.train_ner.gold import clinical_texts

SEED = 4711
PER_KIND = 150
_BREAK = re.compile(r"(?<=[.!?])[ \n]+(?=[A-Z\[])|\n")
_SPEAKER = re.compile(r"^\[?(?:doctor|patient|Doctor|Patient)\]?:? ?", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A text and the identifiers in it: kind and half-open code point range."""

    text: str
    identifiers: tuple[tuple[str, int, int], ...]


def plant(texts: list[str], *, seed: int, per_kind: int) -> list[Planted]:
    """Spread `per_kind` identifiers of each kind over `texts`, at ends of sentences."""
    rng, maker = random.Random(seed), Maker(seed)
    kinds = [kind for kind in KINDS for _ in range(per_kind)]
    rng.shuffle(kinds)
    shares: list[list[str]] = [kinds[i :: len(texts)] for i in range(len(texts))]
    return [_planted(text, share, maker, rng) for text, share in zip(texts, shares, strict=True)]


def _planted(text: str, kinds: list[str], maker: Maker, rng: random.Random) -> Planted:
    places = [match.end() for match in _BREAK.finditer(text)] or [len(text)]
    chosen = sorted(rng.choice(places) for _ in kinds)
    spoken = len(_SPEAKER.findall(text)) > 1
    out, found, last = "", [], 0
    for kind, place in zip(kinds, chosen, strict=True):
        carrier, value = maker.of(kind)
        out += text[last:place]
        lead, _, rest = carrier.partition("{}")
        before = ("" if not out or out[-1].isspace() else " ") + lead
        start = len(out) + len(before)
        found.append((kind, start, start + len(value)))
        # A line of its own in a dialogue, a sentence in a note.
        out += before + value + rest + ("\n" if spoken or rng.random() < 0.3 else " ")
        last = place
    return Planted(text=out + text[last:], identifiers=tuple(found))


def run() -> dict[str, float]:
    """Measure and print; return the figures."""
    texts = clinical_texts(corpora(), held_out=True)
    planted = plant(texts, seed=SEED, per_kind=PER_KIND)
    redactor = Redactor(read_pack("hipaa"), Secrets(key=bytes(32), table=MemorySurrogates()))
    outcomes = redactor.redact_many([Source(text=item.text) for item in planted])
    found: defaultdict[str, list[bool]] = defaultdict(list)
    other = hidden_other = 0
    for item, outcome in zip(planted, outcomes, strict=True):
        ranges = [(finding.start, finding.end) for finding in outcome.findings]
        hidden = touched(item.text, ranges)
        own = [(start, end) for _, start, end in item.identifiers]
        pairs = list(zip(touched(item.text, own), hidden, strict=True))
        other += sum(not gold for gold, _ in pairs)
        hidden_other += sum(is_hidden and not gold for gold, is_hidden in pairs)
        for kind, start, end in item.identifiers:
            found[kind].append(_is_hidden(item.text, start, end, ranges))
    return _report(found, hidden_other / other)


def _is_hidden(text: str, start: int, end: int, ranges: list[tuple[int, int]]) -> bool:
    shifted = [(max(0, a - start), b - start) for a, b in ranges if a < end and start < b]
    return all(touched(text[start:end], shifted))


def _report(found: dict[str, list[bool]], share: float) -> dict[str, float]:
    for kind in KINDS:
        hits = found[kind]
        print(f"{kind:10s} {sum(hits):4d} of {len(hits):4d}  {sum(hits) / len(hits):.3f}")
    figures = {
        "recall_patterned": _recall(found, PATTERNED),
        "recall_names_dates": _recall(found, NAMES_DATES),
        "hidden_other_share": share,
    }
    for name, value in figures.items():
        print(f"{name:20s} {value:.4f}")
    return figures


def _recall(found: dict[str, list[bool]], kinds: tuple[str, ...]) -> float:
    hits = [hit for kind in kinds for hit in found[kind]]
    return sum(hits) / len(hits)


if __name__ == "__main__":
    run()
