"""Gathering: which labels an export takes along, fixed once, in the order of the log. Worker.

- Nothing begins before the log holds the request and, where there is one, the approval.
- A document comes with all its revisions, and with every reviewer's decision about one of them.
- Left out: what was recalled or erased, and what was labeled after the request and is not logged.
- One statement: the labels are those of one moment, however long the bundle takes.
"""

# SPDX-License-Identifier: Apache-2.0
import secrets
from datetime import datetime

from django.db import connection

from sealmark.access.domain import Action, Service
from sealmark.audit.services import Patience, await_answer, await_logged
from sealmark.export.choosing import CHOSEN, chosen_names
from sealmark.export.domain import Content
from sealmark.export.errors import EvidenceGapError, NothingToExportError
from sealmark.export.models import Batch, Release
from sealmark.export.permission import Order, read_order, refuse_unpermitted
from sealmark.export.places import key_place
from sealmark.export.progress import State, failing_closed, hand_on, has_ended, move
from sealmark.infra import scope
from sealmark.infra.jobs import Running
from sealmark.vault import runtime
from sealmark.vault.domain import KEY_BYTES
from sealmark.vault.services import mark_written

GATHER = "export.gather"
REJOIN = "export.rejoin"
ALIGN = "export.align"
BUILD = "export.build"
BATCH = 1_000
PATIENCE = Patience()

# Whoever asked must find what they saw: what was labeled before the request is waited for.
_UNLOGGED = f"""
SELECT count(*) FROM ({CHOSEN}) c
JOIN provenance_statement s ON s.project_id = %(project)s AND s.id = c.current
LEFT JOIN audit_leaf l ON l.event_id = s.event_id
WHERE s.created_at <= %(asked)s AND l.event_id IS NULL
"""  # noqa: S608 - our own text
# Temporary, with statistics of its own: the planner knows nothing of rows that came a minute ago.
_LOGGED = f"""
CREATE TEMPORARY TABLE export_logged ON COMMIT DROP AS
SELECT c.* FROM ({CHOSEN}) c
JOIN provenance_statement s ON s.project_id = %(project)s AND s.id = c.current
JOIN audit_leaf l ON l.event_id = s.event_id
"""  # noqa: S608 - our own text
_MADE = """
CREATE TEMPORARY TABLE export_made ON COMMIT DROP AS
SELECT s.event_id, r.id AS revision, r.id = c.current AS exported
FROM export_logged c
JOIN annotations_revision r ON r.project_id = %(project)s AND r.document_id = c.document
    AND r.number <= c.number
JOIN provenance_statement s ON s.project_id = %(project)s AND s.id = r.id
"""
_GATHER = """
WITH happened AS (
    SELECT event_id, revision, exported FROM export_made
    UNION ALL
    SELECT v.event_id, NULL, false FROM workflow_verdict v
    JOIN export_made m ON m.revision = v.revision_id
    WHERE v.project_id = %(project)s AND v.event_id IS NOT NULL
), placed AS (
    SELECT h.*, l.index AS place, (row_number() OVER (ORDER BY l.index) - 1) / %(batch)s AS ordinal
    FROM happened h JOIN audit_leaf l ON l.event_id = h.event_id
), written AS (
    INSERT INTO export_batch
        (id, project_id, created_at, request_id, ordinal, events, places, revisions, exported)
    SELECT gen_random_uuid(), %(project)s, %(now)s, %(request)s, ordinal,
           array_agg(event_id ORDER BY place), array_agg(place ORDER BY place),
           array_agg(revision ORDER BY place), array_agg(exported ORDER BY place)
    FROM placed GROUP BY ordinal
)
SELECT (SELECT count(*) FROM export_logged), (SELECT coalesce(sum(number), 0) FROM export_logged),
       (SELECT count(*) FROM placed WHERE revision IS NOT NULL),
       (SELECT count(*) FROM happened), (SELECT count(*) FROM placed)
"""


def gather(job: Running, *, patience: Patience = PATIENCE) -> None:
    """Fix what the export takes along, once the log holds what allows it."""
    with failing_closed(job):
        order = read_order(job)
        if has_ended(order):
            return
        for event in order.events:
            await_logged(
                order.project, order.organization, event, clock=job.clock, patience=patience
            )
        refuse_unpermitted(order, Service.WORKER, Action.EXPORT_WRITE, clock=job.clock)
        _await_labels(job, order, patience)
        with scope.project(order.project):
            _write_batches(order, job.clock.now())
            _make_key(order)
            move(order, State.BUILDING)
            aligned = order.wanted.content is Content.ALIGNED
            hand_on(job, order, ALIGN if aligned else REJOIN)


def _await_labels(job: Running, order: Order, patience: Patience) -> None:
    with scope.project(order.project):
        request = Release.objects.get(project_id=order.project, id=order.id)
        asked = request.created_at

    def look() -> bool | None:
        with scope.project(order.project), connection.cursor() as cursor:
            cursor.execute(_UNLOGGED, chosen_names(order.project, order.wanted) | {"asked": asked})
            (missing,) = cursor.fetchone()
        return True if missing == 0 else None

    await_answer(look, clock=job.clock, patience=patience)


def _write_batches(order: Order, now: datetime) -> None:
    Batch.objects.filter(project_id=order.project, request_id=order.id).delete()
    names = chosen_names(order.project, order.wanted) | {
        "now": now,
        "request": order.id,
        "batch": BATCH,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LOGGED, names)
        cursor.execute("ANALYZE export_logged")
        cursor.execute(_MADE, names)
        cursor.execute("ANALYZE export_made")
        cursor.execute(_GATHER, names)
        documents, numbered, revisions, happened, placed = cursor.fetchone()
    if not documents:
        raise NothingToExportError
    if numbered != revisions or happened != placed:
        raise EvidenceGapError


def _make_key(order: Order) -> None:
    """Give the export a key of its own; one from an earlier run is replaced."""
    vault = runtime.work()
    material = mark_written(secrets.token_bytes(KEY_BYTES))
    sealed = vault.seal_for_project(order.project, material, key_place(order.project, order.id))
    Release.objects.filter(project_id=order.project, id=order.id).update(sealed_key=sealed.blob)
