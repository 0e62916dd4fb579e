"""Canonical JSON, held against an independent implementation."""

# SPDX-License-Identifier: Apache-2.0
import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from sealmark_verify.canonical import canonical_json, parse_canonical_json
from sealmark_verify.errors import CanonicalError

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
SCALARS = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner), max_leaves=25
)


@given(VALUES)
def test_canonical_form_is_what_an_independent_implementation_writes(value: object) -> None:
    assert canonical_json(value) == rfc8785.dumps(value)  # type: ignore[arg-type]


@given(VALUES)
def test_reading_back_gives_the_same_value(value: object) -> None:
    assert parse_canonical_json(canonical_json(value)) == value


def test_keys_are_sorted_by_utf16_units_not_code_points() -> None:
    # U+1F600 begins with the surrogate D83D, so it sorts before U+FB33 (RFC 8785 section 3.2.3).
    assert canonical_json({"\ufb33": 1, "\U0001f600": 2, "é": 3, "a": 4}) == (
        '{"a":4,"é":3,"\U0001f600":2,"\ufb33":1}'.encode()
    )


def test_a_tuple_is_written_as_a_list() -> None:
    assert canonical_json((1, (2,))) == b"[1,[2]]"


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        float("inf"),
        2**53,
        -(2**53),
        b"bytes",
        {1: "number as key"},
        {None: 1},
        {"a": {2, 3}},
        "\ud800",
        {"\udfff": 1},
        {"\udfff": 1, "é": 2},
    ],
)
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(CanonicalError):
        canonical_json(value)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" 1",
        b"1 ",
        b"1\n",
        b"[1, 2]",
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a":1,"a":2}',
        b'"\\u0041"',
        b'"\\/"',
        b'"\\u000a"',
        b'"\\u001F"',
        b'"\\ud83d\\ude00"',
        b'"\\ud800"',
        b"-0",
        b"1.0",
        b"1e2",
        b"01",
        b"NaN",
        b"-Infinity",
        b"9007199254740992",
        b"1" * 5000,
        b"\xef\xbb\xbf1",
        b'"\xff"',
        b'"\xed\xa0\x80"',
        "1".encode("utf-16"),
        b'"tab\t"',
        b"[1,]",
        b"tru",
    ],
)
def test_any_other_spelling_is_refused(data: bytes) -> None:
    with pytest.raises(CanonicalError):
        parse_canonical_json(data)


@pytest.mark.parametrize("text", ["", "\x00\x1f\x7f\u2028\ufeff", '\\"/\b\f\n\r\t', "\U0010ffff"])
def test_awkward_strings_survive(text: str) -> None:
    assert parse_canonical_json(canonical_json(text)) == text


def test_sixty_four_levels_are_accepted_and_one_more_is_refused() -> None:
    assert parse_canonical_json(b"[" * 64 + b"]" * 64) is not None
    with pytest.raises(CanonicalError, match="64"):
        parse_canonical_json(b"[" * 65 + b"]" * 65)


def test_a_hundred_thousand_levels_are_refused_without_a_crash() -> None:
    with pytest.raises(CanonicalError):
        parse_canonical_json(b"[" * 100_000 + b"]" * 100_000)


def test_a_value_that_contains_itself_is_refused() -> None:
    knot: list[object] = []
    knot.append(knot)
    with pytest.raises(CanonicalError, match="64"):
        canonical_json(knot)


def test_booleans_are_not_mistaken_for_numbers() -> None:
    assert canonical_json([True, 1, False, 0]) == b"[true,1,false,0]"


def test_a_subclass_of_int_is_refused() -> None:
    class Level(int):
        pass

    with pytest.raises(CanonicalError):
        canonical_json(Level(3))


def test_errors_never_quote_the_content() -> None:
    with pytest.raises(CanonicalError) as caught:
        parse_canonical_json(json.dumps({"secret name": 1.5}).encode())
    assert "secret" not in str(caught.value)
