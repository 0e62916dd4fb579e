"""The name model as it ships."""

# SPDX-License-Identifier: Apache-2.0
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sealmark.redaction import ner_model
from sealmark.redaction.detectors.ner import build
from sealmark.redaction.domain import BatchDetector, Detector, DetectorSetup

_LIMIT = 20 * 1024 * 1024


@pytest.fixture(scope="module")
def model() -> Detector:
    return build(DetectorSetup())


def _found(model: Detector, text: str) -> dict[str, str]:
    return {text[f.start : f.end]: f.kind for f in model.detect(text, language="en")}


def test_a_name_a_place_and_a_firm_in_a_sentence_are_found(model: Detector) -> None:
    found = _found(model, "Radoslaw Wieczorek moved from Bydgoszcz to Lyon to work for Siemens.")
    assert found["Radoslaw Wieczorek"] == "NAME"
    assert found["Lyon"] == "LOCATION"
    assert "Siemens" in found


def test_names_in_lower_case_chat_are_found(model: Detector) -> None:
    assert _found(model, "hi, my name is hannah becker")["hannah becker"] == "NAME"


def test_a_title_is_not_part_of_a_name(model: Detector) -> None:
    assert "Wieczorek" in _found(model, "We spoke to Mr Wieczorek yesterday.")


def test_a_sentence_without_names_has_none(model: Detector) -> None:
    assert _found(model, "What are the opening hours, and is there a fee?") == {}


def test_many_texts_at_once_give_what_each_gives_alone(model: Detector) -> None:
    assert isinstance(model, BatchDetector)
    texts = ["Ask Nadia Haddad.", "", "No names here.", "Paris and Rome.\n\nBerlin"]
    alone = [model.detect(text, language="en") for text in texts]
    assert model.detect_many(texts, language="en") == alone


def test_the_model_is_small_and_ships_inside_the_package() -> None:
    files = [file for file in Path(ner_model.__file__).parent.rglob("*") if file.is_file()]
    assert sum(file.stat().st_size for file in files) < _LIMIT


def test_a_sign_that_is_no_letter_is_no_name(model: Detector) -> None:
    assert all(text != "²" for text in _found(model, "² ² ²"))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_every_finding_lies_inside_the_text_and_holds_a_letter(text: str) -> None:
    model = build(DetectorSetup())
    for finding in model.detect(text, language="en"):
        assert 0 <= finding.start < finding.end <= len(text)
        assert any(sign.isalpha() for sign in text[finding.start : finding.end])
        assert finding.kind in model.kinds
