"""When a child is started again, and when people are told."""

# SPDX-License-Identifier: Apache-2.0
from hypothesis import given
from hypothesis import strategies as st

from sealmark.infra.processes import domain
from sealmark.infra.processes.domain import Patience, Stage

PATIENCE = Patience(first=0.1, longest=5.0, steady=10.0, attempts=5)


def test_the_pauses_double_up_to_the_longest() -> None:
    pauses = [PATIENCE.pause(failures) for failures in range(1, 9)]
    assert pauses == [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 5.0, 5.0]


@given(failures=st.integers(min_value=1, max_value=10**9))
def test_no_number_of_failures_makes_a_pause_longer_than_the_longest(failures: int) -> None:
    assert PATIENCE.first <= PATIENCE.pause(failures) <= PATIENCE.longest


def test_a_child_is_not_started_before_its_pause_is_over() -> None:
    life = domain.ended(domain.started(domain.due_now(0.0), 1.0), 2.0, PATIENCE)
    assert not domain.is_due(life, 2.09)
    assert domain.is_due(life, 2.1)


def test_a_child_that_ran_steadily_starts_from_the_first_pause() -> None:
    life = domain.Life(stage=Stage.READY, since=0.0, failures=4)
    assert domain.ended(life, 10.0, PATIENCE).failures == 1


def test_a_child_that_was_ready_only_briefly_goes_on_counting() -> None:
    life = domain.Life(stage=Stage.READY, since=0.0, failures=4)
    assert domain.ended(life, 9.9, PATIENCE).failures == 5


def test_a_child_is_hopeless_after_the_allowed_attempts_and_not_before() -> None:
    life = domain.due_now(0.0)
    told = []
    for _ in range(6):
        life = domain.ended(domain.started(life, 0.0), 0.0, PATIENCE)
        told.append(domain.is_hopeless(life, PATIENCE))
    assert told == [False, False, False, False, True, True]


def test_a_stopped_child_is_never_due() -> None:
    life = domain.stopped(domain.started(domain.due_now(0.0), 1.0), 2.0)
    assert not domain.is_due(life, 1e9)
