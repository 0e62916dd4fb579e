"""Routes of the data explorer: what stands where, and whose it should be; never a text.

- A person who also reviews is not told who labeled, nor the other way round: such names are left
  out, and a filter by them is refused.
- A change takes a page of tasks: those named, or the next ones that fit the filter, so that a large
  change shows its progress and can be stopped between two pages.
"""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Literal, Self, assert_never, cast
from uuid import UUID

from ninja import Query, Router, Schema
from pydantic import Field

from sealmark.access.domain import Action, Principal, ProjectRole
from sealmark.assets import selectors as assets
from sealmark.interfaces.rest.door import Request, Visit, action
from sealmark.kernel.errors import InvalidInputError
from sealmark.kernel.ids import DatasetId, ProjectId, TaskId, UserId
from sealmark.workflow import selectors, services
from sealmark.workflow.domain import (
    MOST_COUNTED,
    MOST_ROWS,
    NOBODY,
    Duty,
    Found,
    Order,
    Priority,
    TaskRow,
    Wanted,
)
from sealmark.workflow.services import Manager

router = Router(tags=["explorer"])
HIGHEST_VERSION = 1_000_000
_BLIND = {Duty.LABEL: ProjectRole.REVIEWER, Duty.REVIEW: ProjectRole.LABELER}
Word = Annotated[str, Field(max_length=64)]
Cursor = Annotated[str, Field(max_length=100)]


class HiddenNamesError(InvalidInputError):
    """You review or label here yourself, so the names of the other side are not shown to you."""


TaskState = Literal["open", "leased", "done", "skipped", "returned", "withdrawn", "aside"]


class WantedIn(Schema):
    """Which tasks; what is left out does not matter."""

    duty: Duty = Duty.LABEL
    order: Order = Order.ADDED
    state: TaskState | None = None
    owner: UUID | None = None
    assigned: UUID | Literal["nobody"] | None = None
    dataset: UUID | None = None
    language: Word | None = None
    label: Word | None = None
    before_guideline: Annotated[int, Field(ge=1, le=HIGHEST_VERSION)] | None = None
    doubted: bool = False

    def wanted(self) -> Wanted:
        """Say it in the workflow's terms."""
        assigned = NOBODY if self.assigned == "nobody" else self.assigned
        return Wanted(
            duty=self.duty,
            order=self.order,
            state=self.state,
            owner=None if self.owner is None else UserId(self.owner),
            assigned=None if assigned is None else UserId(assigned),
            dataset=None if self.dataset is None else DatasetId(self.dataset),
            language=self.language,
            label=self.label,
            before_guideline=self.before_guideline,
            doubted=self.doubted,
        )


class PageIn(WantedIn):
    """A page of tasks."""

    cursor: Cursor | None = None
    limit: Annotated[int, Field(ge=1, le=MOST_ROWS)] = 50


class TaskRowOut(Schema):
    """One task, without its text."""

    id: UUID
    asset_id: UUID
    dataset_id: UUID
    language: str
    state: TaskState
    reason: str
    priority: Priority
    owner: UUID | None
    assigned: UUID | None
    added_at: datetime
    finished_at: datetime | None
    revisions: int
    spans: int
    answers: int
    doubts: int
    labels: list[str]
    is_recalled: bool

    @classmethod
    def of(cls, row: TaskRow, *, named: bool) -> Self:
        """Spell a task; `named`: with the people."""
        return cls(
            id=row.task,
            asset_id=row.asset,
            dataset_id=row.dataset,
            language=row.language,
            state=cast("TaskState", row.state),
            reason=row.reason,
            priority=row.priority,
            owner=row.owner if named else None,
            assigned=row.assigned if named else None,
            added_at=row.added,
            finished_at=row.finished,
            revisions=row.revisions,
            spans=row.spans,
            answers=row.answers,
            doubts=row.doubts,
            labels=list(row.labels),
            is_recalled=row.is_recalled,
        )


class PageOut(Schema):
    """A page of tasks; `cursor` says where to go on, `looked` how many tasks were passed."""

    rows: list[TaskRowOut]
    looked: int
    cursor: str | None
    names_shown: bool

    @classmethod
    def of(cls, found: Found, *, named: bool) -> Self:
        """Spell what was found."""
        rows = [TaskRowOut.of(row, named=named) for row in found.rows]
        return cls(rows=rows, looked=found.looked, cursor=found.cursor, names_shown=named)


class DatasetNameOut(Schema):
    """A dataset by name."""

    id: UUID
    name: str


class FacetsOut(Schema):
    """What can be filtered by: counts by state (at most one past `most`), datasets."""

    states: dict[str, int]
    most: int
    datasets: list[DatasetNameOut]


class ChangeIn(Schema):
    """What to do to which tasks: those named, or the next that fit `matching` after `cursor`."""

    act: Literal["assign", "unassign", "first", "normal", "last", "put_back"]
    to: UUID | None = None
    duty: Duty = Duty.LABEL
    tasks: Annotated[tuple[UUID, ...], Field(max_length=MOST_ROWS)] = ()
    matching: WantedIn | None = None
    cursor: Cursor | None = None


class ChangeOut(Schema):
    """How many were changed and left; `cursor` says where to go on."""

    changed: int
    left: int
    looked: int
    cursor: str | None


@router.get("/projects/{project_id}/tasks", response=PageOut)
@action(Action.TASK_EXPLORE, scope="project")
def explore(request: Request, project_id: UUID, page: Query[PageIn]) -> PageOut:
    """Return a page of tasks."""
    wanted = _allowed(request.visit.principal, page)
    found = selectors.explore(ProjectId(project_id), wanted, cursor=page.cursor, most=page.limit)
    return PageOut.of(found, named=_names_shown(request.visit.principal, wanted.duty))


@router.get("/projects/{project_id}/task-facets", response=FacetsOut)
@action(Action.TASK_EXPLORE, scope="project")
def facets(request: Request, project_id: UUID, duty: Duty = Duty.LABEL) -> FacetsOut:
    """Return what tasks can be filtered by."""
    _ = request
    project = ProjectId(project_id)
    return FacetsOut(
        states=selectors.state_counts(project, duty),
        most=MOST_COUNTED,
        datasets=[DatasetNameOut(id=one.id, name=one.name) for one in assets.datasets(project)],
    )


@router.post("/projects/{project_id}/task-changes", response=ChangeOut)
@action(Action.TASK_ASSIGN, scope="project")
def change(request: Request, project_id: UUID, body: ChangeIn) -> ChangeOut:
    """Assign, prioritise or offer a page of tasks again."""
    if (body.matching is None) is not bool(body.tasks):
        raise InvalidInputError("Name tasks, or say which ones match.", field="tasks")
    looked, cursor, duty, tasks = len(body.tasks), None, body.duty, [*map(TaskId, body.tasks)]
    if body.matching is not None:
        wanted = _allowed(request.visit.principal, body.matching)
        if body.act in {"first", "normal", "last"}:
            # Moving tasks in the queue while walking along it would pass them by.
            wanted = replace(wanted, order=Order.ADDED)
        found = selectors.explore(ProjectId(project_id), wanted, cursor=body.cursor, most=MOST_ROWS)
        looked, cursor, duty = found.looked, found.cursor, wanted.duty
        tasks = [row.task for row in found.rows]
    done = _change(request.visit, ProjectId(project_id), body, duty, tasks)
    return ChangeOut(changed=done.changed, left=done.left, looked=looked, cursor=cursor)


def _change(
    visit: Visit, project: ProjectId, body: ChangeIn, duty: Duty, tasks: list[TaskId]
) -> services.Changed:
    manager = Manager(user=visit.user, project=project, organization=visit.organization)
    if not tasks:
        return services.Changed(changed=0, left=0)
    match body.act:
        case "assign":
            if body.to is None:
                raise InvalidInputError("Say whom the tasks are meant for.", field="to")
            return services.assign(manager, tasks, duty, UserId(body.to), clock=visit.clock)
        case "unassign":
            return services.unassign(manager, tasks, duty, clock=visit.clock)
        case "put_back":
            return services.put_back(manager, tasks, duty, clock=visit.clock)
        case "first" | "normal" | "last":
            order = Priority(body.act)
            return services.prioritise(manager, tasks, duty, order, clock=visit.clock)
        case _:
            assert_never(body.act)


def _allowed(who: Principal, asked: WantedIn) -> Wanted:
    wanted = asked.wanted()
    by_name = wanted.owner or (wanted.assigned and wanted.assigned != NOBODY)
    if by_name and not _names_shown(who, wanted.duty):
        raise HiddenNamesError(field="owner")
    return wanted


def _names_shown(who: Principal, duty: Duty) -> bool:
    return _BLIND[duty] not in who.roles
