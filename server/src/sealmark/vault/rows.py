"""Rows of wrapped keys in the database: the vault's port, one statement per call.

- A destroyed key leaves a tombstone, so that no retry makes it anew.
- Row-level security shows the open scope's project only; raw-zone tables show to `redactor` alone.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import Model

from sealmark.infra.models import ProjectRow
from sealmark.kernel.clock import Clock
from sealmark.vault.domain import KeyClass, KeyOwner, StoredKey
from sealmark.vault.models import RawItemKey, RawKey, SubjectKey, WorkItemKey, WorkKey

_PROJECT: Mapping[KeyClass, type[RawKey | WorkKey]] = {KeyClass.RAW: RawKey, KeyClass.WORK: WorkKey}
_OWNED: Mapping[tuple[KeyClass, KeyOwner], type[ProjectRow]] = {
    (KeyClass.RAW, KeyOwner.ITEM): RawItemKey,
    (KeyClass.RAW, KeyOwner.SUBJECT): SubjectKey,
    (KeyClass.WORK, KeyOwner.ITEM): WorkItemKey,
}


class KeyRows:
    """`ProjectKeys` over the vault's tables."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def project_keys(self, project: UUID, key_class: KeyClass) -> Mapping[int, bytes]:
        """Return the wrapped project keys of all living epochs."""
        rows = _PROJECT[key_class].objects.filter(project_id=project, wrapped__isnull=False)
        return {epoch: bytes(wrapped) for epoch, wrapped in rows.values_list("epoch", "wrapped")}

    def add_project_key(
        self, project: UUID, key_class: KeyClass, epoch: int, wrapped: bytes
    ) -> None:
        """Insert one epoch; the row that is there already stays."""
        table = _PROJECT[key_class]
        row = table(project_id=project, epoch=epoch, wrapped=wrapped, created_at=self._clock.now())
        table.objects.bulk_create([row], ignore_conflicts=True)

    def destroy_project_keys(self, project: UUID, key_class: KeyClass) -> int:
        """Make tombstones of all epochs of one class."""
        rows = _PROJECT[key_class].objects.filter(project_id=project, wrapped__isnull=False)
        return rows.update(wrapped=None, destroyed_at=self._clock.now())

    def owned_keys(
        self, project: UUID, key_class: KeyClass, owner: KeyOwner, ids: Collection[UUID]
    ) -> Mapping[UUID, StoredKey]:
        """Return the wrapped keys of these items or subjects; absent ones are left out."""
        rows = _table(key_class, owner).filter(
            project_id=project, id__in=list(ids), wrapped__isnull=False
        )
        return {
            row: StoredKey(wrapped=bytes(key), epoch=epoch)
            for row, key, epoch in rows.values_list("id", "wrapped", "epoch")
        }

    def add_owned_keys(
        self, project: UUID, key_class: KeyClass, owner: KeyOwner, rows: Mapping[UUID, StoredKey]
    ) -> None:
        """Insert all rows at once."""
        table = _OWNED[key_class, owner]
        now = self._clock.now()
        table.objects.bulk_create(
            [
                table(
                    id=row,
                    project_id=project,
                    wrapped=key.wrapped,
                    epoch=key.epoch,
                    created_at=now,
                    **({} if key.asset is None else {"asset_id": key.asset}),
                )
                for row, key in rows.items()
            ]
        )

    def destroy_owned_keys(
        self, project: UUID, key_class: KeyClass, owner: KeyOwner, ids: Collection[UUID]
    ) -> int:
        """Make tombstones of these keys."""
        rows = _table(key_class, owner).filter(
            project_id=project, id__in=list(ids), wrapped__isnull=False
        )
        return rows.update(wrapped=None, destroyed_at=self._clock.now())


def _table(key_class: KeyClass, owner: KeyOwner):  # noqa: ANN202 - Django's manager type is generic
    table: type[Model] = _OWNED[key_class, owner]
    return table._default_manager  # noqa: SLF001 - Django's documented name
