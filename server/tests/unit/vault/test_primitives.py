"""Signatures: ours are those of the standards."""

# SPDX-License-Identifier: Apache-2.0
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

from sealmark.vault.primitives import (
    Argon2Cost,
    ed25519_public,
    ed25519_sign,
    mldsa44_public,
    mldsa44_sign,
    passphrase_key,
)

SEED = bytes(range(32))


def test_ed25519_is_that_of_rfc_8032() -> None:
    # Section 7.1, test 1: the empty message.
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    public = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    signature = (
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
        "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )
    assert (ed25519_public(seed).hex(), ed25519_sign(seed, b"").hex()) == (public, signature)


def test_an_mldsa44_signature_verifies_with_its_public_key() -> None:
    public = MLDSA44PublicKey.from_public_bytes(mldsa44_public(SEED))
    public.verify(mldsa44_sign(SEED, b"checkpoint"), b"checkpoint")


def test_mldsa44_keys_and_signatures_have_the_sizes_of_fips_204() -> None:
    assert (len(mldsa44_public(SEED)), len(mldsa44_sign(SEED, b"x"))) == (1312, 2420)


def test_a_passphrase_is_stretched_by_its_salt_and_cost() -> None:
    cheap, dear = (Argon2Cost(memory=64, passes=passes, lanes=1) for passes in (1, 2))
    keys = {
        passphrase_key("open sesame", salt=salt * 16, cost=cost)
        for salt in (b"a", b"b")
        for cost in (cheap, dear)
    }
    assert len(keys) == 4
