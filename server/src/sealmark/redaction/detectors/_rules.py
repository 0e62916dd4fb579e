"""What rule detectors share: a rule is a pattern, a kind, a score and perhaps a check.

- Patterns run in time linear in the text: no nested repeats over the same characters.
- A rule with `needs` is skipped when none of these strings is in the text.
"""

# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: RUF001 - patterns hold the quotes and dashes that people type
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sealmark.redaction.domain import Finding

_LATIN_TO_CYRILLIC = range(0x41, 0x590)
UPPER = "".join(chr(c) for c in _LATIN_TO_CYRILLIC if chr(c).isupper())
"""Capital letters of Latin, Greek, Cyrillic and Armenian script, for use inside `[...]`."""

WORD = rf"[{UPPER}][^\W\d_]*(?:['’\-][^\W\d_]+)*"
"""A capitalised word: Smith, O'Neil, Smith-Jones, Łukasz."""

Check = Callable[["re.Match[str]"], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One pattern of a detector; `group` is the part that is the finding."""

    kind: str
    pattern: re.Pattern[str]
    score: float
    check: Check | None = None
    needs: tuple[str, ...] = ()
    group: int | str = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleDetector:
    """A detector that is a list of rules."""

    name: str
    version: str
    rules: tuple[Rule, ...]

    @property
    def kinds(self) -> frozenset[str]:
        """Every kind that a rule reports."""
        return frozenset(rule.kind for rule in self.rules)

    def detect(self, text: str, *, language: str) -> list[Finding]:  # noqa: ARG002 - any language
        """Return what each rule finds, in the order of the rules."""
        return [finding for rule in self.rules for finding in self._apply(rule, text)]

    def _apply(self, rule: Rule, text: str) -> Iterator[Finding]:
        if rule.needs and not any(needed in text for needed in rule.needs):
            return
        for match in rule.pattern.finditer(text):
            start, end = match.span(rule.group)
            if start < end and (rule.check is None or rule.check(match)):
                yield self.finding(start, end, rule.kind, rule.score)

    def finding(self, start: int, end: int, kind: str, score: float) -> Finding:
        """Make a finding signed by this detector."""
        return Finding(
            start=start, end=end, kind=kind, score=score, detector=self.name, version=self.version
        )


def rule(
    kind: str,
    pattern: str,
    score: float,
    *,
    check: Check | None = None,
    needs: tuple[str, ...] = (),
    group: int | str = 0,
    flags: re.RegexFlag = re.NOFLAG,
) -> Rule:
    """Write a rule in one line."""
    compiled = re.compile(pattern, flags)
    return Rule(kind=kind, pattern=compiled, score=score, check=check, needs=needs, group=group)


def before(match: "re.Match[str]", reach: int, *, group: int | str = 0) -> str:
    """Return up to `reach` code points in front of the finding, in lower case."""
    start = match.start(group)
    return match.string[max(0, start - reach) : start].lower()


def after(match: "re.Match[str]", reach: int, *, group: int | str = 0) -> str:
    """Return up to `reach` code points behind the finding, in lower case."""
    end = match.end(group)
    return match.string[end : end + reach].lower()


def digits_of(value: str) -> str:
    """Return the ASCII digits of `value`, in order."""
    return "".join(c for c in value if c in "0123456789")
