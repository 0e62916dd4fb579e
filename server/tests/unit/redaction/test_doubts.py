"""Doubts: what made a text risky is pointed at, outside of what is hidden, and moves along."""

# SPDX-License-Identifier: Apache-2.0
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.redaction.makers import a_redactor

from sealmark.redaction.alignment import Alignment, Replaced
from sealmark.redaction.doubts import Doubt, Why, carried
from sealmark.redaction.outcome import Outcome, Source, State

RISKY = (
    "Dr. Gutierrez said the man Wexlbrunn, paid 48213 for it; ask at mk@@oddhost and see Jonathan "
    "since then."
)
STRICT = a_redactor(risk={"quarantine_above_bp": 0})


def of(text: str) -> Outcome:
    return STRICT.redact(Source(text=text))


def doubted(outcome: Outcome) -> dict[str, Doubt]:
    return {outcome.rendition_text[d.start : d.end]: d for d in outcome.doubts}


@pytest.mark.parametrize(
    ("words", "why", "kind"),
    [
        ("Wexlbrunn", Why.UNKNOWN_WORD, "NAME"),
        ("Jonathan", Why.USUAL_NAME, "NAME"),
        ("48213", Why.LONG_NUMBER, "ID"),
        ("mk@@oddhost", Why.AT_SIGN, "EMAIL"),
    ],
)
def test_each_trace_is_pointed_at_with_kind_and_reason(words: str, why: Why, kind: str) -> None:
    found = doubted(of(RISKY))
    assert (found[words].why, found[words].kind) == (why, kind)


def test_what_is_hidden_already_is_no_doubt() -> None:
    outcome = of(RISKY)
    for chip in outcome.rendition_findings:
        assert all(d.end <= chip.start or chip.end <= d.start for d in outcome.doubts)


def test_a_text_that_is_ready_has_no_doubts() -> None:
    outcome = a_redactor().redact(Source(text="The patient takes aspirin."))
    assert (outcome.state, outcome.doubts) == (State.READY, ())


def test_a_finding_too_unsure_to_hide_is_pointed_at() -> None:
    unsure = a_redactor(
        risk={"quarantine_above_bp": 0},
        kinds={"NAME": {"how": "token", "min_score_bp": 9_900}},
    )
    outcome = unsure.redact(Source(text="We spoke with Mr. Gutierrez about it."))
    assert Why.UNSURE in {doubt.why for doubt in outcome.doubts}


@settings(max_examples=60)
@given(st.text(alphabet=st.sampled_from("Ab1 @.,[]é😀\n"), max_size=80))
def test_doubts_lie_inside_the_rendition_in_order(text: str) -> None:
    outcome = of(text)
    places = [(doubt.start, doubt.end) for doubt in outcome.doubts]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(outcome.rendition_text) for start, end in places)


def test_doubts_move_with_their_words_and_go_when_they_are_hidden() -> None:
    before = Alignment(replaced=(), rendition_length=30, original_length=30)
    hidden = Replaced(rendition_start=4, rendition_end=12, original_start=4, original_end=8)
    after = Alignment(replaced=(hidden,), rendition_length=34, original_length=30)
    rows: list[list[int | str]] = [
        [0, 3, "NAME", "unsure"],
        [5, 8, "ID", "at-sign"],
        [20, 25, "ID", "unsure"],
    ]
    assert carried(rows, before, after) == [[0, 3, "NAME", "unsure"], [24, 29, "ID", "unsure"]]
