"""The rule about links that lead nowhere."""

# SPDX-License-Identifier: Apache-2.0
from pathlib import Path

import pytest

from tools.lints import links
from tools.lints.base import read_sources
from tools.tests.conftest import Judge


def test_a_link_to_nothing_is_found(judge: Judge) -> None:
    assert len(judge("docs/README.md", "See [it](gone.md).")) == 1


@pytest.mark.parametrize("target", ["README.md", "../docs/README.md#part", "./", "https://x.org/y"])
def test_what_is_there_or_elsewhere_passes(judge: Judge, target: str) -> None:
    assert judge("docs/README.md", f"See [it]({target}).") == []


def test_a_picture_that_is_there_may_be_linked_to_and_a_missing_one_is_found(
    tmp_path: Path,
) -> None:
    tmp_path.joinpath("page.md").write_text("![One](one.png)\n![Two](two.png)\n", encoding="utf-8")
    tmp_path.joinpath("one.png").write_bytes(b"\x89PNG\r\n\x1a\n\xff")
    found = list(links.find(read_sources(tmp_path, ["page.md", "one.png"])))
    assert [(one.line, one.message) for one in found] == [(2, "two.png is not there")]
