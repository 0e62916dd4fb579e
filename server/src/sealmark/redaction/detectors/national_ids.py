"""Numbers a state gives to people: SSN and ITIN, and those with a check digit elsewhere.

- A form that is common in other texts (eleven bare digits) counts only with a valid checksum
  and a word that names it.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from collections.abc import Callable

from sealmark.redaction.detectors import _checksums as checks
from sealmark.redaction.detectors._rules import Check, RuleDetector, before, digits_of, rule
from sealmark.redaction.domain import Detector, DetectorSetup

_SSN_WORD = re.compile(r"\b(?:ssn?|social(?: security)?|soc\.? sec|itin|tax ?(?:payer)? ?id|tin)\b")


def _valid_ssn(match: re.Match[str]) -> bool:
    area, group, serial = match.groups()
    return area not in {"000", "666"} and area[0] != "9" and group != "00" and serial != "0000"


def _checked(valid: Callable[[str], bool], *words: str) -> Check:
    """Make a check: the bare number is valid and one of `words` (if any) stands before it."""
    named = re.compile(rf"\b(?:{'|'.join(words)})\b") if words else None

    def check(match: re.Match[str]) -> bool:
        bare = re.sub(r"[^0-9A-Za-z]", "", match.group())
        near = named is None or named.search(before(match, 60)) is not None
        return near and valid(bare) and not checks.running(digits_of(bare))

    return check


_BARE = r"(?<![\w.-]){}(?![\w-])"
_NIR = (
    r"[12][ ]?\d{2}[ ]?(?:0[1-9]|1[0-2]|[2-9]\d)[ ]?(?:\d{2}|2[ABab])[ ]?\d{3}[ ]?\d{3}[ ]?"
    r"\d{2}"
)
_CODICE = r"[A-Za-z]{6}\d{2}[A-EHLMPR-Ta-ehlmpr-t]\d{2}[A-Za-z]\d{3}[A-Za-z]"

_RULES = (
    rule("SSN", r"(?<![\w-])(\d{3})-(\d{2})-(\d{4})(?![\w-])", 0.95, check=_valid_ssn),
    rule("SSN", r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])", 0.75),
    rule("SSN", r"(?<![\w.-])\d{3}[ .]\d{2}[ .]\d{4}(?![\w-])", 0.85),
    rule(
        "SSN",
        r"(?<![\w.-])\d{9}(?![\w-])",
        0.9,
        check=lambda m: bool(_SSN_WORD.search(before(m, 40))),
    ),
    rule("SSN", r"(?<!\w)[xX*#•]{3}[- ]?[xX*#•]{2}[- ]?\d{4}(?!\w)", 0.9),
    rule(
        "SSN",
        r"\b(?:ssn|social(?: security)?(?: number)?)\b[^.\n]{0,30}?"
        r"\b(?:ending|ends|last (?:four|4)(?: digits)?)(?:\s+(?:in|with|are|is|of)|:)?\s+(\d{4})\b",
        0.9,
        flags=re.IGNORECASE,
        group=1,
    ),
    rule(
        "NATIONAL_ID",
        r"(?<![\w-])(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Za-ceghj-pr-tw-z]"
        r"[A-CEGHJ-NPR-TW-Za-ceghj-npr-tw-z] ?\d{2} ?\d{2} ?\d{2} ?[A-Da-d](?!\w)",
        0.9,
    ),
    rule(
        "NATIONAL_ID",
        _BARE.format(r"\d{3}[ -]?\d{3}[ -]?\d{4}"),
        0.9,
        check=_checked(checks.nhs, "nhs"),
    ),
    rule(
        "NATIONAL_ID",
        _BARE.format(r"\d{4}[ -]?\d{4}[ -]?\d{4}"),
        0.8,
        check=_checked(checks.verhoeff),
    ),
    rule(
        "NATIONAL_ID",
        _BARE.format(r"\d{3}\.?\d{3}\.?\d{3}-?\d{2}"),
        0.8,
        check=_checked(checks.cpf),
    ),
    rule("NATIONAL_ID", _BARE.format(r"\d{3}[ -]\d{3}[ -]\d{3}"), 0.7, check=_checked(checks.luhn)),
    rule(
        "NATIONAL_ID",
        _BARE.format(r"(?:\d{8}|[XYZxyz]-?\d{7})-?[A-HJ-NP-TV-Za-hj-np-tv-z]"),
        0.9,
        check=_checked(checks.spanish_id),
    ),
    rule("NATIONAL_ID", _BARE.format(_CODICE), 0.95, check=_checked(checks.italian_code)),
    rule("NATIONAL_ID", _BARE.format(_NIR), 0.95, check=_checked(checks.french_nir)),
    rule(
        "NATIONAL_ID",
        _BARE.format(r"\d{2} ?\d{3} ?\d{3} ?\d{3}"),
        0.8,
        check=_checked(checks.german_tax, "tax", "steuer", "tin", "idnr", r"steuer-?id\w*"),
    ),
    rule(
        "NATIONAL_ID",
        _BARE.format(r"\d{11}"),
        0.8,
        check=_checked(checks.pesel, "pesel", "id", "identity"),
    ),
    rule(
        "NATIONAL_ID",
        _BARE.format(r"(?:19|20)?\d{6}[-+]\d{4}"),
        0.85,
        check=lambda m: checks.luhn(digits_of(m.group())[-10:]),
    ),
    rule(
        "NATIONAL_ID",
        r"(?<![\w-])\d{6}[-+A]\d{3}[0-9A-FHJ-NPR-Y](?![\w-])",
        0.85,
        check=lambda m: (
            "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(m.group()[:6] + m.group()[7:10]) % 31]
            == m.group()[-1]
        ),
    ),
)


def build(setup: DetectorSetup) -> Detector:  # noqa: ARG001 - nothing to set up
    """Build the detector of state-given numbers."""
    return RuleDetector(name="national_ids", version="1", rules=_RULES)
