"""Vehicles: VIN with its check digit, plates in forms that say what they are."""

# SPDX-License-Identifier: Apache-2.0
import re

from sealmark.redaction.detectors._checksums import vin
from sealmark.redaction.detectors._rules import RuleDetector, before, rule
from sealmark.redaction.domain import Detector, DetectorSetup

_WORD = re.compile(
    r"\b(?:vin|vehicle|car|truck|van|suv|sedan|motorcycle|driving|drives?|drove|plates?|registered"
    r"|registration|licen[cs]e plate|parked|honda|toyota|ford|chevrolet|bmw|audi|tesla|nissan)\b"
)


def _near_vehicle(match: re.Match[str]) -> bool:
    return bool(_WORD.search(before(match, 60)))


_VIN = r"(?<!\w)(?=[A-Za-z0-9]{0,16}\d)[A-HJ-NPR-Za-hj-npr-z0-9]{13}\d{4}(?!\w)"
_RULES = (
    rule("VEHICLE", _VIN, 0.95, check=lambda m: vin(m.group())),
    rule("VEHICLE", _VIN, 0.8, check=lambda m: _near_vehicle(m) or m.group().isupper()),
    rule(
        "VEHICLE",
        r"(?<![\w-])(?=[A-Z0-9 -]{0,7}\d)(?=[A-Z0-9 -]{0,7}[A-Z])[A-Z0-9]{1,4}[ -][A-Z0-9]{2,5}"
        r"(?![\w-])",
        0.75,
        check=_near_vehicle,
    ),
    rule(
        "VEHICLE",
        r"(?<![\w-])(?:\d[A-Z]{3}\d{3}|[A-Z]{3}\d{3,4}|[A-Z]{2}\d{2} ?[A-Z]{3})(?![\w-])",
        0.75,
        check=_near_vehicle,
    ),
)


def build(setup: DetectorSetup) -> Detector:  # noqa: ARG001 - nothing to set up
    """Build the vehicle detector."""
    return RuleDetector(name="vehicles", version="1", rules=_RULES)
