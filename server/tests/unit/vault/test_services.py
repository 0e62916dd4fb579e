"""The vaults: who can open what, where, and until when."""

# SPDX-License-Identifier: Apache-2.0
import secrets
from collections.abc import Iterator

import pytest
from unit.vault.conftest import Desk

from sealmark.kernel.ids import new_uuid
from sealmark.vault.domain import (
    KeyClass,
    KeyOwner,
    Operation,
    Raw,
    Redacted,
    Sealed,
    SealedPart,
    Work,
    place,
)
from sealmark.vault.errors import (
    KeyNotHeldError,
    SealBrokenError,
)
from sealmark.vault.framing import BytesReader
from sealmark.vault.layout import Identity
from sealmark.vault.recipients import new_recipient, open_as_recipient
from sealmark.vault.services import (
    AccountVault,
    declare_redacted,
    mark_raw,
    mark_written,
    reveal_raw,
)

HERE = place("redaction_rendition.body", new_uuid(), new_uuid())
THERE = place("redaction_rendition.body", new_uuid(), new_uuid())


def test_the_redactor_opens_what_web_sealed(desk: Desk) -> None:
    upload = new_uuid()
    part = desk.sealer().seal_part(desk.project, upload, 3, b"a letter")
    assert reveal_raw(desk.raw().open_part(desk.project, upload, 3, part)) == b"a letter"


def test_a_part_does_not_open_as_another_part(desk: Desk) -> None:
    upload = new_uuid()
    part = desk.sealer().seal_part(desk.project, upload, 3, b"a letter")
    with pytest.raises(SealBrokenError):
        desk.raw().open_part(desk.project, upload, 4, part)


def test_a_part_does_not_open_in_another_project(desk: Desk) -> None:
    upload = new_uuid()
    part = desk.sealer().seal_part(desk.project, upload, 3, b"a letter")
    with pytest.raises(SealBrokenError):
        desk.raw().open_part(new_uuid(), upload, 3, part)


def test_the_key_of_one_part_does_not_open_another(desk: Desk) -> None:
    upload, sealer = new_uuid(), desk.sealer()
    one, other = (sealer.seal_part(desk.project, upload, n, b"a letter") for n in (1, 2))
    with pytest.raises(SealBrokenError):
        desk.raw().open_part(desk.project, upload, 1, SealedPart(key=one.key, blob=other.blob))


@pytest.mark.parametrize("identity", [Identity.WEB, Identity.WORKER, Identity.SEQUENCER])
def test_nobody_but_the_redactor_opens_a_part(desk: Desk, identity: Identity) -> None:
    upload = new_uuid()
    part = desk.sealer().seal_part(desk.project, upload, 3, b"a letter")
    with pytest.raises(KeyNotHeldError):
        desk.raw(identity).open_part(desk.project, upload, 3, part)


@pytest.mark.parametrize("identity", [Identity.WEB, Identity.WORKER, Identity.SEQUENCER])
def test_nobody_but_the_redactor_opens_an_original(desk: Desk, identity: Identity) -> None:
    item = new_uuid()
    desk.raw().create_items(desk.project, [item])
    with pytest.raises(KeyNotHeldError):
        desk.raw(identity).item_key(desk.project, item)


def test_the_sequencer_opens_nothing(desk: Desk) -> None:
    item = new_uuid()
    desk.work().create_items(desk.project, {item: new_uuid()})
    with pytest.raises(KeyNotHeldError):
        desk.work(Identity.SEQUENCER).item_key(desk.project, item)


def test_a_rendition_sealed_by_the_redactor_opens_in_web(desk: Desk) -> None:
    item = new_uuid()
    key = desk.work(Identity.REDACTOR).create_items(desk.project, {item: new_uuid()})[item]
    rendition = declare_redacted(mark_raw(b"Ada"), b"[NAME_1]")
    sealed = desk.work(Identity.REDACTOR).seal(desk.project, key, rendition, HERE)
    web = desk.work()
    opened = web.open(desk.project, web.item_key(desk.project, item), sealed, HERE)
    assert (opened.zone, opened.reveal()) == (Redacted, b"[NAME_1]")


def test_a_value_copied_to_another_row_does_not_open(desk: Desk) -> None:
    item, work = new_uuid(), desk.work()
    key = work.create_items(desk.project, {item: new_uuid()})[item]
    sealed = work.seal(desk.project, key, mark_written(b"x"), HERE)
    with pytest.raises(SealBrokenError):
        work.open(desk.project, key, sealed, THERE)


def test_what_people_wrote_does_not_open_as_a_rendition(desk: Desk) -> None:
    item, work = new_uuid(), desk.work()
    key = work.create_items(desk.project, {item: new_uuid()})[item]
    sealed = work.seal(desk.project, key, mark_written(b"x"), HERE)
    with pytest.raises(SealBrokenError):
        work.open(desk.project, key, Sealed(zone=Redacted, blob=sealed.blob), HERE)


def test_a_raw_value_does_not_open_as_a_rendition_even_under_its_own_key(desk: Desk) -> None:
    item, raw = new_uuid(), desk.raw()
    key = raw.create_items(desk.project, [item])[item]
    sealed = raw.seal(desk.project, key, mark_raw(b"Ada"), HERE)
    with pytest.raises(SealBrokenError):
        desk.work().open(desk.project, key, Sealed(zone=Redacted, blob=sealed.blob), HERE)


def test_raw_values_open_at_their_place(desk: Desk) -> None:
    item, raw = new_uuid(), desk.raw()
    key = raw.create_items(desk.project, [item])[item]
    sealed = raw.seal(desk.project, key, mark_raw(b"Ada"), HERE)
    again = raw.item_key(desk.project, item)
    assert reveal_raw(raw.open(desk.project, again, sealed, HERE)) == b"Ada"


@pytest.mark.parametrize("zone", [Work, Redacted])
def test_long_work_values_are_streamed_and_read_in_ranges(desk: Desk, zone: type[Work]) -> None:
    item, work = new_uuid(), desk.work()
    key = work.create_items(desk.project, {item: new_uuid()})[item]
    clear = declare_redacted(mark_raw(b""), bytes(range(256)) * 1024)
    blob = b"".join(work.seal_stream(desk.project, key, zone, (clear,), HERE))
    stream = work.open_stream(desk.project, key, zone, (blob,), HERE)
    assert b"".join(piece.reveal() for piece in stream) == clear.reveal()
    part = work.open_range(
        desk.project, key, (zone, BytesReader(blob=blob)), range(70_000, 70_010), HERE
    )
    assert part.reveal() == clear.reveal()[70_000:70_010]


def test_long_raw_values_are_streamed(desk: Desk) -> None:
    item, raw = new_uuid(), desk.raw()
    key = raw.create_items(desk.project, [item])[item]
    pieces = [mark_raw(bytes((n,)) * 50_000) for n in range(5)]
    blob = b"".join(raw.seal_stream(desk.project, key, pieces, HERE))
    stream = raw.open_stream(desk.project, key, (blob,), HERE)
    assert b"".join(map(reveal_raw, stream)) == b"".join(map(reveal_raw, pieces))


def test_project_wide_texts_open_in_every_process(desk: Desk) -> None:
    sealed = desk.work().seal_for_project(desk.project, mark_written(b"guideline"), HERE)
    opened = desk.work(Identity.WORKER).open_for_project(desk.project, sealed, HERE)
    assert opened.reveal() == b"guideline"


def test_project_wide_raw_values_open_in_the_redactor(desk: Desk) -> None:
    raw = desk.raw()
    sealed = raw.seal_for_project(desk.project, mark_raw(b"Grace"), HERE)
    assert reveal_raw(raw.open_for_project(desk.project, sealed, HERE)) == b"Grace"


def test_one_projects_key_does_not_open_another_projects_value(desk: Desk) -> None:
    work, other = desk.work(), new_uuid()
    work.create_project(other)
    sealed = work.seal_for_project(desk.project, mark_written(b"x"), HERE)
    with pytest.raises(SealBrokenError):
        work.open_for_project(other, sealed, HERE)


def test_many_values_open_at_once_each_in_its_place_and_all_are_counted(desk: Desk) -> None:
    work, raw = desk.work(), desk.raw()
    items = {new_uuid(): new_uuid() for _ in range(3)}
    keys = work.create_items(desk.project, items)
    places = {item: place("draft.body", desk.project, item) for item in items}
    sealed = [
        (keys[item], work.seal(desk.project, keys[item], mark_written(item.bytes), at).blob, at)
        for item, at in places.items()
    ]
    before = desk.tally.of(Operation.OPEN)
    opened = work.open_each(desk.project, Work, sealed)
    assert [clear.reveal() for clear in opened] == [item.bytes for item in items]
    assert desk.tally.of(Operation.OPEN) == before + 3
    (key, blob, _), (_, _, elsewhere), _ = sealed
    with pytest.raises(SealBrokenError):
        work.open_each(desk.project, Work, [(key, blob, elsewhere)])
    with pytest.raises(SealBrokenError):
        work.open_each(desk.project, Redacted, sealed)
    with pytest.raises(SealBrokenError):
        raw.open_each(desk.project, sealed)


def test_item_keys_that_came_with_a_join_cost_no_further_read(desk: Desk) -> None:
    item, work = new_uuid(), desk.work()
    made = work.create_items(desk.project, {item: new_uuid()})
    desk.rows.commit()
    rows = desk.rows.owned_keys(desk.project, KeyClass.WORK, KeyOwner.ITEM, [item])
    work.unwrap_items(desk.project, rows)
    before = desk.rows.reads
    unwrapped = work.unwrap_items(desk.project, rows)
    assert unwrapped[item].material == made[item].material
    assert desk.rows.reads == before


def test_matching_keys_are_stable_and_differ_by_purpose_zone_and_project(desk: Desk) -> None:
    raw, other = desk.raw(), new_uuid()
    raw.create_project(other)
    keys = [
        raw.matching_key(desk.project, "duplicate"),
        raw.matching_key(desk.project, "surrogate"),
        raw.matching_key(other, "duplicate"),
        desk.work().matching_key(desk.project, "duplicate"),
    ]
    assert len(set(keys)) == 4
    assert desk.raw().matching_key(desk.project, "duplicate") == keys[0]


def test_an_aligned_export_opens_for_its_recipient_only(desk: Desk) -> None:
    identity, recipient = new_recipient(secrets.token_bytes)
    pieces = [mark_raw(b"Ada, "), mark_raw(b"born 1815")]
    blob = b"".join(desk.raw().seal_to_recipient(desk.project, recipient, pieces))
    assert b"".join(open_as_recipient(identity, (blob,))) == b"Ada, born 1815"


def test_secrets_of_accounts_open_in_web_at_their_place(desk: Desk) -> None:
    vault = AccountVault(desk.store(Identity.WEB), desk.tally)
    assert vault.open(vault.seal(b"totp", HERE), HERE) == b"totp"
    with pytest.raises(SealBrokenError):
        vault.open(vault.seal(b"totp", HERE), THERE)


@pytest.mark.parametrize("identity", [Identity.WORKER, Identity.REDACTOR, Identity.SEQUENCER])
def test_secrets_of_accounts_are_webs_alone(desk: Desk, identity: Identity) -> None:
    with pytest.raises(KeyNotHeldError):
        AccountVault(desk.store(identity), desk.tally)


def test_every_operation_is_counted(desk: Desk) -> None:
    desk.tally.counted.clear()
    raw, items, upload = desk.raw(), [new_uuid() for _ in range(3)], new_uuid()
    part = desk.sealer().seal_part(desk.project, upload, 0, b"x")
    raw.open_part(desk.project, upload, 0, part)
    keys = raw.create_items(desk.project, items)
    sealed = raw.seal(desk.project, keys[items[0]], mark_raw(b"x"), HERE)
    raw.open(desk.project, raw.item_key(desk.project, items[0]), sealed, HERE)
    raw.erase_items(desk.project, items)
    assert {one: desk.tally.of(one) for one in Operation} == {
        Operation.GENERATE: 3,
        Operation.WRAP: 3,
        # The project's two keys, and the item's.
        Operation.UNWRAP: 3,
        Operation.SEAL: 2,
        Operation.OPEN: 2,
        Operation.ENCAPSULATE: 1,
        Operation.DECAPSULATE: 1,
        Operation.MAC: 0,
        Operation.DESTROY: 3,
    }


def test_a_stream_that_breaks_off_is_an_error_not_an_end(desk: Desk) -> None:
    item, raw = new_uuid(), desk.raw()
    key = raw.create_items(desk.project, [item])[item]
    blob = b"".join(raw.seal_stream(desk.project, key, [mark_raw(bytes(200_000))], HERE))

    def cut() -> Iterator[bytes]:
        yield blob[:150_000]

    with pytest.raises(SealBrokenError):
        list(raw.open_stream(desk.project, key, cut(), HERE))


def test_a_raw_value_keeps_its_zone_through_sealing(desk: Desk) -> None:
    item, raw = new_uuid(), desk.raw()
    key = raw.create_items(desk.project, [item])[item]
    assert raw.seal(desk.project, key, mark_raw(b"x"), HERE).zone is Raw
