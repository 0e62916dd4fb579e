"""The route of progress: how far a project is, how fast, how long a text takes, how review went.

- A manager who also labels or reviews here is told people by their pseudonym in the project, as the
  log is: names would tell one side of a blind review who the other is. Of fewer than three people
  nothing is told them one by one: a pseudonym among two is no secret.
- A rate is never told alone: counts go along, and whoever shows a rate shows its interval.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Final, Literal, Self
from uuid import UUID

from ninja import Query, Router, Schema
from pydantic import Field

from sealmark.access.domain import Action, ProjectRole
from sealmark.audit.pseudonyms import pseudonym
from sealmark.interfaces.rest.door import Request, action
from sealmark.kernel.ids import ProjectId, UserId
from sealmark.tenancy import selectors as tenancy
from sealmark.workflow import selectors
from sealmark.workflow.domain import MOST_COUNTED, Duty
from sealmark.workflow.selectors import Forecast, Tally, Times

router = Router(tags=["progress"])
PACE_DAYS: Final = 28
MOST_DAYS: Final = 366
FEWEST_PSEUDONYMS: Final = 3
_BLIND = {ProjectRole.LABELER, ProjectRole.REVIEWER}
_LEFT = ("open", "leased", "returned", "aside", "skipped")
_WAITING = ("open", "leased")


class ProgressIn(Schema):
    """Of how many latest days, today among them."""

    days: Annotated[int, Field(ge=7, le=MOST_DAYS)] = 30


class DayOut(Schema):
    """What happened on one day (of UTC), and how many texts there were and were through by then."""

    day: date
    added: int
    labeled: int
    relabeled: int
    accepted: int
    corrected: int
    sent_back: int
    texts_so_far: int
    labeled_so_far: int
    reviewed_so_far: int


class ForecastOut(Schema):
    """When the rest may be labeled; four times of five between `soonest` and `latest`."""

    per_day: float
    soonest: date
    likely: date
    latest: date | None

    @classmethod
    def of(cls, found: Forecast, today: date) -> Self:
        """Spell a forecast from today on."""
        return cls(
            per_day=round(found.per_day, 1),
            soonest=today + timedelta(days=found.soonest),
            likely=today + timedelta(days=found.likely),
            latest=None if found.latest is None else today + timedelta(days=found.latest),
        )


class TimesOut(Schema):
    """How long a text takes in one step, pauses left out, of the latest `texts`."""

    duty: Duty
    texts: int
    median_seconds: int
    p90_seconds: int

    @classmethod
    def of(cls, one: Times) -> Self:
        """Spell the times of a step."""
        return cls(
            duty=one.duty,
            texts=one.texts,
            median_seconds=one.median_seconds,
            p90_seconds=one.p90_seconds,
        )


class ReviewsOut(Schema):
    """What reviewers decided about labels made under one guideline; 0: under none, imported."""

    guideline: int
    accepted: int
    corrected: int
    sent_back: int


class PersonProgressOut(Schema):
    """What one person did, and what became of what they wrote; `name` only where it may be told."""

    person: UUID
    name: str | None
    labeled: int
    relabeled: int
    accepted: int
    corrected: int
    sent_back: int
    reviewed: int


class ProgressOut(Schema):
    """How far a project is. `behind`: earlier days are still being counted; ask again.

    `waiting` for review is counted up to one past `most_counted`. `left_is_about`: there is so much
    left that it is told from the days; what was withdrawn or came back is not in it.
    """

    as_of: datetime
    behind: bool
    days: list[DayOut]
    left: int
    left_is_about: bool
    waiting: int
    most_counted: int
    forecast: ForecastOut | None
    no_forecast: Literal["done", "nothing_yet", "too_few_days", "behind"] | None
    times: list[TimesOut]
    reviews: list[ReviewsOut]
    people: list[PersonProgressOut]
    people_withheld: bool
    names_shown: bool


@router.get("/projects/{project_id}/progress", response=ProgressOut)
@action(Action.PROGRESS_READ, scope="project")
def progress(request: Request, project_id: UUID, asked: Query[ProgressIn]) -> ProgressOut:
    """Tell how far a project is, day by day, and when the rest may be done."""
    project, now = ProjectId(project_id), request.visit.clock.now()
    today = now.astimezone(UTC).date()
    named = not _BLIND & request.visit.principal.roles
    kept = max(asked.days, PACE_DAYS + 1)
    found = selectors.tally(project, since=today - timedelta(days=kept - 1), now=now)
    days = _days(found, today, kept)
    waiting = selectors.waiting_in(project, Duty.REVIEW, _WAITING)
    left = selectors.waiting_in(project, Duty.LABEL, _LEFT)
    is_about = left > MOST_COUNTED
    if is_about:
        left = max(left, days[-1].texts_so_far - days[-1].labeled_so_far)
    # Today is not over: it would make every pace look slower than it is.
    ahead = selectors.forecast(left, _since_the_first([one.labeled for one in days[:-1]]))
    shown = days[-asked.days :]
    people = _people(project, found.people(shown[0].day), now, named=named)
    withheld = not named and len(people) < FEWEST_PSEUDONYMS
    return ProgressOut(
        as_of=now,
        behind=found.behind,
        days=shown,
        left=left,
        left_is_about=is_about,
        waiting=waiting,
        most_counted=MOST_COUNTED,
        forecast=ForecastOut.of(ahead, today) if ahead and left and not found.behind else None,
        no_forecast=_why_none(found, ahead, left, days),
        times=[TimesOut.of(one) for one in selectors.times(project)],
        reviews=[
            ReviewsOut(guideline=version, **acts)
            for version, acts in sorted(found.reviews(shown[0].day).items())
        ],
        people=[] if withheld else people,
        people_withheld=withheld and bool(people),
        names_shown=named,
    )


def _days(found: Tally, today: date, number: int) -> list[DayOut]:
    acts = ("added", "labeled", "relabeled", "accepted", "corrected", "sent_back")
    by_day = {act: found.by_day(act) for act in acts}
    so_far = {act: found.before(act) for act in acts}
    days = []
    for back in range(number - 1, -1, -1):
        day = today - timedelta(days=back)
        of_day = {act: by_day[act].get(day, 0) for act in acts}
        so_far = {act: so_far[act] + of_day[act] for act in acts}
        days.append(
            DayOut(
                day=day,
                **of_day,
                texts_so_far=so_far["added"],
                labeled_so_far=so_far["labeled"],
                reviewed_so_far=so_far["accepted"] + so_far["corrected"],
            )
        )
    return days


def _since_the_first(labeled: list[int]) -> list[int]:
    """Leave out the days before anybody began; the last `PACE_DAYS` count."""
    recent = labeled[-PACE_DAYS:]
    first = next((at for at, number in enumerate(recent) if number), len(recent))
    return recent[first:]


def _why_none(
    found: Tally, ahead: Forecast | None, left: int, days: list[DayOut]
) -> Literal["done", "nothing_yet", "too_few_days", "behind"] | None:
    if found.behind:
        return "behind"
    if not days[-1].texts_so_far:
        return "nothing_yet"
    if not left:
        return "done"
    return "too_few_days" if ahead is None else None


def _people(
    project: ProjectId, acts: Mapping[UUID, Mapping[str, int]], now: datetime, *, named: bool
) -> list[PersonProgressOut]:
    members = tenancy.project_members(project, now) if named else []
    names = {one.person.user: one.person.name for one in members}
    rows = [
        PersonProgressOut(
            person=user if named else pseudonym(project, UserId(user)),
            name=names.get(UserId(user)),
            labeled=did.get("labeled", 0),
            relabeled=did.get("relabeled", 0),
            accepted=did.get("accepted", 0),
            corrected=did.get("corrected", 0),
            sent_back=did.get("sent_back", 0),
            reviewed=did.get("reviewed", 0),
        )
        for user, did in acts.items()
    ]
    # By pseudonym, or by name: an order by amount would tell a person apart by knowing their day.
    return sorted(rows, key=lambda row: (row.name or "", str(row.person)))
