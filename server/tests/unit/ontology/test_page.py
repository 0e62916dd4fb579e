"""What the server and the labeling page must agree on: reserved keys and the demo's colours."""

# SPDX-License-Identifier: Apache-2.0
import re
from pathlib import Path

import pytest

from sealmark.interfaces.cli._demo_projects import ONTOLOGY
from sealmark.ontology.domain import (
    RESERVED_KEYS,
    Ontology,
    ReservedKeyError,
    read_ontology,
    refuse_reserved_keys,
)

CORE = Path(__file__).parents[4] / "web/src/editors/core"


def with_keys(class_key: str, option_key: str) -> Ontology:
    options = [{"id": "yes", "name": "Yes"}, {"id": "no", "name": "No", "hotkey": option_key}]
    return read_ontology(
        {
            "classes": [{"id": "drug", "name": "Drug", "hotkey": class_key}],
            "questions": [{"id": "q", "kind": "single", "title": "Q?", "options": options}],
        }
    )


@pytest.mark.parametrize("key", sorted(RESERVED_KEYS | {"A", "S"}))
def test_a_key_of_the_page_is_refused_by_name_with_a_remedy(key: str) -> None:
    with pytest.raises(ReservedKeyError, match="Choose another one") as refused:
        refuse_reserved_keys(with_keys(key, ""))
    assert (refused.value.field, refused.value.status) == ("classes[0].hotkey", 422)
    with pytest.raises(ReservedKeyError) as refused:
        refuse_reserved_keys(with_keys("1", key))
    assert refused.value.field == "questions[0].options[1].hotkey"


def test_other_keys_and_none_are_taken() -> None:
    refuse_reserved_keys(with_keys("d", ""))
    refuse_reserved_keys(read_ontology(ONTOLOGY))


def test_a_version_that_was_published_with_such_a_key_can_still_be_read() -> None:
    assert with_keys("s", "").classes[0].hotkey == "s"


def test_the_reserved_keys_are_those_of_the_page() -> None:
    (keys,) = re.findall(
        r'RESERVED.*new Set\(\[\.\.\."(.+)"\]\)', (CORE / "hotkeys.ts").read_text()
    )
    assert set(keys) == RESERVED_KEYS


def test_the_demo_has_the_colours_of_the_page() -> None:
    hues = re.findall(r'color: "(#[0-9a-f]{6})"', (CORE / "palette.ts").read_text())
    colors = [one.color for one in read_ontology(ONTOLOGY).classes]
    assert len(set(colors)) == len(colors) > 0
    assert set(colors) <= set(hues)
