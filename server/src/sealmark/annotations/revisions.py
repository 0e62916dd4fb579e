"""Append revisions to label documents.

- A revision is inserted once and never changed; its body is sealed under its document's key,
  together with the salt of its commitment.
- Documents and their keys are made by the redactor when a rendition is cleared.
"""

# SPDX-License-Identifier: Apache-2.0
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from sealmark.annotations.domain import DocumentState, Labels, Origin
from sealmark.annotations.models import Document
from sealmark.infra.pipeline import when_answered
from sealmark.kernel.ids import (
    AssetId,
    ClearanceId,
    DocumentId,
    GuidelineVersionId,
    OntologyVersionId,
    PolicyVersionId,
    ProjectId,
    RenditionId,
    RevisionId,
    TaskId,
    UserId,
    new_handle,
)
from sealmark.vault import runtime
from sealmark.vault.domain import DataKey, Place, Sealed, Work, place, place_in
from sealmark.vault.services import mark_written
from sealmark_verify.statement import SALT_SIZE, commit

_BODY = "annotations_revision.body"
_APPEND = """
WITH appended AS (
    INSERT INTO annotations_revision
        (id, project_id, created_at, document_id, asset_id, number, parent, origin, task_id, duty,
         author, outcome, submit_key, body, commitment, ontology_version_id, guideline_version_id,
         policy_version_id, rendition_id, clearance_id)
    VALUES (%(id)s, %(project)s, %(at)s, %(document)s, %(asset)s, %(number)s, %(parent)s,
            %(origin)s, %(task)s, %(duty)s, %(author)s, %(outcome)s, %(key)s, %(body)s,
            %(commitment)s, %(ontology)s, %(guideline)s, %(policy)s, %(rendition)s, %(clearance)s)
    RETURNING id
), counted AS (
    INSERT INTO annotations_tally
        (id, project_id, created_at, document_id, spans, relations, answers,
         doubts, classes)
    SELECT id, %(project)s, %(at)s, %(document)s, %(spans)s, %(relations)s, %(answers)s,
           %(doubts)s, %(classes)s FROM appended
    RETURNING id
)
UPDATE annotations_document SET number = %(number)s, current = %(id)s, state = %(state)s
WHERE id = %(document)s AND number = %(number)s - 1 AND EXISTS (SELECT FROM counted)
"""


class DocumentMovedError(RuntimeError):
    """A revision was appended to a document that had moved on: a lock was missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Under:
    """The versions that a revision is made under."""

    ontology: OntologyVersionId
    guideline: GuidelineVersionId
    policy: PolicyVersionId
    rendition: RenditionId
    clearance: ClearanceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Who made a revision, in which task and duty, with what outcome; an import has no task."""

    by: UserId
    task: TaskId | None
    duty: str | None
    key: str | None
    outcome: str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRevision:
    """What is to be appended, to which document, after which revision."""

    project: ProjectId
    asset: AssetId
    document: DocumentId
    number: int
    parent: RevisionId | None
    labels: Labels
    under: Under
    made: Made
    state: DocumentState
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Appended:
    """A revision that was appended; the commitment is what its statement tells of its content."""

    id: RevisionId
    commitment: str


# allow-audited: provenance states the revision and records its event in the same transaction.
def append(new: NewRevision, key: DataKey) -> Appended:
    """Append a revision to its document, in one statement; the document is locked by the caller."""
    revision = RevisionId(new_handle())
    salt = secrets.token_bytes(SALT_SIZE)
    canonical = new.labels.canonical()
    commitment = commit(salt, canonical)
    body = seal_body(new.project, key, revision, salt=salt, canonical=canonical)
    cursor = connection.cursor()
    cursor.execute(
        _APPEND,
        {
            "id": revision,
            "project": new.project,
            "at": new.at,
            "document": new.document,
            "asset": new.asset,
            "number": new.number,
            "parent": new.parent,
            "origin": new.made.origin.value,
            "task": new.made.task,
            "duty": new.made.duty,
            "author": new.made.by,
            "outcome": new.made.outcome,
            "key": new.made.key,
            "body": body,
            "commitment": commitment,
            "ontology": new.under.ontology,
            "guideline": new.under.guideline,
            "policy": new.under.policy,
            "rendition": new.under.rendition,
            "clearance": new.under.clearance,
            "spans": len(new.labels.spans),
            "relations": len(new.labels.relations),
            "answers": len(new.labels.answers),
            "doubts": new.labels.doubts,
            "classes": " ".join(new.labels.classes),
            "state": new.state.value,
        },
    )

    def refuse_moved() -> None:
        if cursor.rowcount != 1:
            raise DocumentMovedError

    when_answered(refuse_moved)
    return Appended(id=revision, commitment=commitment)


# allow-audited: redaction records the batch of clearances that these documents are made for.
def open_documents(
    project: ProjectId, renditions: Sequence[tuple[AssetId, RenditionId]], *, at: datetime
) -> dict[RenditionId, DocumentId]:
    """Make a document and its key for each rendition (redactor), in two statements."""
    rows = [
        Document(
            id=new_handle(),
            project_id=project,
            asset_id=asset,
            rendition_id=rendition,
            created_at=at,
        )
        for asset, rendition in renditions
    ]
    Document.objects.bulk_create(rows)
    runtime.work().create_items(project, {row.id: row.asset_id for row in rows})
    return {RenditionId(row.rendition_id): DocumentId(row.id) for row in rows}


# allow-audited: the workflow records who sent the revision back, and which.
def open_again(project: ProjectId, document: DocumentId) -> None:
    """Let a document be labeled again: what it holds was sent back."""
    Document.objects.filter(project_id=project, id=document).update(state=DocumentState.OPEN)


def seal_body(
    project: ProjectId, key: DataKey, revision: RevisionId, *, salt: bytes, canonical: bytes
) -> bytes:
    """Seal a revision's body: salt, then canonical labels."""
    at = body_place(project, revision)
    return runtime.work().seal(project, key, mark_written(salt + canonical), at).blob


def open_body(
    project: ProjectId, key: DataKey, revision: RevisionId, blob: bytes
) -> tuple[bytes, bytes]:
    """Open a revision's body: its salt and its canonical labels."""
    at = body_place(project, revision)
    content = runtime.work().open(project, key, Sealed(zone=Work, blob=blob), at).reveal()
    return content[:SALT_SIZE], content[SALT_SIZE:]


def open_bodies(
    project: ProjectId, bodies: Iterable[tuple[DataKey, UUID, bytes]]
) -> list[tuple[bytes, bytes]]:
    """Open many revisions' bodies, given as key, revision and blob; see `open_body`."""
    all_bodies = place(_BODY, project)
    opened = runtime.work().open_each(
        project,
        Work,
        ((key, blob, place_in(all_bodies, revision)) for key, revision, blob in bodies),
    )
    contents = (clear.reveal() for clear in opened)
    return [(content[:SALT_SIZE], content[SALT_SIZE:]) for content in contents]


def body_place(project: UUID, revision: UUID) -> Place:
    """Name the place of a revision's body."""
    return place(_BODY, project, revision)
