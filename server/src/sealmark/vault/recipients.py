"""Files that only a recipient can open: aligned exports leave in this form.

- A recipient is one line of text, `sealmark-recipient-x25519:` and 44 characters of base64;
  only the canonical spelling is accepted, so one key has one text.
- Layout: a magic line, the file's key sealed to the recipient (85 bytes), then `framing`.
- Streams both ways in constant memory. Opening is proven only at the end of the stream.
"""

# SPDX-License-Identifier: Apache-2.0
import base64
import binascii
import itertools
from collections.abc import Iterable, Iterator
from typing import Final

from sealmark.vault.domain import KEY_BYTES, DataKey
from sealmark.vault.encapsulation import ENCAPSULATED_KEY_BYTES, decapsulate, fresh_key
from sealmark.vault.errors import RecipientKeyError, SealBrokenError
from sealmark.vault.framing import open_chunks, seal_chunks
from sealmark.vault.primitives import Entropy, x25519_public

_PREFIX: Final = "sealmark-recipient-x25519:"
_IDENTITY_PREFIX: Final = "sealmark-identity-x25519:"
MAGIC: Final = b"sealmark-for-recipient v1\n"
_INFO: Final = b"sealmark recipient file v1"


def new_recipient(entropy: Entropy) -> tuple[str, str]:
    """Make a pair of lines: the secret identity, to be kept, and the recipient, to be given."""
    private = entropy(KEY_BYTES)
    return _line(_IDENTITY_PREFIX, private), _line(_PREFIX, x25519_public(private))


def parse_recipient(text: str) -> bytes:
    """Return the public key of a recipient line, or raise `RecipientKeyError`."""
    return _parse(_PREFIX, text)


def parse_identity(text: str) -> bytes:
    """Return the private key of an identity line, or raise `RecipientKeyError`."""
    return _parse(_IDENTITY_PREFIX, text)


def seal_to_recipient(
    recipient: str, pieces: Iterable[bytes], *, entropy: Entropy
) -> Iterator[bytes]:
    """Seal a stream for the holder of a recipient line's secret half."""
    public = parse_recipient(recipient)
    try:
        key, sealed_key = fresh_key(public, info=_INFO, entropy=entropy)
    except SealBrokenError as cause:
        raise RecipientKeyError from cause
    yield MAGIC + sealed_key
    yield from seal_chunks(key, pieces, context=_INFO, entropy=entropy)


def open_as_recipient(identity: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Open a stream with an identity line; raise `SealBrokenError` where it is broken or cut."""
    private = parse_identity(identity)
    source = iter(pieces)
    head = bytearray()
    wanted = len(MAGIC) + ENCAPSULATED_KEY_BYTES
    while len(head) < wanted:
        piece = next(source, None)
        if piece is None:
            raise SealBrokenError
        head += piece
    if head[: len(MAGIC)] != MAGIC:
        raise SealBrokenError
    key = DataKey(decapsulate(private, bytes(head[len(MAGIC) : wanted]), info=_INFO))
    yield from open_chunks(key, itertools.chain((bytes(head[wanted:]),), source), context=_INFO)


def _line(prefix: str, key: bytes) -> str:
    return prefix + base64.b64encode(key).decode()


def _parse(prefix: str, text: str) -> bytes:
    line = text.strip()
    try:
        key = base64.b64decode(line.removeprefix(prefix), validate=True)
    except (binascii.Error, ValueError) as cause:
        raise RecipientKeyError from cause
    if len(key) != KEY_BYTES or line != _line(prefix, key):
        raise RecipientKeyError
    return key
