"""The gazetteer and the last resort for capitals."""

# SPDX-License-Identifier: Apache-2.0
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealmark.redaction.detectors import gazetteer, unknown_capitals
from sealmark.redaction.domain import DetectorSetup

GAZETTEER = gazetteer.build(DetectorSetup())
CAPITALS = unknown_capitals.build(DetectorSetup())


def _listed(text: str) -> dict[str, str]:
    return {text[f.start : f.end]: f.kind for f in GAZETTEER.detect(text, language="en")}


def _capitals(text: str) -> list[str]:
    return [text[f.start : f.end] for f in CAPITALS.detect(text, language="en")]


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("flew to São Paulo", "São Paulo", "LOCATION"),
        ("flew to Sao Paulo", "Sao Paulo", "LOCATION"),
        ("back from leicester again", "leicester", "LOCATION"),
        ("the FBI's office", "FBI", "ORGANIZATION"),
        ("a Lithuanian passport", "Lithuanian", "NATIONALITY"),
        ("welcome priyanka to the team", "priyanka", "NAME"),
    ],
)
def test_a_listed_name_is_found(text: str, value: str, kind: str) -> None:
    assert _listed(text).get(value) == kind


@pytest.mark.parametrize(
    "text",
    ["Reading is fun.", "I like reading.", "Nice to see you", "a nice cup of tea", "Most do."],
)
def test_an_everyday_word_is_not_taken_for_a_town(text: str) -> None:
    assert _listed(text) == {}


def test_a_rare_word_is_a_town_after_a_word_of_place() -> None:
    assert _listed("She was born in Perm and left.") == {"Perm": "LOCATION"}


def test_a_nationality_that_is_an_everyday_word_counts_with_a_capital_inside_a_sentence() -> None:
    assert _listed("a Polish film") == {"Polish": "NATIONALITY"}
    assert _listed("Polish the table") == {}
    assert _listed("polish the table") == {}


def test_a_word_of_no_dictionary_with_a_capital_is_hidden() -> None:
    assert _capitals("yesterday Zorblatt called") == ["Zorblatt"]


def test_its_neighbours_with_a_capital_go_with_it() -> None:
    assert _capitals("at the Popular Zorblatt Front yesterday") == ["Popular Zorblatt Front"]


@pytest.mark.parametrize(
    "text",
    [
        "I'll come, I've said, C'mon, Don't!",
        "Take Lisinopril and Tylenol on Monday.",
        "Cholecystitis, Hypokalemia and Cardiomegaly were excluded.",
        "CT and MRI were NORMAL",
        "The Court of Appeal dismissed the Appeal.",
    ],
)
def test_words_that_name_nobody_stay(text: str) -> None:
    assert _capitals(text) == []


@given(st.text(max_size=300))
def test_findings_of_the_lists_lie_inside_the_text(text: str) -> None:
    for detector in (GAZETTEER, CAPITALS):
        for finding in detector.detect(text, language="en"):
            assert 0 <= finding.start < finding.end <= len(text)
