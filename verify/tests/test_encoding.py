"""One spelling for bytes, numbers, ids and times."""

# SPDX-License-Identifier: Apache-2.0
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealmark_verify.encoding import (
    from_base64,
    from_decimal,
    from_hex,
    hash_from_base64,
    is_digest,
    is_time,
    is_uuid,
    is_word,
    to_base64,
    to_time,
)
from sealmark_verify.errors import FormatError


@given(st.binary())
def test_base64_survives_a_round_trip(data: bytes) -> None:
    assert from_base64(to_base64(data)) == data


@pytest.mark.parametrize(
    "text", ["AB==", "AAB=", "AA", "AA=", "AA==\n", " AA==", "A A=", "AA--", "AA==AA==", "é", "="]
)
def test_any_other_spelling_of_base64_is_refused(text: str) -> None:
    with pytest.raises(FormatError):
        from_base64(text)


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_hash_has_thirty_two_bytes(size: int) -> None:
    with pytest.raises(FormatError, match=str(size)):
        hash_from_base64(to_base64(bytes(size)))


@pytest.mark.parametrize("text", ["0", "7", "20852163", str(2**63 - 1)])
def test_plain_decimals_are_read(text: str) -> None:
    assert str(from_decimal(text)) == text


@pytest.mark.parametrize("text", ["", "00", "01", "-1", "+1", " 1", "1 ", "1\n", "1.0", "٣", "1_0"])
def test_other_spellings_of_a_number_are_refused(text: str) -> None:
    with pytest.raises(FormatError):
        from_decimal(text)


@pytest.mark.parametrize("text", [str(2**63), "9" * 19, "9" * 20])
def test_numbers_beyond_63_bits_are_refused(text: str) -> None:
    with pytest.raises(FormatError):
        from_decimal(text)


def test_hex_is_lower_case_and_of_the_wanted_size() -> None:
    assert from_hex("00ff", 2) == b"\x00\xff"
    for text in ("00FF", "00f", "00ff00", "0x00", "00fg", "٠٠٠٠"):
        with pytest.raises(FormatError):
            from_hex(text, 2)


@pytest.mark.parametrize("value", ["A" * 64, "a" * 63, "g" * 64, None, 1, b"a" * 64])
def test_what_is_no_digest_is_told_apart(value: object) -> None:
    assert is_digest("a" * 64)
    assert not is_digest(value)


@pytest.mark.parametrize(
    "value",
    [
        "0189D5C4-0000-7000-8000-000000000000",
        "{0189d5c4-0000-7000-8000-000000000000}",
        "0189d5c4000070008000000000000000",
        "0189d5c4-0000-7000-8000-000000000000\n",
        7,
    ],
)
def test_what_is_no_plain_uuid_is_told_apart(value: object) -> None:
    assert is_uuid("0189d5c4-0000-7000-8000-000000000000")
    assert not is_uuid(value)


@pytest.mark.parametrize("value", ["", "Label", "a b", "1a", "a" * 65, "a\n", None])
def test_what_is_no_word_is_told_apart(value: object) -> None:
    assert is_word("label.submitted-2_x")
    assert not is_word(value)


@pytest.mark.parametrize(
    "value",
    [
        "2026-02-30T00:00:00.000000Z",
        "2026-01-31T24:00:00.000000Z",
        "2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00.000000+00:00",
        "2026-01-31 12:00:00.000000Z",
        "2026-01-31T12:00:00.000000Z ",
        12,
    ],
)
def test_what_is_no_moment_in_utc_is_told_apart(value: object) -> None:
    assert is_time("2024-02-29T23:59:59.999999Z")
    assert not is_time(value)


def test_a_moment_is_written_in_utc() -> None:
    there = datetime(2026, 1, 31, 1, 0, tzinfo=timezone(timedelta(hours=2)))
    assert to_time(there) == "2026-01-30T23:00:00.000000Z"


@given(st.datetimes(min_value=datetime(1000, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_every_moment_is_written_in_the_form_that_is_read(moment: datetime) -> None:
    assert is_time(to_time(moment))
