"""The one adapter over `obstore`: every backend is this, opened for another kind of place.

- A short blob (one part) is one conditional request: it is there whole, or not at all.
- A long blob first claims its key with an empty object, conditionally, so that of two writers one
  wins; its parts then become visible in one step. A failed write takes its claim back. An empty
  object never opens as a sealed value, so a claim is never taken for content. Parts of a write
  that died with its process are the bucket's lifecycle rule's to remove.
- Retries are few and short: a person waits behind them, and a job is tried again anyway.
- The store is never printed: its representation may hold credentials.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import timedelta
from typing import Any, Final, Literal
from urllib.parse import urlsplit

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import AzureStore, GCSStore, LocalStore, MemoryStore, S3Store

from sealmark.storage.domain import BlobKey, Stored, parse_key
from sealmark.storage.errors import (
    BlobExistsError,
    BlobMissingError,
    StorageLocationError,
    StorageUnavailableError,
)

PART: Final = 8 * 1024 * 1024
_PARTS_AT_ONCE: Final = 2
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})

Store = AzureStore | GCSStore | LocalStore | MemoryStore | S3Store

# obstore names the types of its options for type checkers only; they cannot be imported.
TIMEOUTS: Final[Any] = {
    "connect_timeout": timedelta(seconds=5),
    "timeout": timedelta(seconds=30),
}
RETRIES: Final[Any] = {
    "max_retries": 3,
    "retry_timeout": timedelta(seconds=20),
    "backoff": {
        "init_backoff": timedelta(milliseconds=100),
        "max_backoff": timedelta(seconds=2),
        "base": 2,
    },
}


class ObjectBackend:
    """A `BlobBackend` over one store of `obstore`."""

    def __init__(self, name: str, version: str, store: Store) -> None:
        self.name = name
        self.version = version
        self._store = store

    def put_stream(
        self, key: BlobKey, chunks: Iterable[bytes], *, create_only: bool = True
    ) -> Stored:
        """Write a blob; raise `BlobExistsError` if the key is taken and `create_only`."""
        parse_key(key)
        tally = _Tally(chunks)
        coming = iter(tally)
        first = _up_to_a_part(coming)
        if len(first) <= PART:
            self._put_short(key, first, create_only=create_only)
        else:
            self._put_long(key, first, coming, create_only=create_only)
        self._settle(key)
        return tally.stored()

    def get_range(self, key: BlobKey, start: int, length: int) -> bytes:
        """Return up to `length` bytes from `start`, or raise `BlobMissingError`."""
        parse_key(key)
        if start < 0 or length < 0:
            raise ValueError("a range starts at 0 or later and is not negative")
        if length == 0:
            return b""
        try:
            with _storing():
                return bytes(obstore.get_range(self._store, key, start=start, length=length))
        except StorageUnavailableError:
            # Stores answer a range behind the end with different errors: ask where the end is.
            if start >= self.size(key):
                return b""
            raise

    def size(self, key: BlobKey) -> int:
        """Return a blob's size in bytes, or raise `BlobMissingError`."""
        parse_key(key)
        with _storing():
            return obstore.head(self._store, key)["size"]

    def delete(self, key: BlobKey) -> None:
        """Remove a blob; one that is not there is no error."""
        parse_key(key)
        with suppress(BlobMissingError), _storing():
            obstore.delete(self._store, key)

    def _put_short(self, key: BlobKey, content: bytes, *, create_only: bool) -> None:
        mode: Literal["create", "overwrite"] = "create" if create_only else "overwrite"
        with _storing():
            obstore.put(self._store, key, content, mode=mode, use_multipart=False)

    def _put_long(
        self, key: BlobKey, first: bytes, rest: Iterator[bytes], *, create_only: bool
    ) -> None:
        if create_only:
            self._put_short(key, b"", create_only=True)
        written = False
        try:
            self._write_parts(key, first, rest)
            written = True
        finally:
            if create_only and not written:
                self.delete(key)

    def _write_parts(self, key: BlobKey, first: bytes, rest: Iterator[bytes]) -> None:
        # Not `obstore.put` of an iterator: it would run ours inside its own event loop, where a
        # stream that reads from a store itself (a re-sealed blob) panics.
        with _storing():
            writer = obstore.open_writer(
                self._store, key, buffer_size=PART, max_concurrency=_PARTS_AT_ONCE
            )
        with ExitStack() as on_failure:
            on_failure.push(writer)
            with _storing():
                writer.write(first)
            for chunk in rest:
                with _storing():
                    writer.write(chunk)
            on_failure.pop_all()
        with _storing():
            writer.close()

    def _settle(self, key: BlobKey) -> None:
        """Make sure that what was written survives a power cut; object stores see to it."""


def plain_http(endpoint: str | None) -> bool:
    """Say whether an endpoint speaks plain HTTP; beyond this machine it must not."""
    if endpoint is None:
        return False
    parts = urlsplit(endpoint)
    if parts.scheme == "https":
        return False
    if parts.scheme == "http" and parts.hostname in _LOOPBACK:
        return True
    raise StorageLocationError("The endpoint of a blob store must begin with https://.")


@contextmanager
def _storing() -> Iterator[None]:
    """Call a failure of the store by its name; the stream's own failures pass as they are."""
    try:
        yield
    except AlreadyExistsError as cause:
        raise BlobExistsError from cause
    except FileNotFoundError as cause:
        raise BlobMissingError from cause
    except (BaseError, OSError) as cause:
        raise StorageUnavailableError from cause


class _Tally:
    """Passes a stream on while it measures and digests it."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks
        self._size = 0
        self._digest = hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self._size += len(chunk)
            self._digest.update(chunk)
            yield chunk

    def stored(self) -> Stored:
        """Say what passed."""
        return Stored(size=self._size, sha256=self._digest.digest())


def _up_to_a_part(chunks: Iterator[bytes]) -> bytes:
    """Take chunks until they are more than one part, or there are no more."""
    held = bytearray()
    for chunk in chunks:
        held += chunk
        if len(held) > PART:
            break
    return bytes(held)
