"""E-mail addresses, plain and disguised ("jo at example dot com")."""

# SPDX-License-Identifier: Apache-2.0
import re

from sealmark.redaction.detectors._rules import RuleDetector, rule
from sealmark.redaction.domain import Detector, DetectorSetup

_HOST = r"(?:[^\W_](?:[\w-]{0,62}[^\W_])?\.){1,8}[^\W\d_]{2,24}"
_LOCAL = r"(?<![\w.+-])[\w!#$%&'*+/=?^`{|}~-][\w.!#$%&'*+/=?^`{|}~-]{0,63}"

_RULES = (
    rule("EMAIL", rf"{_LOCAL}@{_HOST}(?![\w@])", 1.0, needs=("@",)),
    rule("EMAIL", r"(?<![\w.+-])[\w.+-]{1,64}@\[?\d{1,3}(?:\.\d{1,3}){3}\]?", 0.9, needs=("@",)),
    rule(
        "EMAIL",
        r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{2,63}(?![\w@.])",
        0.55,
        needs=("@",),
        check=lambda m: m.start() == 0 or m.string[m.start() - 1] != "@",
    ),
    rule(
        "EMAIL",
        r"(?<![\w.+-])[\w.+-]{2,64}\s?(?:\(at\)|\[at\]|\{at\}|\sat\s)\s?"
        r"[\w-]{2,63}(?:\s?(?:\(dot\)|\[dot\]|\{dot\}|\sdot\s)\s?[a-z]{2,24}){1,3}\b",
        0.9,
        needs=("dot", "DOT", "Dot"),
        flags=re.IGNORECASE,
    ),
)


def build(setup: DetectorSetup) -> Detector:  # noqa: ARG001 - nothing to set up
    """Build the e-mail detector."""
    return RuleDetector(name="emails", version="1", rules=_RULES)
