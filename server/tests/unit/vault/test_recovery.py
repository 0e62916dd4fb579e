"""The recovery key: typed by a person, checked before it is tried."""

# SPDX-License-Identifier: Apache-2.0
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealmark.vault.errors import RecoveryKeyError
from sealmark.vault.recovery import (
    RecoveryKey,
    new_recovery_key,
    open_recovery,
    parse_recovery_key,
    seal_recovery,
)

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
FILES = {"web/work-1.kek": b"k" * 32, "redactor/intake.key": b"i" * 32}
KEYS = st.builds(RecoveryKey, st.binary(min_size=20, max_size=20))


@given(KEYS)
def test_a_shown_key_is_read_back(key: RecoveryKey) -> None:
    assert parse_recovery_key(key.shown_once()).private() == key.private()


def test_a_key_is_eight_groups_of_five() -> None:
    shown = new_recovery_key(secrets.token_bytes).shown_once()
    assert [len(group) for group in shown.split("-")] == [5] * 8
    assert set(shown) <= set(ALPHABET + "-")


@given(KEYS)
def test_case_spaces_and_look_alikes_do_not_matter(key: RecoveryKey) -> None:
    typed = key.shown_once().lower().replace("0", "o").replace("1", "l").replace("-", "  ")
    assert parse_recovery_key(f" {typed}\n").private() == key.private()


@given(KEYS, st.integers(0, 39), st.sampled_from(ALPHABET))
def test_a_mistyped_character_is_found(key: RecoveryKey, at: int, typed: str) -> None:
    code = key.shown_once().replace("-", "")
    wrong = code[:at] + typed + code[at + 1 :]
    if wrong != code:
        with pytest.raises(RecoveryKeyError):
            parse_recovery_key(wrong)


@pytest.mark.parametrize("text", ["", "ABCDE", "A" * 39, "A" * 41, "U" * 40, "é" * 40, "!" * 40])
def test_what_is_no_recovery_key_is_refused(text: str) -> None:
    with pytest.raises(RecoveryKeyError):
        parse_recovery_key(text)


def test_a_recovery_key_does_not_show_itself() -> None:
    key = new_recovery_key(secrets.token_bytes)
    assert key.shown_once()[:5] not in f"{key} {key!r}"


def test_the_recovery_file_gives_back_every_key() -> None:
    key = new_recovery_key(secrets.token_bytes)
    assert open_recovery(key, seal_recovery(key.public(), FILES, secrets.token_bytes)) == FILES


def test_another_recovery_key_does_not_open_the_file() -> None:
    key, other = (new_recovery_key(secrets.token_bytes) for _ in range(2))
    sealed = seal_recovery(key.public(), FILES, secrets.token_bytes)
    with pytest.raises(RecoveryKeyError):
        open_recovery(other, sealed)


def test_a_changed_recovery_file_does_not_open() -> None:
    key = new_recovery_key(secrets.token_bytes)
    sealed = bytearray(seal_recovery(key.public(), FILES, secrets.token_bytes))
    sealed[-1] ^= 1
    with pytest.raises(RecoveryKeyError):
        open_recovery(key, bytes(sealed))
