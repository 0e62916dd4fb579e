"""Redaction beside stock Presidio: same texts, same run, same token scorer.

- Scored: `corpora/pii`, templates with an odd id, which tuning never saw. Our pack: `gdpr-basic`.
- CPU ratios come from adjacent runs, interleaved, over those texts and the clinical texts that
  training never saw; above 1 means that we are cheaper. CPU seconds alone mean little here.
- `ready_docs_leaking`: of the texts that would be shown, the share that still shows a gold token.
- The other rows of the table steer us and are no figures: see docs/security/redaction-measured.md.
"""

# SPDX-License-Identifier: Apache-2.0
import time
from collections.abc import Callable, Sequence
from statistics import median

from benchmarks.redaction_scoring import Range, Score, score
from benchmarks.redaction_stock import Stock
from benchmarks.redaction_texts import (
    PROXY_STYLES,
    Marked,
    corpora,
    held_out_tweets,
    pii,
    proxy,
)
from sealmark.redaction.languages import language_of_text
from sealmark.redaction.outcome import Outcome, Source, State
from sealmark.redaction.pipeline import Redactor
from sealmark.redaction.policy_files import read_pack
from sealmark.redaction.replacing import MemorySurrogates, Secrets
from tools.train_ner.gold import clinical_texts

PACK = "gdpr-basic"
ROUNDS = 3


def run() -> dict[str, float]:
    """Measure and print; return the figures."""
    redactor = Redactor(read_pack(PACK), Secrets(key=bytes(32), table=MemorySurrogates()))
    stock = Stock()
    unseen = pii(unseen=True)
    print(f"{'texts':14s} {'system':7s} {'P':>6s} {'R':>6s} {'F2':>6s} {'leaking':>8s}")
    theirs = _row("pii unseen", "stock", unseen, stock.find(_texts(unseen)))
    outcomes = _redacted(redactor, unseen)
    ours = _row("pii unseen", "ours", unseen, [_ranges(outcome) for outcome in outcomes])
    ready = [outcome.state is State.READY for outcome in outcomes]
    shown = _only(unseen, outcomes, ready)
    for name, marked in _other_texts():
        _row(name, "stock", marked, stock.find(_texts(marked)))
        _row(name, "ours", marked, [_ranges(o) for o in _redacted(redactor, marked)])
    one_pass, pipeline = _cpu_ratios(redactor, stock)
    return {
        "f2": ours.f2,
        "precision": ours.precision,
        "recall": ours.recall,
        "f2_stock": theirs.f2,
        "precision_stock": theirs.precision,
        "cpu_ratio": one_pass,
        "cpu_ratio_pipeline": pipeline,
        "ready_docs_leaking": shown.leaking / max(1, shown.texts),
        "share_quarantined": 1 - sum(ready) / len(ready),
    }


def _other_texts() -> list[tuple[str, list[Marked]]]:
    styles = [(f"{style} (own)", proxy(style)) for style in PROXY_STYLES]
    return [("pii tuning", pii(unseen=False)), ("tweets", held_out_tweets()), *styles]


def _texts(marked: Sequence[Marked]) -> list[str]:
    return [item.text for item in marked]


def _redacted(redactor: Redactor, marked: Sequence[Marked]) -> list[Outcome]:
    return redactor.redact_many([Source(text=item.text) for item in marked])


def _ranges(outcome: Outcome) -> list[Range]:
    return [(finding.start, finding.end) for finding in outcome.findings]


def _row(name: str, system: str, marked: Sequence[Marked], found: list[list[Range]]) -> Score:
    result = score(_texts(marked), [item.gold for item in marked], found)
    leaking = result.leaking / result.texts
    print(
        f"{name:14s} {system:7s} {result.precision:6.3f} {result.recall:6.3f} {result.f2:6.3f}"
        f" {leaking:8.3f}"
    )
    return result


def _only(marked: Sequence[Marked], outcomes: Sequence[Outcome], kept: Sequence[bool]) -> Score:
    pairs = [
        (item, outcome) for item, outcome, keep in zip(marked, outcomes, kept, strict=True) if keep
    ]
    return score(
        [item.text for item, _ in pairs],
        [item.gold for item, _ in pairs],
        [_ranges(outcome) for _, outcome in pairs],
    )


def _cpu_ratios(redactor: Redactor, stock: Stock) -> tuple[float, float]:
    """Return stock's CPU seconds over ours, for one detection pass and for the pipeline."""
    texts = [*_texts(pii(unseen=True)), *clinical_texts(corpora(), held_out=True)]
    languages = [language_of_text(text) for text in texts]
    sources = [Source(text=text) for text in texts]
    rounds = []
    for _ in range(ROUNDS):
        base = _cpu(lambda: stock.find(texts))
        one_pass = _cpu(lambda: redactor.detect_many(texts, languages))
        pipeline = _cpu(lambda: redactor.redact_many(sources))
        rounds.append((base / one_pass, base / pipeline))
        print(f"CPU s: stock {base:.1f}, one pass {one_pass:.1f}, pipeline {pipeline:.1f}")
    return median(first for first, _ in rounds), median(second for _, second in rounds)


def _cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    for figure, value in run().items():
        print(f"{figure:20s} {value:.4f}")
