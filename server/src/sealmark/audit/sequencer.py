"""The sequencer: events become leaves, leaves become tiles, tiles become a signed checkpoint.

- One at a time: an advisory lock is held for the length of each transaction.
- It reads `xid >= low-water` without a leaf, so that neither a long job nor a late committer is
  lost or stalls the log; after a restore, when transaction ids start low again, it reads all.
- It goes on only from a tree that it has signed: a store that tells another history stops it.
"""

# SPDX-License-Identifier: Apache-2.0
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from sealmark.audit.checkpoint import LogSigner, refuse_other_history, sign_checkpoint
from sealmark.audit.signing import signer_of
from sealmark.audit.tiles import Edge, Growth, edge_tiles, grow
from sealmark.infra import scope
from sealmark.kernel.clock import Clock
from sealmark_verify.merkle import leaf_hash

BATCH = 4_000
_LOCK = 0x5EA1_0001

_CURSOR = """
SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
       coalesce((SELECT low_water FROM audit_cursor WHERE id = 1), 0)
"""
_PENDING = """
SELECT e.organization_id, e.id, e.body FROM audit_event e
WHERE e.xid >= %s AND NOT EXISTS (SELECT FROM audit_leaf l WHERE l.event_id = e.id)
ORDER BY e.xid, e.id LIMIT %s
"""
_ADVANCE = """
INSERT INTO audit_cursor (id, low_water) VALUES (1, %s)
ON CONFLICT (id) DO UPDATE SET low_water = excluded.low_water
"""
_LAST = """
SELECT size, note FROM audit_checkpoint WHERE organization_id = %s ORDER BY size DESC LIMIT 1
"""
_TILE = """
SELECT data FROM audit_tile
WHERE organization_id = %s AND level = %s AND index = %s AND width = %s
"""
_ADD_LEAVES = """
INSERT INTO audit_leaf (organization_id, index, event_id, hash)
SELECT %s, * FROM unnest(%s::bigint[], %s::uuid[], %s::bytea[])
"""
_ADD_TILE = """
INSERT INTO audit_tile (organization_id, level, index, width, data) VALUES (%s, %s, %s, %s, %s)
"""
_ADD_CHECKPOINT = """
INSERT INTO audit_checkpoint (organization_id, size, root, at, note) VALUES (%s, %s, %s, %s, %s)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    id: UUID
    body: bytes


class Sequencer:
    """Appends what is pending; keeps each log's right edge in memory between passes."""

    def __init__(self, clock: Clock) -> None:
        """Begin with nothing in memory: the first pass over a log checks what is stored."""
        self._clock = clock
        self._edges: dict[UUID, Edge] = {}

    def run_once(self) -> int:
        """Append one batch, in one transaction; return how many events it held."""
        try:
            with scope.sweep("sequence"):
                return self._append_pending()
        except BaseException:
            # What did not commit is not in the log: read the stored edge anew.
            self._edges.clear()
            raise

    def _append_pending(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            cursor.execute(_CURSOR)
            horizon, low_water = cursor.fetchone()
            # A restored database counts its transactions from the beginning again.
            low_water = 0 if low_water > horizon else low_water
            cursor.execute(_PENDING, [low_water, BATCH])
            pending = cursor.fetchall()
        for organization, events in _by_organization(pending).items():
            self._append(organization, events, self._clock.now())
        if len(pending) < BATCH and horizon != low_water:
            with connection.cursor() as cursor:
                cursor.execute(_ADVANCE, [horizon])
        return len(pending)

    def _append(self, organization: UUID, events: Sequence[_Event], now: datetime) -> None:
        signer = signer_of(organization)
        edge = self._edges.get(organization) or _stored_edge(organization, signer)
        hashes = [leaf_hash(event.body) for event in events]
        growth = grow(edge, hashes)
        root = growth.edge.root()
        note = sign_checkpoint(signer, size=growth.edge.size, root=root, now=now)
        _store(organization, edge.size, events, hashes, growth)
        with connection.cursor() as cursor:
            cursor.execute(
                _ADD_CHECKPOINT, [organization, growth.edge.size, root, now, note.decode()]
            )
        self._edges[organization] = growth.edge


def _by_organization(rows: Sequence[tuple[UUID, UUID, bytes]]) -> Mapping[UUID, list[_Event]]:
    found: dict[UUID, list[_Event]] = defaultdict(list)
    for organization, event, body in rows:
        found[organization].append(_Event(id=event, body=bytes(body)))
    return found


def _stored_edge(organization: UUID, signer: LogSigner) -> Edge:
    with connection.cursor() as cursor:
        cursor.execute(_LAST, [organization])
        last = cursor.fetchone()
        size = last[0] if last else 0
        partials = []
        for level, index, width in edge_tiles(size):
            if not width:
                partials.append(b"")
                continue
            cursor.execute(_TILE, [organization, level, index, width])
            row = cursor.fetchone()
            partials.append(bytes(row[0]) if row else b"")
    edge = Edge(size=size, partials=tuple(partials))
    refuse_other_history(edge, last[1].encode() if last else None, signer)
    return edge


def _store(
    organization: UUID, size: int, events: Sequence[_Event], hashes: list[bytes], growth: Growth
) -> None:
    indices = list(range(size, size + len(events)))
    with connection.cursor() as cursor:
        cursor.execute(_ADD_LEAVES, [organization, indices, [event.id for event in events], hashes])
        cursor.executemany(
            _ADD_TILE,
            [(organization, t.level, t.index, t.width, t.data) for t in growth.tiles],
        )
