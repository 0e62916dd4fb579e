"""Devices and files: IMEI, UDI, UUID, and the names of picture, voice and scan files."""

# SPDX-License-Identifier: Apache-2.0
import re

from sealmark.redaction.detectors._checksums import luhn
from sealmark.redaction.detectors._rules import RuleDetector, before, digits_of, rule
from sealmark.redaction.domain import Detector, DetectorSetup

_IMEI_WORD = re.compile(r"\b(?:imei|phone|handset|mobile|device|meid)\b")
_FILE = r"(?<![\w/.-])[\w][\w.-]{{0,80}}\.(?:{})(?!\w)"

_RULES = (
    rule(
        "DEVICE",
        r"(?<![\w-])\d{2}-?\d{6}-?\d{6}-?\d(?![\w-])",
        0.8,
        check=lambda m: luhn(digits_of(m.group())) and bool(_IMEI_WORD.search(before(m, 50))),
    ),
    rule(
        "DEVICE",
        r"\(01\)\s?\d{12,14}(?:\s?\((?:10|11|17|21|240)\)\s?[\w./-]{1,20}){0,5}",
        0.95,
        needs=("(01)",),
    ),
    rule("DEVICE", r"(?<!\w)(?:[PS]/N|REF|SKU)[ ]?[:#]?[ ]?(?=[\w-]{0,20}\d)[\w-]{4,24}", 0.9),
    rule("DEVICE", r"(?<![\w-])[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}(?![\w-])", 0.9),
    rule(
        "PHOTO",
        _FILE.format("jpe?g|png|gif|bmp|tiff?|heic|webp|dcm|raw|svg"),
        0.9,
        needs=(".",),
        flags=re.IGNORECASE,
    ),
    rule(
        "BIOMETRIC",
        _FILE.format("wav|mp3|m4a|flac|ogg|wsq|fmr|mp4|mov|avi"),
        0.8,
        needs=(".",),
        flags=re.IGNORECASE,
    ),
    rule("PHOTO", r"(?<!\w)(?:IMG|DSC|DSCN|PXL|PIC|PHOTO)[_-]?\d{3,14}(?:_\d{3,9})?(?!\w)", 0.85),
)


def build(setup: DetectorSetup) -> Detector:  # noqa: ARG001 - nothing to set up
    """Build the device and file detector."""
    return RuleDetector(name="devices", version="1", rules=_RULES)
