"""Which findings a policy hides: strategy, score, age limit and allow-lists, in that order.

- A finding that is not hidden is either kept on purpose or was too unsure: the second counts
  towards the residual risk.
- An allow-list takes back a finding only if it names the whole of it.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterable
from dataclasses import dataclass

from sealmark.redaction.detectors.patterns import compile_pattern
from sealmark.redaction.domain import Finding
from sealmark.redaction.number_words import number_in
from sealmark.redaction.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """Findings to hide, and those that were too unsure."""

    hidden: list[Finding]
    doubted: list[Finding]


class Selection:
    """A policy's answer to findings; built once per policy."""

    def __init__(self, policy: Policy) -> None:
        """Compile the allow-list."""
        self._policy = policy
        self._words = frozenset(word.casefold() for word in policy.allow_words)
        self._patterns = [
            compile_pattern(pattern, field="allow.patterns") for pattern in policy.allow_patterns
        ]

    def of(self, text: str, findings: Iterable[Finding]) -> Selected:
        """Sort the findings in `text` by what happens to them."""
        hidden: list[Finding] = []
        doubted: list[Finding] = []
        for finding in findings:
            rule = self._policy.rule_of(finding.kind)
            if rule.hides and not self._allowed(text, finding):
                sure = finding.score * 10_000 >= rule.min_score_bp
                (hidden if sure else doubted).append(finding)
        return Selected(hidden=hidden, doubted=doubted)

    def _allowed(self, text: str, finding: Finding) -> bool:
        value = text[finding.start : finding.end]
        limit = self._policy.rule_of(finding.kind).only_over
        if limit is not None:
            number = number_in(value)
            # An age that cannot be read is hidden.
            if number is not None and number <= limit:
                return True
        if value.casefold() in self._words:
            return True
        return any(pattern.fullmatch(value) is not None for pattern in self._patterns)
