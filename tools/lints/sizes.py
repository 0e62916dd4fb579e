"""Sizes: a file or function that has grown too long is two.

- Files: a warning above 300 lines, an error above 400.
- Functions: an error above 60 lines, docstring included.
- Generated code and data are not ours to shorten.
"""

# SPDX-License-Identifier: Apache-2.0
import ast
from collections.abc import Iterable, Iterator

from tools.lints.base import Finding, Source, finding

RULE = "sizes"
FILE_WARNING, FILE_LIMIT, FUNCTION_LIMIT = 300, 400, 60
CODE = {".py", ".ts", ".tsx"}


def find(sources: Iterable[Source]) -> Iterator[Finding]:
    """Find files and functions over the limits."""
    for source in sources:
        if source.path.suffix not in CODE or "migrations" in source.path.parts:
            continue
        if ".gen." in source.path.name:
            continue
        yield from long_file(source)
        if source.is_python:
            yield from long_functions(source)


def long_file(source: Source) -> Iterator[Finding]:
    """Find a file that is long (a warning) or too long."""
    length = len(source.lines)
    if length > FILE_LIMIT:
        yield from finding(source, 1, RULE, f"{length} lines; split it ({FILE_LIMIT} at most)")
    elif length > FILE_WARNING:
        message = f"{length} lines; it is about to be two files"
        yield Finding(path=str(source.path), line=1, rule=RULE, message=message, fatal=False)


def long_functions(source: Source) -> Iterator[Finding]:
    """Find functions that are too long."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LIMIT:
                message = f"{node.name} has {length} lines ({FUNCTION_LIMIT} at most)"
                yield from finding(source, node.lineno, RULE, message)
