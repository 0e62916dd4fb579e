"""Work follows a change of the ontology or the guideline: what it touches, and what is done anew.

- Whatever somebody has on their desk is passed over, and counted: it is theirs until they let go.
- Work that is done anew goes back to whoever did it, like work that was sent back; hands and review
  rules stay as they are, and what is mended is always reviewed.
- All tasks of a document are locked before its labels are touched, as `next` and `submit` do.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection

from sealmark.annotations import services as annotations
from sealmark.audit import services as audit
from sealmark.audit.domain import AuditEvent, Fact
from sealmark.audit.pseudonyms import pseudonym
from sealmark.kernel.ids import DocumentId, OrganizationId, ProjectId, UserId
from sealmark.ontology.domain import Change, ChangeKind, Ontology
from sealmark.tenancy import selectors as tenancy
from sealmark.workflow.domain import Duty
from sealmark.workflow.models import Task

REASON: Final = "guideline"
"""Why work is with its labeler again."""
MOST_FORESEEN: Final = 2_000
MOST_COUNTED: Final = 100_000
_FIRST = UUID(int=0)
_TOUCHED = """
SELECT d.id, d.state, EXISTS (SELECT FROM workflow_task t WHERE t.project_id = d.project_id
       AND t.document_id = d.id AND t.state = 'leased') AS held
FROM annotations_document d {joins}
WHERE d.project_id = %(project)s AND d.id > %(after)s {fitting}
ORDER BY d.id LIMIT %(most)s
"""
_TALLY = "JOIN annotations_tally y ON y.project_id = d.project_id AND y.id = d.current"
_CLASSES = "AND string_to_array(y.classes, ' ') && %(classes)s::text[]"
_GUIDELINE = """
JOIN annotations_revision r ON r.project_id = d.project_id AND r.id = d.current
JOIN ontology_guideline_version g ON g.project_id = d.project_id AND g.id = r.guideline_version_id
"""
_BELOW = "AND g.number < %(below)s AND d.state IN ('labeled', 'final')"
_LOCK = """
SELECT id, state, owner, duty FROM workflow_task
WHERE project_id = %s AND document_id = %s ORDER BY id FOR UPDATE
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A document that a change touches; `held` while somebody has it on their desk."""

    document: DocumentId
    state: str
    held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a change would touch, counted; spans and what goes are of the first `looked_into`."""

    documents: int
    open: int
    labeled: int
    final: int
    held: int
    looked_into: int
    spans: int
    relations_lost: int
    attributes_lost: int


def touched(
    project: ProjectId, change: Change, *, after: UUID = _FIRST, most: int
) -> list[Touched]:
    """Return the next documents that a change touches, in order of their ids."""
    joins, fitting = [], []
    if change.classes:
        joins.append(_TALLY)
        fitting.append(_CLASSES)
    if change.kind is ChangeKind.REOPEN:
        joins.append(_GUIDELINE)
        fitting.append(_BELOW)
    statement = _TOUCHED.format(joins=" ".join(joins), fitting=" ".join(fitting))
    names: dict[str, Any] = {
        "project": project,
        "after": after,
        "most": most,
        "classes": list(change.classes),
        "below": change.guideline_below,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, names)
        rows = cursor.fetchall()
    return [Touched(document=DocumentId(d), state=state, held=held) for d, state, held in rows]


def preview(project: ProjectId, change: Change, ontology: Ontology) -> Preview:
    """Count what a change would touch, and look into the first of it."""
    found = touched(project, change, most=MOST_COUNTED)
    looked = [one.document for one in found[:MOST_FORESEEN]]
    results = (
        list(annotations.foreseen(project, looked, change, ontology))
        if change.touches_labels
        else []
    )
    states = [one.state for one in found]
    return Preview(
        documents=len(found),
        open=states.count("open"),
        labeled=states.count("labeled"),
        final=states.count("final"),
        held=sum(one.held for one in found),
        looked_into=len(results),
        spans=sum(one.spans for one in results),
        relations_lost=sum(one.relations_lost for one in results),
        attributes_lost=sum(one.attributes_lost for one in results),
    )


def unheld(project: ProjectId, found: Sequence[Touched]) -> Iterator[tuple[Touched, list[Any]]]:
    """Lock the tasks of documents; yield those that are on nobody's desk, with their tasks."""
    for one in found:
        with connection.cursor() as cursor:
            cursor.execute(_LOCK, [project, one.document])
            tasks = cursor.fetchall()
        if not any(state == Task.State.LEASED for _, state, _, _ in tasks):
            yield one, tasks


def do_anew(
    project: ProjectId,
    organization: OrganizationId,
    change: UUID,
    found: Sequence[Touched],
    *,
    by: UserId,
    at: datetime,
) -> int:
    """Give finished labeling back to whoever did it; return how many documents that were."""
    labelers = tenancy.project_labelers(project, at)
    again: list[Fact] = []
    for one, tasks in unheld(project, found):
        for task, state, owner, duty in tasks:
            if duty == Duty.LABEL and state == Task.State.DONE:
                theirs = owner in labelers
                Task.objects.filter(project_id=project, id=task).update(
                    state=Task.State.RETURNED if theirs else Task.State.OPEN,
                    owner=owner if theirs else None,
                    reason=REASON,
                    done_at=at,
                )
        reviews = Task.objects.filter(project_id=project, document_id=one.document)
        reviews.filter(duty=Duty.REVIEW).exclude(state=Task.State.DONE).update(
            state=Task.State.WITHDRAWN, reason=REASON
        )
        annotations.open_again(project, one.document)
        again.append(str(one.document))
    if again:
        audit.record(
            AuditEvent(
                kind="work.done-anew",
                organization=organization,
                project=project,
                actor=pseudonym(project, by),
                facts={"change": str(change), "documents": again},
            ),
            at=at,
        )
    return len(again)
