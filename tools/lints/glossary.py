"""Glossary: a word of the domain stands in `GLOSSARY.md` once, in order, in one sentence.

- Each line is `- **term**: one sentence.`
- Every context that the import linter knows has its entry.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from tools.layers import configured_layers
from tools.lints.base import Finding, Source

RULE = "glossary"
FILE = "GLOSSARY.md"
ENTRY = re.compile(r"^- \*\*(?P<term>[^*]+)\*\*: (?P<meaning>\S.*\.)$")
WORKSPACE = Path(__file__).resolve().parents[2] / "pyproject.toml"


def find(sources: Iterable[Source]) -> Iterator[Finding]:
    """Find terms that are double, out of order, or missing."""
    for source in sources:
        if str(source.path) == FILE:
            contexts = {name for layer in configured_layers(WORKSPACE) for name in layer}
            yield from judge(source, contexts)


def judge(source: Source, contexts: set[str]) -> Iterator[Finding]:
    """Check one glossary against the contexts that it must name."""
    entries: list[tuple[str, int]] = []
    for number, line in enumerate(source.lines, start=1):
        if line.startswith("- "):
            match = ENTRY.match(line)
            if match:
                entries.append((match["term"], number))
            else:
                yield wrong(source, number, "an entry reads `- **term**: one sentence.`")
    yield from disorder(source, entries)
    missing = contexts - {term for term, _ in entries}
    for name in sorted(missing):
        yield wrong(source, 1, f"the context {name!r} has no entry")


def disorder(source: Source, entries: list[tuple[str, int]]) -> Iterator[Finding]:
    """Find entries that stand twice or in the wrong place."""
    for (before, _), (after, number) in pairwise(entries):
        if after.casefold() == before.casefold():
            yield wrong(source, number, f"{after!r} stands twice")
        elif after.casefold() < before.casefold():
            yield wrong(source, number, f"{after!r} stands after {before!r}; entries are in order")


def wrong(source: Source, line: int, message: str) -> Finding:
    """Make a finding; a glossary has no excuses."""
    return Finding(path=str(source.path), line=line, rule=RULE, message=message)
