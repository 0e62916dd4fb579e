"""Wrapping: a key comes back only under its parent and for its purpose."""

# SPDX-License-Identifier: Apache-2.0
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealmark.vault.domain import DataKey
from sealmark.vault.errors import SealBrokenError
from sealmark.vault.wrapping import WRAPPED_BYTES, Wrapper, wrapping_key_id

PARENT = Wrapper(DataKey(bytes(range(32)), key_id=3), secrets.token_bytes)
CHILD = bytes(range(32, 64))


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=80))
def test_a_wrapped_key_comes_back(material: bytes, context: bytes) -> None:
    wrapped = PARENT.wrap(material, context=context)
    assert PARENT.unwrap(wrapped, context=context) == material


def test_every_flipped_byte_is_found() -> None:
    wrapped = PARENT.wrap(CHILD, context=b"a")
    for at in range(len(wrapped)):
        with pytest.raises(SealBrokenError):
            PARENT.unwrap(
                wrapped[:at] + bytes((wrapped[at] ^ 128,)) + wrapped[at + 1 :], context=b"a"
            )


@pytest.mark.parametrize("length", [0, 4, WRAPPED_BYTES - 1])
def test_a_cut_wrap_is_found(length: int) -> None:
    with pytest.raises(SealBrokenError):
        PARENT.unwrap(PARENT.wrap(CHILD, context=b"a")[:length], context=b"a")


def test_a_longer_wrap_is_found() -> None:
    with pytest.raises(SealBrokenError):
        PARENT.unwrap(PARENT.wrap(CHILD, context=b"a") + b"\0", context=b"a")


def test_a_key_for_one_purpose_is_none_for_another() -> None:
    with pytest.raises(SealBrokenError):
        PARENT.unwrap(PARENT.wrap(CHILD, context=b"a"), context=b"b")


def test_another_parent_does_not_unwrap() -> None:
    other = Wrapper(DataKey(bytes(32), key_id=3), secrets.token_bytes)
    with pytest.raises(SealBrokenError):
        other.unwrap(PARENT.wrap(CHILD, context=b"a"), context=b"a")


def test_a_wrap_names_its_parent() -> None:
    assert wrapping_key_id(PARENT.wrap(CHILD, context=b"")) == 3


def test_only_whole_keys_are_wrapped() -> None:
    with pytest.raises(ValueError, match="whole keys"):
        PARENT.wrap(CHILD[:31], context=b"a")


def test_a_wrapped_key_takes_65_bytes() -> None:
    assert len(PARENT.wrap(CHILD, context=b"a")) == 65
