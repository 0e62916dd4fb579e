"""Names by the lists alone: what people write is looked through without a model."""

# SPDX-License-Identifier: Apache-2.0
import pytest

from sealmark.redaction.detectors import full_names
from sealmark.redaction.domain import DetectorSetup

NAMES = full_names.build(DetectorSetup())


def found(text: str) -> list[str]:
    return [text[f.start : f.end] for f in NAMES.detect(text, language="en")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("John Smith", "John Smith"),
        ("I saw John Smith today", "John Smith"),
        ("JOHN SMITH", "JOHN SMITH"),
        ("it says John F. Kennedy here", "John F. Kennedy"),
        ("Anna van Berg wrote it", "Anna van Berg"),
        ("the spouse is christine hernandez", "christine hernandez"),
        ("Ask Fernandez about it", "Fernandez"),
    ],
)
def test_a_name_is_found_without_a_title(text: str, name: str) -> None:
    assert found(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "the dose is unusual",
        "New York is fine",
        "White Paper",
        "Unclear whether King or Queen",
        "This April we will mark it. Grant it.",
        "Parkinson and Alzheimer are not people here",
        "Two spans overlap; I took the longer one",
        "may long hope",
        "John\nSmith",
    ],
)
def test_everyday_words_are_no_names(text: str) -> None:
    assert not [name for name in found(text) if " " in name or "\n" in name]
