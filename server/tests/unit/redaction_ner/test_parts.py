"""Addresses are hidden whole; forms of address are a kind of their own."""

# SPDX-License-Identifier: Apache-2.0
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealmark.redaction.detectors import address_blocks, gazetteer, job_lines, titles
from sealmark.redaction.domain import DetectorSetup, Finding, FollowUpDetector

BLOCKS = address_blocks.build(DetectorSetup())
TITLES = titles.build(DetectorSetup())
JOBS = job_lines.build(DetectorSetup())
GAZETTEER = gazetteer.build(DetectorSetup())


def _part(text: str, value: str, kind: str) -> Finding:
    start = text.index(value)
    return Finding(
        start=start, end=start + len(value), kind=kind, score=0.9, detector="test", version="1"
    )


def _whole(text: str, *parts: Finding) -> list[str]:
    assert isinstance(BLOCKS, FollowUpDetector)
    found = BLOCKS.follow_up(text, parts, language="en")
    return [text[f.start : f.end] for f in found]


def test_the_lines_between_a_street_and_its_country_belong_to_the_address() -> None:
    text = "Write to 12 Hauptweg\n Suite 4\n ARENDAL\n Norway 4801 please"
    street, country = _part(text, "12 Hauptweg", "ADDRESS"), _part(text, "Norway", "LOCATION")
    assert _whole(text, street, country) == ["12 Hauptweg\n Suite 4\n ARENDAL\n Norway 4801"]


def test_a_number_in_front_of_a_street_belongs_to_it() -> None:
    text = "at 17151 2450 Crown St."
    assert _whole(text, _part(text, "2450 Crown St", "ADDRESS")) == ["17151 2450 Crown St"]


def test_a_sentence_between_two_places_is_no_address() -> None:
    text = "from 12 Main St he drove all night to Norway"
    street, country = _part(text, "12 Main St", "ADDRESS"), _part(text, "Norway", "LOCATION")
    assert _whole(text, street, country) == ["12 Main St"]


def test_a_town_alone_is_no_address() -> None:
    text = "Norway 1905"
    assert _whole(text, _part(text, "Norway", "LOCATION")) == []


def test_both_streets_of_a_corner_are_hidden() -> None:
    assert _whole("it is the corner of Dalbraut 99 and Frederikke Coves.") == [
        "the corner of Dalbraut 99 and Frederikke Coves."
    ]


def test_a_long_run_of_capitals_after_a_corner_is_read_in_good_time() -> None:
    assert _whole("corner of " + "A" * 20_000) == []


def _jobs(text: str, *parts: Finding) -> list[str]:
    assert isinstance(JOBS, FollowUpDetector)
    return [text[f.start : f.end] for f in JOBS.follow_up(text, parts, language="en")]


def test_the_line_under_a_name_in_a_signature_is_a_trade() -> None:
    text = "Thanks\n\nOla Nowak\nBus driver\nAcme Ltd"
    name, firm = _part(text, "Ola Nowak", "NAME"), _part(text, "Acme Ltd", "ORGANIZATION")
    assert _jobs(text, name, firm) == ["Bus driver"]


def test_a_line_under_a_name_that_is_no_card_stays() -> None:
    text = "Ola Nowak\nis late again\nand so am I"
    assert _jobs(text, _part(text, "Ola Nowak", "NAME")) == []


def test_a_line_under_a_name_inside_a_sentence_stays() -> None:
    text = "I met Ola Nowak\nBus driver\nAcme Ltd"
    name, firm = _part(text, "Ola Nowak", "NAME"), _part(text, "Acme Ltd", "ORGANIZATION")
    assert _jobs(text, name, firm) == []


@pytest.mark.parametrize(
    ("text", "title"), [("for Mrs. Labrie", "Mrs"), ("mr patel is late", "mr"), ("Dr Ng", "Dr")]
)
def test_a_form_of_address_is_found_without_the_name(text: str, title: str) -> None:
    (found,) = TITLES.detect(text, language="en")
    assert (text[found.start : found.end], found.kind) == (title, "TITLE")


def test_a_word_that_only_looks_like_a_title_stays() -> None:
    assert TITLES.detect("the miss was close and the lord knows", language="en") == []


def test_a_name_that_ends_in_a_possessive_is_hidden_with_it() -> None:
    text = "we ate at Denny's today"
    (found,) = GAZETTEER.detect(text, language="en")
    assert text[found.start : found.end] == "Denny's"


@given(st.text(max_size=200), st.integers(0, 150), st.integers(1, 40))
def test_blocks_lie_inside_the_text(text: str, start: int, length: int) -> None:
    if start + length > len(text):
        return
    part = Finding(
        start=start, end=start + length, kind="ADDRESS", score=0.9, detector="test", version="1"
    )
    assert isinstance(BLOCKS, FollowUpDetector)
    for found in BLOCKS.follow_up(text, [part], language="en"):
        assert 0 <= found.start <= start < start + length <= found.end <= len(text)
