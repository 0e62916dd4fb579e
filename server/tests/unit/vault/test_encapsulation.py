"""Encapsulation: RFC 9180 as written down elsewhere opens what we seal, and we what it seals."""

# SPDX-License-Identifier: Apache-2.0
import hashlib
import hmac
import json
import secrets
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sealmark.vault.encapsulation import (
    ENCAPSULATED_KEY_BYTES,
    decapsulate,
    encapsulate,
    fresh_key,
)
from sealmark.vault.errors import SealBrokenError
from sealmark.vault.primitives import hpke_open, hpke_seal, x25519_public

PRIVATE = bytes(range(32))
PUBLIC = x25519_public(PRIVATE)
KEM_SUITE = b"KEM\x00\x20"
HPKE_SUITE = b"HPKE\x00\x20\x00\x01\x00\x02"


def labeled_extract(suite: bytes, salt: bytes, label: bytes, ikm: bytes) -> bytes:
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + ikm, "sha256")


def labeled_expand(suite: bytes, prk: bytes, label: bytes, info: bytes, length: int) -> bytes:
    labeled = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    return hmac.digest(prk, labeled + b"\x01", "sha256")[:length]


def rfc9180_cipher(dh: bytes, enc: bytes, public: bytes, info: bytes) -> tuple[AESGCM, bytes]:
    """RFC 9180 sections 4.1 and 5.1, written from the text: base mode, one message."""
    eae = labeled_extract(KEM_SUITE, b"", b"eae_prk", dh)
    shared = labeled_expand(KEM_SUITE, eae, b"shared_secret", enc + public, 32)
    context = b"\x00" + labeled_extract(HPKE_SUITE, b"", b"psk_id_hash", b"")
    context += labeled_extract(HPKE_SUITE, b"", b"info_hash", info)
    secret = labeled_extract(HPKE_SUITE, shared, b"secret", b"")
    key = labeled_expand(HPKE_SUITE, secret, b"key", context, 32)
    return AESGCM(key), labeled_expand(HPKE_SUITE, secret, b"base_nonce", context, 12)


def test_what_we_seal_opens_by_the_letter_of_the_rfc() -> None:
    sealed = hpke_seal(PUBLIC, b"content", b"info")
    enc = sealed[:32]
    private = X25519PrivateKey.from_private_bytes(PRIVATE)
    dh = private.exchange(X25519PublicKey.from_public_bytes(enc))
    cipher, nonce = rfc9180_cipher(dh, enc, PUBLIC, b"info")
    assert cipher.decrypt(nonce, sealed[32:], b"") == b"content"


def x25519_vectors(corpora: Path) -> list[dict[str, str]]:
    text = (corpora / "wycheproof/testvectors_v1/x25519_test.json").read_text()
    return [test for group in json.loads(text)["testGroups"] for test in group["tests"]]


@pytest.mark.needs_corpora
def test_every_wycheproof_exchange_opens_or_is_refused(corpora: Path) -> None:
    refused = opened = 0
    for vector in x25519_vectors(corpora):
        enc, private = bytes.fromhex(vector["public"]), bytes.fromhex(vector["private"])
        shared = bytes.fromhex(vector["shared"])
        cipher, nonce = rfc9180_cipher(shared, enc, x25519_public(private), b"info")
        sealed = enc + cipher.encrypt(nonce, b"content", b"")
        if shared == bytes(32):
            # RFC 9180 section 7.1.4: the all-zero exchange must be refused.
            with pytest.raises(SealBrokenError):
                hpke_open(private, sealed, b"info")
            with pytest.raises(SealBrokenError):
                hpke_seal(enc, b"content", b"info")
            refused += 1
        else:
            assert hpke_open(private, sealed, b"info") == b"content"
            opened += 1
    assert (opened, refused) == (487, 31)


def test_a_key_sealed_to_the_intake_comes_back() -> None:
    key, sealed = fresh_key(PUBLIC, info=b"part 1", entropy=secrets.token_bytes)
    assert decapsulate(PRIVATE, sealed, info=b"part 1") == key.material
    assert len(sealed) == ENCAPSULATED_KEY_BYTES


def test_a_part_moved_elsewhere_does_not_open() -> None:
    sealed = encapsulate(PUBLIC, bytes(32), info=b"part 1")
    with pytest.raises(SealBrokenError):
        decapsulate(PRIVATE, sealed, info=b"part 2")


def test_every_flipped_byte_is_found() -> None:
    sealed = encapsulate(PUBLIC, bytes(32), info=b"a")
    for at in range(len(sealed)):
        with pytest.raises(SealBrokenError):
            decapsulate(
                PRIVATE, sealed[:at] + bytes((sealed[at] ^ 1,)) + sealed[at + 1 :], info=b"a"
            )


@pytest.mark.parametrize("length", [0, 5, 36, 37, 84])
def test_a_cut_encapsulation_is_found(length: int) -> None:
    with pytest.raises(SealBrokenError):
        decapsulate(PRIVATE, encapsulate(PUBLIC, bytes(32), info=b"a")[:length], info=b"a")


def test_another_private_key_does_not_open() -> None:
    with pytest.raises(SealBrokenError):
        decapsulate(bytes(32), encapsulate(PUBLIC, bytes(32), info=b"a"), info=b"a")


def test_two_encapsulations_share_nothing_but_the_fingerprint() -> None:
    one, other = (encapsulate(PUBLIC, bytes(32), info=b"a") for _ in range(2))
    assert one[:5] == other[:5] == b"\x01" + hashlib.sha256(PUBLIC).digest()[:4]
    assert one[5:37] != other[5:37]


def test_a_public_key_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(SealBrokenError):
        hpke_seal(bytes(31), b"content", b"info")
