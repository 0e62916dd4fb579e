"""Blobs: what a backend can do, how keys are made, where a backend is.

- A key is lower-case segments of `[a-z0-9_.-]` that begin with a letter, digit or underscore:
  no way up, no hidden file, no empty segment, no second spelling.
- Write once: unless asked otherwise, an object that is there is never replaced.
- What is stored is ciphertext; its size and digest are of the ciphertext.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, NewType, Protocol
from urllib.parse import urlsplit
from uuid import UUID

from sealmark.storage.errors import BlobKeyError, StorageLocationError

BlobKey = NewType("BlobKey", str)

LONGEST_KEY: Final = 512
_SEGMENT: Final = r"[a-z0-9_][a-z0-9_.-]*"
_KEY: Final = re.compile(rf"{_SEGMENT}(?:/{_SEGMENT})*", re.ASCII)


def parse_key(text: str) -> BlobKey:
    """Accept a key that we made, or raise `BlobKeyError`."""
    if len(text) > LONGEST_KEY or _KEY.fullmatch(text) is None:
        raise BlobKeyError
    return BlobKey(text)


def blob_key(kind: str, project: UUID, blob: UUID) -> BlobKey:
    """Make the key of a blob: `rendition/<project>/<last two digits>/<blob>`.

    The two digits spread a project over 256 folders.
    """
    return parse_key(f"{kind}/{project.hex}/{blob.hex[-2:]}/{blob.hex}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What was written: its size in bytes and its SHA-256, both of the ciphertext."""

    size: int
    sha256: bytes


class BlobBackend(Protocol):
    """A place that keeps blobs."""

    name: str
    version: str

    def put_stream(
        self, key: BlobKey, chunks: Iterable[bytes], *, create_only: bool = True
    ) -> Stored:
        """Write a blob in constant memory; all of it or nothing is there afterwards.

        Raises `BlobExistsError` if the key is taken and `create_only`, and
        `StorageUnavailableError`.
        """
        ...

    def get_range(self, key: BlobKey, start: int, length: int) -> bytes:
        """Return up to `length` bytes from `start`; fewer only at the end.

        Raises `BlobMissingError` and `StorageUnavailableError`.
        """
        ...

    def size(self, key: BlobKey) -> int:
        """Return a blob's size in bytes, or raise `BlobMissingError`."""
        ...

    def delete(self, key: BlobKey) -> None:
        """Remove a blob; one that is not there is no error."""
        ...


class BlobReader:
    """One blob, to be read from any place (the vault's `RangeReader`)."""

    def __init__(self, backend: BlobBackend, key: BlobKey) -> None:
        self._backend = backend
        self._key = key
        self._size: int | None = None

    def size(self) -> int:
        """Return the blob's size in bytes; asked once."""
        if self._size is None:
            self._size = self._backend.size(self._key)
        return self._size

    def read(self, start: int, length: int) -> bytes:
        """Return up to `length` bytes from `start`."""
        return self._backend.get_range(self._key, start, length)


_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where a backend is: `local:/var/lib/sealmark`, `s3://bucket/prefix`. Options never show."""

    backend: str
    host: str
    path: str
    options: Mapping[str, str] = field(repr=False)

    def allow(self, names: frozenset[str]) -> Mapping[str, str]:
        """Return the options if all are known; raise `StorageLocationError` with the others."""
        unknown = sorted(self.options.keys() - names)
        if unknown:
            known = ", ".join(sorted(names)) or "none"
            raise StorageLocationError(
                f"Storage of kind {self.backend} does not know: {', '.join(unknown)}. "
                f"It knows: {known}."
            )
        return self.options

    def bucket(self) -> str:
        """Return the bucket or container, or raise `StorageLocationError`."""
        if not self.host:
            raise StorageLocationError(
                f"Name the bucket: {self.backend}://bucket or {self.backend}://bucket/prefix."
            )
        return self.host

    def prefix(self) -> str | None:
        """Return the prefix inside the bucket, if any; it obeys the rules of keys."""
        inside = self.path.strip("/")
        try:
            return parse_key(inside) if inside else None
        except BlobKeyError as cause:
            raise StorageLocationError(
                "A prefix is lower-case letters, digits, '_', '.', '-' and '/'."
            ) from cause


def parse_location(text: str, options: Mapping[str, str] = _NOTHING) -> Location:
    """Read a location, or raise `StorageLocationError`. Credentials go into `options`, not here."""
    parts = urlsplit(text)
    if not parts.scheme or parts.query or parts.fragment or "@" in parts.netloc:
        raise StorageLocationError(
            "A place for blobs looks like local:/folder or s3://bucket/prefix, without "
            "credentials in it."
        )
    return Location(backend=parts.scheme, host=parts.netloc, path=parts.path, options=options)
