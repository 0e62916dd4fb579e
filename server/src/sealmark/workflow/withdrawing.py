"""Withdraw: work on an asset stops at once, and goes on where it was once there is a new rendition.

- Every task of the asset is locked first, as `next` and `submit` do: who is later sees the end.
- What was recalled is withheld from everybody; drafts and revisions stay as they are.
- Then labels, drafts and tasks move along: whoever had something there finds it again, and what has
  no place on the new rendition is listed for them.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from sealmark.annotations import services as annotations
from sealmark.annotations.domain import DocumentState, Left, Moving, moved, rewritten
from sealmark.annotations.services import Goal, MovedDocument
from sealmark.audit import services as audit
from sealmark.audit.domain import AuditEvent
from sealmark.audit.pseudonyms import pseudonym
from sealmark.kernel.ids import AssetId, DocumentId, OrganizationId, ProjectId, UserId
from sealmark.notices import services as notices
from sealmark.notices.domain import NoticeKind, Place
from sealmark.ontology import selectors as ontologies
from sealmark.ontology.domain import Ontology
from sealmark.vault import runtime
from sealmark.vault.domain import DataKey, Sealed, Work
from sealmark.vault.services import mark_written
from sealmark.workflow.desk import draft_place
from sealmark.workflow.domain import Duty
from sealmark.workflow.models import Draft, Task

WITHHELD = (Task.State.OPEN, Task.State.LEASED, Task.State.RETURNED, Task.State.ASIDE)
RECALLED, MOVED = "recalled", "moved"
_UNREADABLE = (KeyError, TypeError, ValueError, AttributeError)

_LOCK = """
SELECT id FROM workflow_task WHERE project_id = %s AND asset_id = %s ORDER BY id FOR UPDATE
"""
_END = """
UPDATE workflow_lease SET ended_at = %s, ending = 'recalled'
WHERE project_id = %s AND task_id = ANY(%s::uuid[]) AND ended_at IS NULL
RETURNING id, holder, task_id
"""

# Whose place in the project or the organization has ended, or who is suspended, cannot go on.
_HERE = """
SELECT DISTINCT t.owner FROM workflow_task t
JOIN tenancy_project p ON p.id = t.project_id
JOIN tenancy_project_member m ON m.project_id = t.project_id AND m.user_id = t.owner
    AND m.ended_at IS NULL AND coalesce(m.ends_at, 'infinity') > %(now)s
JOIN tenancy_membership s ON s.organization_id = p.organization_id AND s.user_id = t.owner
    AND s.suspended_at IS NULL AND s.ended_at IS NULL AND coalesce(s.ends_at, 'infinity') > %(now)s
WHERE t.project_id = %(project)s AND t.document_id = %(document)s
"""


def withdraw(
    project: ProjectId,
    organization: OrganizationId,
    asset: AssetId,
    *,
    by: UserId,
    at: datetime,
) -> int:
    """End every lease on an asset and withhold its tasks; return how many leases were open."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [project, asset])
        tasks = [task for (task,) in cursor.fetchall()]
        cursor.execute(_END, [at, project, tasks])
        ended = cursor.fetchall()
    open_ones = Task.objects.filter(project_id=project, asset_id=asset, state__in=WITHHELD)
    withheld = open_ones.update(state=Task.State.WITHDRAWN, reason=RECALLED)
    for _, holder, task in ended:
        place = Place(organization=organization, project=project, subject=task)
        notices.tell(NoticeKind.RECALLED, place, [holder], by=by, at=at)
    if ended or withheld:
        audit.record(
            AuditEvent(
                kind="work.withdrawn",
                organization=organization,
                project=project,
                actor=pseudonym(project, by),
                facts={
                    "asset": str(asset),
                    "leases": [str(lease) for lease, _, _ in ended],
                    "tasks": withheld,
                },
            ),
            at=at,
        )
    return len(ended)


# allow-audited: the moved revisions are stated by provenance; the clearance has its own event.
def go_on(
    project: ProjectId,
    goal: Goal,
    documents: Sequence[MovedDocument],
    moving: Moving,
    *,
    at: datetime,
) -> None:
    """Let the work on an asset go on, on its newer rendition; in the redactor."""
    for one in documents:
        drafted = _move_drafts(project, goal, one, moving, at=at)
        here = _still_here(project, one.document, at=at)
        for task in Task.objects.filter(project_id=project, document_id=one.document):
            state, owner = _state_of(task, one, drafted=drafted, here=here)
            changes: dict[str, Any] = {
                "rendition_id": goal.rendition,
                "clearance_id": goal.clearance,
                "state": state,
                "owner": owner,
            }
            if state == Task.State.RETURNED:
                changes |= {"reason": MOVED, "done_at": at}
            Task.objects.filter(project_id=project, id=task.id).update(**changes)


def _state_of(
    task: Task, one: MovedDocument, *, drafted: set[tuple[UUID, UUID]], here: set[UUID]
) -> tuple[str, UUID | None]:
    """Say how a task stands from here on, and whose it is: who is gone gets nothing back."""
    has_draft = (task.id, task.owner) in drafted
    is_to_do = one.state is (DocumentState.OPEN if task.duty == Duty.LABEL else _TO_REVIEW)
    if task.state == Task.State.SKIPPED and is_to_do:
        return task.state, task.owner
    is_somebodys = has_draft or (task.duty == Duty.LABEL and one.is_of_people)
    if is_to_do and is_somebodys and task.owner in here:
        return Task.State.RETURNED, task.owner
    if is_to_do:
        return Task.State.OPEN, None
    if task.duty == Duty.REVIEW and (one.state is DocumentState.OPEN or task.done_at is None):
        return Task.State.WITHDRAWN, task.owner
    return Task.State.DONE, task.owner


_TO_REVIEW = DocumentState.LABELED


def _still_here(project: ProjectId, document: DocumentId, *, at: datetime) -> set[UUID]:
    """Return those whose tasks these are and who still have a place in the project."""
    with connection.cursor() as cursor:
        cursor.execute(_HERE, {"project": project, "document": document, "now": at})
        return {owner for (owner,) in cursor.fetchall()}


def _move_drafts(
    project: ProjectId, goal: Goal, one: MovedDocument, moving: Moving, *, at: datetime
) -> set[tuple[UUID, UUID]]:
    """Move the drafts of a document; return whose they are, by task."""
    found = set()
    rows = Draft.objects.filter(project_id=project, task__document_id=one.document)
    newest = ontologies.latest_ontology(project)
    ontology = ontologies.ontology_of(newest) if newest else Ontology()
    for draft in rows:
        body, left = _moved_draft(_opened(project, one.key, draft), moving, ontology)
        at_place = draft_place(project, draft.task_id)
        content = mark_written(json.dumps(body, ensure_ascii=False).encode())
        blob = runtime.work().seal(project, one.key, content, at_place).blob
        Draft.objects.filter(project_id=project, id=draft.id).update(body=blob)
        annotations.list_unplaced(
            project, one.document, goal.rendition, left, author=UserId(draft.author), at=at
        )
        found.add((draft.task_id, draft.author))
    return found


def _opened(project: ProjectId, key: DataKey, draft: Draft) -> dict[str, Any]:
    sealed = Sealed(zone=Work, blob=bytes(draft.body))
    clear = runtime.work().open(project, key, sealed, draft_place(project, draft.task_id))
    body: dict[str, Any] = json.loads(clear.reveal())
    return body


def _moved_draft(
    body: dict[str, Any], moving: Moving, ontology: Ontology
) -> tuple[dict[str, Any], list[Left]]:
    """Move a draft; what a browser sent and nobody could have handed in is left alone."""
    try:
        there, left = moved(body, moving.span)
    except _UNREADABLE:
        there, left = {**body, "spans": []}, []
    try:
        return rewritten(there, ontology, moving.hush), left
    except _UNREADABLE:
        return {**there, "spans": [], "answers": []}, left
