"""What the policy studio's routes take and answer."""

# SPDX-License-Identifier: Apache-2.0
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Schema

from sealmark.interfaces.rest.work_schemas import StrictSchema
from sealmark.redaction.selectors import PolicyState


class WeakeningOut(Schema):
    """One way in which a policy hides less than the one in force."""

    field: str
    less: str
    count: int


class PolicyCheckIn(StrictSchema):
    """A draft as YAML, or as the document that a form holds."""

    yaml: str = ""
    document: dict[str, Any] | None = None


class PolicyCheckedOut(Schema):
    """A draft that is a policy: its canonical YAML and document, and what it hides less."""

    yaml: str
    document: dict[str, Any]
    digest: str
    weaker: list[WeakeningOut]


class PolicyDraftIn(StrictSchema):
    """A draft, and the `seq` of the one that it was made from (0: there was none)."""

    yaml: str
    seq: int


class PolicyDraftOut(Schema):
    """What stewards have written so far; `mine` says that this person saved it last."""

    yaml: str
    seq: int
    base: int
    mine: bool
    saved_at: datetime


class PolicyJudgedOut(Schema):
    """What the redactor found of a version beside another: counts of ways, texts and places."""

    base: int
    weakenings: int
    texts: int
    more: int
    less: int


class PolicyStepOut(Schema):
    """Tasks of one step whose text was made under a version."""

    name: str
    open: int
    done: int


class PolicyVersionOut(Schema):
    """A version, where it stands and what it still covers."""

    number: int
    digest: str
    state: PolicyState
    created_at: datetime
    mine: bool
    can_approve: bool
    failure: str
    judged: PolicyJudgedOut | None
    ready: int
    held: int
    datasets: int
    steps: list[PolicyStepOut]
    lost_labels: int
    lost_texts: int


class PolicyDocumentOut(Schema):
    """One version with its document and the reason that was given for it."""

    number: int
    yaml: str
    document: dict[str, Any]
    reason: str


class TrialIn(StrictSchema):
    """A draft to try beside a version: on a sample, or on a pasted text."""

    yaml: str
    against: int
    texts: int = 10
    seed: int = 0
    pasted: str = ""


class PieceOut(Schema):
    """A stretch of a text: its words, or a hidden place with kind (on either side) and length."""

    text: str = ""
    length: int = 0
    before: str = ""
    after: str = ""
    less: bool = False
    more: bool = False


class SideOut(Schema):
    """What one policy makes of a text."""

    held: bool
    reasons: list[str]
    risk: float
    hidden_tokens: int
    places: int


class TriedOut(Schema):
    """One text under both policies; without `pieces` it is held back and not shown here."""

    asset: UUID | None
    tokens: int
    before: SideOut
    after: SideOut
    pieces: list[PieceOut] | None


class TotalsOut(Schema):
    """Counts over the texts of a trial; `more` and `less` are places by kind."""

    texts: int
    tokens: int
    hidden_before: int
    hidden_after: int
    held_before: int
    held_after: int
    more: dict[str, int]
    less: dict[str, int]


class FloorOut(Schema):
    """What this deployment's floor would refuse."""

    detail: str
    field: str


class TrialOut(Schema):
    """What came of a trial."""

    texts: list[TriedOut]
    totals: TotalsOut
    floor: FloorOut | None


class TryingOut(Schema):
    """How far a trial got."""

    trial_id: UUID
    state: Literal["queued", "running", "done", "failed", "cancelled", "refused"]
    done: int
    total: int
    failure: str


class SecondReasonIn(StrictSchema):
    """Why."""

    reason: str


class RenewingOut(Schema):
    """The job that renews what was redacted before."""

    job_id: UUID
