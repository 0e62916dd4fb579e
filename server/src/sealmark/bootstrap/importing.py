"""Labels that came with a file become the first revision of their document, as far as they fit.

- What the ontology lacks, or what has no place in the rendition, is left out and listed as a
  problem of the upload.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping
from functools import cache

from django.conf import settings

from sealmark.annotations import services as annotations
from sealmark.annotations.domain import DocumentState, Labels, Origin
from sealmark.annotations.services import Made, NewRevision, Under
from sealmark.assets import selectors as assets
from sealmark.assets import services as intake
from sealmark.assets.domain import LeftOut
from sealmark.bootstrap.fitting import Fitting
from sealmark.kernel.ids import (
    AssetId,
    DocumentId,
    GuidelineVersionId,
    OntologyVersionId,
    ProjectId,
    RenditionId,
)
from sealmark.modalities.text.items import Origin as Brought
from sealmark.ontology import selectors as ontologies
from sealmark.provenance import services as provenance
from sealmark.redaction.events import ClearedRendition, RenditionsCleared
from sealmark.redaction.services import WrittenScanner, written_scanner
from sealmark.vault import runtime
from sealmark.workflow.events import Draw, MadeOn


@cache
def _scanner() -> WrittenScanner:
    return written_scanner()


def import_labels(event: RenditionsCleared, documents: Mapping[RenditionId, DocumentId]) -> None:
    """Make the labels that came with texts the first revisions of their documents."""
    brought = [one for one in event.cleared if one.labels is not None]
    ontology = ontologies.latest_ontology(event.project)
    guideline = ontologies.latest_guideline(event.project)
    if not brought or ontology is None or guideline is None:
        return
    schema = ontologies.ontology_of(ontology)
    left_out: dict[AssetId, list[LeftOut]] = {}
    for one in brought:
        fitting = Fitting(one.labels, one.length, schema, roles=one.roles, scan=_scanner().scan)
        if fitting.left_out:
            left_out[one.asset] = fitting.left_out
        if fitting.labels != Labels():
            under = Under(
                ontology=OntologyVersionId(ontology.id),
                guideline=GuidelineVersionId(guideline.id),
                policy=one.policy,
                rendition=one.rendition,
                clearance=one.clearance,
            )
            _append(event, one, documents[one.rendition], fitting.labels, under)
    _list_left_out(event, left_out)


def _list_left_out(event: RenditionsCleared, left_out: Mapping[AssetId, list[LeftOut]]) -> None:
    uploads = assets.uploads_of(event.project, left_out.keys())
    for upload in set(uploads.values()):
        intake.list_left_out(
            event.project,
            upload,
            [label for asset in left_out if uploads[asset] == upload for label in left_out[asset]],
            by=event.by,
            organization=event.organization,
            at=event.at,
        )


def _made_by(labels: Mapping[str, object] | None) -> Origin:
    """Tell a model's suggestions from labels that people made elsewhere."""
    of_model = labels is not None and labels.get("origin") == Brought.MODEL.value
    return Origin.MODEL if of_model else Origin.IMPORT


def _append(
    event: RenditionsCleared,
    one: ClearedRendition,
    document: DocumentId,
    labels: Labels,
    under: Under,
) -> None:
    new = NewRevision(
        project=ProjectId(event.project),
        asset=one.asset,
        document=document,
        number=1,
        parent=None,
        labels=labels,
        under=under,
        made=Made(
            by=event.by,
            task=None,
            duty=None,
            key=None,
            outcome="imported",
            origin=_made_by(one.labels),
        ),
        state=DocumentState.OPEN,
        at=event.at,
    )
    appended = annotations.append(new, runtime.work().item_key(event.project, document))
    provenance.state_revision(
        new,
        appended,
        MadeOn(commitment=one.commitment, detectors=one.detectors),
        organization=event.organization,
        draw=Draw(share=None, seed_commitment=None, drawn=None),
        entry=provenance.Entry(kind="label.imported", policy_set=str(settings.SEALMARK_IDENTITY)),
    )
