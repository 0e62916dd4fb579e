"""Forms of address in front of a name: they tell a person's sex, rank or trade.

- A kind of its own: a policy that wants "Dr." to stay readable keeps TITLE.
"""

# SPDX-License-Identifier: Apache-2.0
import re

from sealmark.redaction.detectors._rules import UPPER, RuleDetector, rule
from sealmark.redaction.domain import Detector, DetectorSetup

_TITLE = (
    r"(?:mr|mrs|ms|miss|mx|mister|madam|mme|mlle|monsieur|madame|messrs|dr|doctor|prof|professor|sir"
    r"|dame|lord|lady|rev|reverend|hon|herr|frau|señor|señora|sig|signora|maître|capt|captain|lt|sgt"
    r"|sergeant|lieutenant|col|colonel|gen|maj|cpl|pastor|rabbi|imam|sheikh)"
)
_RULES = (
    rule(
        "TITLE",
        rf"(?<![\w.])({_TITLE})\b\.?(?=[ ]+(?-i:[{UPPER}]))",
        0.7,
        group=1,
        flags=re.IGNORECASE,
    ),
    # All in lower case: only the forms that are no other word.
    rule("TITLE", r"(?<![\w.])(mr|mrs|ms|dr|prof)\b\.?(?=[ ]+[a-z]{3})", 0.6, group=1),
)


def build(setup: DetectorSetup) -> Detector:  # noqa: ARG001 - nothing to set up
    """Build the detector of forms of address."""
    return RuleDetector(name="titles", version="1", rules=_RULES)
