"""Read the privacy dashboard: figures of one moment, within a range of days.

- Whoever cannot open the quarantine gets every count rounded to fives: no count tells of one text
  or one person, and no difference between two of them does.
- What is not counted yet, or long ago, says so; counting is asked for, never done while reading.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Final

from sealmark.infra import jobs
from sealmark.infra.models import Job
from sealmark.kernel.clock import Clock
from sealmark.kernel.ids import ProjectId, UserId, new_uuid
from sealmark.oversight.models import Figure, Snapshot

COUNT: Final = "oversight.count"
FRESH: Final = timedelta(minutes=10)
ROUNDED_TO: Final = 5
DAILY: Final = ("came", "released", "recalled", "missed", "exposed", "views")
_UNDER_WAY: Final = (Job.State.QUEUED, Job.State.RUNNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Privacy:
    """The figures; keys are the words of the state, tier, kind, cause or age that is counted."""

    counted_at: datetime | None
    is_stale: bool
    is_counting: bool
    is_exact: bool = True
    assets: Mapping[tuple[str, str], int] = field(default_factory=dict)
    redacted: Mapping[str, int] = field(default_factory=dict)
    kinds: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    ages: Mapping[tuple[str, str], int] = field(default_factory=dict)
    causes: Mapping[str, int] = field(default_factory=dict)
    seen_by: Mapping[int, int] = field(default_factory=dict)
    viewers: int = 0
    missed_kinds: Mapping[str, int] = field(default_factory=dict)
    decided: Mapping[str, int] = field(default_factory=dict)
    days: Mapping[date, Mapping[str, int]] = field(default_factory=dict)


def ask_to_count(project: ProjectId, *, by: UserId, clock: Clock) -> None:
    """Have the figures counted anew, unless that is under way."""
    running = Job.objects.filter(project_id=project, kind=COUNT, state__in=_UNDER_WAY)
    if not running.exists():
        jobs.enqueue(COUNT, project=project, subject=new_uuid(), by=by, clock=clock)


def privacy(project: ProjectId, *, first: date | None, last: date | None, now: datetime) -> Privacy:
    """Return the figures as they were counted last; what has a day, within these days."""
    snapshot = Snapshot.objects.filter(project_id=project).order_by("-created_at").first()
    counting = Job.objects.filter(project_id=project, kind=COUNT, state__in=_UNDER_WAY).exists()
    if snapshot is None:
        return Privacy(counted_at=None, is_stale=True, is_counting=counting)
    rows = Figure.objects.filter(project_id=project, snapshot_id=snapshot.id)
    found = _Found(first=first, last=last)
    for row in rows.values_list("name", "first", "second", "day", "value"):
        found.add(*row)
    return Privacy(
        counted_at=snapshot.created_at,
        is_stale=now - snapshot.created_at > FRESH,
        is_counting=counting,
        assets=found.pairs["assets"],
        redacted=found.words("redacted"),
        kinds={
            kind: (number, found.pairs["texts"].get((kind, ""), 0))
            for (kind, _), number in found.pairs["places"].items()
        },
        ages=found.pairs["waiting"],
        causes=found.words("held-for"),
        seen_by={int(people): number for people, number in found.words("seen-by").items()},
        viewers=sum(found.words("viewers").values()),
        missed_kinds=found.words("missed"),
        decided=found.words("incidents"),
        days=dict(sorted(found.days.items())),
    )


def rounded(exact: Privacy) -> Privacy:
    """Round every count to fives, so that none tells of a few."""
    near = _near
    return replace(
        exact,
        is_exact=False,
        assets={key: near(number) for key, number in exact.assets.items()},
        redacted={key: near(number) for key, number in exact.redacted.items()},
        kinds={key: (near(one), near(two)) for key, (one, two) in exact.kinds.items()},
        ages={key: near(number) for key, number in exact.ages.items()},
        causes={key: near(number) for key, number in exact.causes.items()},
        seen_by={key: near(number) for key, number in exact.seen_by.items()},
        viewers=near(exact.viewers),
        missed_kinds={key: near(number) for key, number in exact.missed_kinds.items()},
        decided={key: near(number) for key, number in exact.decided.items()},
        days={
            day: {name: near(number) for name, number in counts.items()}
            for day, counts in exact.days.items()
        },
    )


def _near(number: int) -> int:
    return ROUNDED_TO * ((number + ROUNDED_TO // 2) // ROUNDED_TO)


class _Found:
    """Figures by their names, those with a day only within the range."""

    def __init__(self, *, first: date | None, last: date | None) -> None:
        self._first, self._last = first, last
        names = ("assets", "redacted", "places", "texts", "waiting", "held-for", "seen-by")
        more = ("viewers", "incidents", *DAILY)
        self.pairs: dict[str, dict[tuple[str, str], int]] = {name: {} for name in (*names, *more)}
        self.days: dict[date, dict[str, int]] = {}

    def add(self, name: str, first: str, second: str, day: date | None, value: int) -> None:
        if day is not None:
            if (self._first and day < self._first) or (self._last and day > self._last):
                return
            if name in DAILY:
                counts = self.days.setdefault(day, {})
                counts[name] = counts.get(name, 0) + value
        known = self.pairs[name]
        known[first, second] = known.get((first, second), 0) + value

    def words(self, name: str) -> dict[str, int]:
        return {first: number for (first, _), number in self.pairs[name].items()}
