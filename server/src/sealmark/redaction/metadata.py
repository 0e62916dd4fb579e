"""Metadata that people are shown beside a text: redacted by the policy, left out when in doubt.

- A value whose own redaction would be held back is not shown: its name stays, with a plain marker.
- A short code in capitals ("GENHX") says nothing to a model that reads context: that it guesses an
  organization is not heeded, unless the policy says so. Lists, rules and names count as ever, and
  where the code is a name of people ("SMITH") the guess counts too.
- Nor is it heeded that a model takes a numbered part of a house or a study ("Ward 3", "Cohort B")
  for a name of any kind.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from collections.abc import Callable
from typing import Final

from sealmark.redaction.domain import Finding
from sealmark.redaction.lexicon import family_names, given_names
from sealmark.redaction.outcome import Outcome, State

NOT_SHOWN: Final = "[not shown]"
LONGEST_CODE: Final = 8
_CODE: Final = re.compile(r"[A-Z][A-Z0-9]*(?:[_/.-][A-Z0-9]+)*")
_NUMBERED: Final = re.compile(
    r"(?:ward|floor|bed|wing|bay|block|zone|level|line|team|group|cohort|arm|wave|phase|site|centre"
    r"|center|clinic|department|dept|station|desk|queue|channel|shift|batch|lot|set|split|fold"
    r"|class|course|grade|form|survey|study|case|agent|reader|rater|page|part|section|version)"
    r"[ -]?(?:no\.?[ ]?|#)?(?:\d{1,4}[a-z]?|[a-z]|one|two|three|four|five|six"
    r"|seven|eight|nine|ten)",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[A-Z]+")

Heeded = Callable[[str, Finding], bool]
"""Tells whether a finding in a text counts."""


def is_no_guess_about_a_code(text: str, finding: Finding) -> bool:
    """Say no to a model's guess that a short code is an organization, or "Ward 3" a name."""
    if finding.detector != "ner":
        return True
    value = text.strip()
    is_code = finding.kind == "ORGANIZATION" and _is_code(value)
    return not (is_code or _NUMBERED.fullmatch(value))


def _is_code(value: str) -> bool:
    if len(value) > LONGEST_CODE or not _CODE.fullmatch(value):
        return False
    parts = {part.casefold() for part in _WORD.findall(value)}
    return not parts & (given_names() | family_names())


def shown_value(outcome: Outcome) -> str:
    """Return what people see of a redacted value."""
    return NOT_SHOWN if outcome.state is State.QUARANTINED else outcome.rendition_text
