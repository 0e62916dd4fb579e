"""The only file that touches ciphers, key derivation and signatures.

- AES-256-GCM with 96-bit nonces and full tags, HKDF-SHA-256, HPKE (RFC 9180 base mode:
  DHKEM X25519, HKDF-SHA-256, AES-256-GCM), Argon2id, Ed25519, ML-DSA-44. Nothing else.
- A failed check raises `SealBrokenError` and says nothing about what was inside.
- The Wycheproof vectors run through these functions, not around them.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sealmark.vault.errors import SealBrokenError

Entropy = Callable[[int], bytes]
"""Gives that many unpredictable bytes; `secrets.token_bytes` outside tests."""

NONCE_BYTES: Final = 12
TAG_BYTES: Final = 16
ENCAPSULATION_BYTES: Final = 32
_AES_256_BYTES: Final = 32

_SUITE: Final = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


class Gcm:
    """AES-256-GCM under one key. The caller answers for unique nonces."""

    __slots__ = ("_cipher",)

    def __init__(self, key: bytes) -> None:
        if len(key) != _AES_256_BYTES:
            raise ValueError("AES-256 takes 32 bytes of key")
        self._cipher = AESGCM(key)

    def seal(self, nonce: bytes, content: bytes | memoryview, bound: bytes) -> bytes:
        """Return ciphertext and tag; `bound` is authenticated and not stored."""
        return self._cipher.encrypt(nonce, content, bound)

    def open(self, nonce: bytes, sealed: bytes | memoryview, bound: bytes) -> bytes:
        """Return the content, or raise `SealBrokenError`."""
        try:
            return self._cipher.decrypt(nonce, sealed, bound)
        except InvalidTag as cause:
            raise SealBrokenError from cause


def hkdf_sha256(key: bytes, *, salt: bytes | None, info: bytes, length: int = 32) -> bytes:
    """Derive `length` bytes (at most 8160) from a uniformly random key (RFC 5869)."""
    return HKDF(SHA256(), length, salt, info).derive(key)


def hpke_seal(public: bytes, content: bytes, info: bytes) -> bytes:
    """Seal to an X25519 public key (32 bytes): encapsulated key, ciphertext, tag.

    A public key without a contribution (low order) raises `SealBrokenError`.
    """
    try:
        return _SUITE.encrypt(content, X25519PublicKey.from_public_bytes(public), info)
    except (ValueError, InvalidTag) as cause:
        raise SealBrokenError from cause


def hpke_open(private: bytes, sealed: bytes, info: bytes) -> bytes:
    """Open what was sealed to the public half of `private` (32 bytes), or raise."""
    try:
        return _SUITE.decrypt(sealed, X25519PrivateKey.from_private_bytes(private), info)
    except (ValueError, InvalidTag) as cause:
        raise SealBrokenError from cause


def x25519_public(private: bytes) -> bytes:
    """Return the public half (32 bytes) of an X25519 private key."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


@dataclass(frozen=True, slots=True, kw_only=True)
class Argon2Cost:
    """What one guess of a passphrase costs (RFC 9106): memory in KiB, passes, lanes."""

    memory: int = 65_536
    passes: int = 3
    lanes: int = 4


def passphrase_key(passphrase: str, *, salt: bytes, cost: Argon2Cost) -> bytes:
    """Stretch a passphrase into 32 bytes of key with Argon2id."""
    stretch = Argon2id(
        salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory
    )
    return stretch.derive(passphrase.encode())


def ed25519_public(seed: bytes) -> bytes:
    """Return the public key (32 bytes) of an Ed25519 seed."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def ed25519_sign(seed: bytes, message: bytes) -> bytes:
    """Sign with Ed25519; 64 bytes."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(message)


def mldsa44_public(seed: bytes) -> bytes:
    """Return the public key (1,312 bytes) of an ML-DSA-44 seed."""
    return MLDSA44PrivateKey.from_seed_bytes(seed).public_key().public_bytes_raw()


def mldsa44_sign(seed: bytes, message: bytes) -> bytes:
    """Sign with ML-DSA-44; 2,420 bytes."""
    return MLDSA44PrivateKey.from_seed_bytes(seed).sign(message)
