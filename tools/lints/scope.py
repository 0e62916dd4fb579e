"""Scope: outside `selectors.py` a query starts with whose rows it may see.

- `Task.objects.in_scope(who).open()` passes; `Task.objects.get(...)` does not.
- Creating rows passes: the database checks each new row against the open scope.
- The database is the second wall; this is the first, and the one a reviewer can read.
"""

# SPDX-License-Identifier: Apache-2.0
import ast
from collections.abc import Iterable, Iterator

from tools.lints.base import Finding, Source, dotted, finding, server_sources

RULE = "scope"
MANAGERS = {"objects", "_default_manager", "_base_manager"}
SCOPED = {"in_scope", "create", "bulk_create"}
HOME = {"selectors.py", "models.py", "managers.py"}
# The door itself: jobs open the scope that everything above them relies on.
DOOR = "infra"
SHORTCUTS = {"get_object_or_404", "get_list_or_404"}


def find(sources: Iterable[Source]) -> Iterator[Finding]:
    """Find queries that do not say whose rows they read."""
    for source in server_sources(sources):
        home = source.inside[-1] in HOME or "selectors" in source.inside
        if home or source.context == DOOR:
            continue
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Attribute):
                yield from bare_query(source, node)
            elif isinstance(node, ast.Name) and node.id in SHORTCUTS:
                message = f"{node.id} reads rows without a scope; use a selector"
                yield from finding(source, node.lineno, RULE, message)


def bare_query(source: Source, node: ast.Attribute) -> Iterator[Finding]:
    """Find `X.objects.method` where the method does not open with a scope."""
    owner = node.value
    if isinstance(owner, ast.Attribute) and owner.attr in MANAGERS and node.attr not in SCOPED:
        message = f"{dotted(node)} is not scoped; use a selector or `.in_scope(who)`"
        yield from finding(source, node.lineno, RULE, message)
