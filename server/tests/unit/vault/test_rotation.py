"""Rotation: everything stays readable while keys move, and what is erased stays erased."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import pytest
from unit.vault.conftest import Desk
from unit.vault.fakes import MemoryRows

from sealmark.kernel.ids import new_uuid
from sealmark.vault.domain import KeyClass, KeyOwner, StoredKey, place
from sealmark.vault.errors import KeyErasedError, KeysExistError
from sealmark.vault.keystores.file import create_all, rotate_kek
from sealmark.vault.layout import Identity
from sealmark.vault.rotation import begin_epoch, retire_epoch, rewrap_batch, rewrap_project
from sealmark.vault.services import WorkVault, mark_written
from sealmark.vault.wrapping import wrapping_key_id

HERE = place("a.b", new_uuid())


@pytest.fixture
def work(desk: Desk) -> WorkVault:
    return desk.work()


def test_items_stay_readable_while_their_keys_move(desk: Desk, work: WorkVault) -> None:
    items = [new_uuid() for _ in range(5)]
    made = work.create_items(desk.project, dict.fromkeys(items, new_uuid()))
    assert begin_epoch(work.ring, desk.project) == 2
    moved: list[int] = []
    while moved[-1:] != [0]:
        moved.append(rewrap_batch(work.ring, desk.rows, desk.project, 2))
        keys = work.item_keys(desk.project, items)
        assert {one: key.material for one, key in keys.items()} == {
            one: key.material for one, key in made.items()
        }
    assert moved == [2, 2, 1, 0]


def test_moved_keys_lie_under_the_new_epoch(desk: Desk, work: WorkVault) -> None:
    item = new_uuid()
    work.create_items(desk.project, {item: new_uuid()})
    begin_epoch(work.ring, desk.project)
    rewrap_batch(work.ring, desk.rows, desk.project, 10)
    row = desk.rows.owned[desk.project, KeyClass.WORK, KeyOwner.ITEM, item]
    assert (row.epoch, wrapping_key_id(row.wrapped)) == (2, 2)


def test_new_values_are_sealed_under_the_new_epoch_and_old_ones_open(
    desk: Desk, work: WorkVault
) -> None:
    old = work.seal_for_project(desk.project, mark_written(b"old"), HERE)
    begin_epoch(work.ring, desk.project)
    new = work.seal_for_project(desk.project, mark_written(b"new"), HERE)
    opened = [work.open_for_project(desk.project, one, HERE).reveal() for one in (old, new)]
    assert opened == [b"old", b"new"]


def test_an_item_erased_while_its_key_moves_stays_erased(desk: Desk, work: WorkVault) -> None:
    item = new_uuid()
    work.create_items(desk.project, {item: new_uuid()})
    begin_epoch(work.ring, desk.project)

    class ErasedMeanwhile(MemoryRows):
        def owned_keys_before(
            self, project: UUID, key_class: KeyClass, epoch: int, limit: int
        ) -> Sequence[tuple[KeyOwner, UUID, StoredKey]]:
            found = desk.rows.owned_keys_before(project, key_class, epoch, limit)
            work.erase_items(project, [item])
            return found

        replace_owned_keys = desk.rows.replace_owned_keys

    assert rewrap_batch(work.ring, ErasedMeanwhile(), desk.project, 10) == 1
    with pytest.raises(KeyErasedError):
        work.item_key(desk.project, item)


def test_an_emptied_epoch_is_retired(desk: Desk, work: WorkVault) -> None:
    item = new_uuid()
    work.create_items(desk.project, {item: new_uuid()})
    begin_epoch(work.ring, desk.project)
    rewrap_batch(work.ring, desk.rows, desk.project, 10)
    retire_epoch(work.ring, desk.rows, desk.project, 1)
    assert set(work.ring.epochs(desk.project).keys) == {0, 2}
    work.item_key(desk.project, item)


def test_an_epoch_with_keys_under_it_is_not_retired(desk: Desk, work: WorkVault) -> None:
    work.create_items(desk.project, {new_uuid(): new_uuid()})
    begin_epoch(work.ring, desk.project)
    with pytest.raises(KeysExistError, match="move them first"):
        retire_epoch(work.ring, desk.rows, desk.project, 1)


@pytest.mark.parametrize("epoch", [0, 1, 2])
def test_keys_in_use_are_not_retired(desk: Desk, epoch: int) -> None:
    with pytest.raises(KeysExistError, match="in use"):
        retire_epoch(desk.raw().ring, desk.rows, desk.project, epoch)


def test_matching_keys_survive_rotation(desk: Desk) -> None:
    raw = desk.raw()
    before = raw.matching_key(desk.project, "duplicate")
    begin_epoch(raw.ring, desk.project)
    retire_epoch(raw.ring, desk.rows, desk.project, 1)
    assert raw.matching_key(desk.project, "duplicate") == before


def test_a_project_moves_under_a_new_top_key(tmp_path: Path) -> None:
    create_all(tmp_path / "keys")
    desk = Desk(folder=tmp_path / "keys")
    work = desk.work()
    work.create_project(desk.project)
    sealed = work.seal_for_project(desk.project, mark_written(b"x"), HERE)
    assert rotate_kek(desk.folder, KeyClass.WORK) == 2
    store = desk.store(Identity.WEB)
    assert rewrap_project(work.ring, store, desk.rows, desk.project) == 2
    assert rewrap_project(work.ring, store, desk.rows, desk.project) == 0
    (desk.folder / "web/work-1.kek").unlink()
    assert desk.work().open_for_project(desk.project, sealed, HERE).reveal() == b"x"


def test_a_running_process_unwraps_under_a_newer_top_key(tmp_path: Path) -> None:
    create_all(tmp_path / "keys")
    desk = Desk(folder=tmp_path / "keys")
    running = desk.store(Identity.WEB)
    running.wrap(KeyClass.WORK, bytes(32), b"a")
    rotate_kek(desk.folder, KeyClass.WORK)
    wrapped = desk.store(Identity.WORKER).wrap(KeyClass.WORK, bytes(32), b"a")
    assert wrapping_key_id(wrapped) == 2
    assert running.unwrap(KeyClass.WORK, wrapped, b"a") == bytes(32)
