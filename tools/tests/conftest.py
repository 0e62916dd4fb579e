"""Snippets for the tests of our own rules."""

# SPDX-License-Identifier: Apache-2.0
import importlib
from collections.abc import Callable
from pathlib import PurePosixPath
from textwrap import dedent

import pytest

from tools.lints.base import Finding, Source

Judge = Callable[[str, str], list[Finding]]


@pytest.fixture
def judge(request: pytest.FixtureRequest) -> Judge:
    """Return the rule that the test file is named after, as a function of (path, code)."""
    rule = request.path.stem.removeprefix("test_lint_")
    module = importlib.import_module(f"tools.lints.{rule}")

    def carry_out(path: str, code: str) -> list[Finding]:
        return list(module.find([Source(path=PurePosixPath(path), text=dedent(code))]))

    return carry_out
