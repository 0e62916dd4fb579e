"""Dates in the ways people write them; lone years, weekdays and clock times as kinds of their own.

- DATE is anything that tells a day or a month; YEAR, WEEKDAY and TIME are left to the policy.
- Not dates: durations, doses, scores out of ten, grades ("2/6 murmur"), "24/7", versions.
"""

# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: RUF001 - patterns hold the quotes and dashes that people type
import re

from sealmark.redaction.detectors._rules import RuleDetector, after, before, rule
from sealmark.redaction.domain import Detector, DetectorSetup

_ENGLISH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_FOREIGN = (
    r"(?:januar|jänner|januari|janvier|enero|gennaio|janeiro|styczeń|februar[iy]?|février|febrero"
    r"|febbraio|fevereiro|märz|maart|mars|marzo|março|avril|abril|aprile?|mai|mei|mayo|maggio|maio"
    r"|juni|juin|junio|giugno|junho|juli|juillet|julio|luglio|julho|august[io]?|août|agosto"
    r"|september|septembre|septiembre|settembre|setembro|ok?ctober|oktober|octobre|octubre|ottobre"
    r"|outubro|novembre|noviembre|novembro|dezember|december|décembre|diciembre|dicembre|dezembro)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:(?:18|19|20)\d{2}|['’]\d{2})"
_WORDED_DAY = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth"
    r"|twenty[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirtieth"
    r"|thirty[- ]first)"
)
_RANGE = rf"{_DAY}(?:\s?(?:-|–|—|to|and|&|/|through|or)\s?{_DAY})?"
_END = r"(?![\w]|[.,]\d)"
_IC = re.IGNORECASE

_CUE = re.compile(
    r"(?:\b(?:on|since|by|until|till|from|dated?|seen|before|after|of|last|admitted|discharged|due"
    r"|visit|dob|d\.o\.b|born|birth|between|through|thru|and|to|signed|taken|scheduled|starting"
    r"|started|effective|as of|around|about|ending|performed|done|appt|appointment|collected"
    r"|received|reported|filed|drawn|service"
    r"|(?:scheduled|set|planned|due) for|hearing|surgery|dos|doa|dod|week of)"
    r"\b[\s:(]*(?:the\s)?|[-–]\s?)$"
)
_SCORED = re.compile(
    r"\s*(?:murmur|systolic|diastolic|holosystolic|pulses?|strength|pain|scale|out of|days|times"
    r"|weeks|hours|cups|tablets?|mg|ml|inch|in\b|of (?:the|a|an|his|her|my|your)|strong|bilateral"
    r"|on (?:the|a) (?:pain )?scale|power|reflexes|motor|intensity|full|teaspoon|cup|mile|lb)"
)
_MONTH_CUE = re.compile(
    r"\b(?:in|since|last|this|next|early|late|mid|of|by|until|till|through|during|from|and|to"
    r"|around|about|before|after|every|each|between|for|starting|beginning|end of|past|coming"
    r"|previous|or|mid-|on|month|follow[- ]?up)[\s,:-]+$"
)
_YEAR_CUE = re.compile(
    r"\b(?:in|since|from|to|of|by|until|till|during|before|after|around|about|year|circa|early|late"
    r"|mid|and|born|class of|between|for|through|\(|back in|spring|summer|fall|autumn|winter"
    r"|season|copyright|©|[a-z]+ day)[\s(,-]*$|\($"
)


def _real_day(match: re.Match[str]) -> bool:
    first, second = int(match["a"]), int(match["b"])
    return 1 <= first <= 31 and 1 <= second <= 31 and min(first, second) <= 12


def _cued_day(match: re.Match[str]) -> bool:
    return (
        _real_day(match)
        and _CUE.search(before(match, 24)) is not None
        and _SCORED.match(after(match, 24)) is None
    )


def _month_alone(match: re.Match[str]) -> bool:
    # "May" and "March" are verbs too: they need a cue; other names only a capital.
    if match.group().rstrip(".") in {"May", "March", "Mar", "Jan", "Dec", "Sept", "Sep"}:
        return _MONTH_CUE.search(before(match, 16)) is not None
    return True


def _year_alone(match: re.Match[str]) -> bool:
    tail = after(match, 14)
    return not re.match(r"\s*(?:mg|ml|mcg|units?|calories|kcal|ccs?\b|steps|iu\b|%|dollars)", tail)


def _ordinal_day(match: re.Match[str]) -> bool:
    tail = after(match, 12)
    return re.match(r"\s*(?:[.,;:!?)]|$|\n|at\b|when\b|for\b|to\b|i\b)", tail) is not None


_NUMERIC = r"(?P<a>\d{1,2})(?P<s>[/.\-])(?P<b>\d{1,2})(?P=s)(?:(?:18|19|20)\d{2}|['’]?\d{2})"
_COMPACT = r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_RULES = (
    rule(
        "DATE",
        r"(?<![\w.-])(?:18|19|20)\d{2}([-/.])(?:0?[1-9]|1[0-2])\1(?:[12]\d|3[01]|0?[1-9])"
        r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:\s?Z|\s?[+-]\d{2}:?\d{2})?)?(?![\w-])",
        1.0,
    ),
    rule("DATE", rf"(?<![\w./-]){_NUMERIC}(?![\w/]|[.-]\d)", 0.9, check=_real_day),
    rule(
        "DATE",
        r"(?<![\w./-])(?P<a>\d{1,2}) (?P<b>\d{1,2}) (?:19|20)\d{2}(?![\w/]|[.-]\d)",
        0.6,
        check=_real_day,
    ),
    rule(
        "DATE",
        r"(?<!\w)(?:0?[1-9]|[12]\d|3[01])[ ]?(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)"
        r"[ ]?(?:(?:19|20)\d{2}|\d{2})(?!\w)",
        0.9,
        flags=_IC,
    ),
    rule("DATE", rf"(?<!\w){_COMPACT}(?:T?\d{{4,6}}Z?)?(?!\w)", 0.7),
    rule("DATE", r"(?<![\w./-])(?:0?[1-9]|1[0-2])[/](?:19|20)\d{2}(?![\w/-])", 0.8),
    rule("DATE", r"(?<![\w./-])(?:0[1-9]|1[0-2])-(?:19|20)\d{2}(?![\w/-])", 0.7),
    rule("DATE", r"(?<![\w./-])(?:19|20)\d{2}-(?:0[1-9]|1[0-2])(?![\w/-])", 0.7),
    rule(
        "DATE",
        r"(?<![\w./-])(?P<a>\d{1,2})[/](?P<b>\d{1,2})(?:\s?[-–]\s?\d{1,2}/\d{1,2})?"
        r"(?![\w/%]|[.-]\d)",
        0.65,
        check=_cued_day,
    ),
    rule(
        "DATE", rf"(?<!\w){_ENGLISH}\s?{_RANGE}(?:\s?,?\s?(?:of\s)?{_YEAR})?{_END}", 0.95, flags=_IC
    ),
    rule(
        "DATE",
        rf"(?<![\w.])(?:the\s)?{_RANGE}[\s\-./]?(?:of\s|day of\s)?{_ENGLISH}"
        rf"(?:[\s,\-./]{{0,2}}(?:of\s)?(?:{_YEAR}|\d{{2}}(?=\W|$)))?{_END}",
        0.95,
        flags=_IC,
        check=lambda m: (
            not re.search(r"\d\s?(?i:may)$|\dmar$", m.group())
            or "th" in m.group()
            or m.group()[-3].isupper()
        ),
    ),
    rule("DATE", rf"(?<!\w){_ENGLISH}(?:\s?,?\s?|-|/|\sof\s){_YEAR}{_END}", 0.9, flags=_IC),
    rule(
        "DATE",
        rf"(?<!\w)(?:the\s)?{_WORDED_DAY}\s(?:day\s)?of\s{_ENGLISH}(?:,?\s{_YEAR})?(?!\w)",
        0.95,
        flags=_IC,
    ),
    rule(
        "DATE",
        rf"(?<!\w){_ENGLISH}\s(?:the\s)?{_WORDED_DAY}(?:,?\s{_YEAR})?(?!\w)",
        0.95,
        flags=_IC,
    ),
    rule(
        "DATE",
        rf"(?<!\w){_DAY}(?:\.|er|º|°)?\s(?:de\s)?{_FOREIGN}(?:\s(?:de\s)?(?:18|19|20)\d{{2}})?"
        r"(?!\w)",
        0.85,
        flags=_IC,
    ),
    rule(
        "DATE",
        r"(?<!\w)(?:January|February|March|April|May|June|July|August|September|October"
        r"|November|December|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)(?!\w)",
        0.6,
        check=_month_alone,
    ),
    rule(
        "DATE",
        r"\bthe\s(\d{1,2}(?:st|nd|rd|th))(?!\w)",
        0.5,
        group=1,
        flags=_IC,
        check=_ordinal_day,
    ),
    rule(
        "DATE",
        r"\b(?:dob|d\.o\.b\.?|date of birth|birth ?date|born)\b[\s:(#on]{0,6}(\d{6}|\d{8})(?!\w)",
        0.95,
        group=1,
        flags=_IC,
    ),
    rule(
        "DATE",
        r"(?<!\w)(?:Christmas(?:\s(?:Eve|Day))?|Thanksgiving(?:\sDay)?|Easter(?:\sSunday)?"
        r"|New\sYear['’]s(?:\s(?:Eve|Day))?|Halloween|Labor\sDay|Memorial\sDay|Hanukkah|Ramadan"
        r"|Valentine['’]s\sDay|Independence\sDay|Fourth\sof\sJuly|Mother['’]s\sDay|Diwali"
        r"|Father['’]s\sDay|Boxing\sDay|Good\sFriday|Veterans\sDay)(?!\w)",
        0.6,
    ),
    rule(
        "DATE",
        r"(?<!\w)(?:Q[1-4]|[Ff]all|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)"
        r"\s(?:of\s)?(?:19|20)\d{2}(?!\w)",
        0.6,
    ),
    rule("WEEKDAY", r"(?<!\w)(?:mon|tues|wednes|thurs|fri|satur|sun)days?(?!\w)", 0.6, flags=_IC),
    rule(
        "TIME",
        r"(?<![\w:./-])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?"
        r"(?:\s?[ap]\.?m\b\.?)?(?:\s?(?:UTC|GMT|[ECMP][SD]?T)\b)?(?![\w:])",
        0.8,
        flags=_IC,
    ),
    rule(
        "TIME",
        r"(?<![\w:.])(?:1[0-2]|0?[1-9])\s?(?:[ap]\.m\.|[ap]m\b)|\b\d{1,2}\s?o['’]clock\b",
        0.75,
        flags=_IC,
    ),
    rule(
        "YEAR",
        r"(?<![\w.,/$€£#:-])(?:19\d{2}|20[0-4]\d)(?![\w/]|[.,:-]\d|-[a-z])",
        0.7,
        check=lambda m: _year_alone(m) and bool(_YEAR_CUE.search(before(m, 14))),
    ),
    rule(
        "YEAR",
        r"(?<![\w.,/$€£#:-])(?:19\d{2}|20[0-4]\d)(?:s|['’]s)?(?![\w/]|[.,:-]\d|-[a-z])",
        0.5,
        check=_year_alone,
    ),
)


def build(setup: DetectorSetup) -> Detector:  # noqa: ARG001 - nothing to set up
    """Build the date detector."""
    return RuleDetector(name="dates", version="1", rules=_RULES)
