"""What revisions claim about each other, and what reviewers decided, must be in the log."""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace

import pytest

from sealmark_verify.bundle_writer import EventRecord
from sealmark_verify.manifest import EVENTS, REVISIONS
from sealmark_verify.statement import LabelStatement, Step, step_of
from verify.tests.scene import (
    LABELER,
    REVIEWER,
    Scene,
    correction,
    event_bytes,
    label_statement,
    refusal,
    uuid,
    verified,
)

FIRST = label_statement(7)


def claims(step: Step) -> LabelStatement:
    return correction(FIRST, steps=(step,))


TELLS_OTHERWISE = {
    "actor": step_of(replace(FIRST, actor=REVIEWER)),
    "duty": step_of(replace(FIRST, duty="review")),
    "step": step_of(replace(FIRST, step="triage")),
    "decision": step_of(replace(FIRST, decision="accept")),
    "time": step_of(replace(FIRST, created_at="2026-01-31T12:00:00.000001Z")),
}


@pytest.mark.parametrize("what", TELLS_OTHERWISE)
def test_a_claimed_step_must_be_as_the_earlier_revision_tells(scene: Scene, what: str) -> None:
    scene.label(FIRST)
    scene.label(claims(TELLS_OTHERWISE[what]))
    assert "tells otherwise" in refusal(scene.export())


@pytest.mark.parametrize(
    "bent",
    [
        correction(FIRST, asset=uuid(1)),
        correction(FIRST, document=uuid(1)),
        correction(replace(FIRST, revision=uuid(66))),
    ],
)
def test_a_parent_must_be_a_revision_of_the_same_document_and_asset(
    scene: Scene, bent: LabelStatement
) -> None:
    scene.label(FIRST)
    scene.label(bent)
    assert refusal(scene.export()).startswith(f"{REVISIONS}: {bent.revision}")


def test_a_parent_may_stand_later_in_the_log_but_not_be_missing(scene: Scene) -> None:
    scene.label(correction(FIRST))
    assert "does not hold" in refusal(scene.export())
    scene.label(FIRST)
    assert verified(scene.export()).manifest.counts.revisions == 7


@pytest.mark.parametrize(
    "twin",
    [replace(FIRST, revision=uuid(67)), replace(FIRST, document=uuid(68), asset=uuid(69))],
    ids=["same number", "same id"],
)
def test_no_number_and_no_id_is_taken_twice(scene: Scene, twin: LabelStatement) -> None:
    scene.label(FIRST)
    scene.label(twin)
    assert "same id, or the same number" in refusal(scene.export())


@pytest.mark.parametrize("change", ["asset", "actor", "decision", "event"])
def test_a_claimed_verdict_must_be_in_the_log_as_told(scene: Scene, change: str) -> None:
    scene.label(FIRST)
    event = scene.event(
        "review.decided", revision=FIRST.revision, asset=FIRST.asset, verdict="send_back"
    )
    told = Step(step="review", duty="review", actor=LABELER, decision="send_back",
        at="2026-01-31T12:30:00.000000Z", event=event)  # fmt: skip
    bent = {
        "asset": told,
        "actor": replace(told, actor=REVIEWER),
        "decision": replace(told, decision="accept"),
        "event": replace(told, event=uuid(5)),
    }[change]
    if change == "asset":
        scene.events[-1] = bent_last(scene, revision=FIRST.revision, asset=uuid(5),
            verdict="send_back")  # fmt: skip
    scene.label(correction(FIRST, steps=(step_of(FIRST), bent)))
    assert "does not hold" in refusal(scene.export())


def bent_last(scene: Scene, **facts: object) -> EventRecord:
    """Log the last event with other facts."""
    index = len(scene.log.leaves) - 1
    leaf = event_bytes(index, "review.decided", **facts)
    scene.log.leaves[index] = leaf
    return EventRecord(index=index, leaf=leaf)


def test_a_verdict_is_about_a_revision_in_the_evidence(scene: Scene) -> None:
    scene.event("review.decided", revision=uuid(1), asset=uuid(2), verdict="accept")
    assert "does not hold" in refusal(scene.export())


@pytest.mark.parametrize("facts", [{"revision": "x"}, {"asset": 1}, {"verdict": "No Word"}])
def test_a_verdict_without_its_facts_is_refused(scene: Scene, facts: dict[str, object]) -> None:
    whole = {"revision": FIRST.revision, "asset": FIRST.asset, "verdict": "accept"}
    scene.event("review.decided", **(whole | facts))
    assert refusal(scene.export()).startswith(f"{EVENTS} line 9: ")
