"""Project keys: kept for a minute, gone when erased, never used before their row stands."""

# SPDX-License-Identifier: Apache-2.0
from datetime import timedelta
from uuid import UUID

import pytest
from unit.vault.conftest import Desk

from sealmark.kernel.ids import new_uuid
from sealmark.vault.domain import KeyClass, KeyOwner, StoredKey
from sealmark.vault.errors import KeyErasedError, SealBrokenError
from sealmark.vault.keyring import KEPT, SPAN, Keyring
from sealmark.vault.layout import Identity


@pytest.fixture
def ring(desk: Desk) -> Keyring:
    """The ring of a process that did not make the keys."""
    return desk.work().ring


def test_project_keys_are_read_once_a_minute(desk: Desk, ring: Keyring) -> None:
    before = desk.rows.reads
    for _ in range(5):
        ring.epochs(desk.project)
    desk.clock.advance(SPAN - timedelta(seconds=1))
    ring.epochs(desk.project)
    assert desk.rows.reads == before + 1


def test_an_erasure_elsewhere_takes_effect_within_the_span(desk: Desk, ring: Keyring) -> None:
    ring.epochs(desk.project)
    desk.work().erase_project(desk.project)
    desk.clock.advance(SPAN)
    with pytest.raises(KeyErasedError):
        ring.epochs(desk.project)


def test_what_is_forgotten_is_read_again(desk: Desk, ring: Keyring) -> None:
    ring.epochs(desk.project)
    ring.forget(desk.project)
    before = desk.rows.reads
    ring.epochs(desk.project)
    assert desk.rows.reads == before + 1


def test_forgetting_what_is_not_known_is_no_error(ring: Keyring) -> None:
    ring.forget(new_uuid())


def test_a_project_without_keys_is_refused(ring: Keyring) -> None:
    with pytest.raises(KeyErasedError):
        ring.epochs(new_uuid())


def test_an_unknown_epoch_is_refused(desk: Desk, ring: Keyring) -> None:
    with pytest.raises(KeyErasedError):
        ring.epochs(desk.project).of(9)


def test_a_key_whose_row_was_rolled_back_is_not_used(desk: Desk) -> None:
    ring, project = desk.work().ring, new_uuid()
    ring.add_epoch(project, 1)
    ring.epochs(project)
    desk.rows.projects.clear()
    with pytest.raises(KeyErasedError):
        ring.epochs(project)


def test_a_key_whose_row_is_committed_is_kept(desk: Desk) -> None:
    ring = desk.work().ring
    ring.add_epoch(desk.project, 2)
    desk.rows.commit()
    ring.epochs(desk.project)
    before = desk.rows.reads
    ring.epochs(desk.project)
    assert desk.rows.reads == before


def test_of_two_processes_that_make_a_key_the_first_wins(desk: Desk) -> None:
    one, other, project = desk.work().ring, desk.work(Identity.WORKER).ring, new_uuid()
    one.add_epoch(project, 1)
    other.add_epoch(project, 1)
    assert one.epochs(project).newest().material == other.epochs(project).newest().material


def test_only_so_many_projects_are_kept(desk: Desk) -> None:
    maker, ring = desk.work().ring, desk.work().ring
    projects = [new_uuid() for _ in range(KEPT + 1)]
    for project in projects:
        maker.add_epoch(project, 1)
        ring.epochs(project)
    before = desk.rows.reads
    ring.epochs(projects[-1])
    assert desk.rows.reads == before
    ring.epochs(projects[0])
    assert desk.rows.reads == before + 1


def moved(desk: Desk, source: UUID, target: UUID) -> None:
    desk.rows.owned[desk.project, KeyClass.WORK, KeyOwner.ITEM, target] = desk.rows.owned[
        desk.project, KeyClass.WORK, KeyOwner.ITEM, source
    ]


def test_a_key_copied_to_another_item_does_not_unwrap(desk: Desk, ring: Keyring) -> None:
    item, other = new_uuid(), new_uuid()
    ring.create_owned(desk.project, KeyOwner.ITEM, [item])
    moved(desk, item, other)
    with pytest.raises(SealBrokenError):
        ring.owned(desk.project, KeyOwner.ITEM, [other])


def test_a_project_key_copied_to_another_project_does_not_unwrap(desk: Desk, ring: Keyring) -> None:
    other = new_uuid()
    wrapped = desk.rows.projects[desk.project, KeyClass.WORK, 1]
    desk.rows.projects[other, KeyClass.WORK, 1] = wrapped
    with pytest.raises(SealBrokenError):
        ring.epochs(other)


def test_rows_say_under_which_epoch_and_of_which_asset_a_key_is(desk: Desk, ring: Keyring) -> None:
    item, asset = new_uuid(), new_uuid()
    ring.add_epoch(desk.project, 2)
    ring.create_owned(desk.project, KeyOwner.ITEM, [item], assets={item: asset})
    row = desk.rows.owned[desk.project, KeyClass.WORK, KeyOwner.ITEM, item]
    assert (row.epoch, row.asset, row.subject) == (2, asset, None)


def test_nothing_is_asked_for_nobody(desk: Desk, ring: Keyring) -> None:
    assert ring.unwrap(desk.project, KeyOwner.ITEM, {}) == {}


def test_a_key_that_claims_another_parent_does_not_unwrap(desk: Desk, ring: Keyring) -> None:
    item = new_uuid()
    ring.create_owned(desk.project, KeyOwner.ITEM, [item])
    row = desk.rows.owned[desk.project, KeyClass.WORK, KeyOwner.ITEM, item]
    forged = StoredKey(wrapped=b"\x01" + bytes(3) + b"\x09" + row.wrapped[5:])
    with pytest.raises(KeyErasedError):
        ring.unwrap(desk.project, KeyOwner.ITEM, {item: forged})


def test_a_vault_forgets_a_project(desk: Desk) -> None:
    work = desk.work()
    work.ring.epochs(desk.project)
    desk.rows.projects.clear()
    work.forget(desk.project)
    with pytest.raises(KeyErasedError):
        work.ring.epochs(desk.project)
