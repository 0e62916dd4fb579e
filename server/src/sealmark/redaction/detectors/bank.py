"""Bank accounts: IBAN with its check digits, US routing numbers, BIC, UK sort codes."""

# SPDX-License-Identifier: Apache-2.0
import re

from sealmark.redaction.detectors._checksums import aba, mod97, running
from sealmark.redaction.detectors._rules import RuleDetector, before, rule
from sealmark.redaction.domain import Detector, DetectorSetup

# ISO 13616 registry: length of the IBAN per country.
_LENGTHS = {
    code: int(size)
    for size, codes in (
        ("15", "NO"),
        ("16", "BE"),
        ("18", "DK FI FO GL NL SD"),
        ("19", "MK SI"),
        ("20", "AT BA EE KZ LT LU MN XK"),
        ("21", "CH CR HR LI LV"),
        ("22", "BG BH DE GB GE IE ME RS VA"),
        ("23", "AE GI IL IQ OM SO TL"),
        ("24", "AD CZ ES MD PK RO SA SE SK TN VG"),
        ("25", "LY PT ST"),
        ("26", "IS TR"),
        ("27", "BI DJ FR GR IT MC MR SM"),
        ("28", "AL AZ BY CY DO GT HU LB NI PL SV"),
        ("29", "BR EG PS QA UA"),
        ("30", "JO KW MU"),
        ("31", "MT SC"),
        ("32", "LC"),
        ("33", "RU"),
    )
    for code in codes.split()
}
_ROUTING_WORD = re.compile(r"\b(?:routing|aba|rtn|transit|ach|wire)\b")


def _iban_form(match: re.Match[str]) -> bool:
    bare = match.group().replace(" ", "").replace("-", "").upper()
    return _LENGTHS.get(bare[:2]) == len(bare)


def _iban(match: re.Match[str]) -> bool:
    return _iban_form(match) and mod97(match.group().replace(" ", "").replace("-", "").upper())


def _routing(match: re.Match[str]) -> bool:
    return aba(match.group()) and not running(match.group())


_IBAN = r"(?<!\w)[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]{4}){2,7}(?:[ -]?[A-Za-z0-9]{1,3})?(?!\w)"
_RULES = (
    rule("IBAN", _IBAN, 1.0, check=_iban),
    # A mistyped IBAN still names its owner.
    rule("IBAN", _IBAN, 0.8, check=_iban_form),
    rule(
        "ACCOUNT",
        r"(?<![\w.-])\d{9}(?![\w-])",
        0.6,
        check=lambda m: _routing(m) and bool(_ROUTING_WORD.search(before(m, 50))),
    ),
    rule(
        "ACCOUNT",
        r"\b(?:swift|bic)\b(?:[ /]?(?:bic|swift|code|is|:|#)){0,4}\s*"
        r"((?-i:[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?))(?!\w)",
        0.9,
        flags=re.IGNORECASE,
        group=1,
    ),
    rule(
        "ACCOUNT",
        r"\bsort ?code\b(?:\s*(?:is|:|#)){0,2}\s*(\d{2}[ -]?\d{2}[ -]?\d{2})(?!\w)",
        0.9,
        flags=re.IGNORECASE,
        group=1,
    ),
)


def build(setup: DetectorSetup) -> Detector:  # noqa: ARG001 - nothing to set up
    """Build the bank account detector."""
    return RuleDetector(name="bank", version="1", rules=_RULES)
