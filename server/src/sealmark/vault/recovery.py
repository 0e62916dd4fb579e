"""The recovery key: shown once, typed by a person, brings a lost folder of keys back.

- 160 random bits and a 40-bit checksum in base32 without look-alikes, in eight groups of five:
  a typing error is found before anything is tried. Case, dashes, O for 0, I and L for 1 are fine.
- Its X25519 half is derived from it; only the public half stays here. So new keys are added to
  the recovery file without the recovery key.
- The recovery file is ciphertext; keep a copy of it with the backups, and the key on paper.
"""

# SPDX-License-Identifier: Apache-2.0
import base64
import hashlib
import json
from collections.abc import Mapping
from typing import Final

from sealmark.vault.domain import DataKey
from sealmark.vault.encapsulation import (
    ENCAPSULATED_KEY_BYTES,
    decapsulate,
    fresh_key,
)
from sealmark.vault.errors import RecoveryKeyError, SealBrokenError
from sealmark.vault.framing import open_sealed, seal
from sealmark.vault.hidden import Hidden
from sealmark.vault.primitives import Entropy, hkdf_sha256, x25519_public

_SECRET_BYTES: Final = 20
_CHECK_BYTES: Final = 5
_GROUP: Final = 5
_RFC4648: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_CROCKFORD: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_WRITE: Final = str.maketrans(_RFC4648, _CROCKFORD)
_READ: Final = str.maketrans(_CROCKFORD + "OILU", _RFC4648 + "ABB!")
_INFO: Final = b"sealmark recovery v1"


class RecoveryKey(Hidden):
    """A recovery key in memory; `shown_once` is its only way out."""

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def shown_once(self) -> str:
        """Return the text for the person who keeps it: eight groups of five."""
        code = base64.b32encode(self._secret + _checksum(self._secret)).decode().translate(_WRITE)
        return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))

    def private(self) -> bytes:
        """Return the X25519 private key derived from it."""
        return hkdf_sha256(self._secret, salt=None, info=_INFO)

    def public(self) -> bytes:
        """Return the X25519 public key that stays in the key folder."""
        return x25519_public(self.private())


def new_recovery_key(entropy: Entropy) -> RecoveryKey:
    """Make a recovery key."""
    return RecoveryKey(entropy(_SECRET_BYTES))


def parse_recovery_key(text: str) -> RecoveryKey:
    """Read what a person typed, or raise `RecoveryKeyError`."""
    typed = "".join(text.upper().replace("-", " ").split())
    code = typed.translate(_READ)
    if len(code) != (_SECRET_BYTES + _CHECK_BYTES) * 8 // 5 or set(code) - set(_RFC4648):
        raise RecoveryKeyError
    decoded = base64.b32decode(code)
    secret, check = decoded[:_SECRET_BYTES], decoded[_SECRET_BYTES:]
    if check != _checksum(secret):
        raise RecoveryKeyError
    return RecoveryKey(secret)


def seal_recovery(public: bytes, files: Mapping[str, bytes], entropy: Entropy) -> bytes:
    """Seal all private keys (by folder and file name) for the holder of the recovery key."""
    listed = {name: base64.b64encode(key).decode() for name, key in files.items()}
    key, sealed_key = fresh_key(public, info=_INFO, entropy=entropy)
    content = json.dumps(listed, sort_keys=True).encode()
    return sealed_key + seal(key, content, context=_INFO, entropy=entropy)


def open_recovery(recovery: RecoveryKey, sealed: bytes) -> dict[str, bytes]:
    """Return the private keys by folder and file name, or raise `RecoveryKeyError`."""
    head, blob = sealed[:ENCAPSULATED_KEY_BYTES], sealed[ENCAPSULATED_KEY_BYTES:]
    try:
        key = DataKey(decapsulate(recovery.private(), head, info=_INFO))
        listed = json.loads(open_sealed(key, blob, context=_INFO))
    except SealBrokenError as cause:
        raise RecoveryKeyError from cause
    return {name: base64.b64decode(text) for name, text in listed.items()}


def _checksum(secret: bytes) -> bytes:
    return hashlib.sha256(b"sealmark recovery key v1" + secret).digest()[:_CHECK_BYTES]
