"""Splitting: a complete upload becomes assets, each sealed under a key of its own. Redactor only.

- Parts are opened one after the other and read in the sandbox; nothing is kept in clear.
- One transaction per batch; the job's count says how many rows are through, so that a job that
  stopped (killed, cancelled) goes on with the next row.
- The same content twice in a dataset is taken once: known by a keyed digest, counted.
- A broken row or file becomes a problem with a remedy and never blocks the rest.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Max

from sealmark.assets import selectors
from sealmark.assets.events import UploadSplit
from sealmark.assets.models import Asset, Subject, Upload, UploadFile, UploadPart
from sealmark.infra import bulk, scope
from sealmark.infra import events as bus
from sealmark.infra.jobs import Running
from sealmark.infra.pipeline import together
from sealmark.infra.sandbox import Sandbox, SandboxError
from sealmark.kernel.ids import DatasetId, UploadId, new_handle, new_uuid
from sealmark.vault import runtime
from sealmark.vault.domain import Clear, Raw, SealedPart, place
from sealmark.vault.mac import keyed_digest
from sealmark.vault.services import mark_raw, reveal_raw

_KNOWN = "SELECT tag FROM assets_fingerprint WHERE project_id = %s AND tag = ANY(%b::bytea[])"
BATCH = 500
READER = "sealmark.modalities.text.child"
_KINDS = {
    "txt": "plain",
    "md": "plain",
    "jsonl": "json-lines",
    "csv": "csv",
    "tsv": "tsv",
    "json": "task-list",
}
_OF_TURNS = ("conversation", "turn", "speaker", "role", "time")
"""Columns that an upload announced before there were conversations does not name."""
BROKE = (
    "Reading this file broke the reader. Check that it is what its name says, and send it again."
)


@dataclass(slots=True, kw_only=True)
class _Row:
    """One row of one file: an item or a problem."""

    file: UUID
    body: dict[str, Any]
    asset: UUID = field(default_factory=new_handle)


def split(job: Running) -> None:
    """Split the upload that the job is about, from where an earlier run stopped."""
    with scope.project(job.project):
        upload = Upload.objects.get(project_id=job.project, id=job.subject)
        if upload.state != Upload.State.COMPLETE:
            return
        files = selectors.files(job.project, UploadId(upload.id))
        runtime.raw().create_project(job.project)
        through = job.rows_through()
        taken = Asset.objects.filter(project_id=job.project, upload_id=upload.id)
        highest = taken.aggregate(top=Max("ordinal"))["top"]
    splitter = _Splitter(job=job, upload=upload, next_ordinal=(highest or 0) + 1)
    splitter.run(files, skip=through)


class _Splitter:
    """One run over one upload."""

    def __init__(self, *, job: Running, upload: Upload, next_ordinal: int) -> None:
        self._job = job
        self._project = job.project
        self._upload = upload
        self._ordinal = next_ordinal
        self._columns = _columns(json.loads(upload.mapping))

    def run(self, files: list[UploadFile], *, skip: int) -> None:
        sandbox = Sandbox(READER)
        try:
            for number, batch in enumerate(_batches(self._rows(sandbox, files))):
                if (number + 1) * BATCH <= skip:
                    continue
                with scope.project(self._project):
                    self._store(batch[max(0, skip - number * BATCH) :])
        finally:
            sandbox.close()
        with scope.project(self._project):
            self._close()

    def _rows(self, sandbox: Sandbox, files: list[UploadFile]) -> Iterator[_Row]:
        for file in files:
            kind = file.kind.partition("/")[0]
            header = {"kind": _KINDS[kind], "columns": self._columns}
            name = reveal_raw(self._part(file, 0)).decode()
            try:
                for body in sandbox.feed(header, self._content(file)):
                    if _KINDS[kind] == "plain" and not body.get("external_id"):
                        body["external_id"] = name
                    yield _Row(file=file.id, body=body)
            except SandboxError:
                yield _Row(file=file.id, body={"row": None, "problem": "broke", "remedy": BROKE})

    def _content(self, file: UploadFile) -> Iterator[bytes]:
        for ordinal in range(1, file.parts + 1):
            yield reveal_raw(self._part(file, ordinal))

    def _part(self, file: UploadFile, ordinal: int) -> Clear[Raw]:
        with scope.project(self._project):
            row = UploadPart.objects.get(project_id=self._project, file_id=file.id, ordinal=ordinal)
        body = bytes(row.body)
        size = int.from_bytes(body[:2], "big")
        sealed = SealedPart(key=body[2 : 2 + size], blob=body[2 + size :])
        return runtime.raw().open_part(self._project, file.id, ordinal, sealed)

    def _store(self, rows: list[_Row]) -> None:
        now = self._job.clock.now()
        items = [row for row in rows if "problem" not in row.body]
        faults = [row for row in rows if "problem" in row.body]
        fresh = self._fresh(items)
        self._insert(fresh, now)
        self._report(faults, now)
        self._job.advance(done=len(rows), problems=len(faults))

    def _fresh(self, items: list[_Row]) -> list[tuple[_Row, bytes]]:
        """Leave out what the dataset holds already, or holds twice in this batch."""
        key = runtime.raw().matching_key(self._project, "duplicate")
        realm = self._upload.dataset_id.bytes
        tagged: dict[bytes, _Row] = {}
        for row in items:
            tag = keyed_digest(key, "duplicate", realm, row.body["content"].encode())
            tagged.setdefault(tag, row)
        with connection.cursor() as cursor:
            cursor.execute(_KNOWN, [self._project, list(tagged)])
            for (found,) in cursor.fetchall():
                tagged.pop(bytes(found), None)
        return [(row, tag) for tag, row in tagged.items()]

    def _insert(self, fresh: list[tuple[_Row, bytes]], now: datetime) -> None:
        rows = [row for row, _ in fresh]
        with together():  # the database writes while the next rows are sealed
            self._insert_assets([row.asset for row in rows], now)
            self._insert_originals(rows, now)
            bulk.insert(
                "assets_fingerprint",
                {**bulk.ROW, "tag": "bytea"},
                [(row.asset, self._project, now, tag) for row, tag in fresh],
            )
        self._link_subjects(rows, now)

    def _insert_assets(self, ids: list[UUID], now: datetime) -> None:
        bulk.insert(
            "assets_asset",
            {
                **bulk.ROW,
                "dataset_id": "uuid",
                "upload_id": "uuid",
                "ordinal": "bigint",
                "modality": "text",
                "state": "text",
                "reason": "text",
                "tier": "text",
                "language": "text",
            },
            [
                (
                    asset,
                    self._project,
                    now,
                    self._upload.dataset_id,
                    self._upload.id,
                    self._ordinal + number,
                    "text",
                    "received",
                    "",
                    "",
                    "",
                )
                for number, asset in enumerate(ids)
            ],
        )
        self._ordinal += len(ids)

    def _insert_originals(self, rows: list[_Row], now: datetime) -> None:
        project, vault = self._project, runtime.raw()
        keys = vault.create_items(project, [row.asset for row in rows])
        sealed = []
        for row in rows:
            at = place("assets_original_part.body", project, row.asset, 0)
            clear = mark_raw(json.dumps(row.body, separators=(",", ":")).encode())
            blob = vault.seal(project, keys[row.asset], clear, at).blob
            sealed.append((new_uuid(), project, now, row.asset, 0, "text/plain", blob))
        bulk.insert(
            "assets_original_part",
            {
                **bulk.ROW,
                "asset_id": "uuid",
                "ordinal": "int",
                "media_type": "text",
                "body": "bytea",
            },
            sealed,
        )

    def _link_subjects(self, rows: list[_Row], now: datetime) -> None:
        named = [row for row in rows if row.body["subject"]]
        if not named:
            return
        key = runtime.raw().matching_key(self._project, "subject")
        tags = {
            row.asset: keyed_digest(key, "subject", row.body["subject"].encode()) for row in named
        }
        subjects = self._subjects(set(tags.values()), now)
        bulk.insert(
            "assets_asset_subject",
            {
                **bulk.ROW,
                "asset_id": "uuid",
                "subject_id": "uuid",
            },
            [(new_uuid(), self._project, now, asset, subjects[tag]) for asset, tag in tags.items()],
        )

    def _subjects(self, tags: set[bytes], now: datetime) -> dict[bytes, UUID]:
        rows = Subject.objects.filter(project_id=self._project, tag__in=list(tags))
        found = {bytes(tag): row for row, tag in rows.values_list("id", "tag")}
        new = {tag: new_uuid() for tag in tags - found.keys()}
        if new:
            bulk.insert(
                "assets_subject",
                {**bulk.ROW, "tag": "bytea"},
                [(row, self._project, now, tag) for tag, row in new.items()],
            )
            runtime.raw().create_subjects(self._project, list(new.values()))
        return found | new

    def _report(self, faults: list[_Row], now: datetime) -> None:
        bulk.insert(
            "assets_problem",
            {
                **bulk.ROW,
                "upload_id": "uuid",
                "file_id": "uuid",
                "row": "bigint",
                "reason": "text",
                "remedy": "text",
            },
            [
                (
                    new_uuid(),
                    self._project,
                    now,
                    self._upload.id,
                    row.file,
                    row.body["row"],
                    row.body["problem"],
                    row.body["remedy"],
                )
                for row in faults
            ],
        )

    def _close(self) -> None:
        project, upload = self._project, self._upload.id
        UploadPart.objects.filter(project_id=project, file__upload_id=upload).delete()
        Upload.objects.filter(project_id=project, id=upload).update(state=Upload.State.SPLIT)
        bus.publish(
            UploadSplit(
                project=project,
                upload=UploadId(upload),
                dataset=DatasetId(self._upload.dataset_id),
                by=self._job.started_by,
                assets=Asset.objects.filter(project_id=project, upload_id=upload).count(),
            )
        )


def _batches(rows: Iterable[_Row]) -> Iterator[list[_Row]]:
    batch: list[_Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _columns(mapping: dict[str, Any]) -> dict[str, object]:
    return {
        "content": mapping["content"] or "text",
        "external_id": mapping["external_id"] or None,
        "subject": mapping["subject"] or None,
        "shown": mapping["shown"],
        "hidden": mapping["hidden"],
    } | {name: mapping.get(name) or None for name in _OF_TURNS}
