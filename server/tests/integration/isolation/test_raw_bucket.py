"""A thief of web's or worker's folder of keys tries every way into the raw zone's bucket.

A real S3 server, two buckets, an account per identity; each identity's credentials stand in its own
`blobs.json` and nowhere else.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import obstore
import pytest
import seaweed
from obstore.exceptions import BaseError
from obstore.store import S3Store

from sealmark.infra.home import Home, open_home
from sealmark.storage.domain import BlobKey, parse_key, parse_location
from sealmark.storage.errors import (
    BlobKeyError,
    StorageUnavailableError,
    ZoneRefusedError,
)
from sealmark.storage.registry import open_backend
from sealmark.storage.services import FILE, BlobZone, check_places, open_zone
from sealmark.vault.layout import Identity

pytestmark = pytest.mark.skipif(seaweed.weed() is None, reason=seaweed.MISSING)

ORIGINAL = parse_key("original/of/somebody")
CONTENT = b"sealed, and still not for them"
MAY = {
    Identity.WEB: ("Read:work", "Write:work", "List:work"),
    Identity.WORKER: ("Read:work", "Write:work", "List:work"),
    Identity.REDACTOR: ("Read:raw", "Write:raw", "Read:work", "Write:work"),
    Identity.SEQUENCER: ("Read:evidence", "Write:evidence"),
}
ZONES = {
    Identity.WEB: ("work",),
    Identity.WORKER: ("work",),
    Identity.REDACTOR: ("raw", "work"),
    Identity.SEQUENCER: ("evidence",),
}
THIEVES = pytest.mark.parametrize("thief", [Identity.WEB, Identity.WORKER, Identity.SEQUENCER])


def keys(name: str) -> dict[str, str]:
    return {"access_key_id": f"{name}-id", "secret_access_key": f"{name}-secret"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """An installation whose zones are buckets; the redactor has stored something raw."""
    accounts = [seaweed.account(str(who), keys(who), *may) for who, may in MAY.items()]
    operator = seaweed.account("operator", keys("operator"), "Admin")
    folder = tmp_path_factory.mktemp("seaweed")
    with seaweed.running(folder, operator, *accounts) as server:
        made = open_home(tmp_path_factory.mktemp("place") / "home")
        for bucket in BlobZone:
            store = parse_location(f"s3://{bucket}", server | keys("operator"))
            open_backend(store).put_stream(parse_key("first"), [b"makes the bucket"])
        for who in Identity:
            tell(made, who, server)
        redactor = open_zone(made, Identity.REDACTOR, BlobZone.RAW)
        redactor.put_stream(ORIGINAL, [CONTENT])
        yield made


def tell(home: Home, who: Identity, server: dict[str, str]) -> None:
    folder = home.keys_of(who)
    folder.mkdir(mode=0o700, parents=True)
    home.keys.chmod(0o700)
    file = folder / FILE
    file.touch(mode=0o600)
    options = server | keys(who)
    file.write_text(
        json.dumps({zone: {"place": f"s3://{zone}", "options": options} for zone in ZONES[who]})
    )


def stolen(home: Home, thief: Identity, bucket: str) -> S3Store:
    """Everything of a thief's folder, pointed at another bucket."""
    (told, *_) = json.loads((home.keys_of(thief) / FILE).read_text()).values()
    config: Any = told["options"]
    retries: Any = {"max_retries": 0}
    return S3Store(bucket, config=config, client_options={"allow_http": True}, retry_config=retries)


def test_the_redactor_reads_and_writes_it_so_that_the_tests_below_can_fail(home: Home) -> None:
    check_places(home)
    assert open_zone(home, Identity.REDACTOR, BlobZone.RAW).get_range(ORIGINAL, 0, 99) == CONTENT


def test_web_and_worker_do_use_their_own_bucket(home: Home) -> None:
    key = parse_key("bundle/of/web")
    open_zone(home, Identity.WEB, BlobZone.WORK).put_stream(key, [b"sealed"])
    assert open_zone(home, Identity.WORKER, BlobZone.WORK).get_range(key, 0, 9) == b"sealed"
    assert bytes(obstore.get(stolen(home, Identity.WEB, "work"), key).bytes()) == b"sealed"


@THIEVES
def test_the_program_has_no_raw_place_for_them(home: Home, thief: Identity) -> None:
    with pytest.raises(ZoneRefusedError):
        open_zone(home, thief, BlobZone.RAW)
    assert "raw" not in (home.keys_of(thief) / FILE).read_text()


@THIEVES
def test_their_credentials_neither_read_write_list_nor_remove_in_it(
    home: Home, thief: Identity
) -> None:
    store = stolen(home, thief, "raw")
    for attempt in (
        lambda: obstore.get(store, ORIGINAL),
        lambda: obstore.get_range(store, ORIGINAL, start=0, length=1),
        lambda: obstore.head(store, ORIGINAL),
        lambda: obstore.list(store).collect(),
        lambda: obstore.put(store, ORIGINAL, b"mine", mode="overwrite"),
        lambda: obstore.put(store, "new", b"mine"),
        lambda: obstore.delete(store, ORIGINAL),
        lambda: obstore.copy(store, ORIGINAL, "copied"),
        lambda: obstore.rename(store, ORIGINAL, "moved"),
    ):
        # obstore's own errors are builtins where one fits (PermissionError), else `BaseError`.
        with pytest.raises((BaseError, OSError)):
            attempt()
    assert open_zone(home, Identity.REDACTOR, BlobZone.RAW).get_range(ORIGINAL, 0, 99) == CONTENT


@THIEVES
@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE"])
def test_an_address_that_they_sign_opens_nothing(home: Home, thief: Identity, method: str) -> None:
    wanted: Any = method
    address = obstore.sign(stolen(home, thief, "raw"), wanted, ORIGINAL, timedelta(minutes=5))
    answer = httpx.request(method, address, content=b"x" if method == "PUT" else None)
    assert answer.status_code == 403
    assert CONTENT not in answer.content


@THIEVES
def test_no_key_of_their_own_bucket_leads_into_the_raw_one(home: Home, thief: Identity) -> None:
    zone = BlobZone(ZONES[thief][0])
    own = open_zone(home, thief, zone)
    for way in (f"../raw/{ORIGINAL}", f"/raw/{ORIGINAL}", f"%2e%2e/raw/{ORIGINAL}"):
        with pytest.raises(BlobKeyError):
            own.get_range(BlobKey(way), 0, 99)


def test_without_credentials_nothing_is_read(home: Home) -> None:
    (told, *_) = json.loads((home.keys_of(Identity.WEB) / FILE).read_text()).values()
    address = f"{told['options']['endpoint']}/raw/{ORIGINAL}"
    assert httpx.get(address).status_code == 403


def test_a_thief_who_points_the_program_at_it_is_told_nothing(home: Home, tmp_path: Path) -> None:
    """With a file of their own making: the place is web's to name, the bucket is not."""
    (told, *_) = json.loads((home.keys_of(Identity.WEB) / FILE).read_text()).values()
    forged = open_home(tmp_path / "forged")
    forged.keys_of(Identity.WEB).mkdir(mode=0o700, parents=True)
    file = forged.keys_of(Identity.WEB) / FILE
    file.touch(mode=0o600)
    file.write_text(json.dumps({"work": told | {"place": "s3://raw"}}))
    with pytest.raises(StorageUnavailableError):
        open_zone(forged, Identity.WEB, BlobZone.WORK).get_range(ORIGINAL, 0, 99)
