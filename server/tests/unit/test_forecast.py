"""Forecasts: a range that holds the plain answer, honest about few days and uneven ones."""

# SPDX-License-Identifier: Apache-2.0
from hypothesis import given
from hypothesis import strategies as st

from sealmark.workflow.forecast import FEWEST_DAYS, LONGEST_DAYS, forecast

DAYS = st.lists(st.integers(0, 2_000), min_size=2, max_size=28)


@given(left=st.integers(1, 1_000_000), done_on=DAYS)
def test_a_range_holds_what_is_likely(left: int, done_on: list[int]) -> None:
    found = forecast(left, done_on)
    if sum(1 for number in done_on if number) < FEWEST_DAYS:
        assert found is None
        return
    assert found is not None
    assert 0 < found.soonest <= found.likely <= LONGEST_DAYS
    assert found.latest is None or found.latest >= found.likely


@given(left=st.integers(1, 100_000), pace=st.integers(1, 500), days=st.integers(5, 28))
def test_a_pace_that_never_differs_leaves_no_doubt(left: int, pace: int, days: int) -> None:
    found = forecast(left, [pace] * days)
    assert found is not None
    likely = min(LONGEST_DAYS, -(-left // pace))
    assert found.likely == likely
    assert likely - 1 <= found.soonest <= likely
    assert found.latest is None or likely <= found.latest <= likely + 1


def test_days_that_differ_and_few_days_widen_the_range() -> None:
    steady = forecast(1_000, [90, 100, 110, 100, 95, 105, 100, 100])
    wild = forecast(1_000, [0, 200, 0, 200, 150, 50, 180, 20])
    few = forecast(1_000, [90, 100, 110, 100, 100])
    assert steady is not None
    assert wild is not None
    assert few is not None
    assert steady.latest is not None
    assert wild.latest is None or wild.latest > steady.latest
    assert few.latest is None or few.latest >= steady.latest


def test_where_one_day_did_nearly_everything_no_end_is_told() -> None:
    found = forecast(100_000, [1, 1, 1, 1, 500])
    assert found is not None
    assert found.latest is None
