"""Where a bundle's bytes come from: a strict ZIP container or a folder, behind one face.

- A source names its files with their sizes at once, before any content is read.
- It reads each file in bounded chunks and notices by itself when a file changes its size.
"""

# SPDX-License-Identifier: Apache-2.0
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

from sealmark_verify.errors import BundleError, located
from sealmark_verify.manifest import refuse_bad_name

CHUNK = 256 * 1024
MAX_FILES = 10_000
FOLDER = "the folder"


class Source(Protocol):
    """The files of a bundle."""

    @property
    def sizes(self) -> Mapping[str, int]:
        """The size of each file in bytes, by name."""
        ...

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield the content of a file. Raises `BundleError`."""
        ...


class FolderSource:
    """A bundle unpacked into a folder: plain files only, no links."""

    def __init__(self, root: Path, *, most: int = MAX_FILES) -> None:
        """List the folder, of at most `most` files and folders.

        Raises `BundleError` for more, and for anything that is not a plain file.
        """
        self._root = root
        self._sizes = dict(_files(root, most))

    @property
    def sizes(self) -> Mapping[str, int]:
        """The size of each file in bytes, by name."""
        return self._sizes

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield the content of a file. Raises `BundleError`."""
        left = self._sizes[name]
        try:
            with (self._root / name).open("rb") as file:
                while chunk := file.read(CHUNK):
                    left -= len(chunk)
                    yield chunk
        except OSError as cause:
            raise BundleError("the file cannot be read", where=name) from cause
        if left:
            raise BundleError("the file changed while it was being read", where=name)


def _files(root: Path, most: int) -> Iterator[tuple[str, int]]:
    for number, path in enumerate(_entries(root)):
        if number == most:
            raise BundleError(f"it holds more than {most} files", where=FOLDER)
        status = path.lstat()
        if stat.S_ISREG(status.st_mode):
            name = path.relative_to(root).as_posix()
            with located(FOLDER):
                refuse_bad_name(name)
            yield name, status.st_size
        elif not stat.S_ISDIR(status.st_mode):
            raise BundleError("it holds a link or a special file", where=FOLDER)


def _entries(root: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(root, followlinks=False):
        for name in (*folders, *files):
            yield Path(folder, name)
