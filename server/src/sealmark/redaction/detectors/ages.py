"""Ages of people: "50-year-old", "aged 93", "in her nineties", "DOB ... (71y)".

- The finding is the number (or its words) alone, so that a policy can judge it: HIPAA hides
  only ages over 89.
"""

# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: RUF001 - patterns hold the quotes and dashes that people type
import re

from sealmark.redaction.detectors._rules import RuleDetector, rule
from sealmark.redaction.domain import Detector, DetectorSetup

_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_WORDED = (
    rf"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\s-](?:{_UNITS}))?"
    rf"|(?:one|a)\shundred(?:\s(?:and\s)?(?:{_UNITS}|ten|eleven|twelve))?"
    rf"|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|{_UNITS})"
)
_NUMBER = rf"(?:\d{{1,3}}(?:\.5|½)?|{_WORDED})"
_OLD = (
    r"(?:[\s-]{0,2}(?:years?|yrs?|months?|mos?\.?|weeks?|wks?|days?)[\s-]{0,2}old|\s?y\.?\s?/?\s?o\.?"
    r"|[\s-]?yr\.?[\s-]?old|[\s-]?years?[\s-]of[\s-]age|\s?yoa?\s?[mf]?)(?!\w)"
)
_TENS = r"(?:teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)"
_IC = re.IGNORECASE

_RULES = (
    rule("AGE", rf"(?<![\w.])({_NUMBER}){_OLD}", 0.95, group=1, flags=_IC),
    rule(
        "AGE",
        rf"\b(?:aged?|age\s(?:of|is|was|at))(?:\s?[:=]\s?|\s)({_NUMBER})(?![\w%]|[.,]\d)",
        0.9,
        group=1,
        flags=_IC,
    ),
    rule(
        "AGE",
        rf"\b(?:(?:she|he|they|i|who|has|have|just|recently|patient)\s(?:just\s|recently\s)?turn(?:s|ed|ing)?"
        rf"|(?:birthday|birthdate)[\s:]+)\s({_NUMBER})(?![\w%]|[.,]\d)",
        0.7,
        group=1,
        flags=_IC,
    ),
    rule(
        "AGE",
        rf"\b(?:turn(?:s|ed|ing)?|celebrat\w+ (?:his|her|their|my)|(?:is|am|are|was|i['’]m"
        rf"|he['’]s|she['’]s)(?:\snow|\sonly|\sjust|\salmost|\sabout)?)\s"
        rf"({_NUMBER})(?=\s?(?:[.,;!?)]|years?\b|and\b|now\b|next\b|$))",
        0.55,
        group=1,
        flags=_IC,
    ),
    rule(
        "AGE",
        r"(?:(?<=[\s(,])|^)(\d{1,3})[\s-]?(?:y(?:rs?)?[\s/]?)?(?-i:[MF])(?=[\s,.)/;]|$)",
        0.6,
        group=1,
        flags=_IC,
        check=lambda m: int(m.group(1)) <= 120,
    ),
    rule(
        "AGE",
        r"(?<=[(/,\s])(\d{1,3})\s?y(?:/o)?(?=[\s,.)/;]|$)",
        0.6,
        group=1,
        check=lambda m: int(m.group(1)) <= 120,
    ),
    rule(
        "AGE",
        rf"\b(?:his|her|their|my|your)[\s-]((?:(?:early|mid|late)[\s-])?"
        rf"(?:[1-9]0(?:['’]?s)|{_TENS}))(?!\w)",
        0.75,
        group=1,
        flags=_IC,
    ),
    rule("AGE", r"\b(centenarian|nonagenarian|octogenarian|septuagenarian)\b", 0.8, flags=_IC),
    rule(
        "AGE", rf"\bage\s?(?:range|group|band)?\s?[:=]\s?({_NUMBER})(?!\w)", 0.9, group=1, flags=_IC
    ),
)


def build(setup: DetectorSetup) -> Detector:  # noqa: ARG001 - nothing to set up
    """Build the age detector."""
    return RuleDetector(name="ages", version="1", rules=_RULES)
