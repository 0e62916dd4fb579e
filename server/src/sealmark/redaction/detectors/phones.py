"""Telephone and fax numbers, written the ways of many countries, with extensions.

- Without a word that says phone, only forms that little else has are taken.
"""

# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: RUF001 - patterns hold the quotes and dashes that people type
import re

from sealmark.redaction.detectors._rules import Check, RuleDetector, before, digits_of, rule
from sealmark.redaction.domain import Detector, DetectorSetup

_FAX_SIGNS = ("ax", "AX", "acs", "ACS", "F:", "f:")
_FAX_WORD = re.compile(
    r"\b(?:fax(?:ed)?|facsimile|telefax|telecopier)\b[^\d\n]{0,28}$|(?:^|\s)f: ?$"
)
_PHONE_WORD = (
    r"(?:tele)?phones?|tel\.?|telephone|cell(?:ular)?|mobile|mob\.?|call(?:ed|back)?|pager|beeper"
    r"|contact(?: number)?|answer(?:ing)?|ring|rang"
    r"|reach(?:ed)?|dial(?:ed)?|text(?:ed)?|whats ?app|sms|home|work"
    r"|office|ph\.?"
    r"|hotline|landline|voicemail|number is|emergency contact|handy|fon|telefon|t[eé]l[eé]phone"
)
_FILLER = (
    r"(?:[\s:.#(\-–]|\b(?:numbers?|no\.?|nr\.?|is|was|at|me|him|her|them|us|on|to|the|my|his|your"
    r"|their|back|or|line|message|direct|phone|cell|fax|primary|via|by|using|listed|as)\b){0,12}"
)
_LEFT = r"(?<![\w+@$€£])(?<!\d[.,/-])"
_RIGHT = r"(?:[ ]?,?[ ]?(?:ext\.?|extension|x|xt\.?|#)[ ]?:?[ ]?\d{1,6})?(?![\w%]|[.,/-]\d)"
_S = r"[ \u00a0.\-]"
_DATE_LIKE = re.compile(
    r"(?:19|20)\d{2}[-./ ]\d{1,2}[-./ ]\d{1,2}$|\d{1,2}[-./]\d{1,2}[-./](?:19|20)?\d{2}$"
)


def _is_fax(match: re.Match[str]) -> bool:
    return bool(_FAX_WORD.search(before(match, 48)))


def _enough(match: re.Match[str], *, low: int = 7, high: int = 15, group: int = 0) -> bool:
    value = match.group(group)
    main = re.split(r"[ex#]", value, maxsplit=1, flags=re.IGNORECASE)[0]
    return low <= len(digits_of(main)) <= high and not _DATE_LIKE.match(value.strip())


_FORMS = (
    # +44 (0)20 7946 0958, +1-212-555-0199, 0049 30 901820
    (
        (
            rf"(?<![\w])(?:\+[ ]?\d{{1,3}}|00[1-9]\d{{0,2}}(?={_S}))"
            rf"(?:{_S}?(?:\(\d{{1,5}}\)|\d{{1,5}})){{1,6}}"
        ),
        0.95,
        8,
    ),
    # (212) 555-0199, 212.555.0199, 1-800-555-0199
    (rf"{_LEFT}(?:1{_S})?\(?[1-9]\d{{2}}\)?{_S}?{_S}?\d{{3}}{_S}\d{{4}}", 0.9, 10),
    (rf"{_LEFT}\([1-9]\d{{2}}\)[ ]?\d{{7}}", 0.9, 10),
    # (37) 788-063, (01) 23 45 67
    (rf"(?<!\w)\(0?\d{{1,5}}\){_S}?\d{{2,5}}(?:{_S}?\d{{2,4}}){{1,4}}", 0.85, 7),
    # 07700 063 966, 0490 75 40 81, 030/123456
    (rf"{_LEFT}0\d{{1,5}}(?:{_S}|/)\d{{2,8}}(?:{_S}\d{{2,4}}){{0,4}}", 0.75, 8),
    # 60-56-85-91, 60 56 85 91
    (rf"{_LEFT}\d{{2}}({_S})\d{{2}}\1\d{{2}}\1\d{{2}}(?:\1\d{{2}})?", 0.65, 8),
    # 555-0199
    (rf"{_LEFT}[2-9]\d{{2}}-\d{{4}}", 0.6, 7),
    # 912 345 678, 8123 4567
    (rf"{_LEFT}[1-9]\d{{2}}{_S}\d{{3}}{_S}\d{{3}}", 0.55, 9),
    # 2125550199
    (rf"{_LEFT}1?[2-9]\d{{2}}[2-9]\d{{6}}", 0.5, 10),
    (rf"{_LEFT}0[1-9]\d{{8,9}}", 0.6, 10),
)
_LABELLED = rf"\b(?:{_PHONE_WORD}){_FILLER}((?:\+|\()?\d[\d().\-/ \u00a0]{{4,22}}\d{_RIGHT})"
_FAXED = (
    rf"\b(?:fax(?:ed)?|facsimile|telefax){_FILLER}((?:\+|\()?\d[\d().\-/ \u00a0]{{4,22}}\d{_RIGHT})"
)


def _phone_of(low: int) -> Check:
    return lambda match: _enough(match, low=low) and not _is_fax(match)


def _fax_of(low: int) -> Check:
    return lambda match: _enough(match, low=low) and _is_fax(match)


_RULES = (
    rule(
        "FAX",
        _FAXED,
        0.97,
        group=1,
        flags=re.IGNORECASE,
        needs=_FAX_SIGNS,
        check=lambda m: _enough(m, low=6, group=1),
    ),
    rule(
        "PHONE",
        _LABELLED,
        0.9,
        group=1,
        flags=re.IGNORECASE,
        check=lambda m: _enough(m, low=6, group=1),
    ),
    rule("PHONE", r"(?<![\w-])1?-?8(?:00|33|44|55|66|77|88)-[A-Z0-9]{3}-?[A-Z0-9]{4}(?!\w)", 0.8),
    rule(
        "PHONE",
        r"\b(?:ext\.?|extension)[ ]?:?#?[ ]?(\d{3,6})(?!\w)",
        0.6,
        group=1,
        flags=re.IGNORECASE,
    ),
    *(
        rule(
            "PHONE",
            form + _RIGHT,
            score,
            check=_phone_of(low),
        )
        for form, score, low in _FORMS
    ),
    *(
        rule(
            "FAX",
            form + _RIGHT,
            score,
            needs=_FAX_SIGNS,
            check=_fax_of(low),
        )
        for form, score, low in _FORMS
    ),
)


def build(setup: DetectorSetup) -> Detector:  # noqa: ARG001 - nothing to set up
    """Build the telephone and fax detector."""
    return RuleDetector(name="phones", version="1", rules=_RULES)
