"""Keyed digests: one purpose, one key, one spelling."""

# SPDX-License-Identifier: Apache-2.0
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealmark.vault.mac import (
    is_digest,
    is_job_mac,
    job_mac,
    keyed_digest,
    purpose_key,
    session_digest,
)

KEY = b"k" * 32
NONCE = UUID(int=1)
ARGS = {"asset": "0198", "batch": 3}


@given(st.lists(st.binary(max_size=9), max_size=4), st.lists(st.binary(max_size=9), max_size=4))
def test_different_fields_have_different_digests(one: list[bytes], other: list[bytes]) -> None:
    same = one == other
    assert (keyed_digest(KEY, "a", *one) == keyed_digest(KEY, "a", *other)) == same


def test_a_digest_for_one_purpose_is_none_for_another() -> None:
    assert keyed_digest(KEY, "a", b"x") != keyed_digest(KEY, "b", b"x")


def test_a_digest_is_recognised() -> None:
    assert is_digest(KEY, "a", b"x", claimed=keyed_digest(KEY, "a", b"x"))


def test_a_digest_under_another_key_is_not_recognised() -> None:
    assert not is_digest(KEY, "a", b"x", claimed=keyed_digest(b"o" * 32, "a", b"x"))


def test_a_job_is_recognised_however_its_arguments_are_ordered() -> None:
    mac = job_mac(KEY, job="prepare", args=ARGS, nonce=NONCE)
    reordered = dict(reversed(ARGS.items()))
    assert is_job_mac(KEY, job="prepare", args=reordered, nonce=NONCE, claimed=mac)


@pytest.mark.parametrize(
    ("job", "args", "nonce"),
    [
        ("erase", ARGS, NONCE),
        ("prepare", ARGS | {"batch": 4}, NONCE),
        ("prepare", ARGS | {"batch": "3"}, NONCE),
        ("prepare", ARGS, UUID(int=2)),
    ],
)
def test_a_job_with_anything_changed_is_not_recognised(
    job: str, args: dict[str, object], nonce: UUID
) -> None:
    mac = job_mac(KEY, job="prepare", args=ARGS, nonce=NONCE)
    assert not is_job_mac(KEY, job=job, args=args, nonce=nonce, claimed=mac)


def test_a_session_key_is_stored_as_a_digest() -> None:
    digest = session_digest(KEY, "session")
    assert len(digest) == 64
    assert digest != session_digest(b"o" * 32, "session")


def test_each_purpose_has_a_key_of_its_own() -> None:
    assert purpose_key(KEY, "duplicate") != purpose_key(KEY, "surrogate")
