"""Numbers that only count texts raise no risk; numbers that may point at somebody do."""

# SPDX-License-Identifier: Apache-2.0
import pytest
from unit.redaction.makers import a_policy, some_secrets

from sealmark.redaction.outcome import Source, State
from sealmark.redaction.pipeline import Redactor
from sealmark.redaction.risk import suspects

COUNTING = (
    "Note number {n}: the patient feels better today.",
    "Note {n}: nothing new.",
    "note {n}",
    "Text no. {n}. She asked for a refund.",
    "Message #{n} - thanks, see you tomorrow",
    "{n}. The meeting was moved.",
    "{n}) slept well, no pain",
    "[{n}] hello how are you",
    "#{n} the delivery came late",
    "First of all.\n{n}. The second one.",
    "Page {n} of 2400 is missing.",
)
POINTING = (
    "Note 4471203: the patient feels better today.",
    "Find it under 44712 somewhere.",
    "Dial 4471 and wait.",
    "28030 Edeby was the place.",
    "Note 12-4471-203 was filed.",
)


def test_counting_from_1_to_1215_holds_nothing_back() -> None:
    redactor = Redactor(a_policy(), some_secrets())
    for form in COUNTING:
        sources = [Source(text=form.format(n=n)) for n in range(1, 1216)]
        held = [o for o in redactor.redact_many(sources) if o.state is State.QUARANTINED]
        assert not held, form


@pytest.mark.parametrize("text", POINTING)
def test_a_number_that_may_point_at_somebody_is_suspected(text: str) -> None:
    assert [kind for *_, kind, _ in suspects(text, "en", opens=True)] == ["ID"]


def test_a_number_after_a_replacement_does_not_open_a_line() -> None:
    assert list(suspects(" 7300. The end.", "en", opens=False))
    assert not list(suspects("7300. The end.", "en", opens=True))
