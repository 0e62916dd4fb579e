"""Labels and tasks follow an asset to its newer rendition, in the transaction that clears it.

- Annotations move the labels, provenance states each moved revision, the workflow moves drafts and
  tasks: whoever worked on the asset goes on where they were.
"""

# SPDX-License-Identifier: Apache-2.0
from django.conf import settings

from sealmark.annotations import services as annotations
from sealmark.annotations.domain import DocumentState
from sealmark.annotations.services import MovedDocument
from sealmark.provenance import services as provenance
from sealmark.redaction.events import ClearedRendition, RenditionsCleared
from sealmark.workflow import selectors as steps
from sealmark.workflow import services as workflow
from sealmark.workflow.domain import Duty
from sealmark.workflow.events import Draw, MadeOn

_UNDRAWN = Draw(share=None, seed_commitment=None, drawn=None)


def move_work(event: RenditionsCleared) -> None:
    """Move what people made of earlier renditions to those that were cleared."""
    for one in event.cleared:
        if one.moves is None:
            continue
        documents = annotations.move_documents(
            event.project, one, one.moves, by=event.by, at=event.at
        )
        for document in documents:
            _state(event, one, document)
        workflow.go_on(event.project, one, documents, one.moves, at=event.at)


def _state(event: RenditionsCleared, one: ClearedRendition, document: MovedDocument) -> None:
    if document.new is None or document.appended is None:
        return
    provenance.state_revision(
        document.new,
        document.appended,
        MadeOn(commitment=one.commitment, detectors=one.detectors),
        organization=event.organization,
        draw=_draw(event, document),
        entry=provenance.Entry(kind="label.moved", policy_set=str(settings.SEALMARK_IDENTITY)),
    )


def _draw(event: RenditionsCleared, document: MovedDocument) -> Draw:
    """Say how the review rule stands for labels that wait for their review."""
    if document.state is not DocumentState.LABELED:
        return _UNDRAWN
    review = next(step for step in steps.steps(event.project) if step.duty == Duty.REVIEW)
    return Draw(share=review.share_bp, seed_commitment=review.seed_commitment, drawn=True)
