"""Drafts: what a person has so far is kept, sealed, as long as they hold the lease.

- A repeated key is answered as before; a `seq` that is not newer is refused.
- Free text is looked through as it is kept: the writer is told where it names somebody.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import connection

from sealmark.annotations.domain import MOST_WRITTEN, Written, written_in
from sealmark.kernel.clock import Clock
from sealmark.kernel.ids import TaskId, new_uuid
from sealmark.ontology import selectors as ontologies
from sealmark.workflow import desk as desks
from sealmark.workflow.desk import Desk
from sealmark.workflow.domain import Scan
from sealmark.workflow.errors import StaleDraftError
from sealmark.workflow.leasing import Person, held_desk

_SAVE_DRAFT = """
INSERT INTO workflow_draft (id, project_id, created_at, task_id, author, seq, key, body, saved_at)
VALUES (%(id)s, %(project)s, %(now)s, %(task)s, %(person)s, %(seq)s, %(key)s, %(body)s, %(now)s)
ON CONFLICT (project_id, task_id, author) DO UPDATE
SET seq = excluded.seq, key = excluded.key, body = excluded.body, saved_at = excluded.saved_at
WHERE workflow_draft.seq < excluded.seq
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A draft was kept, under this number; and which of its free texts hold identifiers."""

    seq: int
    found: list[tuple[Written, Sequence[object]]] = field(repr=False)


def save_draft(
    person: Person,
    task: TaskId,
    labels: dict[str, Any],
    *,
    key: str,
    seq: int,
    scan: Scan,
    clock: Clock,
) -> Kept:
    """Keep what the person has so far; a repeated key is answered as before, an old `seq` not."""
    now = clock.now()
    desk = held_desk(person, task, now=now)
    found = _looked_through(desk, labels, scan)
    if desk.draft_key == key:
        return Kept(seq=desk.draft_seq, found=found)
    if desk.draft_seq >= seq:
        raise StaleDraftError(field="seq")
    body = json.dumps(labels, ensure_ascii=False, separators=(",", ":")).encode()
    names: dict[str, Any] = {
        "id": new_uuid(),
        "project": person.project,
        "now": now,
        "task": task,
        "person": person.user,
        "seq": seq,
        "key": key,
        "body": desk.seal_written(body, desks.draft_place(person.project, task)),
    }
    with connection.cursor() as cursor:
        cursor.execute(_SAVE_DRAFT, names)
    return Kept(seq=seq, found=found)


def _looked_through(
    desk: Desk, labels: dict[str, Any], scan: Scan
) -> list[tuple[Written, Sequence[object]]]:
    if desk.versions is None:
        return []
    schema = ontologies.ontology(desk.project, desk.versions.ontology)
    written = islice(written_in(labels, schema), MOST_WRITTEN)
    return [(one, found) for one in written if (found := scan(one.text))]
