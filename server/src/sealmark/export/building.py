"""Building: data, evidence and seal become one bundle, sealed in the blob store. Worker.

- One pass over the labels, each opened once, in constant memory; nothing in clear is written
  anywhere: what has to wait for its turn in the container waits sealed.
- The log takes the digest of the manifest down before the bundle is finished, and the requester's
  right is asked for again before it is released.
- Run again after it was killed, it begins anew under another key of the store.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing

from sealmark.access.domain import Action, Service
from sealmark.audit import selectors as audit
from sealmark.audit.domain import spell_time
from sealmark.audit.selectors import StoredCheckpoint, TileReader
from sealmark.audit.services import Patience, await_logged
from sealmark.export import selectors
from sealmark.export.aside import Waiting
from sealmark.export.domain import Content, Format, Record
from sealmark.export.errors import EvidenceGapError
from sealmark.export.events import tell
from sealmark.export.expiring import KEPT, plan_expiry
from sealmark.export.gathering import PATIENCE
from sealmark.export.models import ENDED, Batch, Release
from sealmark.export.permission import Order, read_order, refuse_unpermitted
from sealmark.export.places import bundle_place, report_place
from sealmark.export.progress import State, failing_closed, has_ended
from sealmark.export.reading import Labels, Reader
from sealmark.export.registry import open_format
from sealmark.export.scanning import Rescan
from sealmark.export.uploading import Upload, open_store
from sealmark.infra import scope
from sealmark.infra.jobs import JobGoneError, Running
from sealmark.kernel.canonical import canonical_json
from sealmark.kernel.ids import EventId, new_uuid
from sealmark.notices import services as notices
from sealmark.notices.domain import NoticeKind, Place
from sealmark.storage.domain import BlobKey, BlobReader, blob_key, parse_key
from sealmark.vault import runtime
from sealmark.vault.domain import Sealed, Work
from sealmark.vault.services import mark_written
from sealmark_verify.bundle_writer import BundleWriter, LogView, SealProof
from sealmark_verify.packing import Aside, RevisionRecord, SetAside
from sealmark_verify.ranges import consistency_path, inclusion_path

_PASSES = 2
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
        blob = self._fresh_blob("export", "blob_key")
        with Upload(self._store, blob, self._sealed) as upload:
            bundle = BundleWriter(upload)
            if self._is_aligned:
                counts = self._write_aligned(bundle, reader)
            else:
                counts = self._write_labels(bundle, reader)
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

    def _fresh_blob(self, kind: str, column: str) -> BlobKey:
        """Name a new object in a column of the release; forget the one of a run that was killed."""
        earlier = getattr(self._release, column)
        if earlier:
            self._store.delete(parse_key(earlier))
        key = blob_key(kind, self._order.project, new_uuid())
        with scope.project(self._order.project):
            rows = Release.objects.filter(project_id=self._order.project, id=self._order.id)
            rows.update(**{column: key})
        return key

    def _sealed(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        marked = (mark_written(piece) for piece in pieces)
        at = bundle_place(self._order.project, self._order.id)
        return runtime.work().seal_stream(self._order.project, self._key, Work, marked, at)

    def _write_labels(self, bundle: BundleWriter, reader: Reader) -> dict[str, object]:
        """Write data and evidence of one pass over the labels."""
        chosen = open_format(self._order.wanted.format)
        rescan = Rescan(self._ontology)
        waiting = Waiting(
            self._store,
            self._fresh_blob("aside", "data_key"),
            self._key,
            project=self._order.project,
            by=self._order.id,
        )
        with ExitStack() as at_the_end:
            at_the_end.callback(waiting.delete)
            with (
                waiting.filling() as aside,
                closing(reader.labels(data=True)) as labels,
                bundle.open_member(_data_name(chosen)) as member,
            ):
                records = rescan.through(_records(labels, aside))
                report = chosen.write(records, member, self._ontology).to_json()
            rescan.refuse_findings()
            self._write_companions(bundle, chosen, report)
            self._write_evidence(bundle, waiting.revisions(), reader)
        return report

    def _write_aligned(self, bundle: BundleWriter, reader: Reader) -> dict[str, object]:
        """Take over the data that the redactor wrote; write the evidence."""
        chosen = open_format(self._order.wanted.format)
        report = self._copy_aligned(bundle, f"{_data_name(chosen)}.sealed")
        self._write_companions(bundle, chosen, report)
        revisions = (
            revision for labels in reader.labels(data=False) for revision in labels.revisions
        )
        self._write_evidence(bundle, revisions, reader)
        return report

    def _write_companions(
        self, bundle: BundleWriter, chosen: Format, report: dict[str, object]
    ) -> None:
        small = {
            "ontology.json": self._ontology.canonical(),
            "report.json": canonical_json(report),
            "selection.json": canonical_json(self._order.wanted.about()),
            **chosen.companions(self._ontology),
        }
        for file, content in small.items():
            with bundle.open_member(f"data/{file}") as member:
                member.write(content)

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

    def _write_evidence(
        self, bundle: BundleWriter, revisions: Iterable[RevisionRecord] | SetAside, reader: Reader
    ) -> None:
        keys = audit.log_keys(self._order.organization)
        log = LogView(
            size=self._evidence.size,
            node=self._tiles(self._evidence.size).node,
            checkpoint=self._evidence.note,
            keys=keys,
        )
        bundle.write_evidence(revisions, reader.events(), log)

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
        data_key = self._release.data_key if self._is_aligned else ""
        with scope.project(project):
            rows = Release.objects.filter(project_id=project, id=self._order.id)
            ready = rows.exclude(state__in=ENDED).update(
                state=State.READY,
                size=size,
                sha256=sha256,
                counts=canonical_json(counts).decode(),
                ready_at=now,
                expires_at=now + KEPT,
                data_key="",
                report=None,
            )
            if not ready:
                # Somebody cancelled it meanwhile: nothing leaves, and nothing of it stays.
                raise JobGoneError
            Batch.objects.filter(project_id=project, request_id=self._order.id).delete()
            self._tell("released", manifest=digest, bundle=sha256, size=size)
            order = self._order
            place = Place(organization=order.organization, project=project, subject=order.id)
            plan_expiry(
                project, order.id, by=order.requester, clock=self._job.clock, due=now + KEPT
            )
            notices.tell(NoticeKind.EXPORT_READY, place, [order.requester], at=now)
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


def _data_name(chosen: Format) -> str:
    return f"data/labels.{chosen.suffix}"


def _records(batches: Iterator[Labels], aside: Aside) -> Iterator[Record]:
    """Yield what the format writes; the revisions of each batch are set aside before it."""
    for labels in batches:
        for revision in labels.revisions:
            aside.add(revision)
        yield from labels.records
