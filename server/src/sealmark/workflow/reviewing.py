"""Review: accept, correct, or send back with a comment; blind both ways.

- The reviewer is never one of the labelers of the asset: their hands were laid when they leased.
- Accepting and correcting make a revision of their own, so that each review step is proven.
- Sending back returns the work to whoever did it, with the comment and nothing else.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sealmark.annotations import services as annotations
from sealmark.annotations.domain import DocumentState
from sealmark.audit import services as audit
from sealmark.audit.domain import AuditEvent
from sealmark.audit.pseudonyms import pseudonym
from sealmark.kernel.clock import Clock
from sealmark.kernel.errors import NotFoundError
from sealmark.kernel.ids import EventId, RevisionId, TaskId, new_uuid
from sealmark.notices import services as notices
from sealmark.notices.domain import NoticeKind, Place
from sealmark.workflow import desk as desks
from sealmark.workflow import leasing, submission
from sealmark.workflow.desk import Desk
from sealmark.workflow.domain import (
    Duty,
    Note,
    Scan,
    refuse_unfit_comment,
    refuse_unfit_notes,
)
from sealmark.workflow.errors import CommentNeededError
from sealmark.workflow.events import Draw
from sealmark.workflow.leasing import Person
from sealmark.workflow.models import Task, Verdict
from sealmark.workflow.submission import Submitted


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What goes back with labels: about the whole, and about single objects."""

    comment: str = ""
    notes: Sequence[Note] = ()


def accept(person: Person, task: TaskId, *, key: str, scan: Scan, clock: Clock) -> Submitted:
    """Accept the labels as they stand."""
    desk, now = _review_desk(person, task, clock, key=key)
    if desk.answered is not None:
        return submission.as_before(desk.answered)
    labels = desk.current_labels()
    if labels is None:
        raise NotFoundError
    return _conclude(person, desk, labels, Verdict.Outcome.ACCEPT, key=key, scan=scan, at=now)


def correct(
    person: Person, task: TaskId, document: dict[str, Any], *, key: str, scan: Scan, clock: Clock
) -> Submitted:
    """Hand in the labels as they should be."""
    desk, now = _review_desk(person, task, clock, key=key)
    if desk.answered is not None:
        return submission.as_before(desk.answered)
    return _conclude(person, desk, document, Verdict.Outcome.CORRECT, key=key, scan=scan, at=now)


def send_back(
    person: Person,
    task: TaskId,
    *,
    comment: str,
    notes: Sequence[Note] = (),
    key: str,
    scan: Scan,
    clock: Clock,
) -> None:
    """Return the labels to whoever made them, with a comment on the whole, on objects, or both."""
    if Verdict.objects.filter(project_id=person.project, task_id=task, key=key).exists():
        return
    if not comment.strip() and not notes:
        raise CommentNeededError(field="comment")
    refuse_unfit_comment(comment, scan=scan)
    refuse_unfit_notes(notes, scan=scan)
    desk, now = _review_desk(person, task, clock)
    event = _record_send_back(person, desk, at=now)
    said = Said(comment=comment.strip(), notes=notes)
    _decide(person, desk, Verdict.Outcome.SEND_BACK, key=key, said=said, event=event, at=now)
    submission.finish(person, desk, now=now)
    labeling = Task.objects.filter(
        project_id=person.project, document_id=desk.document, duty=Duty.LABEL
    )
    labeling.update(state=Task.State.RETURNED, reason="sent_back", owner=desk.prior, done_at=now)
    annotations.open_again(person.project, desk.document)
    place = Place(organization=person.organization, project=person.project, subject=desk.task)
    notices.tell(NoticeKind.SENT_BACK, place, [desk.prior], at=now)


def _conclude(
    person: Person,
    desk: Desk,
    document: dict[str, Any],
    outcome: Verdict.Outcome,
    *,
    key: str,
    scan: Scan,
    at: datetime,
) -> Submitted:
    labels = submission.checked(desk, document, scan=scan)
    _decide(person, desk, outcome, key=key, said=Said(), event=None, at=at)
    new = submission.revision_of(
        person,
        desk,
        labels,
        key=key,
        outcome=outcome.value,
        state=DocumentState.FINAL,
        at=at,
    )
    appended = annotations.append(new, desk.document_key())
    submission.finish(person, desk, now=at)
    submission.publish(person, desk, new, appended, draw=_draw(desk), outcome=outcome.value)
    return Submitted(revision=RevisionId(appended.id), number=new.number)


def _review_desk(
    person: Person, task: TaskId, clock: Clock, *, key: str | None = None
) -> tuple[Desk, datetime]:
    now = clock.now()
    desk = leasing.taken_up(person, task, key=key, now=now)
    if desk.answered is not None:
        return desk, now
    if desk.duty is not Duty.REVIEW or desk.current is None:
        raise NotFoundError
    return desk, now


def _draw(desk: Desk) -> Draw:
    share, seed_commitment = desk.drawn_by
    return Draw(share=share, seed_commitment=seed_commitment, drawn=True)


def _decide(
    person: Person,
    desk: Desk,
    outcome: Verdict.Outcome,
    *,
    key: str,
    said: Said,
    event: EventId | None,
    at: datetime,
) -> None:
    if desk.current is None:  # _review_desk has refused; this is for the reader and mypy
        raise NotFoundError
    row = Verdict(
        id=new_uuid(),
        project_id=desk.project,
        created_at=at,
        task_id=desk.task,
        asset_id=desk.asset,
        revision_id=desk.current,
        reviewer=person.user,
        outcome=outcome,
        key=key,
        event_id=event,
    )
    if said.comment or said.notes:
        place = desks.comment_place(desk.project, row.id)
        row.comment = desk.seal_written(said.comment.encode(), place)
    if said.notes:
        content = json.dumps([{"id": one.object, "comment": one.comment} for one in said.notes])
        row.notes = desk.seal_written(content.encode(), desks.notes_place(desk.project, row.id))
    row.save(force_insert=True)


def _record_send_back(person: Person, desk: Desk, *, at: datetime) -> EventId:
    return audit.record(
        AuditEvent(
            kind="review.sent-back",
            organization=person.organization,
            project=person.project,
            actor=pseudonym(person.project, person.user),
            facts={
                "asset": str(desk.asset),
                "document": str(desk.document),
                "revision": str(desk.current),
                "verdict": "send_back",
                "task": str(desk.task),
                "policies": person.policy_set,
            },
        ),
        at=at,
    )
