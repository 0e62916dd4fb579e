"""Payment cards: a known issuer prefix and the Luhn check digit, or a word that says card."""

# SPDX-License-Identifier: Apache-2.0
import re

from sealmark.redaction.detectors._checksums import luhn, running
from sealmark.redaction.detectors._rules import RuleDetector, before, digits_of, rule
from sealmark.redaction.domain import Detector, DetectorSetup

_CARD_WORD = re.compile(
    r"\b(?:card|credit|debit|visa|master ?card|maestro|amex|american express|discover|diners|jcb"
    r"|union ?pay|pan|cc)\b"
)
_FORM = r"(?<![\w.])\d(?:[ -]?\d){11,18}(?!\w|[.,]\d)"


def _plausible(match: re.Match[str]) -> bool:
    digits = digits_of(match.group())
    return luhn(digits) and not running(digits)


def _named(match: re.Match[str]) -> bool:
    return bool(_CARD_WORD.search(before(match, 60)))


_RULES = (
    rule("CREDIT_CARD", _FORM, 0.95, check=_plausible),
    rule("CREDIT_CARD", _FORM, 0.85, check=_named),
    # Only the ends are shown: "4111 **** **** 1111", "ending in 4242".
    rule("CREDIT_CARD", r"(?<![\w*•#])\d{0,6}[ -]?(?:[*xX•#]{2,6}[ -]?){2,4}\d{4}(?!\w)", 0.9),
    rule(
        "CREDIT_CARD",
        r"\b(?:card|visa|mastercard|amex)\b[^.\n]{0,24}?\b(?:ending|ends)"
        r"(?:\s+(?:in|with|on))?:?\s+(\d{4})(?!\w)",
        0.85,
        flags=re.IGNORECASE,
        group=1,
    ),
    rule(
        "CREDIT_CARD_CODE",
        r"\b(?:cvv2?|cvc2?|cid|security code|card code)\b(?:\s*(?:is|number|no\.?|:|#|=)){0,3}"
        r"\s*(\d{3,4})(?!\w)",
        0.9,
        flags=re.IGNORECASE,
        group=1,
    ),
    rule(
        "CREDIT_CARD_EXPIRY",
        r"\b(?:exp(?:iry|ires?|iration)?\.?(?:\s+date)?|valid (?:thru|until|through))"
        r"(?:\s*(?:is|on|:|=)){0,2}\s*((?:0?[1-9]|1[0-2])\s?[/-]\s?(?:20)?\d{2})(?!\w)",
        0.85,
        flags=re.IGNORECASE,
        group=1,
    ),
)


def build(setup: DetectorSetup) -> Detector:  # noqa: ARG001 - nothing to set up
    """Build the payment card detector."""
    return RuleDetector(name="cards", version="1", rules=_RULES)
