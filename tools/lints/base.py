"""What our own rules are written with: a source file, a finding, an excuse.

- A rule is a module of this folder with `find(sources) -> findings`; it joins by existing.
- A line is excused by `# allow-<rule>: <reason>` on it or right above it; no reason, no excuse.
"""

# SPDX-License-Identifier: Apache-2.0
import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

EXCUSE = re.compile(r"#\s*allow-(?P<rule>[\w-]+):\s*(?P<reason>\S+(?:\s+\S+)+)")
SERVER = "server/src/sealmark"
PICTURES = {".png"}  # prose links to them


@dataclass(frozen=True, kw_only=True)
class Source:
    """One tracked text file; `path` is relative to the checkout, with `/`."""

    path: PurePosixPath
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """Return the lines without their ends."""
        return self.text.splitlines()

    @cached_property
    def tree(self) -> ast.Module:
        """Return the syntax tree of a Python file."""
        return ast.parse(self.text)

    @property
    def is_python(self) -> bool:
        """Say whether this is Python."""
        return self.path.suffix == ".py"

    @property
    def is_test(self) -> bool:
        """Say whether this file only runs in tests."""
        return "tests" in self.path.parts or self.path.name == "conftest.py"

    @property
    def inside(self) -> tuple[str, ...]:
        """Return the parts below `sealmark`, empty for a file that is not the server's."""
        if not self.path.is_relative_to(SERVER):
            return ()
        return self.path.relative_to(SERVER).parts

    @property
    def context(self) -> str:
        """Return the context a server file belongs to, or nothing."""
        return self.inside[0] if len(self.inside) > 1 else ""

    def excuses(self, rule: str, line: int) -> bool:
        """Say whether line number `line` (from 1) carries a reasoned excuse from `rule`."""
        nearby = self.lines[max(line - 2, 0) : line]
        found = (EXCUSE.search(text) for text in nearby)
        return any(match and match["rule"] == rule for match in found)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    """One place that breaks a rule; `fatal` is false for a mere warning."""

    path: str
    line: int
    rule: str
    message: str
    fatal: bool = True

    def __str__(self) -> str:
        """Spell it as editors and CI read it."""
        word = "" if self.fatal else "warning: "
        return f"{self.path}:{self.line}: {word}{self.rule}: {self.message}"


def finding(source: Source, line: int, rule: str, message: str) -> Iterator[Finding]:
    """Yield a finding unless the line is excused."""
    if not source.excuses(rule, line):
        yield Finding(path=str(source.path), line=line, rule=rule, message=message)


def read_sources(root: Path, names: Iterable[str]) -> list[Source]:
    """Read the text files among `names`; pictures have no text, other binary ones are left out."""
    found: list[Source] = []
    for name in names:
        path = root / name
        if path.is_symlink() or not path.is_file():
            continue
        try:
            text = "" if path.suffix in PICTURES else path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found.append(Source(path=PurePosixPath(name), text=text))
    return found


def server_sources(sources: Iterable[Source]) -> Iterator[Source]:
    """Yield the server's Python files, without generated migrations."""
    for source in sources:
        if source.is_python and source.inside and "migrations" not in source.inside:
            yield source


def dotted(node: ast.expr) -> str:
    """Spell a chain of names: `Task.objects.all` -> "Task.objects.all"; calls become `()`."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attr):
            return f"{dotted(value)}.{attr}"
        case ast.Call(func=func):
            return f"{dotted(func)}()"
        case ast.Subscript(value=value):
            return f"{dotted(value)}[]"
        case _:
            return "?"


def imported_names(source: Source) -> Iterator[tuple[str, int]]:
    """Yield every imported dotted name with its line; `from a import b` is `a.b`."""
    for node in ast.walk(source.tree):
        match node:
            case ast.Import(names=names):
                yield from ((alias.name, node.lineno) for alias in names)
            case ast.ImportFrom(module=str(module), names=names):
                yield from ((f"{module}.{alias.name}", node.lineno) for alias in names)
            case _:
                pass
