"""Asking: questions about an object or a text, their answers, and tasks that wait for one.

- Who asks holds the task's lease; who answers manages the project or reviews the very asset.
- A task that was put aside comes back to whoever asked, with the answer or when it is closed.
- What is written is scanned like every free text; nobody learns who wrote it, only as what.
"""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass
from datetime import datetime

from sealmark.annotations import selectors as issues
from sealmark.annotations import services as annotations
from sealmark.annotations.domain import IssueFacts, IssueState, NewIssue, ObjectRef, Voice
from sealmark.audit import services as audit
from sealmark.audit.domain import AuditEvent, Fact
from sealmark.audit.pseudonyms import pseudonym
from sealmark.kernel.clock import Clock
from sealmark.kernel.errors import NotFoundError
from sealmark.kernel.ids import IssueId, OrganizationId, ProjectId, TaskId, UserId
from sealmark.vault import runtime
from sealmark.workflow import domain, leasing
from sealmark.workflow.desk import Desk
from sealmark.workflow.domain import Duty, Scan
from sealmark.workflow.errors import IssueClosedError, QuestionNeededError, TooManyIssuesError
from sealmark.workflow.leasing import Person
from sealmark.workflow.models import Hands, Task
from sealmark.workflow.submission import newest_versions

MOST_OPEN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who reads or writes about issues; a manager sees all of the project's."""

    user: UserId
    project: ProjectId
    organization: OrganizationId
    is_manager: bool
    policy_set: str


def ask(
    person: Person,
    task: TaskId,
    *,
    text: str,
    about: ObjectRef | None,
    is_aside: bool,
    scan: Scan,
    clock: Clock,
) -> tuple[IssueId, Duty]:
    """Ask about a leased task; with `is_aside` it waits for the answer and the desk is free."""
    _refuse_unfit(text, scan)
    now = clock.now()
    desk = leasing.taken_up(person, task, now=now)
    if issues.open_issues(person.project, desk.document) >= MOST_OPEN:
        raise TooManyIssuesError(field="text")
    new = _new(person, desk, about, text=text, is_aside=is_aside, at=now)
    issue = annotations.open_issue(new, desk.document_key())
    if is_aside:
        leasing.end_lease(desk, ending="asked", now=now)
        Task.objects.filter(project_id=person.project, id=task).update(
            state=Task.State.ASIDE, reason="asked"
        )
    facts: dict[str, Fact] = {"issue": str(issue), "object": about is not None, "aside": is_aside}
    leasing.record(person, "issue.asked", desk, facts, at=now)
    return issue, desk.duty


def reply(who: Speaker, issue: IssueId, text: str, *, scan: Scan, clock: Clock) -> None:
    """Answer a question, or say more about one's own."""
    _refuse_unfit(text, scan)
    now, row = clock.now(), _locked(who, issue)
    if row.state == IssueState.CLOSED:
        raise IssueClosedError
    voice = _voice(who, row)
    key = runtime.work().item_key(who.project, row.document)
    annotations.add_comment(
        who.project, issue, key, author=who.user, voice=voice, text=text, at=now
    )
    if voice is Voice.ASKER:
        annotations.move_issue(who.project, issue, IssueState.OPEN, answered_at=None)
    else:
        annotations.move_issue(who.project, issue, IssueState.ANSWERED, answered_at=now)
        _bring_back(who, row, now=now)
    _record(who, f"issue.{'asked-on' if voice is Voice.ASKER else 'answered'}", row, at=now)


def close(who: Speaker, issue: IssueId, *, clock: Clock) -> None:
    """Close a question: whoever asked it, or a manager."""
    now, row = clock.now(), _locked(who, issue)
    if _voice(who, row) is Voice.REVIEWER:
        raise NotFoundError
    if row.state == IssueState.CLOSED:
        return
    annotations.move_issue(who.project, issue, IssueState.CLOSED, answered_at=row.answered_at)
    _bring_back(who, row, now=now)
    _record(who, "issue.closed", row, at=now)


# allow-audited: a person has read what was written to them; `mark_seen` says why that is no event.
def see(who: Speaker, issue: IssueId, *, clock: Clock) -> None:
    """Note that whoever asked has read the answer."""
    _locked(who, issue)
    annotations.mark_seen(who.project, issue, who.user, at=clock.now())


def _refuse_unfit(text: str, scan: Scan) -> None:
    if not text.strip():
        raise QuestionNeededError(field="text")
    domain.refuse_unfit_comment(text, scan=scan, field="text")


def _new(
    person: Person,
    desk: Desk,
    about: ObjectRef | None,
    *,
    text: str,
    is_aside: bool,
    at: datetime,
) -> NewIssue:
    versions = newest_versions(desk)
    return NewIssue(
        project=person.project,
        asset=desk.asset,
        document=desk.document,
        task=desk.task,
        duty=desk.duty.value,
        asker=person.user,
        ontology=versions.ontology,
        guideline=versions.guideline,
        guideline_number=versions.guideline_number,
        about=about,
        text=text.strip(),
        is_aside=is_aside,
        at=at,
    )


def _locked(who: Speaker, issue: IssueId) -> IssueFacts:
    row = issues.locked_issue(who.project, issue)
    if row is None or not (who.is_manager or row.asker == who.user or _reviews(who, row)):
        raise NotFoundError
    return row


def _reviews(who: Speaker, row: IssueFacts) -> bool:
    hands = Hands.objects.filter(project_id=who.project, asset_id=row.asset, user_id=who.user)
    return hands.filter(duty=Duty.REVIEW).exists()


def _voice(who: Speaker, row: IssueFacts) -> Voice:
    if row.asker == who.user:
        return Voice.ASKER
    return Voice.MANAGER if who.is_manager else Voice.REVIEWER


def _bring_back(who: Speaker, row: IssueFacts, *, now: datetime) -> None:
    """Give a task that waits for this answer back to whoever asked."""
    if row.is_aside:
        Task.objects.filter(
            project_id=who.project, id=row.task, state=Task.State.ASIDE, owner=row.asker
        ).update(state=Task.State.RETURNED, reason="answered", done_at=now)


def _record(who: Speaker, kind: str, row: IssueFacts, *, at: datetime) -> None:
    audit.record(
        AuditEvent(
            kind=kind,
            organization=who.organization,
            project=who.project,
            actor=pseudonym(who.project, who.user),
            facts={
                "issue": str(row.id),
                "asset": str(row.asset),
                "document": str(row.document),
                "guideline": str(row.guideline),
                "policies": who.policy_set,
            },
        ),
        at=at,
    )
