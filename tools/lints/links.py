"""Links: a relative link in our prose leads to something that is there.

- Web addresses are not followed: checks run without a network.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from tools.lints.base import Finding, Source

RULE = "links"
LINK = re.compile(r"\]\((?P<target>[^)\s#]+)(?:#[^)\s]*)?\)")
ELSEWHERE = ("http://", "https://", "mailto:")


def find(sources: Iterable[Source]) -> Iterator[Finding]:
    """Find links to files and folders that do not exist."""
    known = list(sources)
    there = {path for source in known for path in (source.path, *source.path.parents)}
    for source in known:
        if source.path.suffix == ".md":
            yield from dangling(source, there)


def dangling(source: Source, there: set[PurePosixPath]) -> Iterator[Finding]:
    """Find the links of one file that lead nowhere."""
    for number, line in enumerate(source.lines, start=1):
        for match in LINK.finditer(line):
            target = match["target"]
            if not target.startswith(ELSEWHERE) and resolve(source.path, target) not in there:
                message = f"{target} is not there"
                yield Finding(path=str(source.path), line=number, rule=RULE, message=message)


def resolve(origin: PurePosixPath, target: str) -> PurePosixPath:
    """Return the path that a link in `origin` means, without `.` and `..`."""
    parts: list[str] = []
    for part in (origin.parent / target).parts:
        if part == ".." and parts:
            parts.pop()
        elif part != ".":
            parts.append(part)
    return PurePosixPath(*parts)
