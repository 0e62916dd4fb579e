"""Digests and seals of sign-in: one purpose each, useless for any other."""

# SPDX-License-Identifier: Apache-2.0
import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealmark.identity import keys
from sealmark.infra.cache import hashed_key
from sealmark.vault.errors import SealBrokenError


def test_keys_do_not_repeat() -> None:
    assert len({keys.new_key() for _ in range(1000)}) == 1000


def test_a_digest_is_of_one_purpose() -> None:
    assert keys.digest("key", purpose="session") != keys.digest("key", purpose="sign-in link")


@given(text=st.text(max_size=200), bound=st.binary(max_size=40))
def test_what_was_sealed_comes_back(text: str, bound: bytes) -> None:
    assert keys.unseal(keys.seal(text, purpose="p", bound=bound), purpose="p", bound=bound) == text


@pytest.mark.parametrize(("purpose", "bound"), [("q", b"row"), ("p", b"other row")])
def test_a_seal_opens_for_its_purpose_and_row_only(purpose: str, bound: bytes) -> None:
    sealed = keys.seal("secret", purpose="p", bound=b"row")
    with pytest.raises(SealBrokenError):
        keys.unseal(sealed, purpose=purpose, bound=bound)


def test_any_changed_byte_breaks_a_seal() -> None:
    raw = base64.b64decode(keys.seal("secret", purpose="p"))
    for place in range(len(raw)):
        changed = raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]
        with pytest.raises(SealBrokenError):
            keys.unseal(base64.b64encode(changed).decode(), purpose="p")


def test_equal_texts_are_sealed_differently() -> None:
    assert keys.seal("secret", purpose="p") != keys.seal("secret", purpose="p")


def test_a_cache_key_says_nothing() -> None:
    hidden = hashed_key("sign-in:ann@example.org", "", 1)
    assert len(hidden) == 64
    assert hidden == hashed_key("sign-in:ann@example.org", "", 1)
    assert hidden != hashed_key("sign-in:ben@example.org", "", 1)
