"""Rendering anew: what people asked for is hidden whole, and labels find their places again."""

# SPDX-License-Identifier: Apache-2.0
from hypothesis import given
from hypothesis import strategies as st
from unit.redaction.makers import a_redactor

from sealmark.redaction.alignment import Alignment, alignment_of
from sealmark.redaction.domain import Finding
from sealmark.redaction.events import Moves
from sealmark.redaction.outcome import Source
from sealmark.redaction.past import Forced, everywhere

TEXT = "The only Keeper of the lamp said that the keeper of the lamp keeps keepers away."


def forced(words: str, text: str = TEXT, kind: str = "OTHER") -> Forced:
    start = text.index(words)
    return Forced(start=start, end=start + len(words), kind=kind, source="miss:1")


def rendered(*places: Forced, text: str = TEXT, **changes: object) -> str:
    source = Source(text=text, forced=tuple(one.finding() for one in places))
    return a_redactor(**changes).redact(source).rendition_text


def test_a_place_that_people_asked_for_is_hidden_though_the_policy_keeps_its_kind() -> None:
    assert rendered(forced("lamp")) == TEXT.replace("lamp", "[OTHER_1]", 1)


def test_edges_that_a_detector_would_leave_out_are_hidden_too() -> None:
    assert rendered(forced(" away.")).endswith("keepers[OTHER_1]")


def test_a_part_is_never_kept_of_what_people_had_hidden() -> None:
    place = Forced(start=0, end=len(TEXT), kind="ACCOUNT", source="miss:1")
    hows = {"ACCOUNT": {"how": "mask", "keep_last": 4}}
    assert rendered(place, kinds=hows) == "[ACCOUNT_1]"


def test_the_same_words_are_hidden_wherever_they_stand_as_words() -> None:
    found = everywhere(TEXT, [forced("Keeper of the lamp")])
    assert [TEXT[one.start : one.end] for one in found] == [
        "Keeper of the lamp",
        "keeper of the lamp",
    ]
    assert [TEXT[one.start : one.end] for one in everywhere(TEXT, [forced("keeps")])] == ["keeps"]


def test_two_letters_are_hidden_only_where_they_were_pointed_at() -> None:
    assert len(everywhere(TEXT, [forced("of")])) == 1


def aligned(length: int, *places: tuple[int, int, int]) -> Alignment:
    """Replace (start, end, length of the replacement) of a text of `length`."""
    rows, shift = [], 0
    for start, end, width in places:
        at = start + shift
        rows.append((at, at + width, start, end))
        shift += width - (end - start)
    return alignment_of(rows, rendition_length=length + shift, original_length=length)


def test_a_label_moves_by_as_much_as_what_is_hidden_before_it() -> None:
    moves = Moves(before=aligned(50), after=aligned(50, (0, 10, 4)))
    assert moves.span(20, 25) == (14, 19)


def test_a_label_on_what_is_hidden_now_stands_on_its_replacement() -> None:
    moves = Moves(before=aligned(50), after=aligned(50, (10, 20, 4)))
    assert moves.span(10, 20) == (10, 14)
    assert moves.span(5, 30) == (5, 24)


def test_a_label_that_is_cut_has_no_place_any_more() -> None:
    moves = Moves(before=aligned(50), after=aligned(50, (10, 20, 4)))
    assert moves.span(12, 30) is None
    assert moves.span(5, 12) is None
    assert moves.span(12, 15) is None


def test_a_label_inside_of_a_replacement_moves_with_it_as_long_as_it_stands_as_it_stood() -> None:
    before = aligned(50, (20, 30, 6))
    assert Moves(before=before, after=aligned(50, (0, 10, 4), (20, 30, 6))).span(21, 24) == (15, 18)
    assert Moves(before=before, after=aligned(50, (20, 30, 7))).span(21, 24) is None
    hidden_beside = aligned(50, (20, 30, 6), (31, 35, 9))
    assert Moves(before=before, after=hidden_beside).span(21, 30) is None


def test_a_label_outside_of_the_text_has_no_place() -> None:
    assert Moves(before=aligned(5), after=aligned(5)).span(3, 9) is None


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(1, 5), st.integers(1, 9)), max_size=4),
    st.integers(0, 39),
    st.integers(1, 10),
)
def test_moving_and_moving_back_ends_where_it_began(
    gaps: list[tuple[int, int, int]], start: int, length: int
) -> None:
    places, at = [], 0
    for gap, wide, width in gaps:
        places.append((at + gap, at + gap + wide, width))
        at += gap + wide
    plain, hidden = aligned(50), aligned(50, *places)
    there = Moves(before=plain, after=hidden).span(start, start + length)
    if there is not None:
        assert Moves(before=hidden, after=plain).span(*there) == (start, start + length)


def test_what_was_found_before_stays_hidden_whatever_is_found_now() -> None:
    known = Finding(start=4, end=8, kind="NAME", score=0.9, detector="ner", version="0")
    outcome = a_redactor().redact(Source(text=TEXT, known=(known,)))
    assert outcome.rendition_text == TEXT.replace("only", "[NAME_1]", 1)
