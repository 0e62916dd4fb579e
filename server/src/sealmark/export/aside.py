"""Setting aside: a bundle's revisions wait sealed in the blob store while its data is written.

- One pass over the labels makes both; a container is written front to back, so one has to wait.
- What waits is sealed under the export's own key, at a place of its own, and is deleted when the
  run ends, however it ends; the run after one that was killed deletes what that one left.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sealmark.export.places import aside_place
from sealmark.export.uploading import Upload
from sealmark.kernel.ids import ExportId, ProjectId
from sealmark.storage.domain import BlobBackend, BlobKey, BlobReader
from sealmark.vault import runtime
from sealmark.vault.domain import DataKey, Work
from sealmark.vault.services import mark_written
from sealmark_verify.packing import Aside, SetAside

_READ_AT_ONCE: Final = 1024 * 1024


class Waiting:
    """What one export sets aside under `blob`."""

    def __init__(
        self, store: BlobBackend, blob: BlobKey, key: DataKey, *, project: ProjectId, by: ExportId
    ) -> None:
        """Name where it waits; `key` is the export's own."""
        self._store = store
        self._blob = blob
        self._key = key
        self._project = project
        self._at = aside_place(project, by)
        self._revisions: SetAside | None = None

    @contextmanager
    def filling(self) -> Iterator[Aside]:
        """Take revisions in; afterwards they can be taken over."""
        with Upload(self._store, self._blob, self._sealed) as upload:
            aside = Aside(upload)
            yield aside
            self._revisions = aside.close(self._opened())
            upload.finish()

    def revisions(self) -> SetAside:
        """Return what was taken in, whole."""
        if self._revisions is None:
            raise RuntimeError("nothing was set aside yet")
        return self._revisions

    def delete(self) -> None:
        """Remove it; nothing there is no error."""
        self._store.delete(self._blob)

    def _sealed(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        marked = (mark_written(piece) for piece in pieces)
        return runtime.work().seal_stream(self._project, self._key, Work, marked, self._at)

    def _opened(self) -> Iterator[bytes]:
        vault = runtime.work()
        opened = vault.open_stream(self._project, self._key, Work, self._stored(), self._at)
        return (piece.reveal() for piece in opened)

    def _stored(self) -> Iterator[bytes]:
        # A generator, so that the size is asked for when all is there.
        stored = BlobReader(self._store, self._blob)
        for start in range(0, stored.size(), _READ_AT_ONCE):
            yield stored.read(start, _READ_AT_ONCE)
