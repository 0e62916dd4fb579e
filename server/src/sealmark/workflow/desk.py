"""The desk: everything that one person needs for one leased task, read in one statement.

- Read under the task's lock or by its lease holder only; what is recalled is not read at all.
- Opened values are the rendition, the draft, the labels to review or to mend, and the comment with
  which work was sent back: never an original, never who labeled.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.backends.utils import CursorWrapper

from sealmark.annotations.services import open_body
from sealmark.infra.pipeline import together
from sealmark.kernel.ids import (
    AssetId,
    ClearanceId,
    DocumentId,
    GuidelineVersionId,
    LeaseId,
    OntologyVersionId,
    PolicyVersionId,
    ProjectId,
    RenditionId,
    RevisionId,
    SessionId,
    StepId,
    TaskId,
    UserId,
)
from sealmark.vault import runtime
from sealmark.vault.domain import DataKey, Place, Redacted, Sealed, StoredKey, Work, place
from sealmark.vault.errors import KeyErasedError
from sealmark.vault.services import mark_written
from sealmark.workflow.desk_rows import READ, SENT_BACK
from sealmark.workflow.domain import Duty, HeldLease

_NAMES: dict[str, tuple[str, ...]] = {}
"""The columns of `READ`, told by the first answer: asking each time costs more than opening."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewStep:
    """A review step: its share, and the sealed seed by which it is drawn."""

    id: StepId
    share_bp: int
    seed: bytes
    seed_commitment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """The newest ontology and guideline of the project: what work is done under."""

    ontology: OntologyVersionId
    ontology_number: int
    ontology_digest: str
    guideline: GuidelineVersionId
    guideline_number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A task with all its facts; sealed values are opened by the methods below."""

    project: ProjectId
    task: TaskId
    duty: Duty
    state: str
    owner: UserId | None
    prior: UserId
    asset: AssetId
    rendition: RenditionId
    clearance: ClearanceId
    document: DocumentId
    step: StepId
    position: int
    step_name: str
    lease_minutes: int
    number: int
    current: RevisionId | None
    current_origin: str | None
    document_state: str
    policy: PolicyVersionId
    policy_number: int
    lease: HeldLease | None
    recalled: bool
    versions: Versions | None
    drawn_by: tuple[int, str]
    review: ReviewStep | None
    answered: tuple[RevisionId, int] | None
    rendition_commitment: str
    detectors: str
    draft_seq: int
    draft_key: str | None
    unplaced: list[tuple[str, int, int]]
    _row: Mapping[str, Any]

    def document_key(self) -> DataKey:
        """Unwrap the key of the label document, or raise `KeyErasedError`."""
        return self._key(self.document, "document")

    def rendition_content(self) -> dict[str, Any]:
        """Open what people see: text, chips, shown metadata, language."""
        at = rendition_place(self.project, self.rendition)
        sealed = Sealed(zone=Redacted, blob=bytes(self._row["rendition_body"]))
        key = self._key(self.rendition, "rendition")
        body: dict[str, Any] = json.loads(
            runtime.work().open(self.project, key, sealed, at).reveal()
        )
        return body

    def draft(self) -> dict[str, Any] | None:
        """Open this person's draft, if there is one."""
        if self._row["draft_body"] is None:
            return None
        at = draft_place(self.project, self.task)
        body: dict[str, Any] = json.loads(self._open_written(self._row["draft_body"], at))
        return body

    def current_labels(self) -> dict[str, Any] | None:
        """Open the labels of the document's current revision, if there is one."""
        if self.current is None or self._row["current_body"] is None:
            return None
        key = self.document_key()
        _, canonical = open_body(self.project, key, self.current, bytes(self._row["current_body"]))
        body: dict[str, Any] = json.loads(canonical)
        return body

    def comment(self) -> str | None:
        """Open the comment with which the current revision was sent back; empty if hushed."""
        if self._row["comment"] is None:
            return None
        if self.is_hushed:
            return ""
        at = comment_place(self.project, self._row["verdict"])
        return self._open_written(self._row["comment"], at).decode()

    @property
    def is_hushed(self) -> bool:
        """Say whether what it was sent back with repeats what somebody had hidden since."""
        return bool(self._row["hushed"])

    def keeping_key(self, person: UserId) -> bytes:
        """Return the key under which this person's browser keeps what is not saved yet.

        It lives with the document's key and changes with every revision: what a browser kept of
        an erased document, of an earlier turn or of another text, opens no more.
        """
        turn = str(self.number).encode()
        fields = (person.bytes, self.task.bytes, self.rendition.bytes, turn)
        return runtime.work().lent_key(
            self.project, self.document_key(), "kept in the browser", *fields
        )

    def notes(self) -> list[dict[str, str]]:
        """Open what was said about single objects when the current revision was sent back."""
        if self.is_hushed:
            return []
        return self._open_notes(self._row["verdict"], self._row["notes"])

    def sent_back_before(self) -> dict[str, Any] | None:
        """Open what the current revision answers: the labels that were sent back, and why.

        Asked for by who reviews mended work only, so it is a statement of its own.
        """
        if self._row["parent"] is None:
            return None
        names = {"project": self.project, "parent": self._row["parent"]}
        with connection.cursor() as cursor:
            cursor.execute(SENT_BACK, names)
            row = cursor.fetchone()
        if row is None:
            return None
        verdict, comment, notes, body, hushed = row
        key = self.document_key()
        parent = RevisionId(self._row["parent"])
        _, canonical = open_body(self.project, key, parent, bytes(body))
        at = comment_place(self.project, verdict)
        return {
            "document": json.loads(canonical),
            "comment": "" if hushed else self._open_written(comment, at).decode(),
            "notes": [] if hushed else self._open_notes(verdict, notes),
            "hushed": hushed,
        }

    def _open_notes(self, verdict: UUID | None, blob: bytes | None) -> list[dict[str, str]]:
        if verdict is None or blob is None:
            return []
        opened: list[dict[str, str]] = json.loads(
            self._open_written(blob, notes_place(self.project, verdict))
        )
        return opened

    def seal_written(self, content: bytes, at: Place) -> bytes:
        """Seal something a person wrote under the document's key."""
        vault = runtime.work()
        return vault.seal(self.project, self.document_key(), mark_written(content), at).blob

    def _open_written(self, blob: bytes, at: Place) -> bytes:
        sealed = Sealed(zone=Work, blob=bytes(blob))
        return runtime.work().open(self.project, self.document_key(), sealed, at).reveal()

    def _key(self, item: UUID, name: str) -> DataKey:
        wrapped = self._row[f"{name}_key"]
        rows = {}
        if wrapped is not None:
            epoch = self._row[f"{name}_epoch"]
            rows = {item: StoredKey(wrapped=bytes(wrapped), epoch=epoch)}
        key = runtime.work().unwrap_items(self.project, rows).get(item)
        if key is None:
            raise KeyErasedError
        return key


def read(
    project: ProjectId, task: TaskId, person: UserId, *, key: str | None = None
) -> Desk | None:
    """Read a task with its facts for one person; None if there is no such task.

    With `key`, the desk also tells what was answered to it before.
    """
    with connection.cursor() as cursor:
        cursor.execute(READ, {"project": project, "task": task, "person": person, "key": key})
        row = cursor.fetchone()
        if row is None:
            return None
        if "read" not in _NAMES:
            _NAMES["read"] = tuple(column.name for column in cursor.description)
    return _desk(project, dict(zip(_NAMES["read"], row, strict=True)))


def lock_and_read(
    project: ProjectId, task: TaskId, person: UserId, *, key: str | None = None
) -> Desk | None:
    """Lock a task's row until the transaction ends, then read: what is read is not stale."""
    with together():
        _lock(project, task)
        return read(project, task, person, key=key)


def lock(project: ProjectId, task: TaskId) -> bool:
    """Lock a task's row until the transaction ends; False if there is no such task."""
    return _lock(project, task).fetchone() is not None


def _lock(project: ProjectId, task: TaskId) -> CursorWrapper:
    cursor = connection.cursor()
    cursor.execute(
        "SELECT 1 FROM workflow_task WHERE project_id = %s AND id = %s FOR UPDATE", [project, task]
    )
    return cursor


def rendition_place(project: UUID, rendition: UUID) -> Place:
    """Name the place of a rendition's first part."""
    return place("redaction_rendition_part.body", project, rendition, 0)


def draft_place(project: UUID, task: UUID) -> Place:
    """Name the place of a draft."""
    return place("workflow_draft.body", project, task)


def comment_place(project: UUID, verdict: UUID) -> Place:
    """Name the place of a reviewer's comment."""
    return place("workflow_verdict.comment", project, verdict)


def notes_place(project: UUID, verdict: UUID) -> Place:
    """Name the place of a reviewer's comments on single objects."""
    return place("workflow_verdict.notes", project, verdict)


def _desk(project: ProjectId, row: Mapping[str, Any]) -> Desk:
    lease = None
    if row["lease"] is not None:
        expires: datetime = row["expires_at"]
        lease = HeldLease(
            id=LeaseId(row["lease"]),
            holder=UserId(row["holder"]),
            session=SessionId(row["session_id"]),
            expires=expires,
        )
    return Desk(
        project=project,
        task=TaskId(row["task"]),
        duty=Duty(row["duty"]),
        state=row["task_state"],
        owner=row["owner"],
        prior=row["prior"],
        asset=AssetId(row["asset"]),
        rendition=RenditionId(row["rendition"]),
        clearance=ClearanceId(row["clearance"]),
        document=DocumentId(row["document"]),
        step=StepId(row["step"]),
        position=row["position"],
        step_name=row["step_name"],
        lease_minutes=row["lease_minutes"],
        number=row["number"],
        current=row["current"],
        current_origin=row["current_origin"],
        document_state=row["document_state"],
        policy=PolicyVersionId(row["policy"]),
        policy_number=row["policy_number"],
        lease=lease,
        recalled=row["recalled"],
        versions=_versions(row),
        drawn_by=(row["own_share"], row["own_seed_commitment"]),
        review=_review(row),
        answered=(RevisionId(row["answered"]), row["answered_number"]) if row["answered"] else None,
        rendition_commitment=row["rendition_commitment"],
        detectors=row["detectors"],
        draft_seq=row["draft_seq"] or 0,
        draft_key=row["draft_key"],
        unplaced=[tuple(one) for one in row["unplaced"] or ()],
        _row=row,
    )


def _versions(row: Mapping[str, Any]) -> Versions | None:
    if row["ontology"] is None or row["guideline"] is None:
        return None
    return Versions(
        ontology=OntologyVersionId(row["ontology"]),
        ontology_number=row["ontology_number"],
        ontology_digest=row["ontology_digest"],
        guideline=GuidelineVersionId(row["guideline"]),
        guideline_number=row["guideline_number"],
    )


def _review(row: Mapping[str, Any]) -> ReviewStep | None:
    if row["review"] is None:
        return None
    return ReviewStep(
        id=StepId(row["review"]),
        share_bp=row["share_bp"],
        seed=bytes(row["seed"]),
        seed_commitment=row["seed_commitment"],
    )
