"""The rule about links that lead nowhere."""

# SPDX-License-Identifier: Apache-2.0
import pytest

from tools.tests.conftest import Judge


def test_a_link_to_nothing_is_found(judge: Judge) -> None:
    assert len(judge("docs/README.md", "See [it](gone.md).")) == 1


@pytest.mark.parametrize("target", ["README.md", "../docs/README.md#part", "./", "https://x.org/y"])
def test_what_is_there_or_elsewhere_passes(judge: Judge, target: str) -> None:
    assert judge("docs/README.md", f"See [it]({target}).") == []
