"""Uploading: what is written goes sealed into the blob store, piece by piece, and nowhere else.

- One thread seals, digests and stores while another writes: memory is a few pieces.
- What is not finished is taken back: the store shows all of it or nothing.
- A store that fails, fails the writer at its next piece.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import Full, Queue
from types import TracebackType
from typing import Final, Self

from django.conf import settings

from sealmark.storage.domain import BlobBackend, BlobKey, Stored
from sealmark.storage.services import BlobZone, open_zone

# allow-privacy: the identities are named by who holds which key
from sealmark.vault.layout import Identity

_PIECE: Final = 512 * 1024
_AHEAD: Final = 4
_LOOK_S: Final = 0.2

Seal = Callable[[Iterator[bytes]], Iterator[bytes]]


class UploadAbandonedError(RuntimeError):
    """What was being written is not wanted any more."""


class Upload:
    """A sink whose bytes end sealed under one key of the blob store."""

    def __init__(self, backend: BlobBackend, key: BlobKey, seal: Seal) -> None:
        """Store under `key` what `seal` makes of the written pieces."""
        self._backend = backend
        self._key = key
        self._seal = seal
        self._queue: Queue[bytes | None] = Queue(_AHEAD)
        self._held = bytearray()
        self._threads = ThreadPoolExecutor(1, "upload")
        self._abandoned = False
        self._stored: Future[Stored]
        self._digest = hashlib.sha256()
        self.size = 0

    def __enter__(self) -> Self:
        """Begin."""
        self._stored = self._threads.submit(self._store)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take back what was not finished."""
        if not self._stored.done():
            self._abandoned = True
            while not self._stored.done():
                self._offer(None)
        self._threads.shutdown()

    def write(self, data: bytes, /) -> int:
        """Add `data`; raise what the store raised, if it did."""
        self._held += data
        self.size += len(data)
        if len(self._held) >= _PIECE:
            self._send(bytes(self._held))
            self._held.clear()
        return len(data)

    def finish(self) -> Stored:
        """End; return what was stored once all of it is there."""
        if self._held:
            self._send(bytes(self._held))
            self._held.clear()
        self._send(None)
        return self._stored.result()

    @property
    def sha256(self) -> str:
        """What was written, digested, in hex; whole once `finish` has returned."""
        return self._digest.hexdigest()

    def _send(self, piece: bytes | None) -> None:
        while not self._offer(piece):
            if self._stored.done():
                self._stored.result()
                raise UploadAbandonedError

    def _offer(self, piece: bytes | None) -> bool:
        try:
            self._queue.put(piece, timeout=_LOOK_S)
        except Full:
            return False
        return True

    def _store(self) -> Stored:
        return self._backend.put_stream(self._key, self._seal(self._pieces()))

    def _pieces(self) -> Iterator[bytes]:
        while (piece := self._queue.get()) is not None:
            self._digest.update(piece)
            yield piece
        if self._abandoned:
            raise UploadAbandonedError


def open_store() -> BlobBackend:
    """Return where the bundles are: in the work zone."""
    identity = Identity(settings.SEALMARK_IDENTITY)
    return open_zone(settings.SEALMARK_HOME, identity, BlobZone.WORK)
