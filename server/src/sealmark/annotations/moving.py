"""Labels follow their asset to a newer rendition, as a revision of their own.

- The document stays the same one, so that its proof stays one unbroken chain: who labeled, who
  reviewed, and that the labels were moved since.
- A label moves if it has an exact place on the newer rendition. One that has none is left out and
  listed; then the document is open again, for its labeler to look at.
- Places are told by a function from old to new offsets; nothing of the texts is known here.
- Words that people had hidden since are replaced in what was written about the text, too.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, cast

from sealmark.annotations.domain import (
    MOVED,
    MOVED_REVIEWED,
    REVIEWED_BEFORE,
    DocumentState,
    Labels,
    Left,
    Moving,
    Origin,
    moved,
    rewritten,
)
from sealmark.annotations.models import Document, Revision, Unplaced
from sealmark.annotations.revisions import (
    Appended,
    Made,
    NewRevision,
    Under,
    append,
    open_body,
)
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
    UserId,
    new_uuid,
)
from sealmark.ontology import selectors as ontologies
from sealmark.ontology.domain import Ontology
from sealmark.vault import runtime
from sealmark.vault.domain import DataKey


class Goal(Protocol):
    """Where labels are moved to."""

    @property
    def asset(self) -> AssetId:
        """The asset whose labels move."""
        ...

    @property
    def rendition(self) -> RenditionId:
        """Its newer rendition."""
        ...

    @property
    def clearance(self) -> ClearanceId:
        """What allows to show it."""
        ...

    @property
    def policy(self) -> PolicyVersionId:
        """The policy version that it was made under."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedDocument:
    """A document that was moved; `new` and `appended` are there if it held labels."""

    document: DocumentId
    state: DocumentState
    key: DataKey = field(repr=False)
    new: NewRevision | None = None
    appended: Appended | None = None
    is_of_people: bool = False


# allow-audited: provenance states each moved revision and records its event in this transaction.
def move_documents(
    project: ProjectId, goal: Goal, moving: Moving, *, by: UserId, at: datetime
) -> list[MovedDocument]:
    """Move every document of an asset to its newer rendition; in the redactor."""
    rows = Document.objects.select_for_update().filter(project_id=project, asset_id=goal.asset)
    found = []
    for row in rows.order_by("id"):
        key = runtime.work().item_key(project, DocumentId(row.id))
        Document.objects.filter(project_id=project, id=row.id).update(rendition_id=goal.rendition)
        found.append(_move(project, row, goal, moving, key, by=by, at=at))
    return found


def list_unplaced(
    project: ProjectId,
    document: DocumentId,
    rendition: RenditionId,
    left: Sequence[Left],
    *,
    author: UserId | None,
    at: datetime,
) -> None:
    """List labels that have no place on a rendition."""
    Unplaced.objects.bulk_create(
        Unplaced(
            id=new_uuid(),
            project_id=project,
            created_at=at,
            document_id=document,
            rendition_id=rendition,
            author=author,
            class_id=one.class_id,
            start=one.start,
            end=one.end,
        )
        for one in left
    )


def _move(
    project: ProjectId,
    row: Document,
    goal: Goal,
    moving: Moving,
    key: DataKey,
    *,
    by: UserId,
    at: datetime,
) -> MovedDocument:
    document, state = DocumentId(row.id), DocumentState(row.state)
    if row.current is None:
        return MovedDocument(document=document, state=state, key=key)
    current = Revision.objects.get(project_id=project, id=row.current)
    _, canonical = open_body(project, key, RevisionId(current.id), bytes(current.body))
    body, left = moved(json.loads(canonical), moving.span)
    body = rewritten(body, _ontology_of(project, current), moving.hush)
    if left:
        list_unplaced(project, document, goal.rendition, left, author=None, at=at)
        state = DocumentState.OPEN
    was_reviewed = current.duty == "review" or current.outcome in REVIEWED_BEFORE
    outcome = MOVED_REVIEWED if was_reviewed and not left else MOVED
    new = NewRevision(
        project=project,
        asset=goal.asset,
        document=document,
        number=row.number + 1,
        parent=RevisionId(current.id),
        labels=Labels.stored(body),
        under=Under(
            ontology=cast("OntologyVersionId", current.ontology_version_id),
            guideline=cast("GuidelineVersionId", current.guideline_version_id),
            policy=goal.policy,
            rendition=goal.rendition,
            clearance=goal.clearance,
        ),
        made=Made(by=by, task=None, duty=None, key=None, outcome=outcome, origin=Origin.MOVED),
        state=state,
        at=at,
    )
    return MovedDocument(
        document=document,
        state=state,
        key=key,
        new=new,
        appended=append(new, key),
        is_of_people=_is_of_people(project, document),
    )


def _ontology_of(project: ProjectId, current: Revision) -> Ontology:
    version = current.ontology_version_id
    return Ontology() if version is None else ontologies.ontology(project, version)


def _is_of_people(project: ProjectId, document: DocumentId) -> bool:
    rows = Revision.objects.filter(project_id=project, document_id=document)
    return rows.filter(origin=Origin.PERSON).exists()
