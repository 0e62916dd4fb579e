"""Two policies on one text, side by side: what each hides, and nothing of what either hides.

- A piece is shown only if neither side hides it, nor what people see today; a hidden piece has a
  kind and a length.
- What overlaps is one piece and never cut: where a draft's pattern matches inside of a hidden place
  is not told.
- Pieces cover the text in order without gaps, so that both sides are drawn from the same list.
- Counts are of places and tokens; a token is a run of letters, digits and underscores.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sealmark.redaction.domain import Finding
from sealmark.redaction.outcome import Outcome, State

_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a text: `shown` words, or a hidden place that is `length` characters long.

    `before` and `after` name the kind under which each side hides it, or most of it; `is_less` says
    that the second side lets go of something there, `is_more` that it takes something on.
    """

    shown: str = field(default="", repr=False)
    length: int = 0
    before: str = ""
    after: str = ""
    is_less: bool = False
    is_more: bool = False

    def row(self) -> dict[str, str | int | bool]:
        """Return the form in which it is sealed for the steward."""
        if self.shown:
            return {"text": self.shown}
        return {
            "length": self.length,
            "before": self.before,
            "after": self.after,
            "less": self.is_less,
            "more": self.is_more,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one policy makes of a text, without content."""

    is_held: bool
    reasons: tuple[str, ...]
    risk_bp: int
    hidden_tokens: int
    places: int

    def row(self) -> dict[str, object]:
        """Return the form in which it is sealed for the steward."""
        return {
            "held": self.is_held,
            "reasons": list(self.reasons),
            "risk": self.risk_bp / 10_000,
            "hidden_tokens": self.hidden_tokens,
            "places": self.places,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One text under two policies."""

    pieces: tuple[Piece, ...]
    tokens: int
    before: Side
    after: Side


@dataclass(slots=True, kw_only=True)
class Totals:
    """Counts over a sample; kinds of places, never their words."""

    texts: int = 0
    tokens: int = 0
    hidden_before: int = 0
    hidden_after: int = 0
    held_before: int = 0
    held_after: int = 0
    more: Counter[str] = field(default_factory=Counter)
    less: Counter[str] = field(default_factory=Counter)

    def add(self, one: Compared) -> None:
        """Count one text."""
        self.texts += 1
        self.tokens += one.tokens
        self.hidden_before += one.before.hidden_tokens
        self.hidden_after += one.after.hidden_tokens
        self.held_before += one.before.is_held
        self.held_after += one.after.is_held
        self.more.update(piece.after for piece in one.pieces if piece.is_more)
        self.less.update(piece.before for piece in one.pieces if piece.is_less)

    def row(self) -> dict[str, object]:
        """Return the form in which it is told."""
        return {
            "texts": self.texts,
            "tokens": self.tokens,
            "hidden_before": self.hidden_before,
            "hidden_after": self.hidden_after,
            "held_before": self.held_before,
            "held_after": self.held_after,
            "more": dict(sorted(self.more.items())),
            "less": dict(sorted(self.less.items())),
        }


def compared(
    text: str, before: Outcome, after: Outcome, *, today: Sequence[Finding] = ()
) -> Compared:
    """Lay two outcomes over one text; `today` is what people do not see of it now."""
    return Compared(
        pieces=tuple(_pieces(text, before.findings, after.findings, today)),
        tokens=len(_TOKEN.findall(text)),
        before=_side(text, before),
        after=_side(text, after),
    )


def _pieces(
    text: str, before: Sequence[Finding], after: Sequence[Finding], today: Sequence[Finding]
) -> Iterator[Piece]:
    """Cut a text at what anybody hides of it; what overlaps is one place and never cut."""
    done = 0
    for start, end in _grown((*before, *after, *today)):
        if done < start:
            yield Piece(shown=text[done:start])
        yield _hidden(text, start, end, before, after)
        done = end
    if done < len(text):
        yield Piece(shown=text[done:])


def _grown(findings: Iterable[Finding]) -> Iterator[tuple[int, int]]:
    """Return the places that findings cover together, in order."""
    first = last = -1
    for start, end in sorted((finding.start, finding.end) for finding in findings):
        if start < last:
            last = max(last, end)
            continue
        if first >= 0:
            yield first, last
        first, last = start, end
    if first >= 0:
        yield first, last


def _hidden(
    text: str, start: int, end: int, before: Sequence[Finding], after: Sequence[Finding]
) -> Piece:
    old, new = (_inside(side, start, end) for side in (before, after))
    then, now = (_letters(text, side) for side in (old, new))
    return Piece(
        length=end - start,
        before=_kind_of(old),
        after=_kind_of(new),
        is_less=bool(then - now),
        is_more=bool(now - then),
    )


def _inside(side: Sequence[Finding], start: int, end: int) -> list[Finding]:
    return [one for one in side if start <= one.start and one.end <= end]


def _kind_of(side: Sequence[Finding]) -> str:
    longest = max(side, key=lambda one: (one.end - one.start, one.kind), default=None)
    return longest.kind if longest else ""


def _letters(text: str, side: Sequence[Finding]) -> set[int]:
    """Return where letters and digits are hidden: space and marks at the edges do not count."""
    return {at for one in side for at in range(one.start, one.end) if text[at].isalnum()}


def _side(text: str, outcome: Outcome) -> Side:
    ranges = [(finding.start, finding.end) for finding in outcome.findings]
    hidden = sum(
        any(start < match.end() and match.start() < end for start, end in ranges)
        for match in _TOKEN.finditer(text)
    )
    return Side(
        is_held=outcome.state is State.QUARANTINED,
        reasons=tuple(str(reason) for reason in outcome.reasons),
        risk_bp=outcome.risk_bp,
        hidden_tokens=hidden,
        places=len(ranges),
    )
