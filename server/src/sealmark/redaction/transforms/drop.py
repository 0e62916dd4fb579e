"""drop: nothing stands in its place."""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass

from sealmark.redaction.domain import Finding
from sealmark.redaction.policy import KindRule
from sealmark.redaction.replacing import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """Replaces a value by nothing."""

    name: str = "drop"
    version: str = "1"

    def replace(self, value: str, finding: Finding, rule: KindRule, context: Context) -> str:  # noqa: ARG002 - always the same
        """Return the empty text."""
        return ""


TRANSFORM = Drop()
