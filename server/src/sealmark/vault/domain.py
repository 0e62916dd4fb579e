"""The vault's words: zones, sealed and clear values, places, and keys.

- A zone is a type: `Clear[Raw]` is never accepted where `Clear[Redacted]` is wanted (mypy).
- `Sealed[Z]` is ciphertext: safe to store, send and print. `Clear[Z]` is plaintext in memory:
  it never shows itself and cannot be pickled, copied or turned into JSON.
- Only vault opens, and only `redaction` declares something redacted; a `Clear` cannot be built
  by hand, because its constructor wants a permit that stays in this module.
- `reveal` exists for the work zone only: calling it on `Clear[Raw]` is a type error.
- A place names one value (table, column, project, row); a value sealed for one place opens
  nowhere else.
"""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Final, Generic, NewType, TypeVar
from uuid import UUID

from sealmark.vault.hidden import Hidden

KEY_BYTES: Final = 32


class KeyClass(StrEnum):
    """Under which of the two top keys something lives."""

    RAW = "raw"
    WORK = "work"


class KeyOwner(StrEnum):
    """Whose key it is: one asset's, or one data subject's."""

    ITEM = "item"
    SUBJECT = "subject"


class Operation(StrEnum):
    """What was done with keys; audit counts each kind."""

    GENERATE = "generate"
    WRAP = "wrap"
    UNWRAP = "unwrap"
    SEAL = "seal"
    OPEN = "open"
    ENCAPSULATE = "encapsulate"
    DECAPSULATE = "decapsulate"
    MAC = "mac"
    DESTROY = "destroy"


class Zone:
    """A zone, as a type; never instantiated."""

    label: ClassVar[str]
    key_class: ClassVar[KeyClass]


class Raw(Zone):
    """Originals and what is as telling as they: only the redactor opens it."""

    label = "raw"
    key_class = KeyClass.RAW


class Work(Zone):
    """What people write and meet: drafts, label bodies, guidelines."""

    label = "work"
    key_class = KeyClass.WORK


class Redacted(Work):
    """A rendition: what redaction made of an original. The only content that is ever served."""

    label = "redacted"


Z = TypeVar("Z", bound=Zone)
Z_co = TypeVar("Z_co", bound=Zone, covariant=True)
W = TypeVar("W", bound=Work)

Place = NewType("Place", bytes)


def place(kind: str, *parts: UUID | int) -> Place:
    """Name the one place where a value belongs, e.g. `place("draft.body", project, row)`.

    `kind` is lower-case text without NUL; integers are ordinals from 0 below 2**64. Two different
    places never have the same bytes.
    """
    if "\0" in kind:
        raise ValueError("the kind of a place holds no NUL")
    return place_in(Place(kind.encode() + b"\0"), *parts)


def place_in(outer: Place, *parts: UUID | int) -> Place:
    """Name a place inside of `outer`, as naming all at once does: for many rows of one table."""
    named: list[bytes] = [outer]
    for part in parts:
        if isinstance(part, UUID):
            named += (b"u", part.bytes)
        else:
            named += (b"i", part.to_bytes(8, "big"))
    return Place(b"".join(named))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Sealed(Generic[Z_co]):
    """Ciphertext of one value with its header. Who loads it names the zone it was stored in.

    A wrong zone is no way around: the zone is part of what the ciphertext is bound to.
    """

    zone: type[Z_co]
    blob: bytes

    def __repr__(self) -> str:
        return f"<Sealed[{self.zone.__name__}]: {len(self.blob)} bytes>"


_PERMIT: Final = object()


class Clear(Hidden, Generic[Z_co]):
    """Plaintext in memory, with the zone that it belongs to. Made by vault and redaction only."""

    __slots__ = ("_content", "zone")

    def __init__(self, zone: type[Z_co], content: bytes, *, permit: object) -> None:
        if permit is not _PERMIT:
            raise TypeError("clear values are made by vault and redaction only")
        self.zone = zone
        self._content = content

    def __repr__(self) -> str:
        return f"<Clear[{self.zone.__name__}]: hidden>"

    def reveal(self: "Clear[Work]") -> bytes:
        """Return the content of a work-zone value. A raw value refuses, here and in mypy."""
        if not issubclass(self.zone, Work):
            raise TypeError("raw content is read by the redactor only")
        return self._content

    def reveal_text(self: "Clear[Work]") -> str:
        """Return the content of a work-zone value as text (it must be UTF-8)."""
        return self.reveal().decode()


def _mint(zone: type[Z], content: bytes) -> Clear[Z]:
    """Make a clear value: for `vault.services` alone; the `sealed` lint finds any other caller."""
    return Clear(zone, content, permit=_PERMIT)


def _raw_content(clear: Clear[Raw]) -> bytes:
    """Read raw content: for `vault.services` alone."""
    if clear.zone is not Raw:
        raise TypeError("this is not a raw value")
    return clear._content  # noqa: SLF001 - same module, the one reader


class DataKey(Hidden):
    """A 256-bit key in memory. `key_id` is its epoch; item and subject keys have 0."""

    __slots__ = ("key_id", "material")

    def __init__(self, material: bytes, *, key_id: int = 0) -> None:
        if len(material) != KEY_BYTES:
            raise ValueError("a data key has 32 bytes")
        self.material: Final = material
        self.key_id: Final = key_id


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class StoredKey:
    """A wrapped key as its row holds it.

    `epoch` is the project key that it lies under (0: a data subject's, named by `subject`);
    `asset` is the asset that an item of the work zone (rendition, document) belongs to.
    """

    wrapped: bytes
    epoch: int = 0
    subject: UUID | None = None
    asset: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SealedPart:
    """One part of an upload: content under a fresh key, and that key sealed to the intake key.

    Kept apart: destroying `key` makes `blob` unreadable, in backups too.
    """

    key: bytes
    blob: bytes
