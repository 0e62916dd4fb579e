"""Drafts: what a person has so far is kept, sealed, as long as they hold the lease.

- A repeated key is answered as before; a `seq` that is not newer is refused.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from typing import Any

from django.db import connection

from sealmark.kernel.clock import Clock
from sealmark.kernel.ids import TaskId, new_uuid
from sealmark.workflow import desk as desks
from sealmark.workflow.errors import StaleDraftError
from sealmark.workflow.leasing import Person, held_desk

_SAVE_DRAFT = """
INSERT INTO workflow_draft (id, project_id, created_at, task_id, author, seq, key, body, saved_at)
VALUES (%(id)s, %(project)s, %(now)s, %(task)s, %(person)s, %(seq)s, %(key)s, %(body)s, %(now)s)
ON CONFLICT (project_id, task_id, author) DO UPDATE
SET seq = excluded.seq, key = excluded.key, body = excluded.body, saved_at = excluded.saved_at
WHERE workflow_draft.seq < excluded.seq
"""


def save_draft(
    person: Person, task: TaskId, labels: dict[str, Any], *, key: str, seq: int, clock: Clock
) -> int:
    """Keep what the person has so far; a repeated key is answered as before, an old `seq` not."""
    now = clock.now()
    desk = held_desk(person, task, now=now)
    if desk.draft_key == key:
        return desk.draft_seq
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
    return seq
