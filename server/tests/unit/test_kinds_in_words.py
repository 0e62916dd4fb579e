"""Whatever the log tells of a project is told in words on its activity page, in each language."""

# SPDX-License-Identifier: Apache-2.0
import json
from pathlib import Path

import pytest
from unit.event_kinds import told_kinds

from sealmark.interfaces.rest.activity import FAMILIES

TEXTS = Path(__file__).resolve().parents[3] / "web/src/i18n"
NOT_FOLLOWED = {
    # An entry's kind is read where the entry is made.
    "provenance/services.py: {entry.kind}",
    # Events of accounts stand in the logs of organizations, not of a project.
    "tenancy/people.py: {event.kind.value}",
}


def sentences(language: str) -> set[str]:
    texts = json.loads((TEXTS / language / "activity.json").read_text())
    return {key.removeprefix("did.") for key in texts if key.startswith("did.")}


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_kind_that_the_code_can_tell_has_a_sentence(language: str) -> None:
    assert told_kinds().found - sentences(language) == set()


def test_no_kind_is_put_together_where_it_cannot_be_read() -> None:
    assert told_kinds().unknown == NOT_FOLLOWED


def test_no_sentence_is_kept_for_a_kind_that_nothing_tells() -> None:
    assert sentences("en") - told_kinds().found == {"other"}


def test_every_kind_is_found_under_a_family_that_a_reader_can_choose() -> None:
    words = {word for family in FAMILIES.values() for word in family}
    assert {kind.split(".")[0] for kind in told_kinds().found} - words == set()
