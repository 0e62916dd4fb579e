"""Erasure: what lay under a destroyed key opens nowhere, and its key is never made anew."""

# SPDX-License-Identifier: Apache-2.0
import pytest
from unit.vault.conftest import Desk

from sealmark.kernel.ids import new_uuid
from sealmark.vault.domain import place
from sealmark.vault.errors import KeyErasedError
from sealmark.vault.services import mark_raw, mark_written, reveal_raw

HERE = place("redaction_rendition.body", new_uuid(), new_uuid())


def test_an_erased_item_does_not_open_any_more(desk: Desk) -> None:
    items, work = [new_uuid(), new_uuid()], desk.work()
    work.create_items(desk.project, dict.fromkeys(items, new_uuid()))
    assert work.erase_items(desk.project, items[:1]) == 1
    assert list(work.item_keys(desk.project, items)) == items[1:]
    with pytest.raises(KeyErasedError):
        work.item_key(desk.project, items[0])


def test_an_erased_subject_takes_its_items_along(desk: Desk) -> None:
    raw, subject, theirs, other = desk.raw(), new_uuid(), new_uuid(), new_uuid()
    raw.create_subjects(desk.project, [subject])
    raw.create_items(desk.project, [theirs, other], subjects={theirs: subject})
    assert set(raw.item_keys(desk.project, [theirs, other])) == {theirs, other}
    assert raw.erase_subjects(desk.project, [subject]) == 1
    assert set(raw.item_keys(desk.project, [theirs, other])) == {other}


def test_no_item_is_made_under_an_erased_subject(desk: Desk) -> None:
    raw, subject, item = desk.raw(), new_uuid(), new_uuid()
    raw.create_subjects(desk.project, [subject])
    raw.erase_subjects(desk.project, [subject])
    with pytest.raises(KeyErasedError):
        raw.create_items(desk.project, [item], subjects={item: subject})


def test_a_subjects_own_values_open_with_its_key(desk: Desk) -> None:
    raw, subject = desk.raw(), new_uuid()
    key = raw.create_subjects(desk.project, [subject])[subject]
    sealed = raw.seal(desk.project, key, mark_raw(b"+17 days"), HERE)
    again = raw.subject_keys(desk.project, [subject])[subject]
    assert reveal_raw(raw.open(desk.project, again, sealed, HERE)) == b"+17 days"


def test_an_erased_project_does_not_open_any_more(desk: Desk) -> None:
    work = desk.work()
    sealed = work.seal_for_project(desk.project, mark_written(b"x"), HERE)
    assert work.erase_project(desk.project) == 2
    with pytest.raises(KeyErasedError):
        work.open_for_project(desk.project, sealed, HERE)


def test_erased_project_keys_are_never_made_anew(desk: Desk) -> None:
    work = desk.work()
    work.erase_project(desk.project)
    work.create_project(desk.project)
    with pytest.raises(KeyErasedError):
        work.seal_for_project(desk.project, mark_written(b"x"), HERE)
