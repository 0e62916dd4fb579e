"""Checkpoints (C2SP tlog-checkpoint): the size and root of a log at a moment, signed.

- The text is origin, size, root, and non-empty extension lines; nothing else.
- The log signs with Ed25519 over the text and cosigns with ML-DSA-44 over (origin, time, size,
  root), both under the origin as key name; extension lines are covered by Ed25519 only.
- `open_checkpoint` requires every key handed in, the log's Ed25519 key among them.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey, MLDSA44PublicKey

from sealmark_verify.encoding import (
    HASH_SIZE,
    MAX_NUMBER,
    from_decimal,
    hash_from_base64,
    to_base64,
)
from sealmark_verify.errors import FormatError, SignatureError
from sealmark_verify.keys import KeyKind, VerifierKey, ml_dsa_key
from sealmark_verify.note import Signature, SignedNote, parse_note, verify_ed25519, verify_note

TIME_SIZE = 8
MIN_LINES = 3
# C2SP tlog-cosignature, `cosigned_message`: domain separation from every other use of the key.
_LABEL = b"subtree/v1\n\x00"
_MAX_NAME = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """A log's tree head: `size` leaves under `root`."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @property
    def text(self) -> bytes:
        """The text that is signed. Raises `FormatError` for what could not be read back."""
        lines = (self.origin, str(self.size), to_base64(self.root), *self.extensions)
        if any(not line or "\n" in line for line in lines):
            raise FormatError("a line of the checkpoint is empty or holds a line feed")
        if not 0 <= self.size <= MAX_NUMBER or len(self.root) != HASH_SIZE:
            raise FormatError("the checkpoint's size or root is out of range")
        return "".join(f"{line}\n" for line in lines).encode()


def parse_checkpoint_text(text: bytes) -> Checkpoint:
    """Read the text of a checkpoint, without signatures. Raises `FormatError`."""
    try:
        decoded = text.decode()
    except UnicodeDecodeError as cause:
        raise FormatError("the checkpoint is not UTF-8") from cause
    lines = decoded.removesuffix("\n").split("\n")
    if not decoded.endswith("\n") or len(lines) < MIN_LINES or not all(lines):
        raise FormatError("the checkpoint is not origin, size and root on a line each")
    return Checkpoint(
        origin=lines[0],
        size=from_decimal(lines[1]),
        root=hash_from_base64(lines[2]),
        extensions=tuple(lines[3:]),
    )


def open_checkpoint(data: bytes, keys: Sequence[VerifierKey]) -> Checkpoint:
    """Read a signed checkpoint; refuse it unless each of `keys` signed it.

    `keys` hold exactly one Ed25519 key, named like the checkpoint's origin. Raises `FormatError`
    or `SignatureError`.
    """
    return checkpoint_of(parse_note(data), keys)


def checkpoint_of(note: SignedNote, keys: Sequence[VerifierKey]) -> Checkpoint:
    """Return the checkpoint in `note`, as `open_checkpoint` does."""
    checkpoint = parse_checkpoint_text(note.text)
    own = [key for key in keys if key.kind is KeyKind.ED25519]
    if len(own) != 1:
        raise SignatureError("a checkpoint needs exactly one Ed25519 key to verify it with")
    if own[0].name != checkpoint.origin:
        raise SignatureError("the checkpoint is of another log than the key")
    verify_note(note, keys, _check)
    return checkpoint


def cosign(
    name: str, private: MLDSA44PrivateKey, checkpoint: Checkpoint, *, timestamp: int
) -> Signature:
    """Cosign with ML-DSA-44 that, at `timestamp` (seconds since 1970), this is the tree."""
    key = ml_dsa_key(name, private.public_key())
    signed = private.sign(_cosigned_message(name, checkpoint, timestamp))
    return Signature(
        name=name, key_id=key.key_id, value=timestamp.to_bytes(TIME_SIZE, "big") + signed
    )


def verify_cosignature(key: VerifierKey, checkpoint: Checkpoint, value: bytes) -> int:
    """Refuse unless `value` is the ML-DSA-44 cosignature of `key`; return its timestamp."""
    timestamp = int.from_bytes(value[:TIME_SIZE], "big")
    try:
        message = _cosigned_message(key.name, checkpoint, timestamp)
    except FormatError as cause:
        raise SignatureError("the ML-DSA-44 cosignature has no possible time") from cause
    verify_ml_dsa(key, message, value[TIME_SIZE:])
    return timestamp


def verify_ml_dsa(key: VerifierKey, message: bytes, value: bytes) -> None:
    """Refuse unless `value` is the ML-DSA-44 signature (FIPS 204, no context) of `message`."""
    try:
        MLDSA44PublicKey.from_public_bytes(key.public).verify(value, message)
    except (InvalidSignature, ValueError) as cause:
        raise SignatureError("the ML-DSA-44 cosignature does not verify") from cause


def _check(key: VerifierKey, text: bytes, value: bytes) -> None:
    match key.kind:
        case KeyKind.ED25519:
            verify_ed25519(key, text, value)
        case KeyKind.ML_DSA_44:
            verify_cosignature(key, parse_checkpoint_text(text), value)
        case _:  # pragma: no cover - the enum has no other member
            assert_never(key.kind)


def _cosigned_message(name: str, checkpoint: Checkpoint, timestamp: int) -> bytes:
    """Return the `cosigned_message` of C2SP tlog-cosignature for a whole tree (start is 0)."""
    if not 0 <= timestamp <= MAX_NUMBER:
        raise FormatError("a timestamp is negative or larger than 2^63 - 1")
    return b"".join(
        (
            _LABEL,
            _short(name),
            timestamp.to_bytes(TIME_SIZE, "big"),
            _short(checkpoint.origin),
            bytes(8),
            checkpoint.size.to_bytes(8, "big"),
            checkpoint.root,
        )
    )


def _short(text: str) -> bytes:
    data = text.encode()
    if not 0 < len(data) <= _MAX_NAME:
        raise FormatError(f"a name is empty or longer than {_MAX_NAME} bytes")
    return bytes([len(data)]) + data
