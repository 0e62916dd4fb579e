"""Setting a project up, step by step: what is done, what waits, and what keeps it from starting.

- Everything is derived from the project as it is; no step is ever ticked off by hand.
- A reason is a word; those of `BLOCKING` keep a project from starting, the others are advice.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

from sealmark.workflow.errors import NotReadyError

PolicyState = Literal["none", "proposed", "in_force"]


class SetUpStep(StrEnum):
    """The stages of setting up, in their order."""

    DATA = "data"
    POLICY = "policy"
    LABELS = "labels"
    GUIDELINE = "guideline"
    PEOPLE = "people"
    STEPS = "steps"
    START = "start"


class Standing(StrEnum):
    """How a stage stands: through, waiting for something under way, or for the person who looks."""

    DONE = "done"
    WAITING = "waiting"
    NEEDED = "needed"


class Missing(StrEnum):
    """What is missing, or worth knowing, before work starts."""

    NO_TEXTS = "no_texts"
    BEING_PREPARED = "being_prepared"
    ALL_HELD_BACK = "all_held_back"
    NO_POLICY = "no_policy"
    POLICY_PROPOSED = "policy_proposed"
    NO_LABELS = "no_labels"
    NO_GUIDELINE = "no_guideline"
    NO_LABELER = "no_labeler"
    LABELER_INVITED = "labeler_invited"
    NO_REVIEWER = "no_reviewer"
    REVIEWER_INVITED = "reviewer_invited"
    SAME_PERSON = "same_person"
    NO_STEWARD = "no_steward"
    NOT_STARTED = "not_started"


BLOCKING: Final = {
    Missing.NO_TEXTS: "no texts were added",
    Missing.ALL_HELD_BACK: "all texts are held back in quarantine",
    Missing.NO_POLICY: "there is no redaction policy",
    Missing.POLICY_PROPOSED: "the redaction policy is not in force",
    Missing.NO_LABELS: "no labels or questions are published",
    Missing.NO_LABELER: "nobody is there to label",
    Missing.NO_REVIEWER: "texts are to be reviewed and nobody is there to review",
    Missing.SAME_PERSON: "the only labeler is the only reviewer, and nobody reviews their own work",
}
_UNDER_WAY: Final = {
    Missing.BEING_PREPARED,
    Missing.POLICY_PROPOSED,
    Missing.LABELER_INVITED,
    Missing.REVIEWER_INVITED,
}
_ADVICE: Final = {Missing.NO_STEWARD}


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUp:
    """A project as far as its set-up goes. People are account ids; invitations are counted."""

    received: int
    ready: int
    quarantined: int
    policy: PolicyState
    has_labels: bool
    has_guideline: bool
    labelers: frozenset[object]
    reviewers: frozenset[object]
    stewards: frozenset[object]
    labelers_invited: int
    reviewers_invited: int
    reviews: bool
    separates: bool
    held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One step of the set-up: how it stands, and why."""

    step: SetUpStep
    standing: Standing
    missing: tuple[Missing, ...]


def stages(it: SetUp) -> tuple[Stage, ...]:
    """Say of each step how it stands."""
    found = {
        SetUpStep.DATA: _data(it),
        SetUpStep.POLICY: _policy(it),
        SetUpStep.LABELS: [] if it.has_labels else [Missing.NO_LABELS],
        SetUpStep.GUIDELINE: [] if it.has_guideline else [Missing.NO_GUIDELINE],
        SetUpStep.PEOPLE: list(_people(it)),
        SetUpStep.STEPS: [],
        SetUpStep.START: [Missing.NOT_STARTED] if it.held else [],
    }
    return tuple(
        Stage(step=step, standing=_standing(missing), missing=tuple(missing))
        for step, missing in found.items()
    )


def blocking(it: SetUp) -> tuple[Missing, ...]:
    """Return what keeps work from starting."""
    return tuple(one for stage in stages(it) for one in stage.missing if one in BLOCKING)


def refuse_unready(it: SetUp) -> None:
    """Refuse to start while something is missing, and say what."""
    found = blocking(it)
    if found:
        listed = "; ".join(BLOCKING[one] for one in found)
        raise NotReadyError(f"Work cannot start yet: {listed}.")


def _standing(missing: list[Missing]) -> Standing:
    if not set(missing) - _ADVICE:
        return Standing.DONE
    return Standing.WAITING if set(missing) <= _UNDER_WAY | _ADVICE else Standing.NEEDED


def _data(it: SetUp) -> list[Missing]:
    if it.ready:
        return []
    if it.received:
        return [Missing.BEING_PREPARED]
    return [Missing.ALL_HELD_BACK if it.quarantined else Missing.NO_TEXTS]


def _policy(it: SetUp) -> list[Missing]:
    match it.policy:
        case "in_force":
            return []
        case "proposed":
            return [Missing.POLICY_PROPOSED]
        case "none":
            return [Missing.NO_POLICY]


def _people(it: SetUp) -> Iterator[Missing]:
    if not it.labelers:
        yield Missing.LABELER_INVITED if it.labelers_invited else Missing.NO_LABELER
    if it.reviews and not it.reviewers:
        yield Missing.REVIEWER_INVITED if it.reviewers_invited else Missing.NO_REVIEWER
    alone = len(it.labelers | it.reviewers) == 1 and it.labelers == it.reviewers
    if it.reviews and it.separates and alone and not it.labelers_invited + it.reviewers_invited:
        yield Missing.SAME_PERSON
    if not it.stewards:
        yield Missing.NO_STEWARD
