"""Labels that came with a file become the first revision of their document, as far as they fit.

- Classes and options are matched by id or by name; what the ontology lacks, or what has no place in
  the rendition, is left out and listed as a problem of the upload.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator, Mapping

from django.conf import settings

from sealmark.annotations import services as annotations
from sealmark.annotations.domain import Answer, DocumentState, Labels, Origin, Span
from sealmark.annotations.services import Made, NewRevision, Under
from sealmark.assets import selectors as assets
from sealmark.assets import services as intake
from sealmark.assets.domain import Cause, LeftOut
from sealmark.kernel.ids import (
    AssetId,
    DocumentId,
    GuidelineVersionId,
    OntologyVersionId,
    ProjectId,
    RenditionId,
)
from sealmark.ontology import selectors as ontologies
from sealmark.ontology.domain import Ontology, Question, QuestionKind
from sealmark.provenance import services as provenance
from sealmark.redaction.events import ClearedRendition, RenditionsCleared
from sealmark.vault import runtime
from sealmark.workflow.events import Draw, MadeOn


class Fitting:
    """Labels of one rendition, sorted into those that fit the ontology and those left out."""

    def __init__(self, one: ClearedRendition, schema: Ontology) -> None:
        """Sort the labels that came with `one`."""
        self.left_out: list[LeftOut] = []
        labels = one.labels or {"spans": [], "choices": []}
        spans = tuple(self._spans(labels["spans"], schema, one.length))
        self.labels = Labels(spans=spans, answers=tuple(self._answers(labels["choices"], schema)))

    def _spans(
        self, rows: list[tuple[int, int, str]], schema: Ontology, length: int
    ) -> Iterator[Span]:
        classes = {name.casefold(): c.id for c in schema.classes for name in (c.id, c.name)}
        for number, (start, end, name) in enumerate(rows):
            known = classes.get(name.casefold())
            if known is None:
                self.left_out.append(LeftOut(Cause.CLASS, name))
            elif not 0 <= start < end <= length:
                self.left_out.append(LeftOut(Cause.PLACE, name))
            else:
                yield Span(id=f"i{number}", start=start, end=end, class_id=known)

    def _answers(self, choices: list[str], schema: Ontology) -> Iterator[Answer]:
        taken: set[str] = set()
        for question in schema.questions:
            chosen = _chosen(question, choices)
            taken.update(chosen)
            if chosen and question.kind is QuestionKind.MULTIPLE:
                yield Answer(question_id=question.id, value=list(dict.fromkeys(chosen.values())))
            elif chosen:
                first, *others = chosen
                yield Answer(question_id=question.id, value=chosen[first])
                self.left_out += [LeftOut(Cause.SEVERAL, name) for name in others]
        self.left_out += [LeftOut(Cause.OPTION, name) for name in choices if name not in taken]


def _chosen(question: Question, choices: list[str]) -> dict[str, str]:
    """Return which names are options of a question: name -> option, in the ontology's order."""
    if question.kind not in {QuestionKind.SINGLE, QuestionKind.MULTIPLE}:
        return {}
    names = dict.fromkeys(choices)
    return {
        name: option.id
        for option in question.options
        for name in names
        if name.casefold() in {option.id.casefold(), option.name.casefold()}
    }


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
        fitting = Fitting(one, schema)
        if fitting.left_out:
            left_out[one.asset] = fitting.left_out
        if fitting.labels.spans or fitting.labels.answers:
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
            origin=Origin.IMPORT,
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
        kind="label.imported",
        policy_set=str(settings.SEALMARK_IDENTITY),
    )
