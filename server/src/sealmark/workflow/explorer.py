"""Look through a project's tasks: filtered, in order, a page at a time, never a text.

- Pages go on from a key, not from a number: page ten thousand costs what page one does.
- One answer looks at a bounded number of tasks. Where a filter fits few of them it comes back with
  what it found so far, how many it looked at, and where to go on: it is never slow.
- Rows hold ids, states, times and counts. Who sees whose name is the caller's rule.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Sequence
from datetime import datetime
from typing import Any, assert_never
from uuid import UUID

from django.db import connection

from sealmark.kernel.errors import InvalidInputError
from sealmark.kernel.ids import ProjectId, TaskId
from sealmark.workflow.domain import (
    MOST_COUNTED,
    MOST_ROWS,
    NOBODY,
    Duty,
    Found,
    Order,
    TaskRow,
    Wanted,
    priority_of,
)
from sealmark.workflow.models import Task

LOOKED_AT, LOOKED_INTO = 20_000, 4_000
"""How many tasks one answer passes: by their own columns, or by those of asset and labels."""

_LOOK = """
WITH look AS MATERIALIZED (
    SELECT t.id, t.asset_id, t.document_id, t.state, t.reason, t.rank, t.owner, t.assigned,
           t.clearance_id, t.created_at, t.done_at, {key} AS place
    FROM workflow_task t
    WHERE t.project_id = %(project)s AND t.duty = %(duty)s {within}
    ORDER BY {key} {way}, t.id {way} LIMIT %(look)s
), fits AS MATERIALIZED (
    SELECT look.* FROM look {joined}
    WHERE true {fitting} ORDER BY look.place {way}, look.id {way} LIMIT %(most)s
), looked AS (
    SELECT count(*) AS number,
           (SELECT place::text || ' ' || id::text FROM look
            ORDER BY place {back}, id {back} LIMIT 1) AS last
    FROM look
)
SELECT n.number, n.last, f.id, f.asset_id, f.state, f.reason, f.rank, f.owner, f.assigned,
       f.created_at, f.done_at, f.place::text, a.dataset_id, a.language, d.number, y.spans,
       y.answers, y.doubts, y.classes, EXISTS (
           SELECT FROM redaction_recall x
           WHERE x.project_id = %(project)s AND x.clearance_id = f.clearance_id)
FROM looked n
LEFT JOIN fits f ON true
LEFT JOIN assets_asset a ON a.project_id = %(project)s AND a.id = f.asset_id
LEFT JOIN annotations_document d ON d.project_id = %(project)s AND d.id = f.document_id
LEFT JOIN annotations_tally y ON y.project_id = %(project)s AND y.id = d.current
ORDER BY f.place {way}, f.id {way}
"""
_OF_ASSET = "JOIN assets_asset a ON a.project_id = %(project)s AND a.id = look.asset_id"
_OF_LABELS = """
JOIN annotations_document d ON d.project_id = %(project)s AND d.id = look.document_id
JOIN annotations_tally y ON y.project_id = %(project)s AND y.id = d.current
"""
_OF_GUIDELINE = """
JOIN annotations_document e ON e.project_id = %(project)s AND e.id = look.document_id
JOIN annotations_revision r ON r.project_id = %(project)s AND r.id = e.current
JOIN ontology_guideline_version g ON g.project_id = %(project)s AND g.id = r.guideline_version_id
"""
_COUNT = """
SELECT count(*) FROM (SELECT 1 FROM workflow_task
    WHERE project_id = %s AND duty = %s AND state = %s LIMIT %s) AS counted
"""


def explore(
    project: ProjectId, wanted: Wanted, *, cursor: str | None = None, most: int = 50
) -> Found:
    """Return the next page of tasks that are `wanted`, at most `most` of them."""
    most = max(1, min(most, MOST_ROWS))
    of_labels = wanted.label or wanted.doubted or wanted.before_guideline
    deep = bool(wanted.dataset or wanted.language or of_labels)
    shallow = deep or wanted.owner is not None or wanted.assigned is not None
    look = LOOKED_INTO if deep else LOOKED_AT if shallow else most
    names: dict[str, Any] = {
        "project": project,
        "duty": wanted.duty.value,
        "look": look,
        "most": most,
    }
    statement = _statement(wanted, cursor, names)
    with connection.cursor() as opened:
        opened.execute(statement, names)
        rows = opened.fetchall()
    looked, last = rows[0][0], rows[0][1]
    tasks = tuple(_row(row) for row in rows if row[2] is not None)
    if len(tasks) == most:
        return Found(rows=tasks, looked=looked, cursor=f"{rows[-1][11]} {rows[-1][2]}")
    return Found(rows=tasks, looked=looked, cursor=last if looked == look else None)


def state_counts(project: ProjectId, duty: Duty) -> dict[str, int]:
    """Return how many tasks stand in each state, counted up to one past `MOST_COUNTED`."""
    found = {}
    with connection.cursor() as cursor:
        for state in Task.State.values:
            cursor.execute(_COUNT, [project, duty.value, state, MOST_COUNTED + 1])
            (found[str(state)],) = cursor.fetchone()
    return found


_WAITING = """
SELECT count(*) FROM (SELECT 1 FROM workflow_task
    WHERE project_id = %s AND duty = %s AND state = ANY(%s) LIMIT %s) AS counted
"""


def waiting_in(project: ProjectId, duty: Duty, states: Sequence[str]) -> int:
    """Return how many tasks stand in any of these states, up to one past `MOST_COUNTED`."""
    with connection.cursor() as opened:
        opened.execute(_WAITING, [project, duty.value, list(states), MOST_COUNTED + 1])
        (number,) = opened.fetchone()
    return int(number)


def _statement(wanted: Wanted, cursor: str | None, names: dict[str, Any]) -> str:
    key, way, kind, within = _order(wanted)
    if wanted.state is not None:
        names["state"] = wanted.state
        within += " AND t.state = %(state)s"
    if cursor is not None:
        names["place"], names["after"] = _places(cursor, wanted.order)
        sign = ">" if way == "ASC" else "<"
        within += f" AND ({key}, t.id) {sign} (%(place)s::{kind}, %(after)s)"
    joined, fitting = _fitting(wanted, names)
    back = "DESC" if way == "ASC" else "ASC"
    return _LOOK.format(key=key, way=way, back=back, within=within, joined=joined, fitting=fitting)


def _fitting(wanted: Wanted, names: dict[str, Any]) -> tuple[str, str]:
    """Return what must be joined, and what must hold, of the tasks that were looked at."""
    joined, fitting = _labels_fitting(wanted, names)
    if wanted.owner is not None:
        names["owner"] = wanted.owner
        fitting += " AND look.owner = %(owner)s"
    if wanted.assigned is not None:
        names["assigned"] = wanted.assigned
        fitting += f" AND coalesce(look.assigned, '{NOBODY}') = %(assigned)s"
    if wanted.dataset or wanted.language:
        joined += _OF_ASSET
    if wanted.dataset is not None:
        names["dataset"] = wanted.dataset
        fitting += " AND a.dataset_id = %(dataset)s"
    if wanted.language is not None:
        names["language"] = wanted.language
        fitting += " AND a.language = %(language)s"
    return joined, fitting


def _labels_fitting(wanted: Wanted, names: dict[str, Any]) -> tuple[str, str]:
    """Return the same of their labels."""
    joined = _OF_LABELS if wanted.label is not None or wanted.doubted else ""
    fitting = " AND y.doubts > 0" if wanted.doubted else ""
    if wanted.label is not None:
        names["label"] = f" {wanted.label} "
        fitting += " AND position(%(label)s IN ' ' || y.classes || ' ') > 0"
    if wanted.before_guideline is not None:
        names["guideline"] = wanted.before_guideline
        joined += _OF_GUIDELINE
        fitting += " AND g.number < %(guideline)s"
    return joined, fitting


def _order(wanted: Wanted) -> tuple[str, str, str, str]:
    """Return the key, its direction, its type, and what makes its index fit."""
    match wanted.order:
        case Order.ADDED:
            return "t.created_at", "ASC", "timestamptz", ""
        case Order.FINISHED:
            return "t.done_at", "DESC", "timestamptz", " AND t.done_at IS NOT NULL"
        case Order.QUEUE:
            if wanted.duty is not Duty.LABEL:
                raise InvalidInputError(
                    "Only tasks to be labeled stand in one queue.", field="order"
                )
            # A person's own queue, or everybody's: see `queue`.
            theirs = wanted.assigned is not None and wanted.assigned != NOBODY
            whose = "t.assigned = %(assigned)s" if theirs else "t.assigned IS NULL"
            queue = f" AND t.state = 'open' AND {whose} AND t.prior = '{NOBODY}'"
            return "t.rank", "ASC", "bigint", queue
        case _:
            assert_never(wanted.order)


def _places(cursor: str, order: Order) -> tuple[object, UUID]:
    place, _, after = cursor.rpartition(" ")
    try:
        known = int(place) if order is Order.QUEUE else datetime.fromisoformat(place)
        return known, UUID(after)
    except ValueError as cause:
        raise InvalidInputError(
            "This is not where a page ended; begin at the first.", field="cursor"
        ) from cause


def _row(row: tuple[Any, ...]) -> TaskRow:
    _, _, task, asset, state, reason, rank, owner, assigned, added, finished, _, *rest = row
    dataset, language, revisions, spans, answers, doubts, labels, recalled = rest
    return TaskRow(
        task=TaskId(task),
        asset=asset,
        dataset=dataset,
        language=language,
        state=state,
        reason=reason,
        priority=priority_of(rank),
        owner=owner,
        assigned=assigned,
        added=added,
        finished=finished,
        revisions=revisions or 0,
        spans=spans or 0,
        answers=answers or 0,
        doubts=doubts or 0,
        labels=tuple((labels or "").split()),
        is_recalled=recalled,
    )
