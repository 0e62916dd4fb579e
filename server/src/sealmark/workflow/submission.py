"""Submit: an immutable revision, with its provenance, and the next step, in one transaction.

- A known key on the same task answers as before: a lost answer doubles nothing.
- What is written is checked against the text and the ontology; free text is re-scanned.
- The next step is drawn by the committed seed; work that was reopened or sent back is always
  reviewed, and the answer tells nobody whether it was drawn.
"""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from sealmark.annotations import services as annotations
from sealmark.annotations.domain import (
    DocumentState,
    Labels,
    Origin,
    free_texts,
    outcome_of,
    read_labels,
    refuse_incomplete,
)
from sealmark.annotations.services import Appended, Made, NewRevision, Under
from sealmark.infra import events as bus
from sealmark.infra.pipeline import together
from sealmark.kernel.clock import Clock
from sealmark.kernel.errors import NotFoundError
from sealmark.kernel.ids import (
    ProjectId,
    RevisionId,
    TaskId,
    UserId,
    new_handle,
)
from sealmark.modalities.conversation.turns import turns_from
from sealmark.ontology import selectors as ontologies
from sealmark.vault import runtime
from sealmark.vault.domain import Sealed, Work, place
from sealmark.workflow import domain, leasing
from sealmark.workflow.desk import Desk, ReviewStep, Versions
from sealmark.workflow.domain import Duty, Scan
from sealmark.workflow.events import Draw, MadeOn, RevisionMade
from sealmark.workflow.leasing import Person
from sealmark.workflow.models import Task

_FINISH = """
WITH done AS (
    UPDATE workflow_task SET state = %(state)s, done_at = %(now)s, owner = %(person)s, reason = ''
    WHERE project_id = %(project)s AND id = %(task)s
), ended AS (
    UPDATE workflow_lease SET ended_at = %(now)s, ending = 'submitted'
    WHERE project_id = %(project)s AND id = %(lease)s
)
DELETE FROM workflow_draft
WHERE project_id = %(project)s AND task_id = %(task)s AND author = %(person)s
"""
_NEXT_STEP = """
INSERT INTO workflow_task (id, project_id, created_at, step_id, duty, asset_id, rendition_id,
    clearance_id, document_id, state, rank, prior, owner, done_at, reason)
VALUES (%(id)s, %(project)s, %(now)s, %(step)s, 'review', %(asset)s, %(rendition)s, %(clearance)s,
    %(document)s, 'open', %(rank)s, %(prior)s, NULL, NULL, '')
ON CONFLICT (project_id, document_id, step_id) DO UPDATE
SET state = 'open', prior = excluded.prior, owner = NULL, done_at = NULL, reason = ''
WHERE workflow_task.state IN ('withdrawn', 'done')
"""


_BROUGHT_ALONG = frozenset({Origin.IMPORT.value, Origin.MODEL.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """The answer to a submission; the same for a repeated key."""

    revision: RevisionId
    number: int


def submit(
    person: Person, task: TaskId, document: dict[str, Any], *, key: str, scan: Scan, clock: Clock
) -> Submitted:
    """Hand in the labels of a leased task."""
    now = clock.now()
    desk = leasing.taken_up(person, task, key=key, now=now)
    if desk.answered is not None:
        return as_before(desk.answered)
    if desk.duty is not Duty.LABEL:
        raise NotFoundError
    labels = checked(desk, document, scan=scan)
    draw = draw_review(desk)
    new = revision_of(
        person,
        desk,
        labels,
        key=key,
        outcome="submitted",
        state=DocumentState.LABELED if draw.drawn else DocumentState.FINAL,
        at=now,
    )
    with together():
        leasing.lay_hands(person, desk, now=now)
        appended = annotations.append(new, desk.document_key())
        finish(person, desk, now=now)
        if draw.drawn and desk.review is not None:
            _open_review(person.user, desk, desk.review, now=now)
        publish(person, desk, new, appended, draw=draw, outcome="submitted")
    return Submitted(revision=appended.id, number=new.number)


def checked(desk: Desk, document: dict[str, Any], *, scan: Scan) -> Labels:
    """Read labels against the text and the newest ontology, complete and free of identifiers."""
    schema = ontologies.ontology(desk.project, newest_versions(desk).ontology)
    shown = desk.rendition_content()
    turns = turns_from(shown.get("turns", ()))
    before = None
    needs_before = schema.has_retired_classes or bool(turns)
    if needs_before and (current := desk.current_labels()) is not None:
        before = Labels.stored(current)
    labels = read_labels(
        document, length=len(shown["text"]), ontology=schema, turns=turns, before=before
    )
    refuse_incomplete(labels, schema, turns)
    for written in free_texts(document, schema):
        domain.refuse_sensitive(scan(written.text), field=written.field)
    return labels


def newest_versions(desk: Desk) -> Versions:
    """Return the versions that work on this desk is done under."""
    if desk.versions is None:
        raise NotFoundError
    return desk.versions


def revision_of(
    person: Person,
    desk: Desk,
    labels: Labels,
    *,
    key: str,
    outcome: str,
    state: DocumentState,
    at: datetime,
) -> NewRevision:
    """Put together what is appended to the document on the desk."""
    versions = newest_versions(desk)
    return NewRevision(
        project=desk.project,
        asset=desk.asset,
        document=desk.document,
        number=desk.number + 1,
        parent=desk.current,
        labels=labels,
        under=Under(
            ontology=versions.ontology,
            guideline=versions.guideline,
            policy=desk.policy,
            rendition=desk.rendition,
            clearance=desk.clearance,
        ),
        made=Made(
            by=person.user,
            task=desk.task,
            duty=desk.duty.value,
            key=key,
            outcome=outcome,
            origin=Origin.PERSON,
        ),
        state=state,
        at=at,
    )


def finish(person: Person, desk: Desk, *, now: datetime) -> None:
    """Close the task on the desk: done, lease ended, draft gone."""
    if desk.lease is None:
        raise NotFoundError
    names: dict[str, Any] = {
        "state": Task.State.DONE.value,
        "now": now,
        "person": person.user,
        "project": desk.project,
        "task": desk.task,
        "lease": desk.lease.id,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FINISH, names)


def publish(
    person: Person,
    desk: Desk,
    new: NewRevision,
    appended: Appended,
    *,
    draw: Draw,
    outcome: str,
) -> None:
    """Tell provenance, inside this transaction."""
    bus.publish(
        RevisionMade(
            organization=person.organization,
            new=new,
            appended=appended,
            step=desk.step,
            step_name=desk.step_name,
            rendition=MadeOn(commitment=desk.rendition_commitment, detectors=desk.detectors),
            draw=draw,
            outcome=outcome,
            policy_set=person.policy_set,
            suggestions=_suggestions(desk, new.labels),
        )
    )


def _suggestions(desk: Desk, made: Labels) -> dict[str, int]:
    """Say what became of a model's suggestions on the desk."""
    suggested = desk.current_labels() if desk.current_origin == Origin.MODEL.value else None
    return {} if suggested is None else outcome_of(suggested, made)


def as_before(answered: tuple[RevisionId, int]) -> Submitted:
    """Answer a repeated key as the first time."""
    return Submitted(revision=answered[0], number=answered[1])


def draw_review(desk: Desk) -> Draw:
    """Say whether the asset on the desk must be reviewed in the step that follows."""
    review = desk.review
    if review is None:
        return Draw(share=None, seed_commitment=None, drawn=None)
    drawn = domain.is_drawn(open_seed(desk.project, review), desk.asset, share=review.share_bp)
    # Mended work is always reviewed, so that nobody gains by waiting for the draw.
    must = drawn or (desk.number > 0 and desk.current_origin not in _BROUGHT_ALONG)
    return Draw(share=review.share_bp, seed_commitment=review.seed_commitment, drawn=must)


def open_seed(project: ProjectId, step: ReviewStep) -> bytes:
    """Open a step's seed: the draw is recomputed, never stored."""
    at = place("workflow_step.seed", project, step.id)
    sealed = Sealed(zone=Work, blob=step.seed)
    return runtime.work().open_for_project(project, sealed, at).reveal()


def _open_review(labeler: UserId, desk: Desk, step: ReviewStep, *, now: datetime) -> None:
    names: dict[str, Any] = {
        "id": new_handle(),
        "project": desk.project,
        "now": now,
        "step": step.id,
        "asset": desk.asset,
        "rendition": desk.rendition,
        "clearance": desk.clearance,
        "document": desk.document,
        "rank": domain.rank_of(desk.asset),
        "prior": labeler,
    }
    with connection.cursor() as cursor:
        cursor.execute(_NEXT_STEP, names)
