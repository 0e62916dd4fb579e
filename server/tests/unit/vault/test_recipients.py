"""Recipients: a file for one person opens with that person's identity, whole or not at all."""

# SPDX-License-Identifier: Apache-2.0
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealmark.vault.errors import RecipientKeyError, SealBrokenError
from sealmark.vault.recipients import (
    MAGIC,
    new_recipient,
    open_as_recipient,
    parse_recipient,
    seal_to_recipient,
)

IDENTITY, RECIPIENT = new_recipient(lambda length: bytes(range(length)))


def sealed(content: bytes) -> bytes:
    return b"".join(seal_to_recipient(RECIPIENT, (content,), entropy=secrets.token_bytes))


def opened(blob: bytes, identity: str = IDENTITY) -> bytes:
    return b"".join(open_as_recipient(identity, (blob,)))


@given(st.binary(max_size=200_000), st.integers(1, 50_000))
def test_a_file_for_a_recipient_opens_with_the_identity(content: bytes, cut: int) -> None:
    blob = sealed(content)
    pieces = (blob[at : at + cut] for at in range(0, len(blob), cut))
    assert b"".join(open_as_recipient(IDENTITY, pieces)) == content


def test_another_identity_does_not_open_it() -> None:
    other, _ = new_recipient(secrets.token_bytes)
    with pytest.raises(SealBrokenError):
        opened(sealed(b"x"), other)


def test_every_flipped_byte_is_found() -> None:
    blob = sealed(b"content")
    for at in range(len(blob)):
        with pytest.raises(SealBrokenError):
            opened(blob[:at] + bytes((blob[at] ^ 1,)) + blob[at + 1 :])


def test_every_truncation_is_found() -> None:
    blob = sealed(b"content")
    for end in range(len(blob)):
        with pytest.raises(SealBrokenError):
            opened(blob[:end])


def test_a_file_says_what_it_is() -> None:
    assert sealed(b"x").startswith(MAGIC)


def test_surrounding_space_in_a_pasted_line_is_fine() -> None:
    assert parse_recipient(f"  {RECIPIENT}\n") == parse_recipient(RECIPIENT)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "sealmark-recipient-x25519:",
        RECIPIENT[:-1],
        RECIPIENT + "A",
        RECIPIENT.replace("recipient", "identity"),
        RECIPIENT.removeprefix("sealmark-recipient-x25519:"),
        RECIPIENT[:30] + "!" + RECIPIENT[31:],
        RECIPIENT[:30] + "ä" + RECIPIENT[31:],
        IDENTITY,
        # Not the canonical spelling: stray bits behind the last byte.
        "sealmark-recipient-x25519:" + "A" * 42 + "B=",
    ],
)
def test_what_is_no_recipient_line_is_refused(text: str) -> None:
    with pytest.raises(RecipientKeyError) as refused:
        parse_recipient(text)
    assert RECIPIENT[30:] not in str(refused.value)


def test_a_recipient_key_that_adds_no_secret_is_refused() -> None:
    weak = "sealmark-recipient-x25519:" + "A" * 43 + "="
    with pytest.raises(RecipientKeyError):
        list(seal_to_recipient(weak, (b"x",), entropy=secrets.token_bytes))
