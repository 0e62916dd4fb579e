"""Read the workflow: progress, one's own recent work, steps, and any task's state."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, get_args
from uuid import UUID

from django.db import connection
from django.db.models import Count

from sealmark.kernel.ids import ProjectId, TaskId, UserId
from sealmark.workflow.at_stake import AtStake, at_stake
from sealmark.workflow.domain import REOPEN_WINDOW, Duty
from sealmark.workflow.explorer import explore, state_counts, waiting_in
from sealmark.workflow.forecast import Forecast, forecast
from sealmark.workflow.models import Step, Task
from sealmark.workflow.progress import Tally, Times, tally, times
from sealmark.workflow.readiness import (
    Missing,
    PolicyState,
    SetUp,
    SetUpStep,
    Stage,
    Standing,
    blocking,
    refuse_unready,
    stages,
)

__all__ = [
    "AtStake",
    "Forecast",
    "LostPlaces",
    "Missing",
    "PolicyState",
    "RecentTask",
    "SetUp",
    "SetUpStep",
    "Stage",
    "Standing",
    "Tally",
    "TasksOfStep",
    "Times",
    "ToldState",
    "at_stake",
    "blocking",
    "counts",
    "explore",
    "forecast",
    "lost_places_by_policy",
    "pace",
    "recent",
    "refuse_unready",
    "stages",
    "state_counts",
    "steps",
    "tally",
    "tasks_by_policy",
    "times",
    "waiting",
    "waiting_in",
]

ToldState = Literal["submitted", "returned", "reviewed", "taken_back"]
RECENT = 50
LONGEST_DAY = timedelta(hours=36)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentTask:
    """One's own finished task; whether it was drawn for review is not told."""

    task: TaskId
    day: date
    state: ToldState
    can_reopen: bool


def steps(project: ProjectId) -> list[Step]:
    """Return the project's steps in order."""
    return list(Step.objects.filter(project_id=project).order_by("position"))


def counts(project: ProjectId) -> dict[str, dict[str, int]]:
    """Return how many tasks of each duty stand in each state."""
    found: dict[str, dict[str, int]] = {str(duty): {} for duty in Duty}
    rows = Task.objects.filter(project_id=project).values_list("duty", "state")
    for duty, state, number in rows.annotate(number=Count("id")):
        found[duty][state] = number
    return found


_WAITING = """
SELECT count(*) FROM (SELECT 1 FROM workflow_task
    WHERE project_id = %(project)s AND duty = %(duty)s AND state = 'open'
      AND assigned IS NULL AND prior <> %(person)s
    UNION ALL SELECT 1 FROM workflow_task
    WHERE project_id = %(project)s AND duty = %(duty)s AND state = 'open'
      AND assigned = %(person)s AND prior <> %(person)s
    UNION ALL SELECT 1 FROM workflow_lease l
    JOIN workflow_task t ON t.project_id = l.project_id AND t.id = l.task_id
    WHERE l.project_id = %(project)s AND l.holder = %(person)s AND l.ended_at IS NULL
      AND t.duty = %(duty)s LIMIT %(most)s) AS counted
"""
MOST_COUNTED = 1_000


def waiting(project: ProjectId, person: UserId) -> dict[Duty, dict[str, int]]:
    """Return how many tasks wait for a person, counted up to a thousand, and how many came back.

    What lies on their own desk waits, too: they can go on with it.
    """
    found = {}
    for duty in Duty:
        with connection.cursor() as cursor:
            names = {"project": project, "duty": duty.value, "person": person}
            cursor.execute(_WAITING, {**names, "most": MOST_COUNTED})
            (number,) = cursor.fetchone()
        returned = Task.objects.filter(
            project_id=project, owner=person, duty=duty, state=Task.State.RETURNED
        )
        found[duty] = {"open": number, "returned": returned.count()}
    return found


def pace(project: ProjectId, person: UserId, *, now: datetime) -> int:
    """Return how many tasks the person finished in the last day."""
    done = Task.objects.filter(
        project_id=project, owner=person, done_at__gte=now - timedelta(days=1)
    )
    return done.count()


_PACE = """
SELECT count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY spent) FROM (
    SELECT sum(extract(epoch FROM ended_at - created_at)) AS spent FROM workflow_lease
    WHERE project_id = %s AND holder = %s AND created_at >= %s AND ended_at IS NOT NULL
    GROUP BY task_id HAVING bool_or(ending = 'submitted')
) AS handed_in
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """One's own day: how much was handed in, and how long a text takes, pauses left out."""

    handed_in: int
    median_seconds: int | None
    guideline_before: int | None


_GUIDELINE_BEFORE = """
SELECT g.number FROM workflow_task t
JOIN annotations_revision r ON r.project_id = t.project_id AND r.document_id = t.document_id
    AND r.author = %(person)s
JOIN ontology_guideline_version g ON g.project_id = r.project_id AND g.id = r.guideline_version_id
WHERE t.project_id = %(project)s AND t.owner = %(person)s AND t.done_at IS NOT NULL
ORDER BY t.done_at DESC, r.number DESC LIMIT 1
"""


def own_pace(project: ProjectId, person: UserId, *, since: datetime, now: datetime) -> Pace:
    """Return the person's own pace since a moment of the last day and a half.

    Also under which guideline they last handed something in: what is newer they have not read.
    """
    earliest = max(since, now - LONGEST_DAY)
    with connection.cursor() as cursor:
        cursor.execute(_PACE, [project, person, earliest])
        number, median = cursor.fetchone()
        cursor.execute(_GUIDELINE_BEFORE, {"project": project, "person": person})
        before = cursor.fetchone()
    return Pace(
        handed_in=number,
        median_seconds=None if median is None else round(median),
        guideline_before=None if before is None else before[0],
    )


WhyNothing = Literal[
    "held", "none_yet", "with_others", "meant_for_others", "own", "skipped", "on_their_way"
]
"""A reason for which nothing is left for a person."""

_WHY_NOTHING = """
SELECT
    EXISTS (SELECT FROM tenancy_project WHERE id = %(project)s AND held_at IS NOT NULL),
    NOT EXISTS (SELECT FROM workflow_task WHERE project_id = %(project)s AND duty = %(duty)s),
    EXISTS (SELECT FROM workflow_task WHERE project_id = %(project)s AND duty = %(duty)s
        AND state = 'leased' AND owner <> %(person)s),
    EXISTS (SELECT FROM workflow_task WHERE project_id = %(project)s AND duty = %(duty)s
        AND state = 'open' AND assigned <> %(person)s),
    EXISTS (SELECT FROM workflow_task WHERE project_id = %(project)s AND duty = %(duty)s
        AND state = 'open' AND prior = %(person)s),
    EXISTS (SELECT FROM workflow_task WHERE project_id = %(project)s AND duty = %(duty)s
        AND state = 'skipped'),
    EXISTS (SELECT FROM assets_asset WHERE project_id = %(project)s
        AND state IN ('received', 'quarantined'))
"""


def why_nothing(project: ProjectId, person: UserId, duty: Duty) -> list[WhyNothing]:
    """Return the reasons for which nothing is left for a person; only whether, never how many."""
    names = {"project": project, "person": person, "duty": duty.value}
    with connection.cursor() as cursor:
        cursor.execute(_WHY_NOTHING, names)
        holds = cursor.fetchone()
    return [reason for reason, found in zip(get_args(WhyNothing), holds, strict=True) if found]


def recent(project: ProjectId, person: UserId, *, now: datetime) -> list[RecentTask]:
    """Return the person's latest finished labeling, newest first."""
    rows = Task.objects.filter(
        project_id=project,
        owner=person,
        duty=Duty.LABEL,
        state__in=[Task.State.DONE, Task.State.RETURNED],
        done_at__gte=now - REOPEN_WINDOW,
    ).order_by("-done_at")[:RECENT]
    tasks = list(rows)
    reviewed = _in_review_or_past(project, tasks)
    back = _taken_back(project, tasks)
    return [
        RecentTask(
            task=TaskId(task.id),
            day=(task.done_at or now).date(),
            state="taken_back" if task.id in back else _told_state(task, reviewed),
            can_reopen=task.state == Task.State.DONE
            and task.document_id not in reviewed
            and task.id not in back,
        )
        for task in tasks
    ]


def _in_review_or_past(project: ProjectId, tasks: list[Task]) -> Mapping[object, str]:
    states = [Task.State.LEASED, Task.State.DONE]
    rows = Task.objects.filter(
        project_id=project,
        duty=Duty.REVIEW,
        document_id__in=[task.document_id for task in tasks],
        state__in=states,
    )
    return dict(rows.values_list("document_id", "state"))


_TAKEN_BACK = """
SELECT t.id FROM workflow_task t
JOIN redaction_recall x ON x.project_id = t.project_id AND x.clearance_id = t.clearance_id
WHERE t.project_id = %s AND t.id = ANY(%s::uuid[])
"""


def _taken_back(project: ProjectId, tasks: list[Task]) -> set[object]:
    with connection.cursor() as cursor:
        cursor.execute(_TAKEN_BACK, [project, [task.id for task in tasks]])
        return {task for (task,) in cursor.fetchall()}


def _told_state(task: Task, reviewed: Mapping[object, str]) -> ToldState:
    if task.state == Task.State.RETURNED:
        return "returned"
    return "reviewed" if reviewed.get(task.document_id) == Task.State.DONE else "submitted"


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDesk:
    """The one text that a person has now, and until when."""

    duty: Duty
    until: datetime


_ON_DESK = """
SELECT t.duty, l.expires_at FROM workflow_lease l
JOIN workflow_task t ON t.project_id = l.project_id AND t.id = l.task_id
WHERE l.project_id = %s AND l.holder = %s AND l.ended_at IS NULL AND l.expires_at > %s
"""


def on_desk(project: ProjectId, person: UserId, *, now: datetime) -> OnDesk | None:
    """Return what a person has on their desk."""
    with connection.cursor() as cursor:
        cursor.execute(_ON_DESK, [project, person, now])
        row = cursor.fetchone()
    return None if row is None else OnDesk(duty=Duty(row[0]), until=row[1])


_LAST_WORK = """
SELECT p.id, (SELECT max(created_at) FROM workflow_lease l
              WHERE l.project_id = %s AND l.holder = p.id)
FROM unnest(%s::uuid[]) AS p (id)
"""


def last_work(project: ProjectId, people: Iterable[UserId]) -> dict[UserId, datetime | None]:
    """Return when each person last took a text."""
    with connection.cursor() as cursor:
        cursor.execute(_LAST_WORK, [project, list(people)])
        return {UserId(person): at for person, at in cursor.fetchall()}


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksOfStep:
    """How many tasks of a step are open or done, counted for one policy version."""

    name: str
    open: int
    done: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LostPlaces:
    """Labels that found no place when their text was made anew, and of how many texts."""

    labels: int = 0
    texts: int = 0


_LOST = """
SELECT r.policy_version_id, count(*), count(DISTINCT d.asset_id)
FROM annotations_unplaced u
JOIN annotations_document d ON d.project_id = u.project_id AND d.id = u.document_id
    AND d.rendition_id = u.rendition_id
JOIN redaction_rendition r ON r.project_id = u.project_id AND r.id = u.rendition_id
WHERE u.project_id = %s GROUP BY r.policy_version_id
"""
_BY_POLICY = """
SELECT r.policy_version_id, s.name,
       count(*) FILTER (WHERE t.state IN ('open', 'leased', 'returned')),
       count(*) FILTER (WHERE t.state = 'done')
FROM workflow_task t
JOIN workflow_step s ON s.project_id = t.project_id AND s.id = t.step_id
JOIN redaction_rendition r ON r.project_id = t.project_id AND r.id = t.rendition_id
WHERE t.project_id = %s GROUP BY r.policy_version_id, s.name, s.position ORDER BY s.position
"""


def tasks_by_policy(project: ProjectId) -> dict[UUID, list[TasksOfStep]]:
    """Return for each policy version the tasks whose text was made under it, step by step."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_POLICY, [project])
        rows = cursor.fetchall()
    found: dict[UUID, list[TasksOfStep]] = {}
    for version, name, waiting_now, done in rows:
        one = TasksOfStep(name=name, open=waiting_now, done=done)
        found.setdefault(version, []).append(one)
    return found


def lost_places_by_policy(project: ProjectId) -> dict[UUID, LostPlaces]:
    """Return for each policy version the labels that have no place on what it made."""
    with connection.cursor() as cursor:
        cursor.execute(_LOST, [project])
        rows = cursor.fetchall()
    return {version: LostPlaces(labels=labels, texts=texts) for version, labels, texts in rows}
