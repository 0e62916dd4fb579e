"""What one context's event makes others do: glue that belongs to no context alone.

- Each function is called inside the transaction and scope of its event; it opens none.
"""

# SPDX-License-Identifier: Apache-2.0
from django.conf import settings

from sealmark.annotations import services as annotations
from sealmark.annotations.domain import Answer, DocumentState, Labels, Origin, Span
from sealmark.annotations.services import Made, NewRevision, Under
from sealmark.assets.events import UploadSplit
from sealmark.infra import jobs
from sealmark.kernel.clock import SystemClock
from sealmark.kernel.ids import DocumentId, GuidelineVersionId, OntologyVersionId, ProjectId
from sealmark.ontology import selectors as ontologies
from sealmark.ontology import services as ontology
from sealmark.ontology.domain import Ontology, QuestionKind
from sealmark.provenance import services as provenance
from sealmark.redaction import selectors as policies
from sealmark.redaction import services as redaction
from sealmark.redaction.events import ClearedRendition, RenditionsCleared
from sealmark.tenancy.events import ProjectAccessEnded, ProjectCreated
from sealmark.vault import runtime
from sealmark.workflow import services as workflow
from sealmark.workflow.events import Draw, MadeOn

DEFAULT_PACK = "hipaa"
DEFAULT_SHARE_BP = 2_000
_CLOCK = SystemClock()


def furnish_project(event: ProjectCreated) -> None:
    """Give a new project its work keys, empty schema and guideline, steps, and a policy."""
    by, organization = event.by, event.organization
    runtime.work().create_project(event.project)
    ontology.publish_ontology(
        event.project, Ontology(), by=by, organization=organization, clock=_CLOCK
    )
    ontology.publish_guideline(event.project, "", by=by, organization=organization, clock=_CLOCK)
    workflow.create_steps(
        event.project, by=by, organization=organization, share_bp=DEFAULT_SHARE_BP, clock=_CLOCK
    )
    redaction.propose_policy(
        event.project,
        policies.pack_yaml(event.policy_pack or DEFAULT_PACK),
        reason="The project's first policy.",
        by=by,
        organization=organization,
        clock=_CLOCK,
    )


def end_leases(event: ProjectAccessEnded) -> None:
    """End what a person who left the project had on their desk."""
    workflow.end_leases_of(event.project, event.user, clock=_CLOCK)


def prepare_upload(event: UploadSplit) -> None:
    """Redact what was split, as the same person's job."""
    if event.assets:
        jobs.enqueue(
            redaction.PREPARE,
            project=event.project,
            subject=event.upload,
            by=event.by,
            clock=_CLOCK,
            total=event.assets,
        )


def open_work(event: RenditionsCleared) -> None:
    """Make a task of every cleared rendition; labels that came along become its first revision."""
    if not event.cleared:
        return
    documents = workflow.open_tasks(
        event.project,
        [(one.asset, one.rendition, one.clearance) for one in event.cleared],
        at=event.at,
    )
    for one in event.cleared:
        if one.labels is not None:
            _import_labels(event, one, documents[one.rendition])


def _import_labels(event: RenditionsCleared, one: ClearedRendition, document: DocumentId) -> None:
    schema = ontologies.latest_ontology(event.project)
    guideline = ontologies.latest_guideline(event.project)
    if schema is None or guideline is None or one.labels is None:
        return
    labels = _known_labels(one, ontologies.ontology_of(schema))
    if not labels.spans and not labels.answers:
        return
    new = NewRevision(
        project=ProjectId(event.project),
        asset=one.asset,
        document=document,
        number=1,
        parent=None,
        labels=labels,
        under=Under(
            ontology=OntologyVersionId(schema.id),
            guideline=GuidelineVersionId(guideline.id),
            policy=one.policy,
            rendition=one.rendition,
            clearance=one.clearance,
        ),
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
    key = runtime.work().item_key(event.project, document)
    appended = annotations.append(new, key)
    provenance.state_revision(
        new,
        appended,
        MadeOn(commitment=one.commitment, detectors=one.detectors),
        organization=event.organization,
        draw=Draw(share=None, seed_commitment=None, drawn=None),
        kind="label.imported",
        policy_set=str(settings.SEALMARK_IDENTITY),
    )


def _known_labels(one: ClearedRendition, schema: Ontology) -> Labels:
    """Keep the labels whose class or option the ontology has, by id or by name."""
    if one.labels is None:
        return Labels()
    classes = {name.casefold(): c.id for c in schema.classes for name in (c.id, c.name)}
    spans = tuple(
        Span(id=f"i{number}", start=start, end=end, class_id=classes[name.casefold()])
        for number, (start, end, name) in enumerate(one.labels["spans"])
        if name.casefold() in classes and 0 <= start < end <= one.length
    )
    wanted = {choice.casefold() for choice in one.labels["choices"]}
    answers = []
    for question in schema.questions:
        chosen = [o.id for o in question.options if {o.id.casefold(), o.name.casefold()} & wanted]
        if chosen and question.kind is QuestionKind.MULTIPLE:
            answers.append(Answer(question_id=question.id, value=chosen))
        elif chosen and question.kind is QuestionKind.SINGLE:
            answers.append(Answer(question_id=question.id, value=chosen[0]))
    return Labels(spans=spans, answers=tuple(answers))
