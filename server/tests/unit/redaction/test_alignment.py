"""Alignment: places in a rendition and in its original."""

# SPDX-License-Identifier: Apache-2.0
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealmark.redaction.alignment import Alignment, SpanOutsideTextError, alignment_of


@st.composite
def texts_with_replacements(draw: st.DrawFn) -> tuple[str, str, Alignment]:
    """Return an original, its rendition and the alignment between them."""
    parts = draw(
        st.lists(
            st.tuples(st.text(max_size=6), st.text(min_size=1, max_size=6), st.text(max_size=6))
        )
    )
    tail = draw(st.text(max_size=6))
    original = rendition = ""
    rows = []
    for kept, value, replacement in parts:
        original, rendition = original + kept, rendition + kept
        rows.append(
            (
                len(rendition),
                len(rendition) + len(replacement),
                len(original),
                len(original) + len(value),
            )
        )
        original, rendition = original + value, rendition + replacement
    original, rendition = original + tail, rendition + tail
    alignment = alignment_of(rows, rendition_length=len(rendition), original_length=len(original))
    return original, rendition, alignment


@st.composite
def spans(draw: st.DrawFn) -> tuple[str, str, Alignment, int, int]:
    original, rendition, alignment = draw(texts_with_replacements())
    start = draw(st.integers(0, len(rendition)))
    return original, rendition, alignment, start, draw(st.integers(start, len(rendition)))


@given(texts_with_replacements())
def test_what_lies_between_replacements_is_the_same_in_both_texts(
    case: tuple[str, str, Alignment],
) -> None:
    original, rendition, alignment = case
    in_rendition = in_original = 0
    for row in [*alignment.rows(), (len(rendition), 0, len(original), 0)]:
        assert rendition[in_rendition : row[0]] == original[in_original : row[2]]
        in_rendition, in_original = row[1], row[3]


@given(spans())
def test_a_span_without_replacements_selects_the_same_text(
    case: tuple[str, str, Alignment, int, int],
) -> None:
    original, rendition, alignment, start, end = case
    touched = [r for r in alignment.rows() if r[0] < end and r[1] > start]
    inner = [r for r in alignment.rows() if start < r[0] == r[1] < end]
    mapped = alignment.to_original(start, end)
    if start < end and not touched and not inner:
        assert original[mapped.start : mapped.end] == rendition[start:end]
        assert mapped.cuts == ()


@given(spans())
def test_a_span_there_and_back_is_the_same_unless_it_cuts_a_replacement(
    case: tuple[str, str, Alignment, int, int],
) -> None:
    _, _, alignment, start, end = case
    there = alignment.to_original(start, end)
    back = alignment.to_rendition(there.start, there.end)
    dropped = any(row[0] == row[1] for row in alignment.rows())
    if start < end and not there.cuts and not dropped:
        assert (back.start, back.end) == (start, end)


@given(spans())
def test_a_mapped_span_lies_inside_the_other_text(
    case: tuple[str, str, Alignment, int, int],
) -> None:
    original, _, alignment, start, end = case
    mapped = alignment.to_original(start, end)
    assert 0 <= mapped.start <= mapped.end <= len(original)


@given(spans())
def test_a_span_that_cuts_a_replacement_says_which_and_takes_it_whole(
    case: tuple[str, str, Alignment, int, int],
) -> None:
    _, _, alignment, start, end = case
    mapped = alignment.to_original(start, end)
    cut = [
        number
        for number, (r0, r1, _, _) in enumerate(alignment.rows())
        if start < end and (r0 < start < r1 or r0 < end < r1)
    ]
    assert list(mapped.cuts) == (cut if start < end else list(mapped.cuts))
    for number in cut:
        _, _, o0, o1 = alignment.rows()[number]
        assert mapped.start <= o0 <= o1 <= mapped.end


def test_a_whole_replacement_maps_to_the_whole_value() -> None:
    alignment = alignment_of([(4, 12, 4, 9)], rendition_length=20, original_length=17)
    mapped = alignment.to_original(4, 12)
    assert (mapped.start, mapped.end, mapped.cuts) == (4, 9, ())


def test_a_span_beside_a_dropped_value_leaves_it_out() -> None:
    alignment = alignment_of([(5, 5, 5, 8)], rendition_length=10, original_length=13)
    assert alignment.to_original(2, 5).end == 5
    assert alignment.to_original(5, 7).start == 8


def test_a_span_around_a_dropped_value_takes_it_in() -> None:
    alignment = alignment_of([(5, 5, 5, 8)], rendition_length=10, original_length=13)
    mapped = alignment.to_original(4, 6)
    assert (mapped.start, mapped.end) == (4, 9)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 1), (0, 21)])
def test_a_span_outside_the_text_is_refused(start: int, end: int) -> None:
    alignment = alignment_of([], rendition_length=20, original_length=20)
    with pytest.raises(SpanOutsideTextError):
        alignment.to_original(start, end)
