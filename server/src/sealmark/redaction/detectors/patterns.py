"""The policy's own patterns, in RE2 syntax: new kinds without code and without ReDoS.

- RE2 runs in time linear in the text, whatever the pattern; memory per pattern is bounded.
- A group named `value` narrows the finding to itself.
"""

# SPDX-License-Identifier: Apache-2.0
from typing import Final

import re2

from sealmark.redaction.domain import Detector, DetectorSetup, Finding
from sealmark.redaction.errors import PolicyInvalidError

MAX_PATTERN_BYTES: Final = 8 << 20


def compile_pattern(pattern: str, *, field: str) -> "re2._Regexp":
    """Compile an RE2 pattern; raise `PolicyInvalidError` naming `field` if it is not one."""
    options = re2.Options()
    options.max_mem = MAX_PATTERN_BYTES
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error as cause:
        message = (
            f"`{field}` is not a valid RE2 pattern. "
            "Back-references and look-around are not part of RE2; write it without them."
        )
        raise PolicyInvalidError(message, field=field) from cause


class Patterns:
    """Finds what the policy's patterns match."""

    name = "patterns"
    version = "1"

    def __init__(self, setup: DetectorSetup) -> None:
        """Compile all patterns once."""
        self._patterns = [
            (kind, compile_pattern(pattern, field=f"patterns[{kind}]"))
            for kind, patterns in sorted(setup.patterns.items())
            for pattern in patterns
        ]
        self.kinds = frozenset(setup.patterns)

    def detect(self, text: str, *, language: str) -> list[Finding]:  # noqa: ARG002 - any language
        """Return every match of every pattern; empty matches are no findings."""
        found: list[Finding] = []
        for kind, pattern in self._patterns:
            group = "value" if "value" in pattern.groupindex else 0
            for match in pattern.finditer(text):
                start, end = match.span(group)
                if start < end:
                    found.append(self._finding(start, end, kind))
        return found

    def _finding(self, start: int, end: int, kind: str) -> Finding:
        return Finding(
            start=start, end=end, kind=kind, score=1.0, detector=self.name, version=self.version
        )


def build(setup: DetectorSetup) -> Detector:
    """Build the detector of the policy's patterns."""
    return Patterns(setup)
