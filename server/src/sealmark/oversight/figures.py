"""The figures of the privacy dashboard: counted anew by the worker, kept whole, never content.

- Everything is counted in one transaction and takes the place of what was counted before: whoever
  reads sees figures of one moment, and reading costs the same for a million texts as for ten.
- Counts of texts, places, days and pairs of person and text; never who, never which.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from django.db import connection

from sealmark.infra import bulk, scope
from sealmark.infra.jobs import Running
from sealmark.kernel.ids import ProjectId, new_uuid
from sealmark.oversight.models import Figure, Snapshot

# Each gives: a name, two words, a day or NULL, a number. `%(at)s` is the moment that is counted.
_STATEMENTS: Final = (
    """
    SELECT 'assets', tier, state, NULL::date, count(*) FROM assets_asset
    WHERE project_id = %(project)s GROUP BY tier, state
    """,
    """
    WITH newest AS MATERIALIZED (
        SELECT DISTINCT ON (r.asset_id) r.id, r.hidden FROM redaction_rendition r
        WHERE r.project_id = %(project)s ORDER BY r.asset_id, r.number DESC
    )
    SELECT 'places', k.kind, '', NULL::date, sum(k.count)::bigint FROM redaction_kind_count k
    JOIN newest n ON n.id = k.rendition_id WHERE k.project_id = %(project)s GROUP BY k.kind
    UNION ALL
    SELECT 'texts', k.kind, '', NULL, count(*) FROM redaction_kind_count k
    JOIN newest n ON n.id = k.rendition_id WHERE k.project_id = %(project)s GROUP BY k.kind
    UNION ALL
    SELECT 'redacted', CASE WHEN hidden > 0 THEN 'some' ELSE 'none' END, '', NULL, count(*)
    FROM newest GROUP BY 2
    """,
    """
    SELECT 'waiting', CASE WHEN since > %(at)s - interval '1 hour' THEN 'hour'
        WHEN since > %(at)s - interval '1 day' THEN 'day'
        WHEN since > %(at)s - interval '7 days' THEN 'week'
        WHEN since > %(at)s - interval '30 days' THEN 'month' ELSE 'longer' END,
        CASE WHEN aside_at IS NULL THEN 'waiting' ELSE 'aside' END, NULL::date, count(*)
    FROM redaction_hold WHERE project_id = %(project)s GROUP BY 2, 3
    """,
    """
    SELECT 'held-for', word, '', NULL::date, count(*)
    FROM redaction_hold, unnest(string_to_array(reason, ' ')) AS word
    WHERE project_id = %(project)s GROUP BY word
    """,
    """
    SELECT 'came', '', '', (created_at AT TIME ZONE 'UTC')::date, count(*) FROM assets_asset
    WHERE project_id = %(project)s GROUP BY 4
    """,
    """
    SELECT 'released', '', '', (created_at AT TIME ZONE 'UTC')::date, count(*)
    FROM redaction_clearance WHERE project_id = %(project)s AND decision_id IS NOT NULL GROUP BY 4
    """,
    """
    SELECT 'recalled', reason, '', (created_at AT TIME ZONE 'UTC')::date, count(*)
    FROM redaction_recall WHERE project_id = %(project)s AND reason <> 'replaced' GROUP BY 2, 4
    """,
    """
    SELECT 'missed', kind, '', (created_at AT TIME ZONE 'UTC')::date, count(*)
    FROM redaction_miss WHERE project_id = %(project)s GROUP BY 2, 4
    """,
    """
    SELECT 'incidents', state, '', (created_at AT TIME ZONE 'UTC')::date, count(*)
    FROM oversight_incident_step WHERE project_id = %(project)s GROUP BY 2, 4
    """,
    """
    WITH views AS MATERIALIZED (
        SELECT l.holder, t.asset_id, count(*) AS times, min(l.created_at) AS first
        FROM workflow_lease l
        JOIN workflow_task t ON t.project_id = l.project_id AND t.id = l.task_id
        WHERE l.project_id = %(project)s GROUP BY l.holder, t.asset_id
    ), seen AS (
        SELECT least(count(*), 4) AS people FROM views GROUP BY asset_id
    )
    SELECT 'exposed', '', '', (first AT TIME ZONE 'UTC')::date, count(*) FROM views GROUP BY 4
    UNION ALL
    SELECT 'seen-by', people::text, '', NULL, count(*) FROM seen GROUP BY 2
    UNION ALL
    SELECT 'viewers', '', '', NULL, count(DISTINCT holder) FROM views
    """,
    """
    SELECT 'views', '', '', (created_at AT TIME ZONE 'UTC')::date, count(*)
    FROM workflow_lease WHERE project_id = %(project)s GROUP BY 4
    """,
)
_TYPES: Final = {
    **bulk.ROW,
    "snapshot_id": "uuid",
    "name": "text",
    "first": "text",
    "second": "text",
    "day": "date",
    "value": "bigint",
}


# allow-audited: counts of what its own events told; whoever asks for them changes nothing.
def count(job: Running) -> None:
    """Count everything anew; in the worker."""
    now = job.clock.now()
    with scope.project(job.project):
        old = Snapshot.objects.filter(project_id=job.project)
        ids = list(old.values_list("id", flat=True))
        fresh = Snapshot(id=new_uuid(), project_id=job.project, created_at=now)
        rows = [
            (new_uuid(), job.project, now, fresh.id, *figure)
            for figure in _counted(job.project, now)
        ]
        fresh.save(force_insert=True)
        bulk.insert("oversight_figure", _TYPES, rows)
        Figure.objects.filter(project_id=job.project, snapshot_id__in=ids).delete()
        old.filter(id__in=ids).delete()
        job.advance(done=1, total=1)


def _counted(project: ProjectId, now: datetime) -> Iterator[tuple[object, ...]]:
    with connection.cursor() as cursor:
        for statement in _STATEMENTS:
            cursor.execute(statement, {"project": project, "at": now})
            yield from cursor.fetchall()
