"""Hush what people wrote to each other about a text, where it repeats what somebody had hidden.

- Comments on questions, and what reviewers sent work back with. What labelers wrote into labels is
  withheld with the text, and is changed when it follows the text to its next rendition.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from datetime import datetime
from uuid import UUID

from sealmark.annotations import services as annotations
from sealmark.annotations.services import Finds
from sealmark.kernel.ids import AssetId, DocumentId, ProjectId
from sealmark.vault import runtime
from sealmark.vault.domain import Place, Sealed, Work
from sealmark.workflow.desk import comment_place, notes_place
from sealmark.workflow.models import Verdict


# allow-audited: the incident that it belongs to is recorded with it.
def hush_written(
    project: ProjectId, asset: AssetId, finds: Finds, *, because: UUID, at: datetime
) -> int:
    """Show what is found no more, because of a report; return how much that was."""
    written = annotations.comments_that(project, asset, finds) + _verdicts(project, asset, finds)
    annotations.hush(project, asset, written, because=because, at=at)
    return len(written)


# allow-audited: the dismissal that it belongs to is recorded with it.
def unhush_written(project: ProjectId, because: UUID) -> None:
    """Show again what was hushed because of a report."""
    annotations.unhush(project, because)


def _verdicts(project: ProjectId, asset: AssetId, finds: Finds) -> list[UUID]:
    rows = Verdict.objects.filter(project_id=project, asset_id=asset, comment__isnull=False)
    found = []
    for row in rows.select_related("task").order_by("id"):
        document = DocumentId(row.task.document_id)
        said = [_opened(project, document, row.comment, comment_place(project, row.id))]
        if row.notes is not None:
            notes = _opened(project, document, row.notes, notes_place(project, row.id))
            said += [one["comment"] for one in json.loads(notes)]
        if any(finds(text) for text in said):
            found.append(row.id)
    return found


def _opened(project: ProjectId, document: DocumentId, blob: object, at: Place) -> str:
    vault = runtime.work()
    sealed = Sealed(zone=Work, blob=bytes(blob))  # type: ignore[call-overload] # a memoryview
    return vault.open(project, vault.item_key(project, document), sealed, at).reveal_text()
