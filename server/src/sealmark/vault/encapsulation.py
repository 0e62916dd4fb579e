"""A fresh key sealed to a public key: for the intake, for recipients, for recovery.

- HPKE base mode (RFC 9180); who seals holds nothing with which to open.
- Layout: version (1), fingerprint of the public key (4), encapsulated key (32), ciphertext, tag.
- `info` says what it is for (project, upload, ordinal); a part moved elsewhere does not open.
- Content itself goes under the fresh key with `framing`: large parts stay seekable, and destroying
  these 85 bytes destroys the part.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
from typing import Final

from sealmark.vault.domain import KEY_BYTES, DataKey
from sealmark.vault.errors import SealBrokenError
from sealmark.vault.primitives import (
    ENCAPSULATION_BYTES,
    TAG_BYTES,
    Entropy,
    hpke_open,
    hpke_seal,
    x25519_public,
)

_VERSION: Final = b"\x01"
_FINGERPRINT_BYTES: Final = 4
_HEAD_BYTES: Final = 1 + _FINGERPRINT_BYTES
ENCAPSULATED_KEY_BYTES: Final = _HEAD_BYTES + ENCAPSULATION_BYTES + KEY_BYTES + TAG_BYTES


def encapsulate(public: bytes, content: bytes, *, info: bytes) -> bytes:
    """Seal a short content (a key) to an X25519 public key of 32 bytes."""
    head = _head(public)
    return head + hpke_seal(public, content, head + info)


def decapsulate(private: bytes, sealed: bytes, *, info: bytes) -> bytes:
    """Open what `encapsulate` made for the public half of `private`, or raise."""
    head = _head(x25519_public(private))
    if sealed[:_HEAD_BYTES] != head:
        raise SealBrokenError
    return hpke_open(private, sealed[_HEAD_BYTES:], head + info)


def fresh_key(public: bytes, *, info: bytes, entropy: Entropy) -> tuple[DataKey, bytes]:
    """Make a key, and the same key sealed to `public`."""
    material = entropy(KEY_BYTES)
    return DataKey(material), encapsulate(public, material, info=info)


def _head(public: bytes) -> bytes:
    return _VERSION + hashlib.sha256(public).digest()[:_FINGERPRINT_BYTES]
