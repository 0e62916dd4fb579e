"""Each zone's place for blobs: who has one, and what is refused."""

# SPDX-License-Identifier: Apache-2.0
import json
from pathlib import Path

import pytest

from sealmark.infra.home import Home, HomePermissionsError, open_home
from sealmark.storage.domain import parse_key
from sealmark.storage.errors import StorageLocationError, ZoneRefusedError
from sealmark.storage.services import (
    FILE,
    HOLDERS,
    BlobZone,
    check_places,
    move_earlier_blobs,
    open_zone,
    places,
)
from sealmark.vault.layout import Identity

KEY = parse_key("original/of/one")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = open_home(tmp_path / "home")
    for identity in Identity:
        made.keys_of(identity).mkdir(parents=True)
    for folder in (made.keys, *made.keys.iterdir()):
        folder.chmod(0o700)
    return made


def tell(home: Home, identity: Identity, told: object) -> Path:
    file = home.keys_of(identity) / FILE
    file.touch(mode=0o600)
    file.write_text(json.dumps(told))
    return file


def test_the_redactor_alone_has_the_raw_zone(home: Home) -> None:
    assert HOLDERS[BlobZone.RAW] == {Identity.REDACTOR}
    open_zone(home, Identity.REDACTOR, BlobZone.RAW).put_stream(KEY, [b"sealed"])
    for identity in set(Identity) - {Identity.REDACTOR}:
        with pytest.raises(ZoneRefusedError):
            open_zone(home, identity, BlobZone.RAW)


def test_on_one_machine_each_zone_is_a_folder_of_its_own(home: Home) -> None:
    check_places(home)
    redactor = Identity.REDACTOR
    for zone in (BlobZone.RAW, BlobZone.WORK):
        open_zone(home, redactor, zone).put_stream(KEY, [zone.encode()])

    assert (home.blobs / "raw" / KEY).read_bytes() == b"raw"
    assert open_zone(home, Identity.WEB, BlobZone.WORK).get_range(KEY, 0, 9) == b"work"


@pytest.mark.parametrize("identity", [Identity.WEB, Identity.WORKER, Identity.SEQUENCER])
def test_a_file_that_gives_away_the_raw_zone_is_refused(home: Home, identity: Identity) -> None:
    held = {zone: {"place": f"s3://{zone}"} for zone in BlobZone if identity in HOLDERS[zone]}
    tell(home, identity, held | {"raw": {"place": "s3://raw"}})

    with pytest.raises(ZoneRefusedError, match="no part in"):
        places(home, identity)
    with pytest.raises(ZoneRefusedError):
        check_places(home)


@pytest.mark.parametrize("told", [[], {"moon": {}}, {"work": {}}, {"work": "s3://x"}, {}])
def test_a_file_that_is_not_understood_names_itself(home: Home, told: object) -> None:
    file = tell(home, Identity.WEB, told)

    with pytest.raises(StorageLocationError, match=str(file)):
        places(home, Identity.WEB)


def test_a_file_that_others_could_read_is_refused(home: Home) -> None:
    tell(home, Identity.WEB, {"work": {"place": "s3://work"}}).chmod(0o640)

    with pytest.raises(HomePermissionsError):
        places(home, Identity.WEB)


@pytest.mark.parametrize(
    ("raw", "work"),
    [
        ("s3://all", "s3://all"),
        ("s3://all/raw", "s3://all"),
        ("s3://all", "s3://all/work/"),
        ("local:/data", "local:/data/work"),
    ],
)
def test_a_zone_inside_another_is_refused(home: Home, raw: str, work: str) -> None:
    for identity in (Identity.WEB, Identity.WORKER):
        tell(home, identity, {"work": {"place": work}})
    tell(home, Identity.REDACTOR, {"raw": {"place": raw}, "work": {"place": work}})

    with pytest.raises(StorageLocationError, match="lie in each other"):
        check_places(home)


def test_zones_side_by_side_in_one_bucket_are_two_places(home: Home) -> None:
    for identity in (Identity.WEB, Identity.WORKER):
        tell(home, identity, {"work": {"place": "s3://all/work"}})
    tell(
        home,
        Identity.REDACTOR,
        {"raw": {"place": "s3://all/workshop"}, "work": {"place": "s3://all/work"}},
    )

    check_places(home)


def test_identities_that_name_different_places_are_refused(home: Home) -> None:
    tell(home, Identity.WEB, {"work": {"place": "s3://here"}})

    with pytest.raises(StorageLocationError, match="different places for the work zone"):
        check_places(home)


def test_blobs_from_before_the_zones_are_found_again(home: Home) -> None:
    (home.blobs / "export").mkdir()
    (home.blobs / "export" / "one").write_bytes(b"sealed")
    (home.blobs / "raw").mkdir()

    for _ in range(2):
        move_earlier_blobs(home)

    work = open_zone(home, Identity.WORKER, BlobZone.WORK)
    assert work.get_range(parse_key("export/one"), 0, 9) == b"sealed"
    assert {entry.name for entry in home.blobs.iterdir()} == {"raw", "work"}
