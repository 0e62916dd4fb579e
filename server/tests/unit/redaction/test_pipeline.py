"""The pipeline: what is hidden, what is held back, what refuses."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.redaction.makers import a_finding, a_policy, a_redactor, some_secrets

from sealmark.redaction.detection import Detection
from sealmark.redaction.domain import Finding
from sealmark.redaction.errors import DetectorBrokenError, DetectorMissingError
from sealmark.redaction.outcome import Outcome, Reason, Source, State
from sealmark.redaction.pipeline import Redactor, redact

LETTER = (
    "Dr. Gutierrez saw Mrs. Jane Roe (MRN: 00123456) on 3/4/2021. Call (555) 123-4567 or write to "
    "jane.roe@example.com. Roe is a 93-year-old from Springfield, IL 62704."
)
VALUES = ("Gutierrez", "Jane", "Roe", "00123456", "3/4/2021", "123-4567", "jane.roe", "Springfield")

REDACTOR = a_redactor()


def of(text: str, **changes: object) -> Outcome:
    return a_redactor(**changes).redact(Source(text=text))


@pytest.mark.parametrize("value", VALUES)
def test_a_letter_no_longer_holds_its_identifiers(value: str) -> None:
    assert value not in of(LETTER).rendition_text


def test_a_name_gets_one_number_throughout_the_document() -> None:
    rendition = of(LETTER).rendition_text
    assert rendition.count("[NAME_2]") == 2


def test_a_clean_letter_is_ready() -> None:
    assert of(LETTER).state is State.READY


def test_findings_point_into_the_original() -> None:
    values = {LETTER[f.start : f.end] for f in of(LETTER).findings}
    assert {"Gutierrez", "Jane Roe", "00123456", "3/4/2021"} <= values


def test_chips_point_into_the_rendition() -> None:
    outcome = of(LETTER)
    for chip in outcome.rendition_findings:
        assert outcome.rendition_text[chip.start : chip.end] == chip.text


@settings(max_examples=60)
@given(st.lists(st.sampled_from([*VALUES, "and", "Mr. Roe", "😀", "\n", "1-800-555-0199", "é"])))
def test_replacing_the_findings_by_the_chips_gives_the_rendition(words: list[str]) -> None:
    text = " ".join(words)
    outcome = REDACTOR.redact(Source(text=text))
    rebuilt, done = "", 0
    for finding, chip in zip(outcome.findings, outcome.rendition_findings, strict=True):
        rebuilt += text[done : finding.start] + chip.text
        done = finding.end
    assert rebuilt + text[done:] == outcome.rendition_text


@settings(max_examples=40)
@given(st.text(max_size=300))
def test_any_text_has_an_outcome_that_is_aligned(text: str) -> None:
    outcome = REDACTOR.redact(Source(text=text))
    assert outcome.alignment.original_length == len(text)
    assert outcome.alignment.rendition_length == len(outcome.rendition_text)


def test_the_same_policy_and_key_give_the_same_outcome() -> None:
    assert of(LETTER) == of(LETTER)


def test_many_texts_give_what_each_gives_alone() -> None:
    texts = [LETTER, "Nothing here.", "", "Mrs. Jones called 212-555-0199."]
    together = a_redactor().redact_many([Source(text=text) for text in texts])
    assert together == [of(text) for text in texts]


def test_a_long_text_is_redacted_to_its_very_end() -> None:
    text = "The patient was seen and did well that day. " * 20_000 + "Mr. Smith."
    outcome = REDACTOR.redact(Source(text=text))
    assert outcome.rendition_text.endswith("Mr. [NAME_1].")


def test_another_language_is_quarantined() -> None:
    outcome = of("Der Patient wurde am Dienstag entlassen und hat keine Schmerzen mehr gehabt.")
    assert (outcome.state, outcome.reasons[0], outcome.language) == (
        State.QUARANTINED,
        Reason.LANGUAGE,
        "de",
    )


def test_another_language_is_ready_when_the_policy_allows_it() -> None:
    text = "Der Patient wurde am Dienstag entlassen und hat keine Schmerzen mehr gehabt."
    assert of(text, languages=["en", "de", "und"]).state is State.READY


def test_a_text_with_much_left_in_doubt_is_quarantined() -> None:
    text = (
        "codes 8829102834 and 7720193847 x@ y@ z@ ten 5519283746@ and 99182736451 were read aloud"
    )
    outcome = of(text, detectors=["emails"], kinds={"NAME": "token"})
    assert Reason.RISK in outcome.reasons


def test_a_detector_that_is_not_here_refuses() -> None:
    policy = a_policy(detectors=["emails", "no_such_detector"])
    with pytest.raises(DetectorMissingError, match="no_such_detector"):
        Redactor(policy, some_secrets())


def test_a_word_of_the_allow_list_stays() -> None:
    outcome = of("Dr. Parkinson saw Mr. Roe.", allow={"words": ["parkinson"]})
    assert outcome.rendition_text == "Dr. Parkinson saw Mr. [NAME_1]."


def test_a_pattern_of_the_policy_is_a_new_kind_without_code() -> None:
    outcome = of(
        "Sample ZX/9 was taken.",
        kinds={"SAMPLE": "token"},
        patterns=[{"kind": "SAMPLE", "pattern": r"\b[A-Z]{2}/\d\b"}],
    )
    assert outcome.rendition_text == "Sample [SAMPLE_1] was taken."


def test_a_dictionary_of_the_policy_is_a_new_kind_without_code() -> None:
    outcome = of(
        "the operation blue-bird began",
        kinds={"PROJECT": "mask"},
        dictionaries=[{"kind": "PROJECT", "words": ["Blue Bird"]}],
    )
    assert outcome.rendition_text == "the operation ****-**** began"


def test_a_kept_kind_stays() -> None:
    assert "3/4/2021" in of(LETTER, kinds={"DATE": "keep"}).rendition_text


def test_a_kept_kind_inside_a_hidden_one_is_hidden() -> None:
    outcome = of("write to 2021.jane@example.com", kinds={"USERNAME": "keep", "NAME": "keep"})
    assert outcome.rendition_text == "write to [EMAIL_1]"


def test_only_ages_over_the_limit_are_hidden() -> None:
    rule = {"AGE": {"how": "generalize", "only_over": 89}}
    outcome = of("A 50-year-old and a 93-year-old.", kinds=rule)
    assert outcome.rendition_text == "A 50-year-old and a 90+-year-old."


def test_the_strictest_tier_that_is_met_counts() -> None:
    tiers = [{"name": "red", "kinds": ["SSN"]}, {"name": "amber", "kinds": ["NAME"]}, {"name": "x"}]
    assert of("Mr. Roe, SSN 219-09-9999", tiers=tiers).tier == "red"
    assert of("Mr. Roe", tiers=tiers).tier == "amber"
    assert of("nobody", tiers=tiers).tier == "x"


def test_a_subject_has_one_date_shift_across_documents() -> None:
    redactor = a_redactor(kinds={"DATE": "date-shift"})
    first = redactor.redact(Source(text="seen 2021-03-04", subject="s"))
    second = redactor.redact(Source(text="on 2021-03-04 again", subject="s"))
    other = redactor.redact(Source(text="seen 2021-03-04", subject="t"))
    assert first.rendition_text[-10:] == second.rendition_text[3:13]
    assert first.rendition_text != other.rendition_text


def test_one_call_redacts_one_text() -> None:
    outcome = redact("Mr. Roe", a_policy(), some_secrets())
    assert outcome.rendition_text == "Mr. [NAME_1]"


class Batching:
    """A model that finds capital X and remembers what it was given."""

    name = "batching"
    version = "1"
    kinds = frozenset({"NAME"})

    def __init__(self) -> None:
        self.batches: list[int] = []

    def detect(self, text: str, *, language: str) -> list[Finding]:
        return self.detect_many([text], language=language)[0]

    def detect_many(self, texts: Sequence[str], *, language: str) -> list[list[Finding]]:  # noqa: ARG002
        self.batches.append(len(texts))
        return [[a_finding(i, i + 1) for i, c in enumerate(text) if c == "X"] for text in texts]


def test_a_model_gets_all_texts_in_one_batch() -> None:
    model = Batching()
    Detection([model]).first_pass(["a", "b", "c"], ["en", "en", "en"])
    assert model.batches == [3]


def test_a_model_sees_every_place_of_a_long_text() -> None:
    text = "lorem X ipsum. " * 3_000
    found = Detection([Batching()]).first_pass([text], ["en"])[0]
    assert {f.start for f in found} == {i for i, c in enumerate(text) if c == "X"}


def test_a_finding_outside_the_text_refuses() -> None:
    class Broken(Batching):
        def detect_many(self, texts: Sequence[str], *, language: str) -> list[list[Finding]]:  # noqa: ARG002
            return [[a_finding(0, len(text) + 1)] for text in texts]

    with pytest.raises(DetectorBrokenError):
        Detection([Broken()]).first_pass(["abc"], ["en"])
