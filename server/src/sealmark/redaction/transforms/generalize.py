"""generalize: a date becomes its year, an age its band, a place its region; else the bare kind.

- Ages over 89 become one band, as HIPAA wants it (45 CFR 164.514(b)(2)(i)(C)).
- A US postcode keeps three digits unless too few people live there (same rule, (B)).
"""

# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: RUF001 - patterns hold the quotes and dashes that people type
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sealmark.redaction.domain import Finding
from sealmark.redaction.number_words import number_in
from sealmark.redaction.policy import KindRule
from sealmark.redaction.replacing import Context
from sealmark.redaction.us_states import state_in

_OLDEST_BAND = 90
_CENTURY_TURN = 40
_YEAR = re.compile(r"(?<!\d)((?:18|19|20)\d{2})(?!\d)")
_SHORT_YEAR = re.compile(r"(?:\d{1,2}[/.\-]\d{1,2}[/.\-]|[^\W\d_]{3,9}[-, ]*)['’]?(\d{2})$")
_SHORT_YEAR_SIGN = re.compile(r"[/.\-'’]")
_COMPACT_DATE = re.compile(r"^((?:19|20)\d{2})\d{4}")
_ZIP = re.compile(r"(?<!\d)(\d{3})\d{2}(?:-\d{4})?(?!\d)")
# Three-digit areas with 20,000 inhabitants or fewer (2000 census), as HHS lists them.
_SPARSE = frozenset("036 059 063 102 203 556 692 790 821 823 830 831 878 879 884 890 893".split())  # noqa: SIM905 - a list of codes reads better as words
_IPV4 = re.compile(r"^(\d{1,3}\.\d{1,3})\.\d{1,3}\.\d{1,3}")


def _year(value: str) -> str | None:
    full = _YEAR.search(value) or _COMPACT_DATE.search(value)
    if full:
        return full.group(1)
    short = _SHORT_YEAR.search(value)
    if short and _SHORT_YEAR_SIGN.search(value):
        century = "20" if int(short.group(1)) < _CENTURY_TURN else "19"
        return century + short.group(1)
    return None


def _band(value: str) -> str | None:
    age = number_in(value)
    if age is None:
        return None
    low = age // 10 * 10
    return f"{_OLDEST_BAND}+" if age >= _OLDEST_BAND else f"{low}-{low + 9}"


def _region(value: str) -> str | None:
    return state_in(value)


def _zip_area(value: str) -> str | None:
    match = _ZIP.search(value)
    if match is None:
        return state_in(value)
    return f"{'000' if match.group(1) in _SPARSE else match.group(1)}**"


def _network(value: str) -> str | None:
    match = _IPV4.match(value)
    return f"{match.group(1)}.0.0/16" if match else None


_BY_KIND: Mapping[str, Callable[[str], str | None]] = {
    "DATE": _year,
    "AGE": _band,
    "LOCATION": _region,
    "ADDRESS": _region,
    "POSTCODE": _zip_area,
    "IP": _network,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Generalize:
    """Replaces a value by something coarser that it shares with many."""

    name: str = "generalize"
    version: str = "1"

    def replace(self, value: str, finding: Finding, rule: KindRule, context: Context) -> str:  # noqa: ARG002 - takes no options
        """Return the coarser value, or the kind in brackets where there is none."""
        coarser = _BY_KIND.get(finding.kind)
        return (coarser(value) if coarser else None) or f"[{finding.kind}]"


TRANSFORM = Generalize()
