"""date-shift: every date of a subject moves by the same secret number of days.

- Intervals between a subject's dates stay; the form of each date stays ("March 3rd, 2021").
- The shift is 1 to 365 days, forward or back, from HMAC(key, subject); without a subject the
  document is its own.
- A date that is not understood, or only a month or a year, becomes its bare kind.
"""

# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: RUF001 - patterns hold the quotes and dashes that people type
import re
from dataclasses import dataclass
from datetime import date, timedelta

from sealmark.redaction.domain import Finding
from sealmark.redaction.policy import KindRule
from sealmark.redaction.replacing import Context

_MAX_DAYS = 365
_CENTURY_TURN = 40
_ANY_LEAP_YEAR = 2000
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_MONTH = r"(?P<name>[^\W\d_]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?P<suffix>st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4}|\d{2})"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE | re.DOTALL)
    for form in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?:[T ]\d.*)?$",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:T?\d{4,6}Z?)?$",
        rf"(?P<month>0?[1-9]|1[0-2])[-/. ](?P<day>\d{{1,2}})(?:[-/. ]['’]?{_YEAR})?$",
        rf"(?P<day>\d{{1,2}})[-/. ](?P<month>\d{{1,2}})(?:[-/. ]['’]?{_YEAR})?$",
        rf"{_MONTH}\s?(?:the\s)?{_DAY}(?:\s?,?\s?(?:of\s)?['’]?{_YEAR})?$",
        rf"{_DAY}[\s\-./]?(?:of\s|day of\s)?{_MONTH}(?:[\s,\-./]{{0,2}}(?:of\s)?['’]?{_YEAR})?$",
    )
)


def shift_days(tag: bytes) -> int:
    """Return the secret shift of a subject's tag: 1..365 days forward or back, never 0."""
    number = int.from_bytes(tag[:8], "big") % (2 * _MAX_DAYS) - _MAX_DAYS
    return number if number < 0 else number + 1


def shift(value: str, days: int) -> str | None:
    """Return the date `days` later, written as `value` is; None if it is not understood."""
    for form in _FORMS:
        match = form.match(value)
        moment = None if match is None else _moment(match)
        if match is not None and moment is not None:
            return _written(match, moment + timedelta(days=days))
    return None


def _moment(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    month = _month_number(parts["name"]) if "name" in parts else int(parts["month"])
    try:
        return date(_full_year(parts["year"]), month, int(parts["day"]))
    except ValueError:
        return None


def _month_number(name: str) -> int:
    lower = "sep" if name.casefold() == "sept" else name.casefold()
    return next((n for n, full in enumerate(_MONTHS, start=1) if full.startswith(lower)), 0)


def _full_year(written: str | None) -> int:
    if written is None:
        return _ANY_LEAP_YEAR
    if len(written) == len("1999"):
        return int(written)
    return int(written) + (2000 if int(written) < _CENTURY_TURN else 1900)


def _written(match: re.Match[str], moment: date) -> str:
    """Put the new numbers where the old ones stand; everything else stays as it was."""
    value, out, done = match.string, "", 0
    places = sorted((match.span(part), part) for part, text in match.groupdict().items() if text)
    for (start, end), part in places:
        out += value[done:start] + _part(part, value[start:end], moment)
        done = end
    return out + value[done:]


def _part(part: str, written: str, moment: date) -> str:
    if part == "name":
        return _month_name(written, moment.month)
    if part == "suffix":
        return _ordinal_suffix(moment.day)
    if part == "year":
        return f"{moment.year:04d}"[-len(written) :]
    number = moment.day if part == "day" else moment.month
    return f"{number:02d}" if written.startswith("0") or len(written) == len("03") else str(number)


def _month_name(written: str, month: int) -> str:
    short = written.casefold() not in _MONTHS
    name = _MONTHS[month - 1][:3] if short else _MONTHS[month - 1]
    if written.isupper():
        return name.upper()
    return name.title() if written[0].isupper() else name


def _ordinal_suffix(day: int) -> str:
    if day in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateShift:
    """Moves dates by a subject's secret number of days."""

    name: str = "date-shift"
    version: str = "1"

    def replace(self, value: str, finding: Finding, rule: KindRule, context: Context) -> str:  # noqa: ARG002 - takes no options
        """Return the shifted date, or the kind in brackets."""
        days = shift_days(context.secrets.tag("date-shift", context.subject))
        try:
            shifted = shift(value, days)
        except OverflowError:
            shifted = None
        return shifted or f"[{finding.kind}]"


TRANSFORM = DateShift()
