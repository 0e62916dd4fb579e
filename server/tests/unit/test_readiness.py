"""Each step of the set-up says how it stands; work starts when nothing it needs is missing."""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealmark.workflow.errors import NotReadyError
from sealmark.workflow.readiness import (
    BLOCKING,
    Missing,
    SetUp,
    SetUpStep,
    Standing,
    blocking,
    refuse_unready,
    stages,
)

READY = SetUp(
    received=0,
    ready=40,
    quarantined=2,
    policy="in_force",
    has_labels=True,
    has_guideline=True,
    labelers=frozenset({"ann"}),
    reviewers=frozenset({"bo"}),
    stewards=frozenset({"cy"}),
    labelers_invited=0,
    reviewers_invited=0,
    reviews=True,
    separates=True,
    held=True,
)
NOBODY: frozenset[object] = frozenset()


def standing(it: SetUp, step: SetUpStep) -> Standing:
    return next(one.standing for one in stages(it) if one.step is step)


def test_what_is_all_there_may_start() -> None:
    refuse_unready(READY)
    assert {one.standing for one in stages(READY)[:-1]} == {Standing.DONE}
    assert standing(READY, SetUpStep.START) is Standing.NEEDED
    assert standing(replace(READY, held=False), SetUpStep.START) is Standing.DONE


def test_the_steps_stand_in_their_order() -> None:
    assert [one.step for one in stages(READY)] == list(SetUpStep)


@pytest.mark.parametrize(
    ("lacking", "missing", "how"),
    [
        ({"ready": 0, "quarantined": 0}, Missing.NO_TEXTS, Standing.NEEDED),
        ({"ready": 0}, Missing.ALL_HELD_BACK, Standing.NEEDED),
        ({"policy": "none"}, Missing.NO_POLICY, Standing.NEEDED),
        ({"policy": "proposed"}, Missing.POLICY_PROPOSED, Standing.WAITING),
        ({"has_labels": False}, Missing.NO_LABELS, Standing.NEEDED),
        ({"labelers": NOBODY}, Missing.NO_LABELER, Standing.NEEDED),
        ({"reviewers": NOBODY}, Missing.NO_REVIEWER, Standing.NEEDED),
        ({"reviewers": frozenset({"ann"})}, Missing.SAME_PERSON, Standing.NEEDED),
    ],
)
def test_what_is_missing_keeps_work_from_starting_and_is_said(
    lacking: dict[str, object], missing: Missing, how: Standing
) -> None:
    it = replace(READY, **lacking)  # type: ignore[arg-type] # fields by their names
    assert blocking(it) == (missing,)
    assert next(one.standing for one in stages(it) if missing in one.missing) is how
    with pytest.raises(NotReadyError, match=BLOCKING[missing]):
        refuse_unready(it)


@pytest.mark.parametrize(
    "lacking",
    [
        {"has_guideline": False},
        {"stewards": NOBODY},
        {"ready": 0, "received": 5},
        {"labelers": NOBODY, "labelers_invited": 1},
        {"reviewers": NOBODY, "reviewers_invited": 1},
        {"reviewers": NOBODY, "reviews": False},
        {"reviewers": frozenset({"ann"}), "separates": False},
    ],
)
def test_what_comes_by_itself_or_is_advice_keeps_nobody(lacking: dict[str, object]) -> None:
    refuse_unready(replace(READY, **lacking))  # type: ignore[arg-type] # fields by their names


@given(
    ready=st.integers(0, 2),
    received=st.integers(0, 2),
    quarantined=st.integers(0, 2),
    labels=st.booleans(),
    labelers=st.frozensets(st.sampled_from("ab")),
    reviewers=st.frozensets(st.sampled_from("ab")),
)
def test_a_step_is_done_where_nothing_blocks_it(
    *,
    ready: int,
    received: int,
    quarantined: int,
    labels: bool,
    labelers: frozenset[object],
    reviewers: frozenset[object],
) -> None:
    it = replace(
        READY,
        ready=ready,
        received=received,
        quarantined=quarantined,
        has_labels=labels,
        labelers=labelers,
        reviewers=reviewers,
    )
    for stage in stages(it)[:-1]:
        if set(stage.missing) & set(BLOCKING) - {Missing.POLICY_PROPOSED}:
            assert stage.standing is Standing.NEEDED
        if stage.standing is Standing.DONE:
            assert not set(stage.missing) & set(BLOCKING)
