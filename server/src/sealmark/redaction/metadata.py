"""Metadata that people are shown beside a text: redacted by the policy, left out when in doubt.

- A value whose own redaction would be held back is not shown: its name stays, with a plain marker.
- A short code in capitals ("GENHX") says nothing to a model that reads context: that it guesses an
  organization is not heeded, unless the policy says so. Lists, rules and names count as ever, and
  where the code is a name of people ("SMITH") the guess counts too.
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
_WORD: Final = re.compile(r"[A-Z]+")

Heeded = Callable[[str, Finding], bool]
"""Tells whether a finding in a text counts."""


def is_no_guess_about_a_code(text: str, finding: Finding) -> bool:
    """Say no to a model's guess that a short code is an organization."""
    is_guess = finding.detector == "ner" and finding.kind == "ORGANIZATION"
    return not (is_guess and _is_code(text.strip()))


def _is_code(value: str) -> bool:
    if len(value) > LONGEST_CODE or not _CODE.fullmatch(value):
        return False
    parts = {part.casefold() for part in _WORD.findall(value)}
    return not parts & (given_names() | family_names())


def shown_value(outcome: Outcome) -> str:
    """Return what people see of a redacted value."""
    return NOT_SHOWN if outcome.state is State.QUARANTINED else outcome.rendition_text
