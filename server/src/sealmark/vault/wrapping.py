"""A key under a key: AES-256-GCM with what the key is for as authenticated context.

- Layout: version (1), id of the wrapping key (4), nonce (12), key (32), tag (16): 65 bytes.
- GCM and not AES-KWP, because GCM binds the context: a wrapped key copied into another project's,
  item's or epoch's row does not open. KWP has no place for it.
- Random nonces bound the number of wraps under one key: below 2**32 (NIST SP 800-38D, 8.3), so
  rotate a project's key before four thousand million items.
- Who deletes the wrapped key has destroyed what lies under it.
"""

# SPDX-License-Identifier: Apache-2.0
from typing import Final

from sealmark.vault.domain import KEY_BYTES, DataKey
from sealmark.vault.errors import SealBrokenError
from sealmark.vault.primitives import NONCE_BYTES, TAG_BYTES, Entropy, Gcm

_VERSION: Final = b"\x01"
_HEAD_BYTES: Final = 5
WRAPPED_BYTES: Final = _HEAD_BYTES + NONCE_BYTES + KEY_BYTES + TAG_BYTES


class Wrapper:
    """Wraps and unwraps under one key; keeps the cipher, for many keys at a time."""

    __slots__ = ("_cipher", "_entropy", "_head", "key_id")

    def __init__(self, key: DataKey, entropy: Entropy) -> None:
        self.key_id: Final = key.key_id
        self._head = _VERSION + key.key_id.to_bytes(4, "big")
        self._cipher = Gcm(key.material)
        self._entropy = entropy

    def wrap(self, material: bytes, *, context: bytes) -> bytes:
        """Wrap 32 bytes of key for the purpose that `context` names."""
        if len(material) != KEY_BYTES:
            raise ValueError("only whole keys are wrapped")
        nonce = self._entropy(NONCE_BYTES)
        return self._head + nonce + self._cipher.seal(nonce, material, self._head + context)

    def unwrap(self, wrapped: bytes, *, context: bytes) -> bytes:
        """Return the 32 bytes of key, or raise `SealBrokenError`."""
        if wrapping_key_id(wrapped) != self.key_id:
            raise SealBrokenError
        nonce = wrapped[_HEAD_BYTES : _HEAD_BYTES + NONCE_BYTES]
        return self._cipher.open(nonce, wrapped[_HEAD_BYTES + NONCE_BYTES :], self._head + context)


def wrapping_key_id(wrapped: bytes) -> int:
    """Say under which key (its epoch or number) this was wrapped."""
    if len(wrapped) != WRAPPED_BYTES or wrapped[:1] != _VERSION:
        raise SealBrokenError
    return int.from_bytes(wrapped[1:_HEAD_BYTES], "big")
