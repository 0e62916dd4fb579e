"""Progress: what was added, labeled and reviewed day by day, how long it takes, and who did it.

- A day that is over is counted once and kept (`Day`); only what happened since is counted anew, so
  that an answer costs the same at ten texts and at a million. A day is one of UTC.
- A day is closed an hour after its end: what was under way at midnight is in it.
- Counts hold numbers and account ids; who is told whose is the caller's rule.
"""

# SPDX-License-Identifier: Apache-2.0
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db import connection

from sealmark.kernel.ids import ProjectId
from sealmark.workflow.domain import NOBODY, Duty

CLOSED_AFTER: Final = timedelta(hours=1)
DAYS_AT_ONCE: Final = 31
"""Days that were never counted, closed by one answer at most."""
TIMED_TURNS: Final = 6_000
"""Times are told of so many latest turns at a text."""
REVIEWS: Final = ("accepted", "corrected", "sent_back")

# What somebody labeled counts for them. What a reviewer decided counts for the reviewer as
# `reviewed`, and by its outcome for whoever wrote what was judged. A row without a person holds
# the sum of all.
_HAPPENED: Final = """
SELECT day, act, coalesce(person, %(nobody)s) AS person, guideline, count(*) AS number FROM (
    SELECT (created_at AT TIME ZONE 'UTC')::date AS day, 'added' AS act, NULL::uuid AS person,
           0 AS guideline
    FROM workflow_task WHERE project_id = %(project)s AND duty = 'label'
      AND created_at >= %(since)s AND created_at < %(until)s
    UNION ALL
    SELECT (r.created_at AT TIME ZONE 'UTC')::date, CASE WHEN EXISTS (
               SELECT FROM annotations_revision b WHERE b.project_id = r.project_id
               AND b.document_id = r.document_id AND b.number < r.number AND b.duty = 'label')
           THEN 'relabeled' ELSE 'labeled' END, r.author, coalesce(g.number, 0)
    FROM annotations_revision r LEFT JOIN ontology_guideline_version g
      ON g.project_id = r.project_id AND g.id = r.guideline_version_id
    WHERE r.project_id = %(project)s AND r.duty = 'label'
      AND r.created_at >= %(since)s AND r.created_at < %(until)s
    UNION ALL
    SELECT (v.created_at AT TIME ZONE 'UTC')::date, w.act, w.person, coalesce(g.number, 0)
    FROM workflow_verdict v
    JOIN annotations_revision r ON r.project_id = v.project_id AND r.id = v.revision_id
    LEFT JOIN ontology_guideline_version g
      ON g.project_id = r.project_id AND g.id = r.guideline_version_id
    CROSS JOIN LATERAL (VALUES
        (CASE v.outcome WHEN 'accept' THEN 'accepted' WHEN 'correct' THEN 'corrected'
         ELSE 'sent_back' END, r.author),
        ('reviewed', v.reviewer)) AS w (act, person)
    WHERE v.project_id = %(project)s
      AND v.created_at >= %(since)s AND v.created_at < %(until)s
) AS happened
GROUP BY GROUPING SETS ((day, act, guideline), (day, act, guideline, person))
HAVING GROUPING(person) = 1 OR person IS NOT NULL
"""
_CLOSE: Final = f"""
INSERT INTO workflow_day (id, project_id, created_at, day, act, person, guideline, number)
SELECT gen_random_uuid(), %(project)s, %(now)s, day, act, person, guideline, number
FROM ({_HAPPENED}
    UNION ALL
    SELECT d::date, 'closed', %(nobody)s, 0, 0
    FROM generate_series(%(first)s::date, %(last)s::date, interval '1 day') AS d) AS counted
ON CONFLICT DO NOTHING
"""  # noqa: S608 - our own text
_CLOSED_TO: Final = """
SELECT coalesce((SELECT max(day) + 1 FROM workflow_day
                 WHERE project_id = %(project)s AND person = %(nobody)s AND act = 'closed'),
                (SELECT (created_at AT TIME ZONE 'UTC')::date FROM tenancy_project
                 WHERE id = %(project)s))
"""
_KEPT: Final = """
SELECT CASE WHEN day < %(from)s THEN NULL ELSE day END, act, person, guideline, sum(number)
FROM workflow_day
WHERE project_id = %(project)s AND act <> 'closed'
  AND (person = %(nobody)s OR day >= %(from)s)
GROUP BY 1, 2, 3, 4
"""
_TIMES: Final = """
WITH latest AS (
    SELECT task_id, ended_at - created_at AS spent, ending FROM workflow_lease
    WHERE project_id = %(project)s AND ended_at IS NOT NULL
    ORDER BY ended_at DESC LIMIT %(most)s
), texts AS (
    SELECT task_id, sum(extract(epoch FROM spent)) AS seconds FROM latest
    GROUP BY task_id HAVING bool_or(ending = 'submitted')
)
SELECT t.duty, count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY x.seconds),
       percentile_cont(0.9) WITHIN GROUP (ORDER BY x.seconds)
FROM texts x JOIN workflow_task t ON t.project_id = %(project)s AND t.id = x.task_id
GROUP BY t.duty
"""


def _is_since(day: date | None, since: date) -> bool:
    return day is not None and day >= since


class Count(NamedTuple):
    """How often something happened: on a day (None: before those asked for), to whom, by whom."""

    day: date | None
    act: str
    person: UUID
    guideline: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """How long a text takes in one step, pauses left out, of the latest ones."""

    duty: Duty
    texts: int
    median_seconds: int
    p90_seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What happened since a day, counted; `behind`: there is more to count than one answer does."""

    counts: tuple[Count, ...]
    behind: bool

    def by_day(self, act: str) -> Mapping[date, int]:
        """Return how often an act happened on each day asked for, everybody together."""
        found: dict[date, int] = defaultdict(int)
        for one in self.counts:
            if one.act == act and one.person == NOBODY and one.day is not None:
                found[one.day] += one.number
        return found

    def before(self, act: str) -> int:
        """Return how often it happened before the days asked for."""
        return sum(
            one.number
            for one in self.counts
            if one.act == act and one.person == NOBODY and one.day is None
        )

    def reviews(self, since: date) -> Mapping[int, Mapping[str, int]]:
        """Return what reviewers decided since a day, by guideline version."""
        found: dict[int, dict[str, int]] = {}
        for one in self.counts:
            if one.act in REVIEWS and one.person == NOBODY and _is_since(one.day, since):
                acts = found.setdefault(one.guideline, dict.fromkeys(REVIEWS, 0))
                acts[one.act] += one.number
        return found

    def people(self, since: date) -> Mapping[UUID, Mapping[str, int]]:
        """Return what each person did since a day."""
        found: dict[UUID, dict[str, int]] = {}
        for one in self.counts:
            if one.person != NOBODY and _is_since(one.day, since):
                acts = found.setdefault(one.person, defaultdict(int))
                acts[one.act] += one.number
        return found


# allow-audited: counts of what has its own events; they say nothing new.
def tally(project: ProjectId, *, since: date, now: datetime) -> Tally:
    """Count what happened since a day; days that are over are counted once and kept."""
    today = now.astimezone(UTC).date()
    over = (now.astimezone(UTC) - CLOSED_AFTER).date()
    names: dict[str, Any] = {"project": project, "nobody": NOBODY, "now": now, "from": since}
    with connection.cursor() as cursor:
        cursor.execute(_CLOSED_TO, names)
        (first,) = cursor.fetchone()
        if first < over:
            last = min(over - timedelta(days=1), first + timedelta(days=DAYS_AT_ONCE - 1))
            asked = {"first": first, "last": last}
            cursor.execute(_CLOSE, names | asked | _between(first, last + timedelta(days=1)))
            first = last + timedelta(days=1)
        behind = first < over
        cursor.execute(_KEPT, names)
        counts = [Count(*row) for row in cursor.fetchall()]
        if not behind:
            cursor.execute(_HAPPENED, names | _between(first, today + timedelta(days=1)))
            counts += (Count(*row) for row in cursor.fetchall())
    return Tally(counts=tuple(counts), behind=behind)


def times(project: ProjectId) -> list[Times]:
    """Return how long the latest texts took, step by step."""
    with connection.cursor() as cursor:
        cursor.execute(_TIMES, {"project": project, "most": TIMED_TURNS})
        return [
            Times(duty=Duty(duty), texts=texts, median_seconds=round(half), p90_seconds=round(most))
            for duty, texts, half, most in cursor.fetchall()
        ]


def _between(first: date, end: date) -> dict[str, datetime]:
    return {
        "since": datetime.combine(first, time(), UTC),
        "until": datetime.combine(end, time(), UTC),
    }
