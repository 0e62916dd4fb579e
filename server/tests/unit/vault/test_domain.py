"""The vault's words: places that never coincide, clear values that never show."""

# SPDX-License-Identifier: Apache-2.0
import copy
import json
import pickle
from dataclasses import asdict, dataclass
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealmark.vault.domain import (
    Clear,
    DataKey,
    Raw,
    Redacted,
    Sealed,
    SealedPart,
    StoredKey,
    Work,
    _raw_content,
    place,
    place_in,
)
from sealmark.vault.errors import SealBrokenError
from sealmark.vault.services import declare_redacted, mark_raw, mark_written, reveal_raw

SECRET = "Ada Lovelace, born 1815"
KEY = DataKey(b"k" * 32)
PARTS = st.lists(st.one_of(st.uuids(), st.integers(0, 2**64 - 1)), max_size=4)
KINDS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)


def hidden_values() -> list[object]:
    return [
        mark_raw(SECRET.encode()),
        mark_written(SECRET.encode()),
        DataKey(SECRET.encode()[:23] + bytes(9)),
    ]


@given(KINDS, PARTS, KINDS, PARTS)
def test_two_places_never_have_the_same_name(
    kind: str, parts: list[UUID | int], other: str, others: list[UUID | int]
) -> None:
    same = (kind, parts) == (other, others)
    assert (place(kind, *parts) == place(other, *others)) == same


@given(KINDS, PARTS, PARTS)
def test_a_place_named_in_another_is_the_place_named_at_once(
    kind: str, outer: list[UUID | int], inner: list[UUID | int]
) -> None:
    assert place_in(place(kind, *outer), *inner) == place(kind, *outer, *inner)


def test_a_kind_of_place_holds_no_nul() -> None:
    with pytest.raises(ValueError, match="NUL"):
        place("a\0b")


@pytest.mark.parametrize("value", hidden_values())
def test_a_hidden_value_shows_nothing(value: object) -> None:
    shown = f"{value} {value!r} {value!s} {value:>40}"
    assert "Ada" not in shown
    assert "1815" not in shown


@pytest.mark.parametrize("value", hidden_values())
def test_a_hidden_value_cannot_be_pickled(value: object) -> None:
    with pytest.raises(TypeError, match="memory"):
        pickle.dumps(value)


@pytest.mark.parametrize("value", hidden_values())
def test_a_hidden_value_cannot_be_copied(value: object) -> None:
    with pytest.raises(TypeError, match="memory"):
        copy.deepcopy(value)


@pytest.mark.parametrize("value", hidden_values())
def test_a_hidden_value_is_not_json(value: object) -> None:
    with pytest.raises(TypeError, match="serializable"):
        json.dumps(value)


@pytest.mark.parametrize("value", hidden_values())
def test_a_hidden_value_has_no_dictionary_to_dump(value: object) -> None:
    assert not hasattr(value, "__dict__")


def test_a_record_that_holds_a_clear_value_cannot_be_turned_into_a_dictionary() -> None:
    @dataclass
    class Answer:
        body: Clear[Raw]

    with pytest.raises(TypeError, match="memory"):
        asdict(Answer(mark_raw(SECRET.encode())))


def test_a_clear_value_is_not_built_by_hand() -> None:
    with pytest.raises(TypeError, match="vault and redaction only"):
        Clear(Redacted, SECRET.encode(), permit=object())


def test_a_raw_value_does_not_reveal_itself() -> None:
    raw = mark_raw(SECRET.encode())
    with pytest.raises(TypeError, match="redactor only") as refused:
        raw.reveal()  # type: ignore[misc]
    assert "Ada" not in str(refused.value)


def test_a_work_value_is_not_read_as_raw() -> None:
    with pytest.raises(TypeError, match="not a raw value"):
        _raw_content(mark_written(b"x"))  # type: ignore[arg-type]


def test_only_an_original_is_declared_redacted() -> None:
    with pytest.raises(TypeError, match="not a raw value"):
        declare_redacted(mark_written(b"x"), b"x")  # type: ignore[arg-type]


def test_a_rendition_reveals_what_redaction_declared() -> None:
    rendition = declare_redacted(mark_raw(SECRET.encode()), b"[NAME_1], born [DATE_1]")
    assert (rendition.zone, rendition.reveal_text()) == (Redacted, "[NAME_1], born [DATE_1]")


def test_the_redactor_reads_what_is_raw() -> None:
    assert reveal_raw(mark_raw(b"x")) == b"x"


def test_what_people_wrote_reveals_itself() -> None:
    written = mark_written(b"a comment")
    assert (written.zone, written.reveal()) == (Work, b"a comment")


def test_a_data_key_has_32_bytes() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        DataKey(bytes(31))


def test_sealed_values_print_their_size_only() -> None:
    assert repr(Sealed(zone=Raw, blob=b"12345")) == "<Sealed[Raw]: 5 bytes>"


@pytest.mark.parametrize(
    "value", [StoredKey(wrapped=b"wrapped!"), SealedPart(key=b"wrapped!", blob=b"wrapped!")]
)
def test_wrapped_keys_are_not_printed(value: object) -> None:
    assert "wrapped!" not in repr(value)


def test_a_broken_seal_says_nothing_of_its_content() -> None:
    assert "content" not in SealBrokenError().detail
    assert SealBrokenError().args == (SealBrokenError().detail,)
