"""The floor: what the redactor hides whatever a project's policy says.

- It lives in the redactor's own key folder (`floor.json`), which no other identity reads or writes;
  without the file the default below holds.
- A policy under the floor is not taken into force: whoever could write policy rows at will could
  otherwise order originals.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from dataclasses import dataclass
from pathlib import Path

from sealmark.redaction.detectors.patterns import compile_pattern
from sealmark.redaction.errors import BelowFloorError, PolicyInvalidError
from sealmark.redaction.policy import Policy

FILE = "floor.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """Kinds that must be hidden, from which score on at the latest, and the highest risk shown."""

    kinds: frozenset[str]
    detectors: frozenset[str]
    min_score_bp: int
    quarantine_above_bp: int

    def refuse(self, policy: Policy) -> None:
        """Refuse a policy that would show what the floor hides; name the kind at fault."""
        for kind in sorted(self.kinds):
            rule = policy.rule_of(kind)
            if not rule.hides or rule.min_score_bp > self.min_score_bp:
                raise BelowFloorError(
                    f"This policy would show {kind}, which this deployment's floor hides. "
                    "It was not taken into force.",
                    field=f"kinds.{kind}",
                )
        missing = sorted(self.detectors - set(policy.detectors))
        if missing:
            raise BelowFloorError(
                f"This deployment's floor wants these detectors: {', '.join(missing)}.",
                field="detectors",
            )
        self._refuse_allowing_all(policy)
        if policy.quarantine_above_bp > self.quarantine_above_bp:
            raise BelowFloorError(
                "This policy shows riskier texts than this deployment's floor allows "
                f"(quarantine_above_bp at most {self.quarantine_above_bp}).",
                field="risk.quarantine_above_bp",
            )

    def _refuse_allowing_all(self, policy: Policy) -> None:
        """Refuse an allow pattern that lets through what a name or a number looks like."""
        for pattern in policy.allow_patterns:
            compiled = compile_pattern(pattern, field="allow.patterns")
            if any(compiled.search(probe) for probe in PROBES):
                raise BelowFloorError(
                    "An allow pattern of this policy lets names or numbers through. Narrow it.",
                    field="allow.patterns",
                )


PROBES = (
    *("", "Jane Doe", "Kowalczyk", "jane.doe@mail.test", "+1 202 555 0143", "078-05-1120"),
    *("4111 1111 1111 1111", "GB33BUKB20201555555555", "8001015009087"),
)

DEFAULT = Floor(
    kinds=frozenset({"NAME", "EMAIL", "PHONE", "SSN", "NATIONAL_ID", "CREDIT_CARD", "IBAN"}),
    detectors=frozenset({"ner", "names", "emails", "phones", "national_ids", "cards", "bank"}),
    min_score_bp=7_000,
    quarantine_above_bp=9_000,
)


def read_floor(folder: Path) -> Floor:
    """Read the floor from the redactor's folder; the default if there is no file."""
    try:
        body = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return Floor(
            kinds=frozenset(str(kind) for kind in body["kinds"]),
            detectors=frozenset(str(name) for name in body["detectors"]),
            min_score_bp=int(body["min_score_bp"]),
            quarantine_above_bp=int(body["quarantine_above_bp"]),
        )
    except FileNotFoundError:
        return DEFAULT
    except (ValueError, KeyError, TypeError) as cause:
        raise PolicyInvalidError(
            f"The floor in keys/redactor/{FILE} cannot be read; correct it or remove it."
        ) from cause
