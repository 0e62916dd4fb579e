"""The running log held against itself: every entry, hash, tile and signed checkpoint.

- Trusts the log's public keys only: entries are hashed anew, trees are folded anew.
- Every checkpoint that was ever signed is an earlier state of the newest one, which is over every
  entry that is there.
- Opened under the sequencing sweep; reads in steps of one tile, with constant memory.
- Names the first thing that does not hold, and where.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from sealmark.audit.domain import spell_time
from sealmark.audit.log_keys import log_keys
from sealmark.audit.tile_reading import TileReader
from sealmark.infra import scope
from sealmark.kernel.errors import SealmarkError
from sealmark.kernel.ids import OrganizationId
from sealmark_verify.checkpoint import open_checkpoint
from sealmark_verify.errors import VerifyError
from sealmark_verify.merkle import leaf_hash
from sealmark_verify.ranges import Range
from sealmark_verify.tiles import WIDTH, check_log, format_entries

_SWEEP = "sequence"
_STEP = 10_000
# In one statement: entries and the checkpoint over them are written together.
_LOGS = """
SELECT organization_id, max(signed), max(entries) FROM (
    SELECT organization_id, max(size) AS signed, 0 AS entries FROM audit_checkpoint GROUP BY 1
    UNION ALL
    SELECT organization_id, 0, max(index) + 1 FROM audit_leaf GROUP BY 1
) AS logs GROUP BY 1 ORDER BY 1
"""
_SIZE = "SELECT count(*), coalesce(max(index) + 1, 0) FROM audit_leaf WHERE organization_id = %s"
_LEAVES = """
SELECT l.index, l.hash, e.body, e.id, e.organization_id, e.project_id, e.kind, e.at
FROM audit_leaf l JOIN audit_event e ON e.id = l.event_id
WHERE l.organization_id = %s AND e.organization_id = l.organization_id
  AND l.index >= %s AND l.index < %s ORDER BY l.index
"""
_NOTES = """
SELECT size, root, note FROM audit_checkpoint
WHERE organization_id = %s AND size > %s AND size <= %s ORDER BY size LIMIT 500
"""
_PENDING = """
SELECT count(*), min(at) FROM audit_event e
WHERE NOT EXISTS (SELECT FROM audit_leaf l WHERE l.event_id = e.id)
"""

_Beside = tuple[str, str, str | None, str, str]
"""Id, organization, project, kind and time of an event, as its columns repeat them."""


class LogFaultError(SealmarkError):
    """The log does not hold: somebody or something changed what was signed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogVerdict:
    """A log that holds: how large it is, under which root, how many checkpoints were checked."""

    organization: UUID
    size: int
    root: bytes
    checkpoints: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Leaf:
    """An entry: its place, the hash that was signed, its event, and the event's plain columns."""

    index: int
    hash: bytes
    body: bytes
    beside: _Beside


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """Events that the sequencer has not taken yet, and since when the oldest waits."""

    count: int
    since: datetime | None


def organizations_with_logs() -> list[OrganizationId]:
    """Return every organization that has a signed log."""
    with scope.sweep(_SWEEP), connection.cursor() as cursor:
        cursor.execute(_LOGS)
        return [OrganizationId(organization) for organization, *_ in cursor.fetchall()]


def verify_log() -> tuple[list[LogVerdict], Pending]:
    """Check every organization's log; raise `LogFaultError` naming what does not hold."""
    with scope.sweep(_SWEEP), connection.cursor() as cursor:
        cursor.execute(_LOGS)
        logs = cursor.fetchall()
        cursor.execute(_PENDING)
        count, since = cursor.fetchone()
    for organization, signed, entries in logs:
        if signed != entries:
            what = f"the newest checkpoint is over {signed} entries, and {entries} are there"
            raise _fault(OrganizationId(organization), what)
    verdicts = [_verify(OrganizationId(organization), size) for organization, size, _ in logs]
    return verdicts, Pending(count=count, since=since)


def _verify(organization: OrganizationId, size: int) -> LogVerdict:
    with scope.sweep(_SWEEP), connection.cursor() as cursor:
        cursor.execute(_SIZE, [organization])
        counted, end = cursor.fetchone()
    if counted != end or end < size:
        raise _fault(organization, f"entries are missing: {counted} of {max(end, size)} are there")
    try:
        checkpoints, root = _fold(organization, size)
        reader = TileReader(organization, size, lambda: scope.sweep(_SWEEP))
        check_log(
            size, root, reader.read, lambda index, width: _entries(organization, index, width)
        )
    except VerifyError as error:
        raise _fault(organization, str(error)) from error
    return LogVerdict(organization=organization, size=size, root=root, checkpoints=checkpoints)


def _fold(organization: OrganizationId, size: int) -> tuple[int, bytes]:
    """Fold all leaves; hold each checkpoint against the tree at its size."""
    keys = log_keys(organization)
    covered, checked = Range(), 0
    leaves = _leaves(organization, size)
    for stored_size, stored_root, note in _notes(organization, size):
        while covered.size < stored_size:
            leaf = next(leaves)
            if leaf.index != covered.size or leaf_hash(leaf.body) != leaf.hash:
                raise _fault(organization, f"entry {covered.size} is not the one that was logged")
            covered.append(0, leaf.hash)
            if leaf.beside != _said(leaf.body):
                what = f"what stands beside entry {leaf.index} is not what the entry says"
                raise _fault(organization, what)
        try:
            signed = open_checkpoint(note, keys)
        except VerifyError as error:
            what = f"the checkpoint of size {stored_size}: {error}"
            raise _fault(organization, what) from error
        if (signed.size, signed.root) != (stored_size, stored_root):
            raise _fault(organization, f"the checkpoint of size {stored_size} was changed")
        if covered.root() != stored_root:
            raise _fault(organization, f"the tree is not the one signed at size {stored_size}")
        checked += 1
    return checked, covered.root()


def _leaves(organization: OrganizationId, size: int) -> Iterator[_Leaf]:
    for start in range(0, size, _STEP):
        with scope.sweep(_SWEEP), connection.cursor() as cursor:
            cursor.execute(_LEAVES, [organization, start, min(start + _STEP, size)])
            rows = cursor.fetchall()
        if len(rows) != min(_STEP, size - start):
            expected = zip(range(start, size), [row[0] for row in rows] + [None], strict=False)
            first = next(index for index, found in expected if index != found)
            raise _fault(organization, f"the event of entry {first} is missing")
        yield from (_leaf(*row) for row in rows)


def _leaf(index: int, stored: bytes, body: bytes, *beside: Any) -> _Leaf:  # noqa: ANN401 - columns
    event, organization, project, kind, at = beside
    return _Leaf(
        index=index,
        hash=bytes(stored),
        body=bytes(body),
        beside=(
            str(event),
            str(organization),
            str(project) if project else None,
            str(kind),
            spell_time(at),
        ),
    )


def _said(body: bytes) -> _Beside:
    said = json.loads(body)
    return said["id"], said["organization"], said["project"], said["kind"], said["at"]


def _notes(organization: OrganizationId, most: int) -> Iterator[tuple[int, bytes, bytes]]:
    last = 0
    while True:
        with scope.sweep(_SWEEP), connection.cursor() as cursor:
            cursor.execute(_NOTES, [organization, last, most])
            rows = cursor.fetchall()
        if not rows:
            return
        last = rows[-1][0]
        yield from ((size, bytes(root), note.encode()) for size, root, note in rows)


def _entries(organization: OrganizationId, index: int, width: int) -> bytes:
    start = index * WIDTH
    with scope.sweep(_SWEEP), connection.cursor() as cursor:
        cursor.execute(_LEAVES, [organization, start, start + width])
        rows = cursor.fetchall()
    return format_entries(tuple(bytes(row[2]) for row in rows))


def _fault(organization: OrganizationId, what: str) -> LogFaultError:
    return LogFaultError(
        f"The log of organization {organization} does not hold: {what}. Keep the database as it "
        "is, compare it with a backup, and tell your security officer."
    )
