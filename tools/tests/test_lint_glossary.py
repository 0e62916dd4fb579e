"""The rule about the words of the domain."""

# SPDX-License-Identifier: Apache-2.0
from pathlib import PurePosixPath

from tools.lints.base import Source
from tools.lints.glossary import judge

CONTEXTS = {"audit", "vault"}
GOOD = "- **audit**: events.\n- **task**: one labeling task.\n- **vault**: keys.\n"


def messages(text: str) -> list[str]:
    source = Source(path=PurePosixPath("GLOSSARY.md"), text=text)
    return [each.message for each in judge(source, CONTEXTS)]


def test_an_ordered_glossary_passes() -> None:
    assert messages(GOOD) == []


def test_a_context_without_an_entry_is_found() -> None:
    assert messages(GOOD.replace("vault", "zone")) == ["the context 'vault' has no entry"]


def test_a_term_that_stands_twice_is_found() -> None:
    assert messages(GOOD + "- **vault**: again.\n") == ["'vault' stands twice"]


def test_disorder_is_found() -> None:
    assert len(messages(GOOD + "- **asset**: one thing.\n")) == 1


def test_an_entry_that_is_no_sentence_is_found() -> None:
    assert len(messages(GOOD + "- **word** no colon\n")) == 1
