"""Signed notes (C2SP signed-note): text, a blank line, signature lines.

- Strict: UTF-8 without control characters but the line feed, canonical base64, nothing after the
  last line, and `format_note(parse_note(x)) == x`.
- A signature of an unknown key is ignored, as the specification demands; one of a known key that
  does not verify refuses the whole note; no key may sign twice.
- Every key handed in is required: a note that lacks one of them is refused.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sealmark_verify.encoding import from_base64, to_base64
from sealmark_verify.errors import FormatError, SignatureError
from sealmark_verify.keys import ID_SIZE, VerifierKey, ed25519_key, refuse_bad_name

MAX_NOTE = 256 * 1024
MAX_SIGNATURES = 32
_DASH = "\u2014 "

# Checks one signature of `key` over the text of a note; raises `SignatureError`.
Check = Callable[[VerifierKey, bytes, bytes], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One signature line: who signed, with which key, and the bytes after the key id."""

    name: str
    key_id: bytes
    value: bytes

    @property
    def line(self) -> str:
        """The line as it stands in the note, with its line feed."""
        return f"{_DASH}{self.name} {to_base64(self.key_id + self.value)}\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedNote:
    """A note as read: its signatures are not verified yet."""

    text: bytes
    signatures: tuple[Signature, ...]


def parse_note(data: bytes) -> SignedNote:
    """Read a signed note without verifying it. Raises `FormatError`."""
    if len(data) > MAX_NOTE:
        raise FormatError(f"the note is larger than {MAX_NOTE} bytes")
    try:
        text = data.decode()
    except UnicodeDecodeError as cause:
        raise FormatError("the note is not UTF-8") from cause
    if any(char < " " and char != "\n" for char in text):
        raise FormatError("the note holds a control character other than the line feed")
    body, blank, tail = text.rpartition("\n\n")
    if not blank or not tail.endswith("\n"):
        raise FormatError("the note has no blank line before signatures, or does not end in one")
    signatures = tuple(_parse_signature(line) for line in tail[:-1].split("\n"))
    if len(signatures) > MAX_SIGNATURES:
        raise FormatError(f"the note has more than {MAX_SIGNATURES} signatures")
    return SignedNote(text=f"{body}\n".encode(), signatures=signatures)


def format_note(note: SignedNote) -> bytes:
    """Write a signed note."""
    return note.text + b"\n" + "".join(item.line for item in note.signatures).encode()


def verify_note(note: SignedNote, keys: Sequence[VerifierKey], check: Check) -> None:
    """Refuse unless every one of `keys` signed the text, once, and `check` accepts it.

    Raises `SignatureError`; also when no key is given.
    """
    if not keys:
        raise SignatureError("no key was given to verify the note with")
    for key in keys:
        found = [item.value for item in note.signatures if _is_by(item, key)]
        if not found:
            raise SignatureError(f"the {key.kind.title} signature of the log is missing")
        if len(found) > 1:
            raise SignatureError(f"the note has two {key.kind.title} signatures of one key")
        check(key, note.text, found[0])


def refuse_unknown_signatures(note: SignedNote, keys: Sequence[VerifierKey]) -> None:
    """Refuse a signature line that none of `keys` made: nobody would notice it being changed."""
    if any(not any(_is_by(item, key) for key in keys) for item in note.signatures):
        raise SignatureError("the note has a signature of a key that is not listed")


def verify_ed25519(key: VerifierKey, text: bytes, value: bytes) -> None:
    """Refuse unless `value` is the Ed25519 signature (RFC 8032) of `key` over `text`."""
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(value, text)
    except (InvalidSignature, ValueError) as cause:
        raise SignatureError("the Ed25519 signature does not verify") from cause


def sign_ed25519(name: str, private: Ed25519PrivateKey, text: bytes) -> Signature:
    """Sign the text of a note, which ends with a line feed."""
    key = ed25519_key(name, private.public_key())
    return Signature(name=name, key_id=key.key_id, value=private.sign(text))


def _parse_signature(line: str) -> Signature:
    name, space, encoded = line.removeprefix(_DASH).partition(" ")
    if not line.startswith(_DASH) or not space:
        raise FormatError("a signature line does not have the form dash, name, base64")
    refuse_bad_name(name)
    blob = from_base64(encoded)
    if len(blob) <= ID_SIZE:
        raise FormatError("a signature line holds no signature")
    return Signature(name=name, key_id=blob[:ID_SIZE], value=blob[ID_SIZE:])


def _is_by(signature: Signature, key: VerifierKey) -> bool:
    return signature.name == key.name and signature.key_id == key.key_id
