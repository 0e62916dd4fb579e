"""Fits the weights of residual risk: `python -m tools.fit_redaction_risk`.

- Texts: the tuning half of `corpora/pii`, tweets that training never saw, our own court, news
  and chat lines, and clinical notes with planted identifiers. A text leaks when a word of its
  gold that has a capital or digits (any word, in chat and tweets) is still shown.
- Logistic regression with weights of at least 0 and a fixed number of steps: the same texts,
  pack and detectors give the same weights. Prints weights in hundredths of a logit and, per
  set, how well they rank leaking texts above the others (area under the curve).
"""

# SPDX-License-Identifier: Apache-2.0
import re
from collections.abc import Iterator
from dataclasses import astuple, fields

import numpy as np
from numpy.typing import NDArray

from benchmarks.redaction_clinical import plant
from benchmarks.redaction_scoring import touched
from benchmarks.redaction_texts import (
    PROXY_STYLES,
    Marked,
    corpora,
    held_out_tweets,
    pii,
    proxy,
)
from sealmark.redaction.outcome import Outcome, Source
from sealmark.redaction.pipeline import Redactor
from sealmark.redaction.policy_files import read_pack
from sealmark.redaction.replacing import MemorySurrogates, Secrets
from sealmark.redaction.risk import Traces
from tools.train_ner.gold import clinical_texts

PACK = "gdpr-basic"
SEED = 99
PER_KIND = 60
TWEETS = 800
STEPS = 12_000
RATE = 0.05
RIDGE = 1.0
MOST = 5
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "prof"})

Matrix = NDArray[np.float64]


def main() -> None:
    """Fit and print."""
    redactor = Redactor(read_pack(PACK), Secrets(key=bytes(32), table=MemorySurrogates()))
    names, rows, leaks = [], [], []
    for name, marked in _sets():
        outcomes = redactor.redact_many([Source(text=item.text) for item in marked])
        for item, outcome in zip(marked, outcomes, strict=True):
            names.append(name)
            rows.append(astuple(outcome.traces))
            leaks.append(_leaks(item, outcome, any_word=name in {"chat", "tweets"}))
    counts = np.minimum(np.array(rows, dtype=np.float64), MOST)
    leaking = np.array(leaks, dtype=np.float64)
    weights, bias = _fitted(counts, leaking)
    for field, weight, seen in zip(fields(Traces), weights, counts.sum(axis=0), strict=True):
        print(f"{field.name:18s} {weight * 100:7.0f}   (seen {seen:.0f})")
    print(f"{'bias':18s} {bias * 100:7.0f}")
    scores = counts @ weights + bias
    for name in dict.fromkeys(names):
        chosen = np.array([n == name for n in names])
        area = _area(scores[chosen], leaking[chosen])
        print(f"{name:10s} leaking {leaking[chosen].mean():.3f}  area {area:.3f}")


def _sets() -> Iterator[tuple[str, list[Marked]]]:
    yield "pii", pii(unseen=False)
    for style in PROXY_STYLES:
        yield style, proxy(style)
    notes = plant(clinical_texts(corpora(), held_out=True), seed=SEED, per_kind=PER_KIND)
    yield (
        "clinical",
        [Marked(text=n.text, gold=tuple((a, b) for _, a, b in n.identifiers)) for n in notes],
    )
    yield "tweets", held_out_tweets()[:TWEETS]


def _leaks(item: Marked, outcome: Outcome, *, any_word: bool) -> bool:
    must = touched(item.text, item.gold)
    hidden = touched(item.text, [(f.start, f.end) for f in outcome.findings])
    words = _tokens(item.text)
    shown = (word for word, a, b in zip(words, must, hidden, strict=True) if a and not b)
    return any(
        len(word) > 1
        and word.casefold() not in _TITLES
        and (any_word or word[0].isupper() or word[0].isdigit())
        for word in shown
    )


def _tokens(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _fitted(counts: Matrix, leaking: Matrix) -> tuple[Matrix, float]:
    weights = np.zeros(counts.shape[1])
    bias = -2.5
    for _ in range(STEPS):
        error = 1 / (1 + np.exp(-(counts @ weights + bias))) - leaking
        slope = (counts.T @ error + RIDGE * weights) / len(leaking)
        weights = np.maximum(0, weights - RATE * slope)
        bias -= RATE * float(error.mean())
    return weights, bias


def _area(scores: Matrix, leaking: Matrix) -> float:
    """Return how often a leaking text ranks above one that does not; ties count half."""
    up, down = scores[leaking == 1][:, None], scores[leaking == 0][None]
    if not up.size or not down.size:
        return float("nan")
    return float((up > down).mean() + (up == down).mean() / 2)


if __name__ == "__main__":
    main()
