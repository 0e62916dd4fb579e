"""Keys that verify a log: the `name+id+key` lines of C2SP signed notes.

- Two kinds only: Ed25519 (0x01) signs the note's text, ML-DSA-44 (0x06) cosigns the tree in it.
- The id is recomputed from name, kind and key; a line whose id differs is refused, as is any
  other spelling of the same key.
- Fingerprints are SHA-256 over the whole line: unlike the id, they cannot be made to collide.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
from dataclasses import dataclass
from enum import IntEnum

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

from sealmark_verify.encoding import from_base64, from_hex, to_base64
from sealmark_verify.errors import FormatError

ID_SIZE = 4
KEY_LINE_PARTS = 3


class KeyKind(IntEnum):
    """The signature types of C2SP signed-note that we use."""

    ED25519 = 0x01
    ML_DSA_44 = 0x06

    @property
    def key_size(self) -> int:
        """The size of a public key in bytes."""
        return 32 if self is KeyKind.ED25519 else 1312

    @property
    def title(self) -> str:
        """The name that people read."""
        return "Ed25519" if self is KeyKind.ED25519 else "ML-DSA-44"


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifierKey:
    """A public key with the name under which it signs."""

    name: str
    kind: KeyKind
    public: bytes

    @property
    def key_id(self) -> bytes:
        """The four bytes that stand before each signature of this key."""
        tagged = self.name.encode() + b"\n" + bytes([self.kind]) + self.public
        return hashlib.sha256(tagged).digest()[:ID_SIZE]

    @property
    def line(self) -> str:
        """The key as one line of text, without a line end."""
        material = to_base64(bytes([self.kind]) + self.public)
        return f"{self.name}+{self.key_id.hex()}+{material}"

    @property
    def fingerprint(self) -> str:
        """What two people compare aloud: SHA-256 over `line`, in hex."""
        return hashlib.sha256(self.line.encode()).hexdigest()


def refuse_bad_name(name: str) -> None:
    """Refuse a key name that is empty or holds a space, a plus or what cannot be printed.

    Names are printed on terminals: the last is stricter than C2SP signed-note, which forbids
    control characters below the space only.
    """
    if not name or not name.isprintable() or any(char.isspace() or char == "+" for char in name):
        raise FormatError("a key name is empty or holds a space, a plus or an unprintable mark")


def ed25519_key(name: str, public: Ed25519PublicKey) -> VerifierKey:
    """Return the key that verifies the log's own signature."""
    refuse_bad_name(name)
    return VerifierKey(name=name, kind=KeyKind.ED25519, public=public.public_bytes_raw())


def ml_dsa_key(name: str, public: MLDSA44PublicKey) -> VerifierKey:
    """Return the key that verifies the cosignature which outlasts quantum computers."""
    refuse_bad_name(name)
    return VerifierKey(name=name, kind=KeyKind.ML_DSA_44, public=public.public_bytes_raw())


def parse_key_line(line: str) -> VerifierKey:
    """Read `name+id+base64`. Raises `FormatError`, also for a key kind that we do not know."""
    # Base64 may hold a plus, a name may not: the first two separate the parts.
    parts = line.split("+", KEY_LINE_PARTS - 1)
    if len(parts) != KEY_LINE_PARTS:
        raise FormatError("a key line does not have the form name+id+key")
    name, key_id, material = parts[0], from_hex(parts[1], ID_SIZE), from_base64(parts[2])
    refuse_bad_name(name)
    kind = next((kind for kind in KeyKind if material[:1] == bytes([kind])), None)
    if kind is None:
        raise FormatError("a key is neither Ed25519 (0x01) nor ML-DSA-44 (0x06)")
    key = VerifierKey(name=name, kind=kind, public=material[1:])
    if len(key.public) != kind.key_size:
        raise FormatError(f"a {kind.title} key does not have {kind.key_size} bytes")
    if key.key_id != key_id:
        raise FormatError("the id in a key line does not belong to its name and key")
    return key


def parse_key_file(data: bytes) -> tuple[VerifierKey, ...]:
    """Read key lines, each ended by one line feed: at least one, none twice."""
    try:
        text = data.decode()
    except UnicodeDecodeError as cause:
        raise FormatError("the key file is not UTF-8") from cause
    if not text.endswith("\n"):
        raise FormatError("the key file does not end with a line feed")
    keys = tuple(parse_key_line(line) for line in text[:-1].split("\n"))
    if len(set(keys)) != len(keys):
        raise FormatError("the key file names a key twice")
    return keys


def format_key_file(keys: tuple[VerifierKey, ...]) -> bytes:
    """Write key lines as `parse_key_file` reads them."""
    return "".join(f"{key.line}\n" for key in keys).encode()
