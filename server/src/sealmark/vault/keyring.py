"""Project keys and what lies under them, for one zone: made, kept for a minute, forgotten.

- A project key is made for (project, class, epoch) and wrapped under the zone's top key with just
  these three bound; the highest epoch seals, all of them open.
- Unwrapped project keys stay in memory for at most `SPAN`, so an erasure done in another process
  takes effect here within it; `forget` makes it immediate.
- A key made in this process is not kept until its row is there for good: it may still be rolled
  back, and what is sealed under a key without a row is lost.
- Item and subject keys are never kept: whoever cannot load the row cannot open the item.
- Every operation on keys is counted.
"""

# SPDX-License-Identifier: Apache-2.0
import secrets
import threading
from collections import OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from types import MappingProxyType
from typing import Final
from uuid import UUID

from sealmark.kernel.clock import Clock
from sealmark.vault.domain import (
    KEY_BYTES,
    DataKey,
    KeyClass,
    KeyOwner,
    Operation,
    Place,
    StoredKey,
    place,
    place_in,
)
from sealmark.vault.errors import KeyErasedError
from sealmark.vault.ports import KeyOperations, KeyStore, ProjectKeys
from sealmark.vault.primitives import Entropy
from sealmark.vault.wrapping import Wrapper, wrapping_key_id

SPAN: Final = timedelta(seconds=60)
KEPT: Final = 256
FIRST_EPOCH: Final = 1
MATCHING_EPOCH: Final = 0
"""Never seals: keyed digests of a project come from it and stay the same through rotation."""
NOBODY: Final[Mapping[UUID, UUID]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Epochs:
    """The project keys of one project and class, by epoch, and until when they may be used."""

    keys: Mapping[int, DataKey]
    until: datetime

    def newest(self) -> DataKey:
        """Return the key that seals."""
        return self.keys[max(self.keys)]

    def of(self, epoch: int) -> DataKey:
        """Return the key of one epoch, or raise `KeyErasedError`."""
        key = self.keys.get(epoch)
        if key is None:
            raise KeyErasedError
        return key


class Keyring:
    """The keys of one zone's class."""

    def __init__(
        self,
        key_class: KeyClass,
        *,
        store: KeyStore,
        rows: ProjectKeys,
        operations: KeyOperations,
        clock: Clock,
        entropy: Entropy = secrets.token_bytes,
    ) -> None:
        self.key_class: Final = key_class
        self.entropy: Final = entropy
        self._store = store
        self._rows = rows
        self._operations = operations
        self._clock = clock
        self._kept: OrderedDict[UUID, Epochs] = OrderedDict()
        self._settling: set[UUID] = set()
        self._guard = threading.Lock()

    def count(self, operation: Operation, project: UUID, n: int = 1) -> None:
        """Report `n` operations."""
        self._operations.count(operation, self.key_class, project, n)

    def add_epoch(self, project: UUID, epoch: int) -> None:
        """Make a project's key of this epoch; one that is there already stays."""
        material = self.entropy(KEY_BYTES)
        context = project_key_place(project, self.key_class, epoch)
        wrapped = self._store.wrap(self.key_class, material, context)
        self._rows.add_project_key(project, self.key_class, epoch, wrapped)
        self.count(Operation.GENERATE, project)
        self.count(Operation.WRAP, project)
        self._unsettle(project)

    def epochs(self, project: UUID) -> Epochs:
        """Return the project's keys, or raise `KeyErasedError` if it has none."""
        with self._guard:
            kept = self._kept.get(project)
            if kept is not None and kept.until > self._clock.now():
                self._kept.move_to_end(project)
                return kept
        loaded = self._load(project)
        with self._guard:
            if project not in self._settling:
                self._keep(project, loaded)
        return loaded

    def forget(self, project: UUID) -> None:
        """Drop the project's keys from memory."""
        with self._guard:
            self._kept.pop(project, None)

    def create_owned(
        self,
        project: UUID,
        owner: KeyOwner,
        ids: Collection[UUID],
        *,
        subjects: Mapping[UUID, UUID] = NOBODY,
        assets: Mapping[UUID, UUID] = NOBODY,
    ) -> dict[UUID, DataKey]:
        """Make one key each, in one insert.

        `subjects` names the data subject under whose key one lies, `assets` the asset it is of.
        """
        parents = self._parents(project, frozenset(subjects.values()))
        made = {one: DataKey(self.entropy(KEY_BYTES)) for one in ids}
        rows = {}
        for one, key in made.items():
            parent = parents[subjects.get(one)]
            at = owned_key_place(project, self.key_class, owner, one)
            rows[one] = StoredKey(
                wrapped=parent.wrap(key.material, context=at),
                epoch=parent.key_id,
                subject=subjects.get(one),
                asset=assets.get(one),
            )
        self._rows.add_owned_keys(project, self.key_class, owner, rows)
        self.count(Operation.GENERATE, project, len(made))
        self.count(Operation.WRAP, project, len(made))
        return made

    def owned(self, project: UUID, owner: KeyOwner, ids: Collection[UUID]) -> dict[UUID, DataKey]:
        """Load and unwrap the keys of these ids; those without a row are left out: erased."""
        rows = self._rows.owned_keys(project, self.key_class, owner, ids)
        return self.unwrap(project, owner, rows)

    def unwrap(
        self, project: UUID, owner: KeyOwner, rows: Mapping[UUID, StoredKey]
    ) -> dict[UUID, DataKey]:
        """Unwrap rows that are loaded already; those under an erased subject are left out."""
        subjects = frozenset(row.subject for row in rows.values() if row.subject is not None)
        subject_keys = self.owned(project, KeyOwner.SUBJECT, subjects) if subjects else {}
        wrappers: dict[UUID | int, Wrapper] = {}
        unwrapped = {}
        of_project = owned_keys_place(project, self.key_class, owner)
        for one, row in rows.items():
            if row.subject is not None and row.subject not in subject_keys:
                continue
            under = row.subject or wrapping_key_id(row.wrapped)
            wrapper = wrappers.get(under)
            if wrapper is None:
                wrapper = wrappers[under] = self._parent(project, under, subject_keys)
            at = place_in(of_project, one)
            unwrapped[one] = DataKey(wrapper.unwrap(row.wrapped, context=at))
        self.count(Operation.UNWRAP, project, len(unwrapped))
        return unwrapped

    def erase_owned(self, project: UUID, owner: KeyOwner, ids: Collection[UUID]) -> int:
        """Destroy keys of items or subjects; return how many there were."""
        gone = self._rows.destroy_owned_keys(project, self.key_class, owner, ids)
        self.count(Operation.DESTROY, project, gone)
        return gone

    def erase_project(self, project: UUID) -> int:
        """Destroy all of a project's keys; everything under them is gone."""
        gone = self._rows.destroy_project_keys(project, self.key_class)
        self.forget(project)
        self.count(Operation.DESTROY, project, gone)
        return gone

    def _unsettle(self, project: UUID) -> None:
        with self._guard:
            self._kept.pop(project, None)
            self._settling.add(project)
        self._rows.when_there_for_good(partial(self._settle, project))

    def _settle(self, project: UUID) -> None:
        with self._guard:
            self._settling.discard(project)

    def _keep(self, project: UUID, loaded: Epochs) -> None:
        self._kept[project] = loaded
        self._kept.move_to_end(project)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def _load(self, project: UUID) -> Epochs:
        rows = self._rows.project_keys(project, self.key_class)
        if not rows:
            raise KeyErasedError
        keys = {
            epoch: DataKey(
                self._store.unwrap(
                    self.key_class, wrapped, project_key_place(project, self.key_class, epoch)
                ),
                key_id=epoch,
            )
            for epoch, wrapped in rows.items()
        }
        self.count(Operation.UNWRAP, project, len(keys))
        return Epochs(keys=keys, until=self._clock.now() + SPAN)

    def _parents(self, project: UUID, subjects: frozenset[UUID]) -> dict[UUID | None, Wrapper]:
        keys = self.owned(project, KeyOwner.SUBJECT, subjects) if subjects else {}
        if len(keys) < len(subjects):
            raise KeyErasedError
        wrappers: dict[UUID | None, Wrapper] = {
            subject: Wrapper(key, self.entropy) for subject, key in keys.items()
        }
        wrappers[None] = Wrapper(self.epochs(project).newest(), self.entropy)
        return wrappers

    def _parent(
        self, project: UUID, under: UUID | int, subject_keys: Mapping[UUID, DataKey]
    ) -> Wrapper:
        """Return what unwraps rows under a subject's key, or under the project's of an epoch."""
        if isinstance(under, UUID):
            return Wrapper(subject_keys[under], self.entropy)
        return Wrapper(self.epochs(project).of(under), self.entropy)


def project_key_place(project: UUID, key_class: KeyClass, epoch: int) -> Place:
    """Name what a project key is for."""
    return place(f"vault.{key_class}-key", project, epoch)


def owned_keys_place(project: UUID, key_class: KeyClass, owner: KeyOwner) -> Place:
    """Name what the keys of a project's items or subjects have in common."""
    return place(f"vault.{key_class}-{owner}-key", project)


def owned_key_place(project: UUID, key_class: KeyClass, owner: KeyOwner, one: UUID) -> Place:
    """Name what an item's or subject's key is for."""
    return place_in(owned_keys_place(project, key_class, owner), one)
