"""What stops if a text is taken back: who has it open, what waits on it, what was made of it.

- Counts alone: who recalls a text is not told whose work it is.
"""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass

from django.db import connection

from sealmark.kernel.ids import AssetId, ProjectId

_COUNTS = """
SELECT count(*) FILTER (WHERE l.id IS NOT NULL),
       count(DISTINCT t.id) FILTER (WHERE t.state IN ('open', 'leased', 'returned', 'aside')),
       count(DISTINCT t.id) FILTER (WHERE t.state = 'done'),
       coalesce((SELECT sum(y.spans + y.answers) FROM annotations_document d
           JOIN annotations_tally y ON y.project_id = d.project_id AND y.id = d.current
           WHERE d.project_id = %(project)s AND d.asset_id = %(asset)s), 0)
FROM workflow_task t
LEFT JOIN workflow_lease l ON l.project_id = t.project_id AND l.task_id = t.id
    AND l.ended_at IS NULL
WHERE t.project_id = %(project)s AND t.asset_id = %(asset)s
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class AtStake:
    """How many have a text open, tasks that wait and that are done, and labels on it."""

    leases: int
    waiting: int
    done: int
    labels: int


def at_stake(project: ProjectId, asset: AssetId) -> AtStake:
    """Count what a recall of an asset would touch."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, {"project": project, "asset": asset})
        leases, waiting, done, labels = cursor.fetchone()
    return AtStake(leases=leases, waiting=waiting, done=done, labels=int(labels))
