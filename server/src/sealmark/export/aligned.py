"""What the redactor does for an export: the customer's ids, and labels put back on originals.

- It opens originals for exports that it has judged for itself: permission, approval, digest, and
  a recipient whom an operator has put into its own folder.
- Ids leave it sealed under the export's own key. Aligned data leaves it encrypted to the
  recipient's key only: web and worker carry it, and never hold it in clear.
- Quotes are recomputed from the original. A span that cut a replacement covers the whole replaced
  value and is reported by asset and span id.
- Free text is written about what a person saw; it goes along only if the request says so.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from sealmark.access.domain import Action, Service
from sealmark.annotations.domain import Labels, Span
from sealmark.annotations.services import open_body
from sealmark.export import selectors
from sealmark.export.domain import LossReport, Record
from sealmark.export.errors import ErasedMeanwhileError, FreeTextRefusedError
from sealmark.export.gathering import BUILD
from sealmark.export.models import Release
from sealmark.export.permission import Order, read_order, refuse_unpermitted
from sealmark.export.places import (
    first_part,
    identifiers_place,
    originals_place,
    report_place,
    secret_map_place,
)
from sealmark.export.progress import failing_closed, hand_on, has_ended
from sealmark.export.reading import (
    BATCH_COUNT,
    TAKEN,
    THIS_BATCH,
    Row,
    batch_rows,
    stored_keys,
)
from sealmark.export.recipients import refuse_unknown_recipient
from sealmark.export.registry import open_format
from sealmark.export.scanning import Rescan
from sealmark.export.uploading import Upload, open_store
from sealmark.infra import jobs, scope
from sealmark.infra.jobs import Running
from sealmark.kernel.canonical import canonical_json
from sealmark.kernel.ids import JobId, RevisionId, new_uuid
from sealmark.modalities.conversation.turns import turns_from

# allow-privacy: labels go back through the very alignment by which the text was made
from sealmark.redaction.alignment import Alignment, alignment_of
from sealmark.storage.domain import BlobKey, blob_key, parse_key
from sealmark.vault import runtime
from sealmark.vault.domain import DataKey, Raw, Sealed
from sealmark.vault.services import mark_raw, mark_written, reveal_raw

MOST_REPORTED = 1_000

_ORIGINALS = f"""
SELECT b.id, r.asset_id, p.body, k.wrapped, k.epoch
{TAKEN}
JOIN annotations_revision r ON r.project_id = b.project_id AND r.id = w.revision
LEFT JOIN assets_original_part p ON p.project_id = b.project_id
    AND p.asset_id = r.asset_id AND p.ordinal = 0
LEFT JOIN vault_raw_item_key k ON k.project_id = b.project_id AND k.id = r.asset_id
{THIS_BATCH} AND w.exported ORDER BY w.n
"""
_ALIGNED = f"""
SELECT r.id, r.asset_id, r.document_id, r.rendition_id,
       r.duty = 'review' OR r.outcome IN ('moved_reviewed', 'followed_reviewed'), r.body,
       a.language,
       p.body, m.body, k.wrapped, k.epoch, dk.wrapped, dk.epoch
{TAKEN}
JOIN annotations_revision r ON r.project_id = b.project_id AND r.id = w.revision
JOIN assets_asset a ON a.project_id = b.project_id AND a.id = r.asset_id
LEFT JOIN assets_original_part p ON p.project_id = b.project_id
    AND p.asset_id = r.asset_id AND p.ordinal = 0
LEFT JOIN redaction_secret_map m ON m.project_id = b.project_id AND m.id = r.rendition_id
LEFT JOIN vault_raw_item_key k ON k.project_id = b.project_id AND k.id = r.asset_id
LEFT JOIN vault_work_item_key dk ON dk.project_id = b.project_id AND dk.id = r.document_id
{THIS_BATCH} AND w.exported ORDER BY w.n
"""
_HAND_OVER = """
UPDATE export_batch SET identifiers = %s WHERE project_id = %s AND id = %s
"""


def rejoin(job: Running) -> None:
    """Seal the customer's own ids under the export's key, batch by batch."""
    with failing_closed(job):
        order = read_order(job)
        if has_ended(order):
            return
        refuse_unpermitted(order, Service.REDACTOR, Action.EXPORT_ALIGN, clock=job.clock)
        key, batches = _begin(job, order)
        for ordinal in range(batches):
            rows, raw_keys, _ = _rows(job, order, _ORIGINALS, ordinal, raw=(1, 3))
            if rows:
                _seal_identifiers(order, key, rows, raw_keys)
            if ordinal == 0:
                # The worker follows on its heels.
                _let_build(job, order)


def align(job: Running) -> None:
    """Put the labels back on the originals, encrypted to the recipient."""
    with failing_closed(job):
        order = read_order(job)
        if has_ended(order):
            return
        refuse_unpermitted(order, Service.REDACTOR, Action.EXPORT_ALIGN, clock=job.clock)
        folder = settings.SEALMARK_HOME.keys_of("redactor")
        refuse_unknown_recipient(order.wanted.recipient_key, folder)
        key, batches = _begin(job, order)
        blob = _fresh_blob(order)
        report = _Aligner(job, order, batches).write(blob)
        vault, at = runtime.work(), report_place(order.project, order.id)
        sealed = vault.seal(order.project, key, mark_written(canonical_json(report)), at)
        with scope.project(order.project):
            rows = Release.objects.filter(project_id=order.project, id=order.id)
            rows.update(report=sealed.blob)
        _let_build(job, order)


class _Aligner:
    """One run of aligning."""

    def __init__(self, job: Running, order: Order, batches: int) -> None:
        self._job = job
        self._order = order
        self._batches = batches
        self._cut: list[tuple[str, str]] = []
        self._cuts = 0
        with scope.project(order.project):
            self._ontology = selectors.exported_ontology(order.project)

    def write(self, blob: BlobKey) -> dict[str, object]:
        """Write the data under `blob`; return the report."""
        rescan = Rescan(self._ontology)
        chosen = open_format(self._order.wanted.format)
        with Upload(open_store(), blob, self._sealed) as upload:
            records = rescan.through(self._records())
            report: LossReport = chosen.write(records, upload, self._ontology)
            if rescan.written and not self._order.wanted.include_free_text:
                raise FreeTextRefusedError
            rescan.refuse_findings()
            upload.finish()
        report.lost["cut_replacement"] = self._cuts
        report.lost = +report.lost
        return report.to_json() | {"cut": [list(pair) for pair in self._cut]}

    def _sealed(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        marked = (mark_raw(piece) for piece in pieces)
        recipient = self._order.wanted.recipient_key
        return runtime.raw().seal_to_recipient(self._order.project, recipient, marked)

    def _records(self) -> Iterator[Record]:
        for ordinal in range(self._batches):
            rows, raw_keys, work_keys = _rows(
                self._job, self._order, _ALIGNED, ordinal, raw=(1, 9), work=(2, 11)
            )
            for row in rows:
                yield self._record(row, raw_keys[row[1]], work_keys[row[2]])

    def _record(self, row: Sequence[Any], raw_key: DataKey, work_key: DataKey) -> Record:
        revision, asset, document, rendition, reviewed, body, language, part, secret, *_ = row
        if part is None or secret is None:
            raise ErasedMeanwhileError
        project = self._order.project
        original = _opened(self._order, raw_key, part, first_part(originals_place(project), asset))
        found = _opened(self._order, raw_key, secret, secret_map_place(project, rendition))
        _, canonical = open_body(project, work_key, RevisionId(revision), bytes(body))
        labels = Labels.stored(json.loads(canonical))
        alignment = alignment_of(
            [tuple(one) for one in found["rows"]],
            rendition_length=found["lengths"][0],
            original_length=found["lengths"][1],
        )
        return Record(
            id=original["external_id"] or str(asset),
            asset=asset,
            document=document,
            revision=revision,
            reviewed=bool(reviewed),
            language=language,
            text=original["content"],
            shown=original["shown"],
            labels=replace(
                labels,
                spans=tuple(self._aligned(asset, span, alignment) for span in labels.spans),
            ),
            turns=turns_from(original.get("turns", ())),
        )

    def _aligned(self, asset: UUID, span: Span, alignment: Alignment) -> Span:
        mapped = alignment.to_original(span.start, span.end)
        if mapped.cuts:
            self._cuts += 1
            if len(self._cut) < MOST_REPORTED:
                self._cut.append((str(asset), span.id))
        return replace(span, start=mapped.start, end=mapped.end)


def _let_build(job: Running, order: Order) -> None:
    """Let the worker build, unless an earlier run of this job did."""
    with scope.project(order.project):
        rows = Release.objects.filter(project_id=order.project, id=order.id)
        (current,) = rows.values_list("job_id", flat=True)
        if current is None or jobs.find(JobId(current)).kind != BUILD:
            hand_on(job, order, BUILD)


def _begin(job: Running, order: Order) -> tuple[DataKey, int]:
    with scope.project(order.project):
        release = Release.objects.get(project_id=order.project, id=order.id)
        key = selectors.export_key(release)
        with connection.cursor() as cursor:
            cursor.execute(BATCH_COUNT, {"project": order.project, "request": order.id})
            batches, entries = cursor.fetchone()
        job.advance(total=entries)
    return key, batches


def _fresh_blob(order: Order) -> BlobKey:
    """Name a new object; forget the one of a run that was killed."""
    blob = blob_key("aligned", order.project, new_uuid())
    with scope.project(order.project):
        rows = Release.objects.filter(project_id=order.project, id=order.id)
        (earlier,) = rows.values_list("data_key", flat=True)
        rows.update(data_key=blob)
    if earlier:
        open_store().delete(parse_key(earlier))
    return blob


def _rows(
    job: Running,
    order: Order,
    statement: str,
    ordinal: int,
    *,
    raw: tuple[int, int],
    work: tuple[int, int] | None = None,
) -> tuple[list[Row], dict[UUID, DataKey], dict[UUID, DataKey]]:
    """Read a batch, with the keys of both zones that its columns name (an item, its key)."""
    names: dict[str, UUID | int] = {
        "project": order.project,
        "request": order.id,
        "ordinal": ordinal,
    }
    with scope.project(order.project):
        rows = batch_rows(statement, names)
        # Inside the scope: unwrapping may read the project's own keys.
        raw_keys = runtime.raw().unwrap_items(order.project, stored_keys(rows, *raw))
        written = stored_keys(rows, *work) if work else {}
        work_keys = runtime.work().unwrap_items(order.project, written)
        job.advance(done=len(rows))
    return rows, raw_keys, work_keys


def _seal_identifiers(
    order: Order, key: DataKey, rows: Sequence[Row], raw_keys: Mapping[UUID, DataKey]
) -> None:
    project, batch = order.project, rows[0][0]
    if any(row[2] is None for row in rows):
        raise ErasedMeanwhileError
    originals = originals_place(project)
    opened = runtime.raw().open_each(
        project, ((raw_keys[row[1]], row[2], first_part(originals, row[1])) for row in rows)
    )
    identifiers = [json.loads(reveal_raw(clear).decode())["external_id"] for clear in opened]
    content = mark_written(json.dumps(identifiers).encode())
    sealed = runtime.work().seal(project, key, content, identifiers_place(project, batch))
    with scope.project(project), connection.cursor() as cursor:
        cursor.execute(_HAND_OVER, [sealed.blob, project, batch])


def _opened(order: Order, key: DataKey, blob: bytes, at: Any) -> dict[str, Any]:  # noqa: ANN401 - a place
    sealed = Sealed(zone=Raw, blob=bytes(blob))
    body: dict[str, Any] = json.loads(
        reveal_raw(runtime.raw().open(order.project, key, sealed, at))
    )
    return body
