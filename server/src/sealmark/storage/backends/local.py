"""Blobs in a folder of this machine: `local:/var/lib/sealmark/blobs`.

- The folder is for its owner only.
- What was written is on the disk, and so is its entry, before `put_stream` returns.
"""

# SPDX-License-Identifier: Apache-2.0
import os
from pathlib import Path
from typing import Final

from obstore.store import LocalStore

from sealmark.storage.domain import BlobBackend, BlobKey, Location
from sealmark.storage.errors import StorageLocationError, StorageUnavailableError
from sealmark.storage.objects import ObjectBackend

NAME: Final = "local"
VERSION: Final = "1"


class LocalBackend(ObjectBackend):
    """A folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(NAME, VERSION, LocalStore(folder))
        self._folder = folder

    def _settle(self, key: BlobKey) -> None:
        path = self._folder / key
        depth = len(path.parts) - len(self._folder.parts)
        try:
            for entry in (path, *path.parents[:depth]):
                _sync(entry)
        except OSError as cause:
            raise StorageUnavailableError from cause


def open_at(location: Location) -> BlobBackend:
    """Open a folder, given by its absolute path; make it if it is not there."""
    location.allow(frozenset())
    folder = Path(location.path)
    if location.host or not folder.is_absolute():
        raise StorageLocationError("Name the folder by its absolute path: local:/folder.")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as cause:
        raise StorageUnavailableError(
            f"The folder {folder} for blobs cannot be used. Check that it is a folder and writable."
        ) from cause
    return LocalBackend(folder)


def _sync(entry: Path) -> None:
    descriptor = os.open(entry, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
