"""What other contexts do with sealed values: seal parts, make and erase keys, seal and open.

- `Sealer` (web, worker) seals uploads to the intake key and holds nothing with which to open.
- `WorkVault` (web, worker, redactor) opens the work zone; `RawVault` (redactor) the raw zone.
- A value is bound to its zone and its place: nothing sealed elsewhere opens in its stead.
- Clear values begin in the four functions below and nowhere else. `declare_redacted` is for
  `redaction`, `reveal_raw` for `redaction` and `assets`; the `sealed` lint finds other callers.
- A missing key row raises `KeyErasedError`, a missing key file `VaultUnavailableError`.
"""

# SPDX-License-Identifier: Apache-2.0
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping
from uuid import UUID

from sealmark.kernel.clock import Clock
from sealmark.vault import framing, recipients
from sealmark.vault.domain import (
    Clear,
    DataKey,
    KeyClass,
    KeyOwner,
    Operation,
    Place,
    Raw,
    Redacted,
    Sealed,
    SealedPart,
    W,
    Work,
    _mint,
    _raw_content,
    place,
)
from sealmark.vault.encapsulation import fresh_key
from sealmark.vault.framing import RangeReader
from sealmark.vault.keyring import NOBODY
from sealmark.vault.layout import Secret
from sealmark.vault.ports import KeyOperations, KeyStore, ProjectKeys
from sealmark.vault.primitives import Entropy
from sealmark.vault.zonevault import ZoneVault, bound_to


def mark_raw(content: bytes) -> Clear[Raw]:
    """Call something raw: always allowed, for it only takes rights away."""
    return _mint(Raw, content)


def mark_written(content: bytes) -> Clear[Work]:
    """Call something written by people in the work zone: a label body, a draft, a guideline."""
    return _mint(Work, content)


def declare_redacted(original: Clear[Raw], rendition: bytes) -> Clear[Redacted]:
    """Declare `rendition` to be the redacted form of `original`. Redaction's pipeline alone."""
    _raw_content(original)
    return _mint(Redacted, rendition)


def reveal_raw(clear: Clear[Raw]) -> bytes:
    """Read raw content: what splits, detects and transforms, in the redactor, alone."""
    return _raw_content(clear)


def part_place(project: UUID, upload: UUID, ordinal: int) -> Place:
    """Name one part of one upload: what a client that seals for itself binds, too."""
    return place("assets_upload_part.content", project, upload, ordinal)


class Sealer:
    """Seals parts of uploads into the raw zone. Holds no key that opens anything."""

    def __init__(
        self,
        store: KeyStore,
        operations: KeyOperations,
        *,
        entropy: Entropy = secrets.token_bytes,
    ) -> None:
        self._public = store.intake_public()
        self._operations = operations
        self._entropy = entropy

    def seal_part(self, project: UUID, upload: UUID, ordinal: int, content: bytes) -> SealedPart:
        """Seal one part; only the redactor opens it, and only as this part of this upload."""
        at = part_place(project, upload, ordinal)
        key, sealed_key = fresh_key(self._public, info=at, entropy=self._entropy)
        blob = framing.seal(key, content, context=bound_to(Raw, at), entropy=self._entropy)
        self._operations.count(Operation.ENCAPSULATE, KeyClass.RAW, project, 1)
        self._operations.count(Operation.SEAL, KeyClass.RAW, project, 1)
        return SealedPart(key=sealed_key, blob=blob)


class WorkVault(ZoneVault):
    """Opens and seals the work zone: renditions and what people write."""

    key_class = KeyClass.WORK

    def create_items(self, project: UUID, assets: Mapping[UUID, UUID]) -> dict[UUID, DataKey]:
        """Make one key per item (rendition, document), in one insert; each maps to its asset."""
        return self.ring.create_owned(project, KeyOwner.ITEM, assets, assets=assets)

    def seal(self, project: UUID, key: DataKey, clear: Clear[W], at: Place) -> Sealed[W]:
        """Seal a value under an item's key."""
        return self._seal(project, key, clear, at)

    def open(self, project: UUID, key: DataKey, sealed: Sealed[W], at: Place) -> Clear[W]:
        """Open a value under an item's key, or raise `SealBrokenError`."""
        return self._open(project, key, sealed, at)

    def open_each(
        self, project: UUID, zone: type[W], sealed: Iterable[tuple[DataKey, bytes, Place]]
    ) -> list[Clear[W]]:
        """Open many values of one zone, each under its key and at its place; counted once."""
        return self._open_each(project, zone, sealed)

    def seal_for_project(self, project: UUID, clear: Clear[W], at: Place) -> Sealed[W]:
        """Seal a project-wide value (guideline, policy, file name) under the newest key."""
        return self._seal(project, self.ring.epochs(project).newest(), clear, at)

    def open_for_project(self, project: UUID, sealed: Sealed[W], at: Place) -> Clear[W]:
        """Open a project-wide value with the key that it names."""
        epoch = framing.key_id_of(sealed.blob)
        return self._open(project, self.ring.epochs(project).of(epoch), sealed, at)

    def seal_stream(
        self, project: UUID, key: DataKey, zone: type[W], pieces: Iterable[Clear[W]], at: Place
    ) -> Iterator[bytes]:
        """Seal a long value piece by piece, in constant memory."""
        return self._seal_stream(project, key, zone, pieces, at)

    def open_stream(
        self, project: UUID, key: DataKey, zone: type[W], pieces: Iterable[bytes], at: Place
    ) -> Iterator[Clear[W]]:
        """Open a long value piece by piece; it is whole only if no error ends it."""
        return self._open_stream(project, key, zone, pieces, at)

    def open_range(
        self,
        project: UUID,
        key: DataKey,
        sealed: tuple[type[W], RangeReader],
        wanted: range,
        at: Place,
    ) -> Clear[W]:
        """Open the bytes `wanted` (a range with step 1) of a stored value; fewer at its end."""
        zone, reader = sealed
        length = max(0, wanted.stop - wanted.start)
        self.ring.count(Operation.OPEN, project)
        bound = bound_to(zone, at)
        return _mint(zone, framing.open_range(key, reader, wanted.start, length, context=bound))


class RawVault(ZoneVault):
    """Opens and seals the raw zone. Lives in the redactor only: nobody else holds its keys."""

    key_class = KeyClass.RAW

    def __init__(
        self,
        *,
        store: KeyStore,
        rows: ProjectKeys,
        operations: KeyOperations,
        clock: Clock,
        entropy: Entropy = secrets.token_bytes,
    ) -> None:
        super().__init__(
            store=store, rows=rows, operations=operations, clock=clock, entropy=entropy
        )
        self._store = store

    def open_part(self, project: UUID, upload: UUID, ordinal: int, part: SealedPart) -> Clear[Raw]:
        """Open a part of an upload that `Sealer` sealed as just this part."""
        at = part_place(project, upload, ordinal)
        key = DataKey(self._store.open_intake(part.key, at))
        self.ring.count(Operation.DECAPSULATE, project)
        return self._open(project, key, Sealed(zone=Raw, blob=part.blob), at)

    def create_subjects(self, project: UUID, subjects: Collection[UUID]) -> dict[UUID, DataKey]:
        """Make one key per data subject, in one insert."""
        return self.ring.create_owned(project, KeyOwner.SUBJECT, subjects)

    def subject_keys(self, project: UUID, subjects: Collection[UUID]) -> dict[UUID, DataKey]:
        """Load the keys of data subjects in one read; erased subjects are left out."""
        return self.ring.owned(project, KeyOwner.SUBJECT, subjects)

    def create_items(
        self, project: UUID, items: Collection[UUID], *, subjects: Mapping[UUID, UUID] = NOBODY
    ) -> dict[UUID, DataKey]:
        """Make one key per item, in one insert.

        Items named in `subjects` lie under their data subject's key, and go when that goes.
        """
        return self.ring.create_owned(project, KeyOwner.ITEM, items, subjects=subjects)

    def seal(self, project: UUID, key: DataKey, clear: Clear[Raw], at: Place) -> Sealed[Raw]:
        """Seal a raw value under an item's key."""
        return self._seal(project, key, clear, at)

    def open(self, project: UUID, key: DataKey, sealed: Sealed[Raw], at: Place) -> Clear[Raw]:
        """Open a raw value under an item's key, or raise `SealBrokenError`."""
        return self._open(project, key, sealed, at)

    def open_each(
        self, project: UUID, sealed: Iterable[tuple[DataKey, bytes, Place]]
    ) -> list[Clear[Raw]]:
        """Open many raw values, each under its key and at its place; counted once."""
        return self._open_each(project, Raw, sealed)

    def seal_for_project(self, project: UUID, clear: Clear[Raw], at: Place) -> Sealed[Raw]:
        """Seal a project-wide raw value (a surrogate) under the newest key."""
        return self._seal(project, self.ring.epochs(project).newest(), clear, at)

    def open_for_project(self, project: UUID, sealed: Sealed[Raw], at: Place) -> Clear[Raw]:
        """Open a project-wide raw value with the key that it names."""
        epoch = framing.key_id_of(sealed.blob)
        return self._open(project, self.ring.epochs(project).of(epoch), sealed, at)

    def seal_stream(
        self, project: UUID, key: DataKey, pieces: Iterable[Clear[Raw]], at: Place
    ) -> Iterator[bytes]:
        """Seal a long raw value piece by piece, in constant memory."""
        return self._seal_stream(project, key, Raw, pieces, at)

    def open_stream(
        self, project: UUID, key: DataKey, pieces: Iterable[bytes], at: Place
    ) -> Iterator[Clear[Raw]]:
        """Open a long raw value piece by piece; it is whole only if no error ends it."""
        return self._open_stream(project, key, Raw, pieces, at)

    def seal_to_recipient(
        self, project: UUID, recipient: str, pieces: Iterable[Clear[Raw]]
    ) -> Iterator[bytes]:
        """Seal a stream (an aligned export) for the holder of a recipient line's secret half.

        Raises `RecipientKeyError` when the first bytes are asked for, before any is given.
        """
        self.ring.count(Operation.ENCAPSULATE, project)
        self.ring.count(Operation.SEAL, project)
        contents = map(reveal_raw, pieces)
        return recipients.seal_to_recipient(recipient, contents, entropy=self.ring.entropy)

    def erase_subjects(self, project: UUID, subjects: Collection[UUID]) -> int:
        """Destroy subjects' keys: no raw value of their items opens again."""
        return self.ring.erase_owned(project, KeyOwner.SUBJECT, subjects)


class AccountVault:
    """Seals secrets of accounts (TOTP, recovery codes, provider secrets): web alone opens them."""

    def __init__(
        self,
        store: KeyStore,
        operations: KeyOperations,
        *,
        entropy: Entropy = secrets.token_bytes,
    ) -> None:
        self._key = DataKey(store.secret(Secret.ACCOUNT))
        self._operations = operations
        self._entropy = entropy

    def seal(self, secret: bytes, at: Place) -> bytes:
        """Seal a secret for one place."""
        self._operations.count(Operation.SEAL, KeyClass.WORK, None, 1)
        return framing.seal(self._key, secret, context=b"account\0" + at, entropy=self._entropy)

    def open(self, sealed: bytes, at: Place) -> bytes:
        """Open a secret of one place, or raise `SealBrokenError`."""
        self._operations.count(Operation.OPEN, KeyClass.WORK, None, 1)
        return framing.open_sealed(self._key, sealed, context=b"account\0" + at)
