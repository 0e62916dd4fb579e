"""Routes of the privacy dashboard: counts of one moment, and how policy versions were measured.

- Nobody's name, no text and no place is in an answer; who cannot open the quarantine gets counts
  rounded to fives.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping
from datetime import date, datetime
from typing import Self
from uuid import UUID

from ninja import Query, Router, Schema, Status

from sealmark.access.domain import Action, Principal, ProjectRole
from sealmark.interfaces.rest.door import Request, action
from sealmark.interfaces.rest.policies import steward_of
from sealmark.interfaces.rest.quarantine_schemas import DecidedJobOut
from sealmark.kernel.errors import InvalidInputError
from sealmark.kernel.ids import ProjectId
from sealmark.oversight import selectors as oversight
from sealmark.oversight import services as counting
from sealmark.oversight.selectors import Privacy
from sealmark.redaction import selectors, services
from sealmark.redaction.selectors import Measured, Rate

router = Router(tags=["privacy"])


class PrivacyIn(Schema):
    """From which day to which; what has no day is of now."""

    first: date | None = None
    last: date | None = None


class AssetsOut(Schema):
    """How many texts of a tier stand in a state."""

    tier: str
    state: str
    count: int


class KindOut(Schema):
    """How many places of a kind are hidden, in how many texts."""

    kind: str
    places: int
    texts: int


class AgeOut(Schema):
    """How many held texts are so old; `aside`: those that were set aside."""

    age: str
    waiting: int
    aside: int


class CountOut(Schema):
    """A count by a word."""

    word: str
    count: int


class PrivacyDayOut(Schema):
    """What happened on a day. `exposed`: a person met a text for the first time."""

    day: date
    came: int
    released: int
    recalled: int
    missed: int
    exposed: int
    views: int


class PrivacyOut(Schema):
    """The figures, as they were counted last; without `exact` they are rounded to fives."""

    counted_at: datetime | None
    stale: bool
    counting: bool
    exact: bool
    assets: list[AssetsOut]
    redacted: list[CountOut]
    kinds: list[KindOut]
    ages: list[AgeOut]
    causes: list[CountOut]
    seen_by: list[CountOut]
    viewers: int
    missed_kinds: list[CountOut]
    incidents: list[CountOut]
    days: list[PrivacyDayOut]

    @classmethod
    def of(cls, found: Privacy) -> Self:
        """Spell the figures."""
        ages = dict.fromkeys(age for age, _ in found.ages)
        return cls(
            counted_at=found.counted_at,
            stale=found.is_stale,
            counting=found.is_counting,
            exact=found.is_exact,
            assets=[
                AssetsOut(tier=tier, state=state, count=number)
                for (tier, state), number in sorted(found.assets.items())
            ],
            redacted=_counts(found.redacted),
            kinds=[
                KindOut(kind=kind, places=places, texts=texts)
                for kind, (places, texts) in sorted(found.kinds.items(), key=lambda k: -k[1][0])
            ],
            ages=[
                AgeOut(
                    age=age,
                    waiting=found.ages.get((age, "waiting"), 0),
                    aside=found.ages.get((age, "aside"), 0),
                )
                for age in ages
            ],
            causes=_counts(found.causes),
            seen_by=_counts({str(people): n for people, n in sorted(found.seen_by.items())}),
            viewers=found.viewers,
            missed_kinds=_counts(found.missed_kinds),
            incidents=_counts(found.decided),
            days=[
                PrivacyDayOut(day=day, **{name: counts.get(name, 0) for name in oversight.DAILY})
                for day, counts in found.days.items()
            ],
        )


class RateOut(Schema):
    """A share, where it lies with 95 % certainty, and how many it is of."""

    part: int
    whole: int
    value: float
    low: float
    high: float

    @classmethod
    def of(cls, rate: Rate) -> Self:
        """Spell a share."""
        low, high = rate.interval
        return cls(part=rate.part, whole=rate.whole, value=rate.value, low=low, high=high)


class KindRateOut(Schema):
    """How much of a kind was found."""

    kind: str
    recall: RateOut


class MeasuredOut(Schema):
    """How a policy version did on the evaluation set; `words`: hidden beside what was planted."""

    number: int
    at: datetime
    texts: int
    recall: RateOut
    precision: RateOut
    words: RateOut
    kinds: list[KindRateOut]

    @classmethod
    def of(cls, one: Measured) -> Self:
        """Spell a measurement."""
        return cls(
            number=one.number,
            at=one.at,
            texts=one.texts,
            recall=RateOut.of(one.recall),
            precision=RateOut.of(one.precision),
            words=RateOut.of(one.words),
            kinds=[KindRateOut(kind=kind, recall=RateOut.of(rate)) for kind, rate in one.kinds],
        )


@router.get("/projects/{project_id}/privacy", response=PrivacyOut)
@action(Action.PRIVACY_READ, scope="project")
def get_privacy(request: Request, project_id: UUID, wanted: Query[PrivacyIn]) -> PrivacyOut:
    """Tell the figures as they were counted last."""
    if wanted.first and wanted.last and wanted.first > wanted.last:
        raise InvalidInputError("The first day is after the last one. Swap them.", field="first")
    found = oversight.privacy(
        ProjectId(project_id),
        first=wanted.first,
        last=wanted.last,
        now=request.visit.clock.now(),
    )
    exact = _opens_quarantine(request.visit.principal)
    return PrivacyOut.of(found if exact else oversight.rounded(found))


@router.post("/projects/{project_id}/privacy/count", response={202: None})
@action(Action.PRIVACY_READ, scope="project")
def count(request: Request, project_id: UUID) -> Status[None]:
    """Have the figures counted anew, unless that is under way."""
    visit = request.visit
    counting.ask_to_count(ProjectId(project_id), by=visit.user, clock=visit.clock)
    return Status(202, None)


@router.get("/projects/{project_id}/policy/measured", response=list[MeasuredOut])
@action(Action.PRIVACY_READ, scope="project")
def list_measured(request: Request, project_id: UUID) -> list[MeasuredOut]:
    """Tell how versions did when each was measured last, the newest version first."""
    _ = request
    project = ProjectId(project_id)
    found = selectors.measured(project, [one.id for one in selectors.versions(project)])
    ordered = sorted(found.values(), key=lambda one: -one.number)
    return [MeasuredOut.of(one) for one in ordered]


@router.post(
    "/projects/{project_id}/policy/versions/{number}/measure", response={202: DecidedJobOut}
)
@action(Action.POLICY_EDIT, scope="project")
def measure(request: Request, project_id: UUID, number: int) -> Status[DecidedJobOut]:
    """Have a version measured on the evaluation set."""
    _ = project_id
    job = services.ask_to_measure(steward_of(request), number, clock=request.visit.clock)
    return Status(202, DecidedJobOut(job_id=job))


def _counts(counts: Mapping[str, int]) -> list[CountOut]:
    return [CountOut(word=word, count=number) for word, number in counts.items()]


def _opens_quarantine(who: Principal) -> bool:
    return ProjectRole.DATA_STEWARD in who.roles
