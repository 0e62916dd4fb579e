"""Rows of wrapped keys in the database: the vault's port, one statement per call.

- A destroyed key leaves a tombstone, so that no retry makes it anew.
- Row-level security shows the open scope's project only; raw-zone tables show to `redactor` alone.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Model, QuerySet

from sealmark.infra import bulk
from sealmark.kernel.clock import Clock
from sealmark.vault.domain import KeyClass, KeyOwner, StoredKey
from sealmark.vault.models import RawItemKey, RawKey, SubjectKey, WorkItemKey, WorkKey

_ProjectKey = RawKey | WorkKey
_OwnedKey = RawItemKey | SubjectKey | WorkItemKey
_PROJECT: Mapping[KeyClass, type[_ProjectKey]] = {KeyClass.RAW: RawKey, KeyClass.WORK: WorkKey}
_OWNED: Mapping[tuple[KeyClass, KeyOwner], type[_OwnedKey]] = {
    (KeyClass.RAW, KeyOwner.ITEM): RawItemKey,
    (KeyClass.RAW, KeyOwner.SUBJECT): SubjectKey,
    (KeyClass.WORK, KeyOwner.ITEM): WorkItemKey,
}
_Row = TypeVar("_Row", bound=Model)


class KeyRows:
    """`ProjectKeys` over the vault's tables."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def project_keys(self, project: UUID, key_class: KeyClass) -> Mapping[int, bytes]:
        """Return the wrapped project keys of all living epochs."""
        rows = _living(_PROJECT[key_class], project).values_list("epoch", "wrapped")
        return {epoch: bytes(wrapped) for epoch, wrapped in rows}

    def add_project_key(
        self, project: UUID, key_class: KeyClass, epoch: int, wrapped: bytes
    ) -> None:
        """Insert one epoch; the row that is there already stays."""
        table = _PROJECT[key_class]
        row = table(project_id=project, epoch=epoch, wrapped=wrapped, created_at=self._clock.now())
        _insert(table, [row], ignore_conflicts=True)

    def when_there_for_good(self, tell: Callable[[], None]) -> None:
        """Call `tell` once this transaction has committed; at once where none is open."""
        transaction.on_commit(tell)

    def destroy_project_keys(self, project: UUID, key_class: KeyClass) -> int:
        """Make tombstones of all epochs of one class."""
        rows = _living(_PROJECT[key_class], project)
        return rows.update(wrapped=None, destroyed_at=self._clock.now())

    def owned_keys(
        self, project: UUID, key_class: KeyClass, owner: KeyOwner, ids: Collection[UUID]
    ) -> Mapping[UUID, StoredKey]:
        """Return the wrapped keys of these items or subjects; absent ones are left out."""
        rows = _living(_OWNED[key_class, owner], project).filter(id__in=list(ids))
        return {
            row: StoredKey(wrapped=bytes(key), epoch=epoch)
            for row, key, epoch in rows.values_list("id", "wrapped", "epoch")
        }

    def add_owned_keys(
        self, project: UUID, key_class: KeyClass, owner: KeyOwner, rows: Mapping[UUID, StoredKey]
    ) -> None:
        """Insert all rows at once."""
        now = self._clock.now()
        of_asset = any(key.asset is not None for key in rows.values())
        types = {**bulk.ROW, "wrapped": "bytea", "epoch": "int"}
        values: list[tuple[object, ...]] = [
            (row, project, now, key.wrapped, key.epoch) for row, key in rows.items()
        ]
        if of_asset:
            types["asset_id"] = "uuid"
            values = [(*some, key.asset) for some, key in zip(values, rows.values(), strict=True)]
        table = _OWNED[key_class, owner]._meta.db_table  # noqa: SLF001 - Django's documented name
        bulk.insert(table, types, values)

    def destroy_owned_keys(
        self, project: UUID, key_class: KeyClass, owner: KeyOwner, ids: Collection[UUID]
    ) -> int:
        """Make tombstones of these keys."""
        rows = _living(_OWNED[key_class, owner], project).filter(id__in=list(ids))
        return rows.update(wrapped=None, destroyed_at=self._clock.now())


def _living(table: type[_Row], project: UUID) -> QuerySet[_Row]:
    rows = table._default_manager  # noqa: SLF001 - Django's documented name
    return rows.filter(project_id=project, wrapped__isnull=False)


def _insert(table: type[_Row], rows: Sequence[_Row], *, ignore_conflicts: bool = False) -> None:
    manager = table._default_manager  # noqa: SLF001 - Django's documented name
    manager.bulk_create(rows, ignore_conflicts=ignore_conflicts)
