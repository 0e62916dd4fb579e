"""The rule about what does not belong in a committed file."""

# SPDX-License-Identifier: Apache-2.0
import pytest

from tools.tests.conftest import Judge

OPENING = '"""What it is."""\n\n# SPDX-License-Identifier: Apache-2.0\n'


@pytest.mark.parametrize(
    "line",
    [
        "x = 1  # TODO later",
        "# FIXME",
        "HOME = '/root/thing'",
        "HOME = '/home/somebody'",
        "LINKS = '/opt/wheels'",
        "INDEX = 'https://pypi.org/simple'",
        "INDEX = 'https://registry.npmjs.org/x'",
        "# written by a subagent",
    ],
)
def test_it_is_found(judge: Judge, line: str) -> None:
    assert len(judge("tools/x.py", OPENING + line + "\n")) == 1


@pytest.mark.parametrize(
    "line", ["AGENT = 'User-Agent'", "path = 'a/home/b'", "URL = 'https://example.org/work/x'"]
)
def test_ordinary_words_pass(judge: Judge, line: str) -> None:
    assert judge("tools/x.py", OPENING + line + "\n") == []


def test_a_file_without_a_licence_line_is_found(judge: Judge) -> None:
    assert len(judge("tools/x.py", '"""What it is."""\n')) == 1


def test_a_file_without_a_docstring_is_found(judge: Judge) -> None:
    assert len(judge("tools/x.py", "# SPDX-License-Identifier: Apache-2.0\nx = 1\n")) == 1


def test_prose_needs_no_licence_line(judge: Judge) -> None:
    assert judge("docs/x.md", "# Title\n") == []
