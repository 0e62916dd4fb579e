"""Reading one batch after the other: records for the data, revisions and events for the evidence.

- Each batch is one statement in one scope; nothing is opened while the scope is, and no scope is
  open while anything is written. Batches are read ahead, in a thread of their own.
- A row whose key is gone, or whose clearance was recalled since, ends the export.
- Free text that people wrote is scanned again before it leaves.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any
from uuid import UUID

from django.db import connection

from sealmark.annotations.domain import Answer, Span
from sealmark.annotations.services import open_body
from sealmark.export.ahead import ahead
from sealmark.export.domain import Record
from sealmark.export.errors import ErasedMeanwhileError, RedactorEndedError
from sealmark.export.places import identifiers_place, rendition_place
from sealmark.export.waiting import Patience, await_answer
from sealmark.infra import scope
from sealmark.infra.jobs import Running
from sealmark.kernel.ids import ExportId, ProjectId, RevisionId
from sealmark.vault import runtime
from sealmark.vault.domain import DataKey, Redacted, Sealed, StoredKey, Work
from sealmark_verify.bundle_writer import EventRecord, RevisionRecord

TAKEN = """
FROM export_batch b
CROSS JOIN LATERAL unnest(b.events, b.places, b.revisions, b.exported)
    WITH ORDINALITY AS w (event, place, revision, exported, n)
"""
THIS_BATCH = """
WHERE b.project_id = %(project)s AND b.request_id = %(request)s AND b.ordinal = %(ordinal)s
"""
# A batch is read by keys, whatever the planner believes of tables that have just been filled.
_BY_INDEX = """
SELECT set_config(name, 'off', true)
FROM unnest(ARRAY['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin']) AS s (name)
"""
BATCH_COUNT = """
SELECT coalesce(max(ordinal) + 1, 0), coalesce(sum(cardinality(events)), 0)
FROM export_batch WHERE project_id = %(project)s AND request_id = %(request)s
"""
_RECORDS = f"""
SELECT r.id, r.asset_id, r.document_id, r.rendition_id, r.duty = 'review', r.body, p.body,
       dk.wrapped, dk.epoch, rk.wrapped, rk.epoch, b.id, b.identifiers
{TAKEN}
JOIN annotations_revision r ON r.project_id = b.project_id AND r.id = w.revision
LEFT JOIN redaction_rendition_part p ON p.project_id = b.project_id
    AND p.rendition_id = r.rendition_id AND p.ordinal = 0
LEFT JOIN vault_work_item_key dk ON dk.project_id = b.project_id AND dk.id = r.document_id
LEFT JOIN vault_work_item_key rk ON rk.project_id = b.project_id AND rk.id = r.rendition_id
    AND NOT EXISTS (SELECT FROM redaction_recall x WHERE x.project_id = b.project_id
                    AND x.clearance_id = r.clearance_id)
{THIS_BATCH} AND w.exported ORDER BY w.n
"""  # noqa: S608 - our own text
_REVISIONS = f"""
SELECT r.id, r.asset_id, r.document_id, r.body, s.body, dk.wrapped, dk.epoch
{TAKEN}
JOIN annotations_revision r ON r.project_id = b.project_id AND r.id = w.revision
JOIN provenance_statement s ON s.project_id = b.project_id AND s.id = r.id
LEFT JOIN vault_work_item_key dk ON dk.project_id = b.project_id AND dk.id = r.document_id
{THIS_BATCH} ORDER BY w.n
"""
_EVENTS = f"""
SELECT w.place, e.body {TAKEN} JOIN audit_event e ON e.id = w.event {THIS_BATCH} ORDER BY w.n
"""

_IDENTIFIERS = "SELECT identifiers FROM export_batch WHERE project_id = %s AND id = %s"

Row = tuple[Any, ...]


class Reader:
    """Reads the batches of one export, in the worker."""

    def __init__(self, job: Running, key: DataKey, patience: Patience) -> None:
        """Read what was gathered for the job's export; `key` is the export's own."""
        self._job = job
        self._patience = patience
        self.project = ProjectId(job.project)
        self.request = ExportId(job.subject)
        self._key = key
        with scope.project(self.project), connection.cursor() as cursor:
            cursor.execute(BATCH_COUNT, {"project": self.project, "request": self.request})
            self.batches, self.entries = cursor.fetchone()

    def records(self) -> Iterator[Record]:
        """Yield what the format writes, in the order of the log."""
        return chain.from_iterable(ahead(self._records()))

    def revisions(self) -> Iterator[RevisionRecord]:
        """Yield the revisions with their statements, in the order of the log."""
        return chain.from_iterable(ahead(self._revisions()))

    def events(self) -> Iterator[EventRecord]:
        """Yield the events, in the order of the log."""
        for ordinal in range(self.batches):
            for place, body in self._rows(_EVENTS, ordinal)[0]:
                yield EventRecord(index=place, leaf=bytes(body))

    def _records(self) -> Iterator[list[Record]]:
        for ordinal in range(self.batches):
            rows, keys = self._rows(_RECORDS, ordinal, (2, 7), (3, 9))
            identifiers = self._identifiers(rows)
            yield [
                self._record(row, identifier, keys)
                for row, identifier in zip(rows, identifiers, strict=True)
            ]

    def _revisions(self) -> Iterator[list[RevisionRecord]]:
        for ordinal in range(self.batches):
            rows, keys = self._rows(_REVISIONS, ordinal, (2, 5))
            yield [self._revision(row, keys) for row in rows]

    def _rows(
        self, statement: str, ordinal: int, *owned: tuple[int, int]
    ) -> tuple[list[Row], dict[UUID, DataKey]]:
        """Read a batch, with the keys of what `owned` names: columns of an item and its key."""
        names: dict[str, UUID | int] = {
            "project": self.project,
            "request": self.request,
            "ordinal": ordinal,
        }
        with scope.project(self.project):
            rows = batch_rows(statement, names)
            # Inside the scope: unwrapping may read the project's own keys.
            stored = [stored_keys(rows, item, key) for item, key in owned]
            unwrapped = [runtime.work().unwrap_items(self.project, one) for one in stored]
            self._job.advance(done=len(rows))
        return rows, {item: key for keys in unwrapped for item, key in keys.items()}

    def _identifiers(self, rows: Sequence[Row]) -> list[str]:
        if not rows:
            return []
        batch, blob = rows[0][11], rows[0][12]
        if blob is None:
            blob = await_answer(
                lambda: self._handed_over(batch),
                clock=self._job.clock,
                patience=self._patience,
                else_raise=RedactorEndedError,
            )
        at = identifiers_place(self.project, batch)
        sealed = Sealed(zone=Work, blob=bytes(blob))
        clear = runtime.work().open(self.project, self._key, sealed, at)
        found: list[str] = json.loads(clear.reveal())
        return found

    def _handed_over(self, batch: UUID) -> bytes | None:
        """Return what the redactor sealed for a batch, once it has."""
        with scope.project(self.project), connection.cursor() as cursor:
            cursor.execute(_IDENTIFIERS, [self.project, batch])
            row = cursor.fetchone()
        if row is None:
            raise RedactorEndedError
        return None if row[0] is None else bytes(row[0])

    def _revision(self, row: Row, keys: Mapping[UUID, DataKey]) -> RevisionRecord:
        revision, asset, document, body, statement, *_ = row
        salt, canonical = open_body(self.project, keys[document], revision, bytes(body))
        return RevisionRecord(
            revision=str(revision),
            asset=str(asset),
            document=canonical,
            salt=salt,
            statement=bytes(statement),
        )

    def _record(self, row: Row, identifier: str, keys: Mapping[UUID, DataKey]) -> Record:
        revision, asset, document, rendition, reviewed, body, part, *_ = row
        if part is None:
            raise ErasedMeanwhileError
        sealed = Sealed(zone=Redacted, blob=bytes(part))
        at = rendition_place(self.project, rendition)
        shown = json.loads(runtime.work().open(self.project, keys[rendition], sealed, at).reveal())
        _, canonical = open_body(self.project, keys[document], RevisionId(revision), bytes(body))
        spans, answers = labels_of(canonical)
        return Record(
            id=identifier or str(asset),
            asset=asset,
            document=document,
            revision=revision,
            reviewed=bool(reviewed),
            language=shown["language"],
            text=shown["text"],
            shown=shown["shown"],
            spans=spans,
            answers=answers,
        )


def batch_rows(statement: str, names: Mapping[str, UUID | int]) -> list[Row]:
    """Read one batch inside the open scope, by keys and in binary: no bytes are spelled as text."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_INDEX)
    with connection.connection.cursor(binary=True) as cursor:
        cursor.execute(statement, names)
        rows: list[Row] = cursor.fetchall()
    return rows


def stored_keys(rows: Sequence[Row], item: int, key: int) -> dict[UUID, StoredKey]:
    """Return the wrapped keys in columns `key` and the next; a missing one ends the export."""
    if any(row[key] is None for row in rows):
        raise ErasedMeanwhileError
    return {row[item]: StoredKey(wrapped=bytes(row[key]), epoch=row[key + 1]) for row in rows}


def labels_of(canonical: bytes) -> tuple[tuple[Span, ...], tuple[Answer, ...]]:
    """Read the canonical labels of a revision; they were checked when they were submitted."""
    body = json.loads(canonical)
    return (
        tuple(Span(**span) for span in body["spans"]),
        tuple(Answer(**answer) for answer in body["answers"]),
    )


def written_in(record: Record, free_text: frozenset[str]) -> Iterator[str]:
    """Yield what people wrote themselves: answers to text questions, and attributes of spans."""
    for answer in record.answers:
        if answer.question_id in free_text and isinstance(answer.value, str) and answer.value:
            yield answer.value
    for span in record.spans:
        for name, value in span.attributes.items():
            yield f"{name} {value}"
