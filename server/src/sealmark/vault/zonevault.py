"""What the work vault and the raw vault do alike: keys of projects and items, sealing, opening.

- A value is bound to its zone and its place before any key is applied.
- Clear values are read and made here without showing; nothing here reveals one.
"""

# SPDX-License-Identifier: Apache-2.0
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import ClassVar
from uuid import UUID

from sealmark.kernel.clock import Clock
from sealmark.vault import framing
from sealmark.vault.domain import (
    Clear,
    DataKey,
    KeyClass,
    KeyOwner,
    Operation,
    Place,
    Sealed,
    StoredKey,
    Z,
    Zone,
    _mint,
)
from sealmark.vault.errors import KeyErasedError
from sealmark.vault.keyring import FIRST_EPOCH, MATCHING_EPOCH, Keyring
from sealmark.vault.mac import keyed_digest, purpose_key
from sealmark.vault.ports import KeyOperations, KeyStore, ProjectKeys
from sealmark.vault.primitives import Entropy


def bound_to(zone: type[Zone], at: Place) -> bytes:
    """Spell what a value is bound to: its zone and its place."""
    return zone.label.encode() + b"\0" + at


class ZoneVault:
    """What both vaults do with the keys of projects and items."""

    key_class: ClassVar[KeyClass]

    def __init__(
        self,
        *,
        store: KeyStore,
        rows: ProjectKeys,
        operations: KeyOperations,
        clock: Clock,
        entropy: Entropy = secrets.token_bytes,
    ) -> None:
        self.ring = Keyring(
            self.key_class,
            store=store,
            rows=rows,
            operations=operations,
            clock=clock,
            entropy=entropy,
        )

    def create_project(self, project: UUID) -> None:
        """Make a project's keys; those that are there already stay."""
        for epoch in (MATCHING_EPOCH, FIRST_EPOCH):
            self.ring.add_epoch(project, epoch)

    def item_keys(self, project: UUID, items: Collection[UUID]) -> dict[UUID, DataKey]:
        """Load the keys of items in one read; erased items are left out."""
        return self.ring.owned(project, KeyOwner.ITEM, items)

    def item_key(self, project: UUID, item: UUID) -> DataKey:
        """Load one item's key, or raise `KeyErasedError`."""
        key = self.item_keys(project, (item,)).get(item)
        if key is None:
            raise KeyErasedError
        return key

    def unwrap_items(self, project: UUID, rows: Mapping[UUID, StoredKey]) -> dict[UUID, DataKey]:
        """Unwrap item keys whose rows came with another read (a join saves a statement)."""
        return self.ring.unwrap(project, KeyOwner.ITEM, rows)

    def matching_key(self, project: UUID, purpose: str) -> bytes:
        """Return the project's 32-byte key for keyed digests of one purpose, stable for good."""
        self.ring.count(Operation.MAC, project)
        return purpose_key(self.ring.epochs(project).of(MATCHING_EPOCH).material, purpose)

    def lent_key(self, project: UUID, key: DataKey, purpose: str, *fields: bytes) -> bytes:
        """Derive 32 bytes from an item's key, for whoever may hold them outside; it opens nothing.

        With the item's key they go, too: what was sealed under them elsewhere opens no more.
        """
        self.ring.count(Operation.MAC, project)
        return keyed_digest(purpose_key(key.material, purpose), purpose, *fields)

    def erase_items(self, project: UUID, items: Collection[UUID]) -> int:
        """Destroy item keys: nothing sealed under them opens again. Returns how many."""
        return self.ring.erase_owned(project, KeyOwner.ITEM, items)

    def erase_project(self, project: UUID) -> int:
        """Destroy all keys of a project in this zone. Returns how many."""
        return self.ring.erase_project(project)

    def forget(self, project: UUID) -> None:
        """Drop a project's keys from this process's memory."""
        self.ring.forget(project)

    def _seal(self, project: UUID, key: DataKey, clear: Clear[Z], at: Place) -> Sealed[Z]:
        content = clear._content  # noqa: SLF001 - vault seals what it does not show
        bound = bound_to(clear.zone, at)
        blob = framing.seal(key, content, context=bound, entropy=self.ring.entropy)
        self.ring.count(Operation.SEAL, project)
        return Sealed(zone=clear.zone, blob=blob)

    def _open(self, project: UUID, key: DataKey, sealed: Sealed[Z], at: Place) -> Clear[Z]:
        content = framing.open_sealed(key, sealed.blob, context=bound_to(sealed.zone, at))
        self.ring.count(Operation.OPEN, project)
        return _mint(sealed.zone, content)

    def _open_each(
        self, project: UUID, zone: type[Z], sealed: Iterable[tuple[DataKey, bytes, Place]]
    ) -> list[Clear[Z]]:
        lead = bound_to(zone, Place(b""))
        opened = [
            _mint(zone, framing.open_sealed(key, blob, context=lead + at))
            for key, blob, at in sealed
        ]
        self.ring.count(Operation.OPEN, project, len(opened))
        return opened

    def _seal_stream(
        self, project: UUID, key: DataKey, zone: type[Z], pieces: Iterable[Clear[Z]], at: Place
    ) -> Iterator[bytes]:
        self.ring.count(Operation.SEAL, project)
        contents = (piece._content for piece in pieces)  # noqa: SLF001 - as above
        bound = bound_to(zone, at)
        return framing.seal_chunks(key, contents, context=bound, entropy=self.ring.entropy)

    def _open_stream(
        self, project: UUID, key: DataKey, zone: type[Z], pieces: Iterable[bytes], at: Place
    ) -> Iterator[Clear[Z]]:
        self.ring.count(Operation.OPEN, project)
        opened = framing.open_chunks(key, pieces, context=bound_to(zone, at))
        return (_mint(zone, content) for content in opened)
