"""Reading one batch after the other: labels for data and evidence at once, then the events.

- Each revision is opened once. Each batch is one statement in one scope; nothing is opened while
  the scope is, and no scope is open while anything is written.
- One thread reads ahead, another opens ahead, while the worker's own spells and packs.
- A row whose key is gone, or whose clearance was recalled since, ends the export.
- Free text that people wrote is scanned again before it leaves.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from typing import Any
from uuid import UUID

from django.db import connection

from sealmark.annotations import domain as annotations
from sealmark.annotations.services import open_bodies
from sealmark.audit.services import Patience, await_answer
from sealmark.export.ahead import ahead
from sealmark.export.domain import Record
from sealmark.export.errors import ErasedMeanwhileError, RedactorEndedError
from sealmark.export.places import first_part, identifiers_place, renditions_place
from sealmark.infra import scope
from sealmark.infra.jobs import Running
from sealmark.kernel.ids import ExportId, ProjectId
from sealmark.modalities.conversation.turns import turns_from
from sealmark.vault import runtime
from sealmark.vault.domain import DataKey, Redacted, Sealed, StoredKey, Work
from sealmark_verify.bundle_writer import EventRecord
from sealmark_verify.packing import RevisionRecord

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
_LABELS = f"""
SELECT r.id, r.asset_id, r.document_id, r.rendition_id, w.exported AND %(data)s,
       r.duty = 'review' OR r.outcome IN ('moved_reviewed', 'followed_reviewed'), r.body, s.body,
       dk.wrapped, dk.epoch, p.body, rk.wrapped, rk.epoch
{TAKEN}
JOIN annotations_revision r ON r.project_id = b.project_id AND r.id = w.revision
JOIN provenance_statement s ON s.project_id = b.project_id AND s.id = r.id
LEFT JOIN vault_work_item_key dk ON dk.project_id = b.project_id AND dk.id = r.document_id
LEFT JOIN redaction_rendition_part p ON w.exported AND %(data)s AND p.project_id = b.project_id
    AND p.rendition_id = r.rendition_id AND p.ordinal = 0
LEFT JOIN vault_work_item_key rk ON w.exported AND %(data)s AND rk.project_id = b.project_id
    AND rk.id = r.rendition_id
    AND NOT EXISTS (SELECT FROM redaction_recall x WHERE x.project_id = b.project_id
                    AND x.clearance_id = r.clearance_id)
{THIS_BATCH} ORDER BY w.n
"""  # noqa: S608 - our own text
_EVENTS = f"""
SELECT w.place, e.body {TAKEN} JOIN audit_event e ON e.id = w.event {THIS_BATCH} ORDER BY w.n
"""

_IDENTIFIERS = f"SELECT b.id, b.identifiers FROM export_batch b {THIS_BATCH}"  # noqa: S608 - our own text

Row = tuple[Any, ...]
Keys = Mapping[UUID, DataKey]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """One batch, opened: all its revisions, and those of them that are data, as records."""

    revisions: list[RevisionRecord]
    records: list[Record]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Closed:
    """One batch as it was read: rows, the keys that open them, the customer's ids of the data."""

    rows: list[Row]
    keys: Keys
    identifiers: list[str]


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

    def labels(self, *, data: bool) -> Generator[Labels, None, None]:
        """Yield all batches, in the order of the log; with records where `data` is wanted."""
        return ahead(self._opened(ahead(self._closed(data=data))))

    def events(self) -> Iterator[EventRecord]:
        """Yield the events, in the order of the log."""
        return chain.from_iterable(ahead(self._events()))

    def _events(self) -> Iterator[list[EventRecord]]:
        for ordinal in range(self.batches):
            with scope.project(self.project):
                rows = batch_rows(_EVENTS, self._names(ordinal))
                self._job.advance(done=len(rows))
            yield [EventRecord(index=place, leaf=bytes(body)) for place, body in rows]

    def _closed(self, *, data: bool) -> Iterator[_Closed]:
        for ordinal in range(self.batches):
            with scope.project(self.project):
                rows = batch_rows(_LABELS, self._names(ordinal) | {"data": data})
                shown = [row for row in rows if row[4]]
                # Inside the scope: unwrapping may read the project's own keys.
                stored = stored_keys(rows, 2, 8) | stored_keys(shown, 3, 11)
                keys = runtime.work().unwrap_items(self.project, stored)
                self._job.advance(done=len(rows))
            identifiers = self._identifiers(ordinal) if shown else []
            yield _Closed(rows=rows, keys=keys, identifiers=identifiers)

    def _opened(self, batches: Generator[_Closed, None, None]) -> Iterator[Labels]:
        # Closed at once, whatever happens: an error's traceback would keep the other thread going.
        with closing(batches):
            for batch in batches:
                revisions = self._revisions(batch)
                yield Labels(revisions=revisions, records=self._records(batch, revisions))

    def _revisions(self, batch: _Closed) -> list[RevisionRecord]:
        keys = batch.keys
        bodies = open_bodies(self.project, ((keys[row[2]], row[0], row[6]) for row in batch.rows))
        return [
            RevisionRecord(
                revision=str(row[0]),
                asset=str(row[1]),
                document=canonical,
                salt=salt,
                statement=row[7],
            )
            for row, (salt, canonical) in zip(batch.rows, bodies, strict=True)
        ]

    def _records(self, batch: _Closed, revisions: list[RevisionRecord]) -> list[Record]:
        data = [pair for pair in zip(batch.rows, revisions, strict=True) if pair[0][4]]
        if any(row[10] is None for row, _ in data):
            raise ErasedMeanwhileError
        renditions, keys = renditions_place(self.project), batch.keys
        opened = runtime.work().open_each(
            self.project,
            Redacted,
            ((keys[row[3]], row[10], first_part(renditions, row[3])) for row, _ in data),
        )
        return [
            record_of(row, identifier, clear.reveal(), revision.document)
            for (row, revision), identifier, clear in zip(
                data, batch.identifiers, opened, strict=True
            )
        ]

    def _names(self, ordinal: int) -> dict[str, UUID | int]:
        return {"project": self.project, "request": self.request, "ordinal": ordinal}

    def _identifiers(self, ordinal: int) -> list[str]:
        """Wait for what the redactor sealed for a batch, and open it."""
        batch, blob = await_answer(
            lambda: self._handed_over(ordinal),
            clock=self._job.clock,
            patience=self._patience,
            else_raise=RedactorEndedError,
        )
        at = identifiers_place(self.project, batch)
        clear = runtime.work().open(self.project, self._key, Sealed(zone=Work, blob=blob), at)
        found: list[str] = json.loads(clear.reveal())
        return found

    def _handed_over(self, ordinal: int) -> tuple[UUID, bytes] | None:
        with scope.project(self.project), connection.cursor() as cursor:
            cursor.execute(_IDENTIFIERS, self._names(ordinal))
            row = cursor.fetchone()
        if row is None:
            raise RedactorEndedError
        return None if row[1] is None else (row[0], bytes(row[1]))


def record_of(row: Row, identifier: str, rendition: bytes, canonical: bytes) -> Record:
    """Return what a format is given: the revision `row` begins with, put on its rendition."""
    shown = json.loads(rendition.decode())
    return Record(
        id=identifier or str(row[1]),
        asset=row[1],
        document=row[2],
        revision=row[0],
        reviewed=bool(row[5]),
        language=shown["language"],
        text=shown["text"],
        shown=shown["shown"],
        labels=annotations.Labels.stored(json.loads(canonical.decode())),
        turns=turns_from(shown.get("turns", ())),
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
