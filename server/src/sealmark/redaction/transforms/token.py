"""token: `[NAME_1]`, the same number for the same value within a document."""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass

from sealmark.redaction.domain import Finding
from sealmark.redaction.policy import KindRule
from sealmark.redaction.replacing import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """Replaces a value by its kind and number in brackets."""

    name: str = "token"
    version: str = "1"

    def replace(self, value: str, finding: Finding, rule: KindRule, context: Context) -> str:  # noqa: ARG002 - takes no options
        """Return the kind and the value's number within the document."""
        return f"[{finding.kind}_{context.numbering.number(finding.kind, value)}]"


TRANSFORM = Token()
