"""The same words are found as whoever wrote them down may have written them."""

# SPDX-License-Identifier: Apache-2.0
import pytest

from sealmark.modalities.text.same_words import same_words


@pytest.mark.parametrize(
    ("words", "text", "times"),
    [
        ("lighthouse keeper", "The LIGHTHOUSE\n keeper said", 1),
        (" lighthouse keeper ", "(lighthouse keeper)", 1),
        ("lighthouse keeper", "lighthouse keepers", 0),
        ("a.b@c.example", "mail a.b@c.example now", 1),
        ("a.b@c.example", "mail aXb@c.example now", 0),
        ("Straße", "in der straße", 1),
    ],
)
def test_words_are_found_whatever_their_case_and_lines(words: str, text: str, times: int) -> None:
    found = same_words(words)
    assert found is not None
    assert len(found.findall(text)) == times


@pytest.mark.parametrize("words", ["", " ", "ab", " a "])
def test_what_is_too_short_is_not_looked_for(words: str) -> None:
    assert same_words(words) is None
