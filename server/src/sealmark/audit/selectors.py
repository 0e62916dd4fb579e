"""Reading the log: where an event stands, the signed tree over it, its hashes, its keys.

- Read inside a project's, an organization's or the sequencing scope; hashes and signed notes only,
  and the events of the scope.
- An activity page names people by their pseudonyms, as the log does.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from sealmark.audit.log_keys import log_keys
from sealmark.audit.tile_reading import TileReader
from sealmark.audit.verifying import (
    LogFaultError,
    LogVerdict,
    organizations_with_logs,
    verify_log,
)
from sealmark.kernel.ids import EventId, OrganizationId, ProjectId

__all__ = [
    "Happened",
    "LogFaultError",
    "LogVerdict",
    "StoredCheckpoint",
    "TileReader",
    "activity",
    "checkpoint_over",
    "event_body",
    "index_of",
    "log_keys",
    "organizations_with_logs",
    "verify_log",
]

PAGE = 50

_INDEX = "SELECT index FROM audit_leaf WHERE event_id = %s"
_COVERING = """
SELECT size, root, note FROM audit_checkpoint
WHERE organization_id = %s AND size > %s ORDER BY size DESC LIMIT 1
"""
_EVENT = "SELECT body FROM audit_event WHERE id = %s"
_ACTIVITY = """
WITH look AS MATERIALIZED (
    SELECT id, at, kind, body FROM audit_event
    WHERE organization_id = %(organization)s AND project_id = %(project)s
      AND (%(before)s::uuid IS NULL OR id < %(before)s)
    ORDER BY id DESC LIMIT %(look)s
)
SELECT e.id, e.at, e.kind, e.body, l.index, (SELECT min(id::text) FROM look),
       (SELECT count(*) FROM look)
FROM (SELECT) AS always
LEFT JOIN LATERAL (
    SELECT * FROM look
    WHERE (%(families)s::text[] IS NULL OR split_part(kind, '.', 1) = ANY(%(families)s))
      AND (%(actors)s::text[] IS NULL OR convert_from(body, 'UTF8') LIKE ANY(%(actors)s))
    ORDER BY id DESC LIMIT %(page)s
) AS e ON true
LEFT JOIN audit_leaf l ON l.event_id = e.id
ORDER BY e.id DESC
"""
LOOKED_AT = 5_000
"""One answer passes so many events; where few of them fit it says where to go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCheckpoint:
    """A signed tree head as the log holds it."""

    size: int
    root: bytes
    note: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One event of a project, as its activity page tells it; the actor is a pseudonym.

    `index` is its place in the signed log, None until it has one.
    """

    id: UUID
    at: datetime
    kind: str
    actor: UUID
    facts: Mapping[str, Any]
    index: int | None


def index_of(event: EventId) -> int | None:
    """Return the place of an event in its log; None while the sequencer has not taken it."""
    with connection.cursor() as cursor:
        cursor.execute(_INDEX, [event])
        row = cursor.fetchone()
    return None if row is None else int(row[0])


def checkpoint_over(organization: OrganizationId, index: int) -> StoredCheckpoint | None:
    """Return the newest checkpoint whose tree holds the leaf `index`, if there is one."""
    with connection.cursor() as cursor:
        cursor.execute(_COVERING, [organization, index])
        row = cursor.fetchone()
    if row is None:
        return None
    return StoredCheckpoint(size=row[0], root=bytes(row[1]), note=row[2].encode())


def event_body(event: EventId) -> bytes:
    """Return the canonical bytes of an event of the open scope: the log's leaf."""
    with connection.cursor() as cursor:
        cursor.execute(_EVENT, [event])
        (body,) = cursor.fetchone()
    return bytes(body)


def activity(
    organization: OrganizationId,
    project: ProjectId,
    *,
    before: UUID | None = None,
    families: Sequence[str] | None = None,
    actors: Sequence[UUID] | None = None,
) -> tuple[list[Happened], UUID | None]:
    """Return a page of what happened in a project, newest first, and where to go on.

    `families` are first words of kinds, `actors` ids of one person; `before` is where a page ended.
    """
    names = {
        "organization": organization,
        "project": project,
        "before": before,
        "families": None if families is None else list(families),
        "actors": None if actors is None else [f'%"actor":"{one}"%' for one in actors],
        "look": LOOKED_AT,
        "page": PAGE,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ACTIVITY, names)
        rows = cursor.fetchall()
    found = [_happened(*row[:5]) for row in rows if row[0] is not None]
    if len(found) == PAGE:
        return found, found[-1].id
    return found, UUID(rows[0][5]) if rows[0][6] == LOOKED_AT else None


def _happened(event: UUID, at: datetime, kind: str, body: bytes, index: int | None) -> Happened:
    said = json.loads(bytes(body))
    actor = UUID(said["actor"])
    return Happened(id=event, at=at, kind=kind, actor=actor, facts=said["facts"], index=index)
