"""Building: data, evidence and seal become one bundle, sealed in the blob store. Worker.

- One pass, constant memory; nothing in clear is written anywhere.
- The log takes the digest of the manifest down before the bundle is finished, and the requester's
  right is asked for again before it is released.
- Run again after it was killed, it begins anew under another key of the store.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Iterator

from sealmark.access.domain import Action, Service
from sealmark.audit import selectors as audit
from sealmark.audit.domain import spell_time
from sealmark.audit.selectors import StoredCheckpoint, TileReader
from sealmark.export import selectors
from sealmark.export.domain import Content
from sealmark.export.errors import EvidenceGapError
from sealmark.export.events import tell
from sealmark.export.gathering import PATIENCE
from sealmark.export.models import Batch, Release
from sealmark.export.permission import Order, read_order, refuse_unpermitted
from sealmark.export.places import bundle_place, report_place
from sealmark.export.progress import State, failing_closed, has_ended
from sealmark.export.reading import Reader
from sealmark.export.registry import open_format
from sealmark.export.scanning import Rescan
from sealmark.export.uploading import Upload, open_store
from sealmark.export.waiting import Patience, await_logged
from sealmark.infra import scope
from sealmark.infra.jobs import Running
from sealmark.kernel.canonical import canonical_json
from sealmark.kernel.ids import EventId, new_uuid
from sealmark.storage.domain import BlobKey, BlobReader, blob_key, parse_key
from sealmark.vault import runtime
from sealmark.vault.domain import Sealed, Work
from sealmark.vault.services import mark_written
from sealmark_verify.bundle_writer import BundleWriter, LogView, SealProof
from sealmark_verify.ranges import consistency_path, inclusion_path

_PASSES = 3
_COPIED_AT_ONCE = 1024 * 1024


def build(job: Running, *, patience: Patience = PATIENCE) -> None:
    """Write the bundle of what was gathered, and release it."""
    with failing_closed(job):
        order = read_order(job)
        if has_ended(order):
            return
        refuse_unpermitted(order, Service.WORKER, Action.EXPORT_WRITE, clock=job.clock)
        _Build(job, order, patience).run()


class _Build:
    """One run of building."""

    def __init__(self, job: Running, order: Order, patience: Patience) -> None:
        self._job = job
        self._order = order
        self._patience = patience
        self._store = open_store()
        with scope.project(order.project):
            self._release = Release.objects.get(project_id=order.project, id=order.id)
            self._ontology = selectors.exported_ontology(order.project)
            self._key = selectors.export_key(self._release)
            highest = selectors.highest_place(order.project, order.id)
            evidence = audit.checkpoint_over(order.organization, highest)
        if evidence is None:
            raise EvidenceGapError
        self._evidence: StoredCheckpoint = evidence

    def run(self) -> None:
        reader = Reader(self._job, self._key, self._patience)
        with scope.project(self._order.project):
            self._job.advance(total=_PASSES * reader.entries)
        blob = self._fresh_blob()
        with Upload(self._store, blob, self._sealed) as upload:
            bundle = BundleWriter(upload)
            counts = self._write_data(bundle, reader)
            self._write_evidence(bundle, reader)
            digest = bundle.seal(
                project=str(self._order.project),
                export=str(self._order.id),
                created_at=spell_time(self._job.clock.now()),
                data_format=self._order.wanted.format,
                content="original" if self._is_aligned else "rendition",
            )
            bundle.finish(self._log_seal(digest))
            upload.finish()
        refuse_unpermitted(self._order, Service.WORKER, Action.EXPORT_WRITE, clock=self._job.clock)
        counts |= {"events": reader.entries}
        self._conclude(digest, counts, size=upload.size, sha256=upload.sha256)

    @property
    def _is_aligned(self) -> bool:
        return self._order.wanted.content is Content.ALIGNED

    def _fresh_blob(self) -> BlobKey:
        """Name a new object; forget the one of a run that was killed."""
        if self._release.blob_key:
            self._store.delete(parse_key(self._release.blob_key))
        key = blob_key("export", self._order.project, new_uuid())
        with scope.project(self._order.project):
            rows = Release.objects.filter(project_id=self._order.project, id=self._order.id)
            rows.update(blob_key=key)
        return key

    def _sealed(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        marked = (mark_written(piece) for piece in pieces)
        at = bundle_place(self._order.project, self._order.id)
        return runtime.work().seal_stream(self._order.project, self._key, Work, marked, at)

    def _write_data(self, bundle: BundleWriter, reader: Reader) -> dict[str, object]:
        chosen = open_format(self._order.wanted.format)
        name = f"data/labels.{chosen.suffix}"
        if self._is_aligned:
            report = self._copy_aligned(bundle, f"{name}.sealed")
        else:
            rescan = Rescan(self._ontology)
            with bundle.open_member(name) as member:
                written = chosen.write(rescan.through(reader.records()), member, self._ontology)
            rescan.refuse_findings()
            report = written.to_json()
        small = {
            "ontology.json": self._ontology.canonical(),
            "report.json": canonical_json(report),
            **chosen.companions(self._ontology),
        }
        for file, content in small.items():
            with bundle.open_member(f"data/{file}") as member:
                member.write(content)
        return report

    def _copy_aligned(self, bundle: BundleWriter, name: str) -> dict[str, object]:
        """Take over what the redactor encrypted to the recipient: it stays closed here."""
        stored = BlobReader(self._store, parse_key(self._release.data_key))
        with bundle.open_stored_member(name) as member:
            for start in range(0, stored.size(), _COPIED_AT_ONCE):
                member.write(stored.read(start, _COPIED_AT_ONCE))
        project = self._order.project
        sealed = Sealed(zone=Work, blob=bytes(self._release.report or b""))
        at = report_place(project, self._order.id)
        report: dict[str, object] = json.loads(
            runtime.work().open(project, self._key, sealed, at).reveal()
        )
        return report

    def _write_evidence(self, bundle: BundleWriter, reader: Reader) -> None:
        keys = audit.log_keys(self._order.organization)
        log = LogView(
            size=self._evidence.size,
            node=self._tiles(self._evidence.size).node,
            checkpoint=self._evidence.note,
            keys=keys,
        )
        bundle.write_evidence(reader.revisions(), reader.events(), log)

    def _log_seal(self, digest: str) -> SealProof:
        """Have the log take the manifest down, and prove that it did."""
        with scope.project(self._order.project):
            event = self._tell("sealed", manifest=digest)
        logged = await_logged(
            self._order.project,
            self._order.organization,
            event,
            clock=self._job.clock,
            patience=self._patience,
        )
        with scope.project(self._order.project):
            body = audit.event_body(event)
        size, node = logged.checkpoint.size, self._tiles(logged.checkpoint.size).node
        return SealProof(
            event=body,
            index=logged.index,
            path=inclusion_path(logged.index, size, node),
            consistency=consistency_path(self._evidence.size, size, node),
            checkpoint=logged.checkpoint.note,
        )

    def _conclude(self, digest: str, counts: dict[str, object], *, size: int, sha256: str) -> None:
        project, now = self._order.project, self._job.clock.now()
        data_key = self._release.data_key
        with scope.project(project):
            rows = Release.objects.filter(project_id=project, id=self._order.id)
            rows.update(
                state=State.READY,
                size=size,
                sha256=sha256,
                counts=canonical_json(counts).decode(),
                ready_at=now,
                data_key="",
                report=None,
            )
            Batch.objects.filter(project_id=project, request_id=self._order.id).delete()
            self._tell("released", manifest=digest, bundle=sha256, size=size)
        if data_key:
            self._store.delete(parse_key(data_key))

    def _tell(self, kind: str, **facts: str | int) -> EventId:
        return tell(
            kind,
            self._order.project,
            self._order.organization,
            self._order.requester,
            self._job.clock.now(),
            export=self._order.id,
            **facts,
        )

    def _tiles(self, size: int) -> TileReader:
        project = self._order.project
        return TileReader(self._order.organization, size, lambda: scope.project(project))
