"""When the labeling may be done: an honest range from the pace of the latest days; pure.

- Days without work count: a pace leaves weekends in, and so does the day it leads to.
- The range holds what the days differed by, and that few days say little. Where it has no end, it
  says so; where there is too little to tell from, there is no forecast.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from statistics import fmean, stdev
from typing import Final

FEWEST_DAYS: Final = 5
"""Fewer days with work than this tell nothing."""
LONGEST_DAYS: Final = 3_650
_TWO_SIDED_80: Final = 1.2816
_ROUNDS: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """In how many days the rest may be done: four times of five between `soonest` and `latest`.

    `latest` is None where the pace differs so much that no end can be told.
    """

    per_day: float
    soonest: int
    likely: int
    latest: int | None


def forecast(left: int, done_on: Sequence[int]) -> Forecast | None:
    """Say when `left` texts may be done, from how many were done on each of the latest days."""
    days = sum(1 for number in done_on if number)
    if days < FEWEST_DAYS:
        return None
    pace = fmean(done_on)
    spread = stdev(done_on)

    def takes(sign: int) -> float | None:
        """Find the days after which that end of the range of what gets done has reached `left`."""
        low, high = 0.0, float(LONGEST_DAYS)
        if _done(pace, spread, len(done_on), high, sign) < left:
            return None
        for _ in range(_ROUNDS):
            middle = (low + high) / 2
            enough = _done(pace, spread, len(done_on), middle, sign) >= left
            low, high = (low, middle) if enough else (middle, high)
        return high

    likely = min(LONGEST_DAYS, ceil(left / pace))
    soonest, latest = takes(1), takes(-1)
    return Forecast(
        per_day=pace,
        soonest=min(likely, ceil(soonest)) if soonest is not None else likely,
        likely=likely,
        latest=None if latest is None else max(likely, ceil(latest)),
    )


def _done(pace: float, spread: float, seen: int, days: float, sign: int) -> float:
    """Return an end of the range of what gets done in `days` more days."""
    uncertain = spread * sqrt(days + days * days / seen)
    return pace * days + sign * _TWO_SIDED_80 * uncertain
