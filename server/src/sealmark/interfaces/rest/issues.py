"""Routes of questions: asked at an object or a text, answered by who manages or reviews.

- Nobody is named: an answer tells as what somebody speaks.
"""

# SPDX-License-Identifier: Apache-2.0
from datetime import date
from typing import Annotated
from uuid import UUID

from ninja import Router, Schema
from pydantic import Field

from sealmark.access.domain import Action, ProjectRole
from sealmark.annotations.domain import IssueState, ObjectRef, Voice
from sealmark.interfaces.rest.door import Request, action
from sealmark.interfaces.rest.scanning import scan_written
from sealmark.interfaces.rest.work import onward, person_of
from sealmark.interfaces.rest.work_schemas import OnwardOut, StrictSchema
from sealmark.kernel.ids import IssueId, TaskId
from sealmark.workflow import services
from sealmark.workflow.domain import Duty
from sealmark.workflow.services import IssueShown, Speaker

router = Router(tags=["issues"])
_MANAGERS = {ProjectRole.PROJECT_ADMIN, ProjectRole.TEAM_MANAGER}
Handle = Annotated[str, Field(min_length=1, max_length=64)]


class ObjectIn(StrictSchema):
    """Which object is meant."""

    id: Handle
    class_id: Handle


class AskIn(StrictSchema):
    """A question; with `aside` the task waits for the answer."""

    text: str
    about: ObjectIn | None = None
    aside: bool = False
    next: bool = False


class AskedOut(OnwardOut):
    """A question was put down."""

    id: UUID


class ReplyIn(StrictSchema):
    """Something said about a question."""

    text: str


class ObjectOut(Schema):
    """Which object is meant, and its class when it was asked about."""

    id: str
    class_id: str


class SaidOut(Schema):
    """One comment; who wrote it is told as a role. `hushed`: it repeats what was hidden since."""

    voice: Voice
    mine: bool
    day: date
    text: str
    hushed: bool


class IssueOut(Schema):
    """One question with its answers."""

    id: UUID
    task_id: UUID
    state: IssueState
    duty: Duty
    day: date
    about: ObjectOut | None
    guideline: int
    mine: bool
    aside: bool
    is_new: bool
    said: list[SaidOut]

    @classmethod
    def of(cls, shown: IssueShown) -> "IssueOut":
        """Spell a question."""
        about = shown.about
        return cls(
            id=shown.id,
            task_id=shown.task,
            state=shown.state,
            duty=shown.duty,
            day=shown.day,
            about=None if about is None else ObjectOut(id=about.id, class_id=about.class_id),
            guideline=shown.guideline,
            mine=shown.is_mine,
            aside=shown.is_aside,
            is_new=shown.is_new,
            said=[
                SaidOut(
                    voice=one.voice,
                    mine=one.is_mine,
                    day=one.day,
                    text=one.text,
                    hushed=one.is_hushed,
                )
                for one in shown.said
            ],
        )


class IssuesOut(Schema):
    """A page of questions; `next` is what to ask for after it."""

    items: list[IssueOut]
    next: UUID | None


class IssueCountsOut(Schema):
    """What waits: questions for who answers, answers for who asked."""

    waiting: int
    unread: int


@router.get("/projects/{project_id}/issues", response=IssuesOut)
@action(Action.ISSUE_READ, scope="project")
def list_issues(
    request: Request,
    project_id: UUID,
    state: IssueState | None = None,
    task_id: UUID | None = None,
    after: UUID | None = None,
) -> IssuesOut:
    """List the questions that the person may see, newest first."""
    _ = project_id
    shown, more = services.listed(
        _speaker(request),
        state=state,
        task=None if task_id is None else TaskId(task_id),
        after=None if after is None else IssueId(after),
    )
    items = [IssueOut.of(one) for one in shown]
    return IssuesOut(items=items, next=items[-1].id if more and items else None)


@router.get("/projects/{project_id}/issues/counts", response=IssueCountsOut)
@action(Action.ISSUE_READ, scope="project")
def issue_counts(request: Request, project_id: UUID) -> IssueCountsOut:
    """Count what waits for the person who asks."""
    _ = project_id
    waiting, unread = services.issue_counts(_speaker(request))
    return IssueCountsOut(waiting=waiting, unread=unread)


@router.post("/projects/{project_id}/tasks/{task_id}/ask", response=AskedOut)
@action(Action.ISSUE_ASK, scope="project")
def ask(request: Request, project_id: UUID, task_id: UUID, body: AskIn) -> AskedOut:
    """Ask about a leased task or one of its objects."""
    _ = project_id
    about = body.about
    issue, duty = services.ask(
        person_of(request),
        TaskId(task_id),
        text=body.text,
        about=None if about is None else ObjectRef(id=about.id, class_id=about.class_id),
        is_aside=body.aside,
        scan=scan_written,
        clock=request.visit.clock,
    )
    after = onward(request, duty) if body.aside and body.next else None
    return AskedOut(id=issue, next=after)


@router.post("/projects/{project_id}/issues/{issue_id}/comments", response={204: None})
@action(Action.ISSUE_REPLY, scope="project")
def reply(request: Request, project_id: UUID, issue_id: UUID, body: ReplyIn) -> None:
    """Answer a question, or say more about one's own."""
    _ = project_id
    services.reply(
        _speaker(request),
        IssueId(issue_id),
        body.text,
        scan=scan_written,
        clock=request.visit.clock,
    )


@router.post("/projects/{project_id}/issues/{issue_id}/close", response={204: None})
@action(Action.ISSUE_REPLY, scope="project")
def close(request: Request, project_id: UUID, issue_id: UUID) -> None:
    """Close a question."""
    _ = project_id
    services.close(_speaker(request), IssueId(issue_id), clock=request.visit.clock)


@router.post("/projects/{project_id}/issues/{issue_id}/seen", response={204: None})
@action(Action.ISSUE_REPLY, scope="project")
def seen(request: Request, project_id: UUID, issue_id: UUID) -> None:
    """Note that one has read the answer to one's own question."""
    _ = project_id
    services.see(_speaker(request), IssueId(issue_id), clock=request.visit.clock)


def _speaker(request: Request) -> Speaker:
    visit, person = request.visit, person_of(request)
    return Speaker(
        user=person.user,
        project=person.project,
        organization=person.organization,
        is_manager=bool(_MANAGERS & visit.principal.roles),
        policy_set=person.policy_set,
    )
