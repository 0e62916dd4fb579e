"""Record what happens, in the transaction in which it happens.

- The event lives or dies with the change that it tells of.
- Nothing is returned or read back: runtime roles may insert into the outbox, never change it.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from sealmark.audit.domain import AuditEvent
from sealmark.audit.waiting import Patience, await_answer, await_logged
from sealmark.infra.pipeline import together
from sealmark.kernel.clock import SystemClock
from sealmark.kernel.ids import EventId, new_uuid

__all__ = ["Patience", "await_answer", "await_logged", "record", "record_many"]

_INSERT = """
INSERT INTO audit_event (id, organization_id, project_id, at, kind, body)
VALUES (%s, %s, %s, %s, %s, %s)
"""


def record(event: AuditEvent, *, at: datetime | None = None) -> EventId:
    """Append one event to the outbox of its organization; return its id."""
    return record_many([event], at=at)[0]


def record_many(events: Sequence[AuditEvent], *, at: datetime | None = None) -> list[EventId]:
    """Append several events of one unit of work; return their ids."""
    moment = at or SystemClock().now()
    rows = []
    for event in events:
        event_id = new_uuid()
        body = event.body(event_id=event_id, at=moment)
        rows.append((event_id, event.organization, event.project, moment, event.kind, body))
    with connection.cursor() as cursor, together():
        for row in rows:
            cursor.execute(_INSERT, row)
    return [EventId(row[0]) for row in rows]
