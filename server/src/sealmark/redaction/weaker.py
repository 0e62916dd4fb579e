"""Which of two policies hides less, told from their documents alone, kind by kind.

- A policy is weaker if there is one thing that it may show and the other does not; what it hides
  more elsewhere makes up for nothing.
- Ways of replacing are ranked by what they leave of the value: nothing, its likeness, a coarser
  value, a part, all of it.
- It tells fields and counts, never a word of a dictionary or a pattern.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sealmark.redaction.policy import KEEP, KindRule, Policy

_LEAVES: Final = {
    "drop": 0,
    "token": 0,
    "surrogate": 0,
    "date-shift": 1,
    "mask": 1,
    "generalize": 2,
    KEEP: 4,
}
_A_PART: Final = 3
"""A mask that leaves the last characters."""


class Less(StrEnum):
    """In which way less is hidden."""

    KEPT = "kept"
    SHOWS_MORE = "shows-more"
    LATER = "later"
    AGE_LIMIT = "age-limit"
    DETECTOR_GONE = "detector-gone"
    WORDS_GONE = "words-gone"
    PATTERNS_GONE = "patterns-gone"
    WORDS_ALLOWED = "words-allowed"
    PATTERNS_ALLOWED = "patterns-allowed"
    LANGUAGES_ADDED = "languages-added"
    RISKIER = "riskier"
    CODES_KEPT = "codes-kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weakening:
    """One way in which a policy hides less: where, how, and how many of them."""

    field: str
    less: Less
    count: int = 1


def weakenings(before: Policy, after: Policy) -> list[Weakening]:
    """Return every way in which `after` hides less than `before`, in the order of a policy."""
    return [
        *_of_sets("languages", Less.LANGUAGES_ADDED, after.languages, before.languages),
        *_of_detectors(before, after),
        *_of_kinds(before, after),
        *_of_lists(before, after),
        *_of_risk(before, after),
    ]


def _of_sets(
    field: str, less: Less, more: Collection[str], than: Collection[str] = ()
) -> Iterator[Weakening]:
    added = set(more) - set(than)
    if added:
        yield Weakening(field=field, less=less, count=len(added))


def _of_detectors(before: Policy, after: Policy) -> Iterator[Weakening]:
    for name in before.detectors:
        if name not in after.detectors:
            yield Weakening(field=f"detectors.{name}", less=Less.DETECTOR_GONE)


def _of_kinds(before: Policy, after: Policy) -> Iterator[Weakening]:
    for kind in sorted({*before.kinds, *after.kinds}):
        yield from _of_rule(f"kinds.{kind}", before.rule_of(kind), after.rule_of(kind))
    yield from _of_rule("otherwise", before.otherwise, after.otherwise)


def _of_rule(field: str, before: KindRule, after: KindRule) -> Iterator[Weakening]:
    if not before.hides:
        return
    if not after.hides:
        yield Weakening(field=field, less=Less.KEPT)
        return
    if _leaves(after) > _leaves(before) or after.keep_last > before.keep_last:
        yield Weakening(field=field, less=Less.SHOWS_MORE)
    if after.min_score_bp > before.min_score_bp:
        yield Weakening(field=field, less=Less.LATER)
    if (after.only_over or 0) > (before.only_over or 0) or (
        after.only_over is not None and before.only_over is None
    ):
        yield Weakening(field=field, less=Less.AGE_LIMIT)


def _leaves(rule: KindRule) -> int:
    if rule.how == "mask" and rule.keep_last:
        return _A_PART
    # A way that is not known here is taken for the worst that still hides.
    return _LEAVES.get(rule.how, _A_PART)


def _of_lists(before: Policy, after: Policy) -> Iterator[Weakening]:
    for kind in sorted(before.terms):
        gone = before.terms[kind] - after.terms.get(kind, frozenset())
        yield from _of_sets(f"dictionaries.{kind}", Less.WORDS_GONE, gone)
    for kind in sorted(before.patterns):
        left = frozenset(before.patterns[kind]) - frozenset(after.patterns.get(kind, ()))
        yield from _of_sets(f"patterns.{kind}", Less.PATTERNS_GONE, left)
    words, patterns = after.allow_words, frozenset(after.allow_patterns)
    yield from _of_sets("allow.words", Less.WORDS_ALLOWED, words, before.allow_words)
    yield from _of_sets("allow.patterns", Less.PATTERNS_ALLOWED, patterns, before.allow_patterns)


def _of_risk(before: Policy, after: Policy) -> Iterator[Weakening]:
    if after.quarantine_above_bp > before.quarantine_above_bp:
        yield Weakening(field="risk.quarantine_above_bp", less=Less.RISKIER)
    if before.guess_codes and not after.guess_codes:
        yield Weakening(field="metadata.codes", less=Less.CODES_KEPT)
