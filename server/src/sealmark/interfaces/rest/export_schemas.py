"""What the routes of export take and answer; never the content of an export but in a preview."""

# SPDX-License-Identifier: Apache-2.0
from datetime import datetime
from typing import Literal
from uuid import UUID

from ninja import Field, Schema

from sealmark.annotations.domain import Answer
from sealmark.export.domain import Content, Preview, Record, Selection, Wanted
from sealmark.export.selectors import ReleaseState
from sealmark.interfaces.rest.work_schemas import StrictSchema
from sealmark.ontology.domain import Ontology

LONGEST_TEXT = 300
LONGEST_QUOTE = 80
MOST_MARKS = 6
MOST_ANSWERS = 6


class ChoiceIn(StrictSchema):
    """Which labels, in which form; what is left empty narrows nothing.

    Time, guideline and classes are those of a text's latest labels; one of the classes is enough.
    """

    format: str
    content: Literal["rendition", "aligned"] = "rendition"
    datasets: list[UUID] = Field(default_factory=list)
    guidelines: list[int] = Field(default_factory=list)
    classes: list[str] = Field(default_factory=list)
    labeled_from: datetime | None = None
    labeled_until: datetime | None = None
    include_unreviewed: bool = False
    include_free_text: bool = False

    def wanted(self, recipient_key: str = "") -> Wanted:
        """Say it in the export's terms."""
        return Wanted(
            format=self.format,
            content=Content(self.content),
            include_unreviewed=self.include_unreviewed,
            include_free_text=self.include_free_text,
            recipient_key=recipient_key,
            selection=Selection(
                datasets=tuple(dict.fromkeys(self.datasets)),
                guidelines=tuple(dict.fromkeys(self.guidelines)),
                classes=tuple(dict.fromkeys(self.classes)),
                labeled_from=self.labeled_from,
                labeled_until=self.labeled_until,
            ),
        )


class ExportIn(ChoiceIn):
    """What is to be taken out, and why."""

    recipient_key: str | None = None
    reason: str


class DecisionIn(StrictSchema):
    """Why an export is approved or refused."""

    reason: str


class MarkOut(Schema):
    """A labeled place of a previewed text: what it covers, and its class's name."""

    quote: str
    name: str


class AnswerSeenOut(Schema):
    """An answer: to which question, of which turn (0: of the whole text), in words."""

    turn: int
    title: str
    said: str


class PreviewRowOut(Schema):
    """A label document as it would leave; `text` is the beginning of the redacted text."""

    asset_id: UUID
    reviewed: bool
    language: str
    text: str
    is_cut: bool
    marks: list[MarkOut]
    more_marks: int
    answers: list[AnswerSeenOut]
    more_answers: int


class PreviewOut(Schema):
    """How much would leave, and the first of it; `sample` is how the file would begin."""

    documents: int
    unreviewed: int
    withheld: int
    rows: list[PreviewRowOut]
    sample: str
    is_cut: bool


class DatasetChosenOut(Schema):
    """A dataset that an export is of."""

    id: UUID
    name: str


class ClassChosenOut(Schema):
    """A class that the texts of an export hold."""

    id: str
    name: str


class ExportProgressOut(Schema):
    """How far the work got, in entries read; `total` is 0 until it is known."""

    done: int
    total: int
    started_at: datetime | None


class ExportOut(Schema):
    """An export, and how far it got; nothing of its content.

    `approvers` says how many people could approve it, while it waits for one.
    """

    id: UUID
    format: str
    content: Content
    include_unreviewed: bool
    include_free_text: bool
    datasets: list[DatasetChosenOut]
    guidelines: list[int]
    classes: list[ClassChosenOut]
    labeled_from: datetime | None
    labeled_until: datetime | None
    state: ReleaseState
    requested_at: datetime
    ready_at: datetime | None
    expires_at: datetime | None
    mine: bool
    counts: dict[str, int] | None
    size: int | None
    sha256: str | None
    failure: str | None
    failure_code: str | None
    approvals_needed: int
    approvers: int
    can_approve: bool
    can_cancel: bool
    progress: ExportProgressOut | None
    job_id: UUID | None


def preview_out(seen: Preview) -> PreviewOut:
    """Show a look at an export."""
    return PreviewOut(
        documents=seen.documents,
        unreviewed=seen.unreviewed,
        withheld=seen.withheld,
        rows=[_row(record, seen.ontology) for record in seen.records],
        sample=seen.sample,
        is_cut=seen.is_cut,
    )


def _row(record: Record, ontology: Ontology) -> PreviewRowOut:
    names = {one.id: one.name for one in ontology.joined()}
    marks = [
        MarkOut(
            quote=record.text[span.start : span.end][:LONGEST_QUOTE],
            name=names.get(span.class_id, span.class_id),
        )
        for span in record.spans[:MOST_MARKS]
    ]
    answers = sorted(record.labels.answers, key=lambda one: one.turn)
    return PreviewRowOut(
        asset_id=record.asset,
        reviewed=record.reviewed,
        language=record.language,
        text=record.text[:LONGEST_TEXT],
        is_cut=len(record.text) > LONGEST_TEXT,
        marks=marks,
        more_marks=len(record.spans) - len(marks),
        answers=[_said(answer, ontology) for answer in answers[:MOST_ANSWERS]],
        more_answers=max(0, len(answers) - MOST_ANSWERS),
    )


def _said(answer: Answer, ontology: Ontology) -> AnswerSeenOut:
    question = ontology.question(answer.question_id)
    options = {one.id: one.name for one in question.options} if question else {}
    values = answer.value if isinstance(answer.value, list) else [str(answer.value)]
    return AnswerSeenOut(
        turn=answer.turn,
        title=question.title if question else answer.question_id,
        said=", ".join(options.get(one, one) for one in values)[:LONGEST_QUOTE],
    )
