"""Labels follow a change of the ontology, as revisions of their own: nothing is changed in place.

- The document stays in the state that it was in: what was reviewed counts as reviewed.
- The guideline, policy and rendition are those that the labels were made under; only the ontology
  is the newer one.
- Whoever calls holds the locks of the document's tasks.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from sealmark.annotations.changed import (
    FOLLOWED,
    FOLLOWED_REVIEWED,
    REVIEWED_BEFORE,
    Followed,
    followed,
)
from sealmark.annotations.document import DocumentState, Labels, Origin
from sealmark.annotations.models import Document, Revision
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
)
from sealmark.ontology.domain import Change, Ontology
from sealmark.vault import runtime
from sealmark.vault.domain import DataKey


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedDocument:
    """A document whose labels followed a change."""

    new: NewRevision
    appended: Appended
    result: Followed = field(repr=False)


# allow-audited: provenance states each such revision and records its event in this transaction.
def follow(
    project: ProjectId,
    document: DocumentId,
    change: Change,
    ontology: Ontology,
    version: OntologyVersionId,
    *,
    by: UserId,
    at: datetime,
) -> FollowedDocument | None:
    """Let the labels of a document follow a change; None if it says nothing about them."""
    row = Document.objects.select_for_update().get(project_id=project, id=document)
    if row.current is None:
        return None
    key = runtime.work().item_key(project, document)
    current = Revision.objects.get(project_id=project, id=row.current)
    result = followed(_opened(project, key, current), change, ontology)
    if not result.spans:
        return None
    was_reviewed = current.duty == "review" or current.outcome in REVIEWED_BEFORE
    new = NewRevision(
        project=project,
        asset=AssetId(row.asset_id),
        document=document,
        number=row.number + 1,
        parent=RevisionId(current.id),
        labels=result.labels,
        under=Under(
            ontology=version,
            guideline=cast("GuidelineVersionId", current.guideline_version_id),
            policy=PolicyVersionId(current.policy_version_id),
            rendition=RenditionId(current.rendition_id),
            clearance=ClearanceId(current.clearance_id),
        ),
        made=Made(
            by=by,
            task=None,
            duty=None,
            key=None,
            outcome=FOLLOWED_REVIEWED if was_reviewed else FOLLOWED,
            origin=Origin.MIGRATION,
        ),
        state=DocumentState(row.state),
        at=at,
    )
    return FollowedDocument(new=new, appended=append(new, key), result=result)


def foreseen(
    project: ProjectId, documents: Iterable[DocumentId], change: Change, ontology: Ontology
) -> Iterator[Followed]:
    """Say what a change would do to labels; what cannot be read any more is left out."""
    wanted = list(documents)
    keys = runtime.work().item_keys(project, set(wanted))
    rows = Document.objects.filter(project_id=project, id__in=wanted, current__isnull=False)
    at = {row.current: row.id for row in rows if row.current is not None}
    for revision in Revision.objects.filter(project_id=project, id__in=list(at)):
        key = keys.get(at[revision.id])
        if key is not None:
            yield followed(_opened(project, key, revision), change, ontology)


def _opened(project: ProjectId, key: DataKey, revision: Revision) -> Labels:
    _, canonical = open_body(project, key, RevisionId(revision.id), bytes(revision.body))
    return Labels.stored(json.loads(canonical))
