"""Redaction policies: immutable documents that say what is hidden and how.

- A policy is values only: no floats (thresholds are whole basis points), no code, no secrets.
- Its digest is over the canonical form with every default filled in, so that spelling, order
  and comments of the YAML do not matter.
- What a policy does not understand refuses: an unknown field, a kind nobody declared.
- `version` names format and content; the number a project gives to it is not part of it.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Final

from sealmark.kernel.canonical import canonical_json
from sealmark.redaction.domain import DetectorSetup

DEFAULT_MIN_SCORE_BP: Final = 4_000
DEFAULT_QUARANTINE_ABOVE_BP: Final = 1_500
DEFAULT_LANGUAGES: Final = ("en", "und")
KEEP: Final = "keep"

Json = None | bool | int | str | Sequence["Json"] | Mapping[str, "Json"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRule:
    """What happens to a kind. `only_over` is in years; `keep_last` in characters."""

    how: str
    min_score_bp: int = DEFAULT_MIN_SCORE_BP
    only_over: int | None = None
    keep_last: int = 0

    @property
    def hides(self) -> bool:
        """Tell whether a person will not see the value."""
        return self.how != KEEP


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """A class of sensitivity: met when `at_least` findings are of `kinds`; no kinds: always."""

    name: str
    kinds: frozenset[str] = frozenset()
    at_least: int = 1


@dataclass(frozen=True, kw_only=True)
class Policy:
    """One immutable version of a redaction policy."""

    name: str
    detectors: tuple[str, ...]
    kinds: Mapping[str, KindRule]
    tiers: tuple[Tier, ...]
    title: str = ""
    languages: tuple[str, ...] = DEFAULT_LANGUAGES
    otherwise: KindRule = KindRule(how=KEEP)
    quarantine_above_bp: int = DEFAULT_QUARANTINE_ABOVE_BP
    terms: Mapping[str, frozenset[str]]
    patterns: Mapping[str, tuple[str, ...]]
    allow_words: frozenset[str] = frozenset()
    allow_patterns: tuple[str, ...] = ()
    guess_codes: bool = False

    def rule_of(self, kind: str) -> KindRule:
        """Return what happens to `kind`; kinds that are not listed fall under `otherwise`."""
        return self.kinds.get(kind, self.otherwise)

    @property
    def setup(self) -> DetectorSetup:
        """What the detectors need from this policy."""
        return DetectorSetup(terms=self.terms, patterns=self.patterns)

    @property
    def own_kinds(self) -> frozenset[str]:
        """Kinds that this policy's dictionaries and patterns find."""
        return frozenset(self.terms) | frozenset(self.patterns)

    @property
    def document(self) -> dict[str, Json]:
        """The canonical document: every default written out, every set sorted.

        What came to the format later is written only where it differs: old digests stay.
        """
        later: dict[str, Json] = {"metadata": {"codes": "guess"}} if self.guess_codes else {}
        return {
            "sealmark_policy": 1,
            "name": self.name,
            "title": self.title,
            "languages": sorted(self.languages),
            "detectors": list(self.detectors),
            "kinds": {kind: _rule_out(rule) for kind, rule in sorted(self.kinds.items())},
            "otherwise": self.otherwise.how,
            "min_score_bp": self.otherwise.min_score_bp,
            "risk": {"quarantine_above_bp": self.quarantine_above_bp},
            "tiers": [_tier_out(tier) for tier in self.tiers],
            "dictionaries": [
                {"kind": kind, "words": sorted(words)} for kind, words in sorted(self.terms.items())
            ],
            "patterns": [
                {"kind": kind, "pattern": pattern}
                for kind, patterns in sorted(self.patterns.items())
                for pattern in patterns
            ],
            "allow": {"words": sorted(self.allow_words), "patterns": list(self.allow_patterns)},
            **later,
        }

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical document, in hexadecimal."""
        return sha256(canonical_json(self.document)).hexdigest()


def _rule_out(rule: KindRule) -> dict[str, Json]:
    out: dict[str, Json] = {"how": rule.how, "min_score_bp": rule.min_score_bp}
    if rule.only_over is not None:
        out["only_over"] = rule.only_over
    if rule.keep_last:
        out["keep_last"] = rule.keep_last
    return out


def _tier_out(tier: Tier) -> dict[str, Json]:
    if not tier.kinds:
        return {"name": tier.name}
    return {"name": tier.name, "kinds": sorted(tier.kinds), "at_least": tier.at_least}
