"""Blobs in a folder: private, on the disk, and clear about a folder that cannot be used."""

# SPDX-License-Identifier: Apache-2.0
import os
import resource
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from sealmark.storage.domain import parse_key, parse_location
from sealmark.storage.errors import StorageLocationError, StorageUnavailableError
from sealmark.storage.objects import PART
from sealmark.storage.registry import open_backend

KEY = parse_key("rendition/00/blob")


def test_the_folder_is_for_its_owner_only(tmp_path: Path) -> None:
    open_backend(parse_location(f"local:{tmp_path}/blobs/work"))
    assert stat.S_IMODE((tmp_path / "blobs/work").stat().st_mode) == 0o700


def test_a_blob_is_one_file_under_its_key(tmp_path: Path) -> None:
    backend = open_backend(parse_location(f"local:{tmp_path}"))
    backend.put_stream(KEY, (b"sealed",))
    assert (tmp_path / KEY).read_bytes() == b"sealed"


@pytest.mark.parametrize("text", ["local:folder", "local://host/folder", "local:"])
def test_a_folder_is_named_by_its_absolute_path(text: str) -> None:
    with pytest.raises(StorageLocationError, match="absolute path"):
        open_backend(parse_location(text))


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageUnavailableError, match="cannot be used"):
        open_backend(parse_location(f"local:{tmp_path}/file"))


@pytest.mark.parametrize("size", [10, PART + 1])
def test_a_failed_write_leaves_nothing_behind(tmp_path: Path, size: int) -> None:
    def breaks_off() -> Iterator[bytes]:
        yield bytes(size)
        raise ConnectionResetError("the sender went away")

    backend = open_backend(parse_location(f"local:{tmp_path}"))
    with pytest.raises(ConnectionResetError):
        backend.put_stream(KEY, breaks_off())
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_unavailable(tmp_path: Path) -> None:
    backend = open_backend(parse_location(f"local:{tmp_path}"))
    tmp_path.chmod(0o500)
    with pytest.raises(StorageUnavailableError):
        backend.put_stream(KEY, (b"x",))


@pytest.fixture
def no_room() -> Iterator[None]:
    """Let no file grow beyond 1 MB: to a writer that is a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.usefixtures("no_room")
@pytest.mark.parametrize("size", [2_000_000, PART + 1])
def test_a_full_disk_is_unavailable_and_leaves_nothing(tmp_path: Path, size: int) -> None:
    backend = open_backend(parse_location(f"local:{tmp_path}"))
    with pytest.raises(StorageUnavailableError):
        backend.put_stream(KEY, (bytes(size),))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_blob_that_cannot_reach_the_disk_is_not_called_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_disk(descriptor: int) -> None:
        raise OSError(descriptor, "input/output error")

    backend = open_backend(parse_location(f"local:{tmp_path}"))
    monkeypatch.setattr(os, "fsync", broken_disk)
    with pytest.raises(StorageUnavailableError):
        backend.put_stream(KEY, (b"x",))


def test_an_unreadable_blob_is_unavailable_not_missing(tmp_path: Path) -> None:
    backend = open_backend(parse_location(f"local:{tmp_path}"))
    backend.put_stream(KEY, (b"x",))
    (tmp_path / KEY).unlink()
    (tmp_path / KEY).symlink_to(KEY.rpartition("/")[2])
    with pytest.raises(StorageUnavailableError):
        backend.get_range(KEY, 0, 1)
