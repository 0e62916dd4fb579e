"""The floor: what the redactor hides whatever a project's policy says.

- It lives in the redactor's own key folder (`floor.json`), which no other identity reads or writes;
  without the file the default below holds.
- A policy under the floor is not taken into force: whoever could write policy rows at will could
  otherwise order originals.
- An allow-list may take back single values, not a kind: it is held against known names and numbers.
"""

# SPDX-License-Identifier: Apache-2.0
import json
import re
from dataclasses import dataclass
from pathlib import Path

from sealmark.redaction import known_values
from sealmark.redaction.detectors.patterns import compile_pattern
from sealmark.redaction.errors import BelowFloorError, PolicyInvalidError
from sealmark.redaction.policy import Policy

FILE = "floor.json"
ALLOWED_NAMES = 50
MOST_PATTERNS = 20
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """Kinds that must be hidden, from which score on at the latest, and the highest risk shown.

    `allowed_names` is how many known names the allow-list of a policy may take back.
    """

    kinds: frozenset[str]
    detectors: frozenset[str]
    min_score_bp: int
    quarantine_above_bp: int
    allowed_names: int = ALLOWED_NAMES

    def refuse(self, policy: Policy) -> None:
        """Refuse a policy that would show what the floor hides; name the kind at fault."""
        for kind in sorted(self.kinds):
            rule = policy.rule_of(kind)
            late = rule.min_score_bp > self.min_score_bp
            if not rule.hides or late or rule.only_over is not None:
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
        self._refuse_allowing_a_kind(policy)
        if policy.quarantine_above_bp > self.quarantine_above_bp:
            raise BelowFloorError(
                "This policy shows riskier texts than this deployment's floor allows "
                f"(quarantine_above_bp at most {self.quarantine_above_bp}).",
                field="risk.quarantine_above_bp",
            )

    def _refuse_allowing_a_kind(self, policy: Policy) -> None:
        """Refuse an allow-list that lets through what a name or a number looks like."""
        if len(policy.allow_patterns) > MOST_PATTERNS:
            raise _too_wide("patterns", f"has more than {MOST_PATTERNS} patterns")
        patterns = [
            compile_pattern(pattern, field="allow.patterns") for pattern in policy.allow_patterns
        ]
        numbers = list(known_values.numbers(policy.digest)) if patterns else []
        names = {word for word in policy.allow_words if _names_somebody(word)}
        for pattern in patterns:
            if any(pattern.search(probe) for probe in PROBES):
                raise _too_wide("patterns", "has a pattern that lets names or numbers through")
            if any(pattern.fullmatch(number) for number in numbers):
                raise _too_wide("patterns", "has a pattern that lets numbers through")
            names.update(
                name.casefold() for name in known_values.written_names() if pattern.fullmatch(name)
            )
        if len(names) > self.allowed_names:
            raise _too_wide("words", f"lets more than {self.allowed_names} known names through")


def _names_somebody(word: str) -> bool:
    return not known_values.names().isdisjoint(_WORD.findall(word.casefold()))


def _too_wide(part: str, why: str) -> BelowFloorError:
    return BelowFloorError(
        f"The allow-list of this policy {why}, which this deployment's floor hides. "
        "It was not taken into force; narrow the list.",
        field=f"allow.{part}",
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
            allowed_names=int(body.get("allowed_names", ALLOWED_NAMES)),
        )
    except FileNotFoundError:
        return DEFAULT
    except (ValueError, KeyError, TypeError) as cause:
        raise PolicyInvalidError(
            f"The floor in keys/redactor/{FILE} cannot be read; correct it or remove it."
        ) from cause
