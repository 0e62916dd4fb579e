"""What labeling and review send and receive: a field that is not here is never sent.

- Nothing of a colleague: no name, no id, no time of theirs.
"""

# SPDX-License-Identifier: Apache-2.0
import base64
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

from sealmark.annotations.domain import Origin
from sealmark.interfaces.rest.shapes import ChipJson, FindingJson, LabelsJson, TurnJson
from sealmark.kernel.errors import NotFoundError
from sealmark.tenancy.domain import Showing
from sealmark.workflow.domain import Duty
from sealmark.workflow.selectors import ToldState, WhyNothing
from sealmark.workflow.services import Kept, Leased

DocumentOf = Literal["draft", "returned", "imported", "suggested", "moved", "review"]


class StrictSchema(Schema):
    """A body in which unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class NextIn(StrictSchema):
    """Which kind of work is wanted."""

    duty: Duty


class DraftIn(StrictSchema):
    """What a person has so far."""

    key: str
    seq: int
    document: LabelsJson


class SubmitIn(StrictSchema):
    """Labels handed in; with `next`, the answer brings the next task along."""

    key: str
    document: LabelsJson
    next: bool = False


class NoteIn(StrictSchema):
    """What is said about one object when labels go back."""

    id: Annotated[str, Field(min_length=1, max_length=64)]
    comment: str


class VerdictIn(StrictSchema):
    """A reviewer's decision; `notes` go back with the labels, each at its object."""

    key: str
    outcome: Literal["accept", "correct", "send_back"]
    document: LabelsJson | None = None
    comment: str = ""
    notes: Annotated[list[NoteIn], Field(default_factory=list)]
    next: bool = False


class SkipIn(StrictSchema):
    """Why a task is passed by."""

    reason: str
    comment: str = ""
    next: bool = False


class LeaseOut(Schema):
    """A lease, and until when it is good."""

    id: UUID
    expires_at: datetime


class StepOut(Schema):
    """Where in the work this is."""

    position: int
    of: int
    name: str


class VersionOut(Schema):
    """The version that a task is done under."""

    number: int


class DigestedOut(VersionOut):
    """The same, with the digest of what it says."""

    digest: str


class UnplacedOut(Schema):
    """A mark that has no exact place on the new text: its class, and where it was."""

    class_id: str
    start: int
    end: int


class NoteOut(Schema):
    """What a reviewer said about one object."""

    id: str
    comment: str


class SentBackOut(Schema):
    """What the labels under review answer: what was sent back, and why."""

    document: LabelsJson
    comment: str
    notes: list[NoteOut]
    hushed: bool


class ShownProtectedOut(Schema):
    """The text is shown as a picture that `mark` is painted into.

    Until `exempt_until` it is shown as ordinary text to this person; null: they are not exempt.
    """

    mark: str
    exempt_until: datetime | None

    @classmethod
    def of(cls, showing: Showing) -> "ShownProtectedOut | None":
        """Spell how a text is shown; None where the project is not protected."""
        if not showing.is_protected:
            return None
        return cls(mark=showing.mark, exempt_until=showing.exempt_until)


class WorkOut(Schema):
    """Everything that a person needs for one leased task.

    `document` is where the person goes on: their draft, or what was handed to them. A reviewer is
    told the labels under review in any case. Under `keep_key` their browser keeps what is not saved
    yet: it opens nothing that comes from us.
    """

    task_id: UUID
    text_id: UUID
    lease: LeaseOut
    duty: Duty
    step: StepOut
    text: str
    chips: list[ChipJson]
    turns: list[TurnJson]
    shown: dict[str, str]
    language: str
    document: LabelsJson | None
    document_of: DocumentOf | None
    under_review: LabelsJson | None
    draft_seq: int
    suggested: LabelsJson | None
    unplaced: list[UnplacedOut]
    comment: str | None
    notes: list[NoteOut]
    hushed: bool
    sent_back: SentBackOut | None
    ontology: DigestedOut
    guideline: VersionOut
    policy: VersionOut
    keep_key: str
    protection: ShownProtectedOut | None


class SavedOut(Schema):
    """A draft was kept."""

    saved_at: datetime
    seq: int
    findings: list[FindingJson]

    @classmethod
    def of(cls, kept: Kept, *, at: datetime) -> "SavedOut":
        """Spell an answer: each finding says where it was written, never what."""
        findings = [
            {**written.place(), **found}
            for written, places in kept.found
            for found in places
            if isinstance(found, dict)
        ]
        return cls(saved_at=at, seq=kept.seq, findings=findings)


class OnwardOut(Schema):
    """What is on the desk after an act: the next task, if it was asked for and there is one."""

    next: WorkOut | None = None


class SubmittedOut(OnwardOut):
    """Labels were taken."""

    revision_id: UUID
    number: int


class JudgedOut(OnwardOut):
    """A verdict was taken; sending back makes no revision."""

    outcome: Literal["accept", "correct", "send_back"]
    revision_id: UUID | None = None
    number: int | None = None


class HeartbeatOut(Schema):
    """The lease goes on; how its text is shown may have changed since it was opened."""

    expires_at: datetime
    protection: ShownProtectedOut | None


class DutyCountsOut(Schema):
    """How much there is to do."""

    open: int
    returned: int


class WorkHomeOut(Schema):
    """A person's home in a project."""

    label: DutyCountsOut
    review: DutyCountsOut
    pace_today: int
    duties: list[Duty]


class PaceOut(Schema):
    """One's own day, and the guideline under which one last handed something in."""

    handed_in: int
    median_seconds: int | None
    guideline_before: int | None


class ReasonsOut(Schema):
    """Why nothing is left."""

    reasons: list[WhyNothing]


class RecentOut(Schema):
    """One's own finished task."""

    task_id: UUID
    submitted_day: date
    state: ToldState
    can_reopen: bool


def work_out(leased: Leased, showing: Showing, *, steps: int) -> WorkOut:
    """Spell what is on a person's desk."""
    desk = leased.desk
    versions = desk.versions
    if versions is None:
        raise NotFoundError
    rendition = desk.rendition_content()
    document, of = _document(leased)
    return WorkOut(
        task_id=desk.task,
        text_id=desk.rendition,
        lease=LeaseOut(id=leased.lease, expires_at=leased.expires),
        duty=desk.duty,
        step=StepOut(position=desk.position, of=steps, name=desk.step_name),
        text=rendition["text"],
        chips=rendition["chips"],
        turns=rendition.get("turns", []),
        shown=rendition["shown"],
        language=rendition["language"],
        document=document,
        document_of=of,
        under_review=desk.current_labels() if desk.duty is Duty.REVIEW else None,
        draft_seq=desk.draft_seq,
        suggested=_suggested(leased),
        unplaced=[
            UnplacedOut(class_id=class_id, start=start, end=end)
            for class_id, start, end in desk.unplaced
        ],
        comment=desk.comment() if desk.duty is Duty.LABEL else None,
        notes=[NoteOut(**note) for note in desk.notes()] if desk.duty is Duty.LABEL else [],
        hushed=desk.is_hushed,
        sent_back=_sent_back(leased),
        ontology=DigestedOut(number=versions.ontology_number, digest=versions.ontology_digest),
        guideline=VersionOut(number=versions.guideline_number),
        policy=VersionOut(number=desk.policy_number),
        keep_key=base64.b64encode(desk.keeping_key(leased.holder)).decode(),
        protection=ShownProtectedOut.of(showing),
    )


_BROUGHT: dict[str, DocumentOf] = {"import": "imported", "moved": "moved"}


def _document(leased: Leased) -> tuple[dict[str, Any] | None, DocumentOf | None]:
    desk = leased.desk
    draft = desk.draft()
    if draft is not None:
        return draft, "draft"
    labels = desk.current_labels()
    if labels is None:
        return None, None
    if desk.duty is Duty.REVIEW:
        return labels, "review"
    if desk.current_origin == Origin.MODEL.value:
        # Spans are taken one by one; answers stand in their fields, where they are seen.
        return {"spans": [], "answers": labels["answers"]}, "suggested"
    return labels, _BROUGHT.get(str(desk.current_origin), "returned")


def _suggested(leased: Leased) -> dict[str, Any] | None:
    desk = leased.desk
    of_model = desk.duty is Duty.LABEL and desk.current_origin == Origin.MODEL.value
    return desk.current_labels() if of_model else None


def _sent_back(leased: Leased) -> SentBackOut | None:
    before = leased.desk.sent_back_before() if leased.desk.duty is Duty.REVIEW else None
    return None if before is None else SentBackOut(**before)
