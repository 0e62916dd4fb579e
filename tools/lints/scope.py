"""Scope: outside `selectors.py` a query says whose rows it may see.

- It starts with `.in_scope(who)`, or one of its conditions names the owner: `project_id=`,
  `organization_id=`, `user_id=`, the digest of a secret that only the owner has, or the id of an
  owner itself (`Project.objects.filter(id=project)`).
- `Task.objects.get(id=task)` does neither and fails.
- Creating rows passes: the database checks each new row against the open scope.
- The database is the second wall; this is the first, and the one a reviewer can read.
"""

# SPDX-License-Identifier: Apache-2.0
import ast
from collections.abc import Iterable, Iterator
from typing import TypeGuard

from tools.lints.base import Finding, Source, dotted, finding, server_sources

RULE = "scope"
MANAGERS = {"objects", "_default_manager", "_base_manager"}
PASSING = {"in_scope", "create", "bulk_create"}
OWNER_KEYS = {
    "project_id", "project", "organization_id", "organization", "user_id", "user",
    "token_hash", "key_hash",
}  # fmt: skip
OWNERS = {"Organization", "Project", "User"}
HOME = {"selectors.py", "models.py", "managers.py"}
# The door itself: jobs open the scope that everything above them relies on.
DOOR = "infra"
SHORTCUTS = {"get_object_or_404", "get_list_or_404"}


def find(sources: Iterable[Source]) -> Iterator[Finding]:
    """Find queries that do not say whose rows they read."""
    for source in server_sources(sources):
        home = source.inside[-1] in HOME or "selectors" in source.inside
        if not home and source.context != DOOR:
            yield from bare_queries(source)


def bare_queries(source: Source) -> Iterator[Finding]:
    """Find the queries of one file that name no owner."""
    owned = owned_managers(source.tree)
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Name) and node.id in SHORTCUTS:
            message = f"{node.id} reads rows without a scope; use a selector"
            yield from finding(source, node.lineno, RULE, message)
        elif is_manager_use(node) and node not in owned and node.attr not in PASSING:
            message = f"{dotted(node)} does not say whose rows; use a selector or `.in_scope(who)`"
            yield from finding(source, node.lineno, RULE, message)


def is_manager_use(node: ast.AST) -> TypeGuard[ast.Attribute]:
    """Say whether a node is `X.objects.method`."""
    if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Attribute):
        return False
    return node.value.attr in MANAGERS


def owned_managers(tree: ast.Module) -> set[ast.Attribute]:
    """Return each `X.objects.method` whose chain of calls names an owner."""
    owned: set[ast.Attribute] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            keys, start = unwound(node)
            if start is not None and names_owner(keys, start):
                owned.add(start)
    return owned


def unwound(call: ast.Call) -> tuple[set[str], ast.Attribute | None]:
    """Return the conditions along a chain of calls, and the `X.objects.method` it starts from."""
    keys: set[str] = set()
    node: ast.expr = call
    while True:
        match node:
            case ast.Call(func=func, keywords=keywords):
                keys |= {str(each.arg) for each in keywords}
                node = func
            case ast.Attribute() if is_manager_use(node):
                return keys, node
            case ast.Attribute(value=value):
                node = value
            case _:
                return keys, None


def names_owner(keys: set[str], start: ast.Attribute) -> bool:
    """Say whether conditions name an owner, or the id of a row that is one."""
    model = dotted(start).split(".")[-3]
    return bool(keys & OWNER_KEYS) or (model in OWNERS and "id" in keys)
