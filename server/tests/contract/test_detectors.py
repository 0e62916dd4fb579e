"""What every detector must do: a new one joins by being in the folder."""

# SPDX-License-Identifier: Apache-2.0
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sealmark.redaction.domain import BatchDetector, Detector, DetectorSetup, FollowUpDetector
from sealmark.redaction.errors import DetectorMissingError
from sealmark.redaction.registry import detector_names, load_detector, load_detectors

SETUP = DetectorSetup(
    terms={"PROJECT": frozenset({"Blue Bird"})}, patterns={"SAMPLE": (r"[A-Z]{2}/\d",)}
)
LETTER = (
    "Dr. Ada Webb saw Mr. Roe (MRN: 00123456) in Springfield, IL 62704 on 3/4/2021. Call "
    "(555) 123-4567 or jane.roe@example.com, 192.0.2.7. SSN 219-09-9999. Blue Bird, ZX/9. 😀 "
    "Card 4111 1111 1111 1111 of Mercy General Hospital; username: jroe77; he is 93 years old."
)
# What makes careless patterns slow: long runs of what they begin with or repeat.
RUNS = (
    "a",
    "A",
    "0",
    "1 ",
    "A ",
    "Aa ",
    "@",
    ".",
    "a@",
    "a.",
    "1-",
    "0/",
    "(",
    "[",
    "x:",
    "\n",
    "é",
)
LENGTH = 20_000
SECONDS = 4.0

pytestmark = pytest.mark.parametrize("name", sorted(detector_names()))


def detector(name: str) -> Detector:
    return load_detector(name, SETUP)


def test_it_names_itself_as_its_file(name: str) -> None:
    assert detector(name).name == name


def test_it_has_a_version(name: str) -> None:
    assert detector(name).version


def test_its_kinds_are_upper_case_words(name: str) -> None:
    kinds = detector(name).kinds
    assert kinds
    assert all(kind.isupper() and kind.replace("_", "").isalnum() for kind in kinds)


def test_it_reports_only_kinds_that_it_names(name: str) -> None:
    found = detector(name).detect(LETTER, language="en")
    assert {finding.kind for finding in found} <= detector(name).kinds


def test_it_signs_what_it_finds(name: str) -> None:
    subject = detector(name)
    for finding in subject.detect(LETTER, language="en"):
        assert (finding.detector, finding.version) == (subject.name, subject.version)


def test_it_finds_the_same_every_time(name: str) -> None:
    assert detector(name).detect(LETTER, language="en") == detector(name).detect(
        LETTER, language="en"
    )


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_places_lie_inside_the_text_and_scores_between_0_and_1(name: str, text: str) -> None:
    for finding in detector(name).detect(text, language="en"):
        assert 0 <= finding.start < finding.end <= len(text)
        assert 0 < finding.score <= 1


def test_many_texts_give_what_each_gives_alone(name: str) -> None:
    subject = detector(name)
    if isinstance(subject, BatchDetector):
        texts = [LETTER, "", "Ada Webb."]
        alone = [subject.detect(text, language="en") for text in texts]
        assert subject.detect_many(texts, language="en") == alone


def test_a_follow_up_finds_only_what_was_not_found(name: str) -> None:
    subject = detector(name)
    if isinstance(subject, FollowUpDetector):
        text = f"{LETTER} Roe said that Webb called."
        first = load_detectors(["names", "record_numbers"], SETUP)
        found = [f for d in first for f in d.detect(text, language="en")]
        more = subject.follow_up(text, found, language="en")
        assert not set(more) & set(found)


def test_it_loads_by_name_alone(name: str) -> None:
    assert load_detectors([name], DetectorSetup())[0].name == name


@pytest.mark.parametrize("run", RUNS)
def test_long_runs_do_not_make_it_slow(name: str, run: str) -> None:
    subject = detector(name)
    if isinstance(subject, BatchDetector):
        pytest.skip("a model sees windows, never a long text")
    text = run * (LENGTH // len(run))
    began = time.process_time()
    subject.detect(text, language="en")
    assert time.process_time() - began < SECONDS


def test_a_name_that_only_resembles_it_is_refused(name: str) -> None:
    with pytest.raises(DetectorMissingError):
        load_detector(f"{name}.", DetectorSetup())
