"""Hygiene: what is committed speaks of the product, on any machine.

- No notes to self, no path of one machine, no address of a package registry.
- No talk of who or what wrote the code.
- Every Python file opens with a docstring and carries the licence in one line.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from collections.abc import Iterable, Iterator

from tools.lints.base import Finding, Source, finding

RULE = "hygiene"
LICENCE = "# SPDX-License-Identifier: Apache-2.0"
# This file and its test must name what they look for.
EXEMPT = {"tools/lints/hygiene.py", "tools/tests/test_lint_hygiene.py"}
# Long texts of others, and generated lists.
FOREIGN = {"LICENSE", "NOTICE"}
WRITTEN = {
    ".css",
    ".html",
    ".md",
    ".py",
    ".sh",
    ".sql",
    ".toml",
    ".ts",
    ".tsx",
    ".yaml",
    ".yml",
    "",
}
NOTES = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
WORDS = {
    re.compile(r"(?<![\w.~/-])/(?:root|work|home|Users)/[\w.-]"): "a path of one machine",
    re.compile(r"/opt/(?:wheels|pypi)"): "a path of one machine",
    re.compile(
        r"\b(?:pypi\.org|files\.pythonhosted\.org|registry\.npmjs\.org|registry\.yarnpkg\.com"
        r"|deb\.debian\.org)\b"
    ): "the address of a package registry",
    re.compile(
        r"\b(?:sub-?agents?|claude|chatgpt|copilot|llm session|coding agent|ai assistant"
        r"|developer session|steering repo)\b",
        re.IGNORECASE,
    ): "about how the code was written, not about the product",
}


def find(sources: Iterable[Source]) -> Iterator[Finding]:
    """Find words that do not belong, and files without docstring or licence."""
    for source in sources:
        if str(source.path) in EXEMPT | FOREIGN:
            continue
        yield from words(source)
        if source.is_python and source.text.strip() and "migrations" not in source.path.parts:
            yield from opening(source)


def words(source: Source) -> Iterator[Finding]:
    """Find words that do not belong in a committed file."""
    # Vocabularies and other data hold any word there is.
    is_written = source.path.suffix in WRITTEN
    for number, line in enumerate(source.lines, start=1):
        if is_written and NOTES.search(line):
            yield from finding(source, number, RULE, "a note to self; do it or file it")
        for pattern, reason in WORDS.items():
            if pattern.search(line):
                yield from finding(source, number, RULE, reason)


def opening(source: Source) -> Iterator[Finding]:
    """Find a Python file that does not open as ours do."""
    if not source.text.startswith(('"""', 'r"""', "#!")):
        yield from finding(source, 1, RULE, "a file opens with a docstring: its job, its promises")
    if LICENCE not in source.lines:
        yield from finding(source, 1, RULE, f"the licence line is missing: {LICENCE}")
