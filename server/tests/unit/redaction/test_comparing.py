"""Two policies side by side: what differs is told by kind and length, never by its words."""

# SPDX-License-Identifier: Apache-2.0
from ast import literal_eval
from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st
from unit.redaction.makers import a_finding, a_policy, some_secrets

from sealmark.redaction.comparing import Compared, Totals, compared
from sealmark.redaction.outcome import Source
from sealmark.redaction.pipeline import Redactor

TEXT = "Dr. Ada Webb saw Mr. Roe on 3 April 2021; call (555) 123-4567."
SECRETS = ("Ada", "Webb", "Roe", "April", "2021", "555", "4567")


@lru_cache
def redactor(policy: str) -> Redactor:
    """Load each policy once, by the Python literal that spells it."""
    return Redactor(a_policy(**literal_eval(policy)), some_secrets())


def lay(
    before: dict[str, object], after: dict[str, object], text: str = TEXT, **more: object
) -> Compared:
    outcomes = [redactor(repr(one)).redact(Source(text=text)) for one in (before, after)]
    return compared(text, outcomes[0], outcomes[1], **more)  # type: ignore[arg-type] # a finding list


def words(one: Compared) -> str:
    return " ".join(piece.shown for piece in one.pieces)


def test_what_is_no_longer_hidden_is_told_and_not_shown() -> None:
    one = lay({}, {"kinds": {"NAME": "token", "DATE": "keep", "YEAR": "keep"}})
    (gone,) = [piece for piece in one.pieces if piece.is_less]
    assert (gone.before, gone.after, gone.length) == ("DATE", "", len("3 April 2021"))
    assert not any(secret in words(one) for secret in SECRETS)


def test_what_is_hidden_from_now_on_is_told() -> None:
    one = lay({"kinds": {"NAME": "token", "PHONE": "keep"}}, {})
    (fresh,) = [piece for piece in one.pieces if piece.is_more]
    assert (fresh.after, fresh.length) == ("PHONE", len("(555) 123-4567"))
    assert "4567" not in words(one)


def test_what_people_do_not_see_today_is_not_shown_by_any_draft() -> None:
    nothing: dict[str, object] = {"kinds": {"NAME": "keep"}, "otherwise": "keep"}
    start = TEXT.index("saw")
    one = lay(nothing, nothing, today=[a_finding(start, start + 3)])
    assert "saw" not in words(one)
    assert "Ada Webb" in words(one)


def test_a_pattern_inside_of_a_hidden_place_does_not_cut_it() -> None:
    """Where a draft's pattern matches in a hidden name would tell the name letter by letter."""
    spying: dict[str, object] = {
        "kinds": {"NAME": "keep", "SPY": "token"},
        "patterns": [{"kind": "SPY", "pattern": "W"}],
    }
    one = lay({}, spying)
    lengths = [piece.length for piece in one.pieces if piece.length]
    assert lengths[0] == len("Ada Webb")
    assert "SPY" in [piece.after for piece in one.pieces]


def test_counts_say_what_it_costs_to_read() -> None:
    totals = Totals()
    totals.add(lay({"kinds": {"NAME": "token", "PHONE": "keep"}}, {}))
    assert (totals.texts, totals.tokens) == (1, 14)
    assert totals.hidden_after - totals.hidden_before == 3
    assert (dict(totals.more), dict(totals.less)) == ({"PHONE": 1}, {})


@settings(deadline=None)
@given(
    st.text(alphabet="ab \n😀", min_size=1, max_size=30),
    st.lists(st.tuples(st.integers(0, 29), st.integers(1, 9)), max_size=6),
)
def test_pieces_cover_the_text_and_show_nothing_that_is_hidden(
    text: str, places: list[tuple[int, int]]
) -> None:
    hidden = [
        a_finding(start, min(len(text), start + size))
        for start, size in places
        if start < len(text)
    ]
    nothing: dict[str, object] = {"kinds": {"NAME": "keep"}, "otherwise": "keep"}
    one = lay(nothing, nothing, text, today=hidden)
    assert sum(len(piece.shown) or piece.length for piece in one.pieces) == len(text)
    covered = {at for f in hidden for at in range(f.start, f.end)}
    shown = "".join(piece.shown for piece in one.pieces)
    assert shown == "".join(sign for at, sign in enumerate(text) if at not in covered)
