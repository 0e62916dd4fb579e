"""mask: a star for every letter and digit, perhaps but the last few; separators stay.

- Nothing of a value shorter than twice `keep_last` letters and digits is shown.
"""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass

from sealmark.redaction.domain import Finding
from sealmark.redaction.policy import KindRule
from sealmark.redaction.replacing import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Mask:
    """Replaces letters and digits by stars."""

    name: str = "mask"
    version: str = "1"

    def replace(self, value: str, finding: Finding, rule: KindRule, context: Context) -> str:  # noqa: ARG002 - needs the value only
        """Return the value with stars; `rule.keep_last` letters and digits stay at the end."""
        places = [i for i, c in enumerate(value) if c.isalnum()]
        shown = rule.keep_last if len(places) >= 2 * rule.keep_last else 0
        hidden = set(places[: len(places) - shown])
        # What is neither letter, digit, space nor ASCII punctuation could be content (emoji).
        return "".join(
            "*" if i in hidden or not (c.isascii() or c.isalnum() or c.isspace()) else c
            for i, c in enumerate(value)
        )


TRANSFORM = Mask()
