"""surrogate: another value of the same form, the same for the same value within a project.

- Two values never share a surrogate: the project's table gives each away once.
- Names are replaced part by part, so "Ada Webb" and "Webb" stay the same person.
- Numbers keep their form: a digit for a digit, a letter for a letter.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from sealmark.redaction.domain import Finding
from sealmark.redaction.policy import KindRule
from sealmark.redaction.replacing import Context, stream
from sealmark.redaction.surrogate_words import FAMILY, GIVEN, PLACES, TRADES
from sealmark.redaction.transforms.date_shift import TRANSFORM as DATE_SHIFT
from sealmark.redaction.transforms.generalize import TRANSFORM as GENERALIZE

_PART = re.compile(r"[^\W\d_]+")
_DATES = frozenset({"DATE", "YEAR", "WEEKDAY", "TIME"})


def _cased_like(model: str, word: str) -> str:
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word.lower() if model.islower() else word


def _wide(numbers: Iterator[int]) -> int:
    return next(numbers) << 8 | next(numbers)


def _from(pool: Sequence[str], tag: bytes, purpose: str) -> Iterator[str]:
    """Yield the pool in the tag's order, then pairs without end: the supply never runs dry."""
    start = int.from_bytes(tag[:4], "big")
    step = int.from_bytes(tag[4:8], "big") % (len(pool) - 1) + 1
    for place in range(64):
        yield pool[(start + place * step) % len(pool)]
    numbers = stream(tag, purpose)
    for size in count(2):
        for _ in range(64):
            yield "-".join(pool[_wide(numbers) % len(pool)] for _ in range(size))


def _name(value: str, context: Context) -> str:
    parts = list(_PART.finditer(value))
    if not parts:
        return _number("NAME")(value, context)
    numbers = stream(context.secrets.tag("NAME", value.casefold()), "digits")
    out, done = "", 0
    for place, part in enumerate(parts):
        out += _same_form(value[done : part.start()], numbers)
        family = place > 0 and place == len(parts) - 1
        out += _name_part(part.group(), FAMILY if family else GIVEN, context)
        done = part.end()
    return out + _same_form(value[done:], numbers)


def _name_part(part: str, pool: Sequence[str], context: Context) -> str:
    tag = context.secrets.tag("NAME", part.casefold())
    if len(part) == 1:
        return _cased_like(part, chr(ord("A") + tag[0] % 26)) if part.isascii() else "X"
    free = (word for word in _from(pool, tag, "name") if word.casefold() != part.casefold())
    return _cased_like(part, context.secrets.table.claim(kind="NAME", tag=tag, candidates=free))


def _place(value: str, context: Context) -> str:
    tag = context.secrets.tag("LOCATION", value.casefold())
    return context.secrets.table.claim(
        kind="LOCATION", tag=tag, candidates=_from(PLACES, tag, "place")
    )


def _organization(value: str, context: Context) -> str:
    tag = context.secrets.tag("ORGANIZATION", value.casefold())
    trade = TRADES[tag[8] % len(TRADES)]
    names = (f"{name} {trade}" for name in _from(FAMILY, tag, "organization"))
    return context.secrets.table.claim(kind="ORGANIZATION", tag=tag, candidates=names)


def _address(value: str, context: Context) -> str:
    tag = context.secrets.tag("ADDRESS", value.casefold())
    numbers = stream(tag, "address")
    streets = (f"{next(numbers) + 1} {name} Street" for name in _from(FAMILY, tag, "street"))
    return context.secrets.table.claim(kind="ADDRESS", tag=tag, candidates=streets)


def _email(value: str, context: Context) -> str:
    tag = context.secrets.tag("EMAIL", value.casefold())
    numbers = stream(tag, "email")
    words = (word.lower() for word in _from(GIVEN, tag, "local"))
    # RFC 2606: example.org belongs to nobody.
    locals_ = (f"{word}{next(numbers)}@example.org" for word in words)
    return context.secrets.table.claim(kind="EMAIL", tag=tag, candidates=locals_)


def _url(value: str, context: Context) -> str:
    tag = context.secrets.tag("URL", value)
    numbers = stream(tag, "url")
    paths = (f"https://example.org/{bytes(next(numbers) for _ in range(6)).hex()}" for _ in count())
    return context.secrets.table.claim(kind="URL", tag=tag, candidates=paths)


def _username(value: str, context: Context) -> str:
    tag = context.secrets.tag("USERNAME", value.casefold())
    numbers = stream(tag, "user")
    names = (f"{word.lower()}{next(numbers)}" for word in _from(GIVEN, tag, "user"))
    chosen = context.secrets.table.claim(kind="USERNAME", tag=tag, candidates=names)
    return f"@{chosen}" if value.startswith("@") else chosen


def _same_form(value: str, numbers: Iterator[int]) -> str:
    return "".join(
        str(next(numbers) % 10)
        if c.isdigit()
        else _cased_like(c + c, chr(ord("A") + next(numbers) % 26))
        if c.isalpha()
        else c
        for c in value
    )


def _number(kind: str) -> Callable[[str, Context], str]:
    def replaced(value: str, context: Context) -> str:
        bare = "".join(c for c in value if c.isalnum()).casefold()
        tag = context.secrets.tag(kind, bare)
        numbers = stream(tag, kind)
        others = (c for c in (_same_form(value, numbers) for _ in range(64)) if c != value)
        # A form too small to go round ("12") falls back to a token that is free for sure.
        spare = (f"[{kind}_{bytes(next(numbers) for _ in range(6)).hex()}]" for _ in count())
        candidates = (c for source in (others, spare) for c in source)
        return context.secrets.table.claim(kind=kind, tag=tag, candidates=candidates)

    return replaced


_BY_KIND: Mapping[str, Callable[[str, Context], str]] = {
    "NAME": _name,
    "LOCATION": _place,
    "ORGANIZATION": _organization,
    "ADDRESS": _address,
    "EMAIL": _email,
    "URL": _url,
    "USERNAME": _username,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Surrogate:
    """Replaces a value by a made-up one of the same kind."""

    name: str = "surrogate"
    version: str = "1"

    def replace(self, value: str, finding: Finding, rule: KindRule, context: Context) -> str:
        """Return the surrogate of `value`; dates are shifted, ages become bands."""
        if finding.kind in _DATES:
            return DATE_SHIFT.replace(value, finding, rule, context)
        if finding.kind == "AGE":
            return GENERALIZE.replace(value, finding, rule, context)
        made = _BY_KIND.get(finding.kind) or _number(finding.kind)
        return made(value, context)


TRANSFORM = Surrogate()
