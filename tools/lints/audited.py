"""Audited: a service that changes something says so in the log, in the same transaction.

- A public function of `services.py` that writes, itself or through a helper of its own file,
  reaches `audit.record` the same way.
- A write is a queryset's or row's `create`, `save`, `update`, `delete` and their bulk forms, and
  SQL that inserts, updates or deletes.
"""

# SPDX-License-Identifier: Apache-2.0
import ast
import re
from collections.abc import Iterable, Iterator

from tools.lints.base import Finding, Source, dotted, finding, server_sources

RULE = "audited"
ON_ROWS = {"save", "delete"}
ON_QUERIES = {
    "bulk_create", "bulk_update", "create", "delete", "get_or_create", "save", "update",
    "update_or_create",
}  # fmt: skip
# `publish` and `tell` are how a context reaches the log through its own event table.
RECORDS = {"record", "record_many", "publish", "tell"}
WRITING_SQL = re.compile(r"^\s*(?:WITH\b.*?)?\b(?:INSERT INTO|UPDATE|DELETE FROM)\b", re.DOTALL)
BELOW_AUDIT = {"audit", "storage", "vault", "infra", "kernel", "modalities"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def find(sources: Iterable[Source]) -> Iterator[Finding]:
    """Find services that write without a trace."""
    for source in server_sources(sources):
        in_services = source.inside[-1] == "services.py" or "services" in source.inside[1:-1]
        if in_services and source.context not in BELOW_AUDIT:
            yield from silent_writers(source)


def silent_writers(source: Source) -> Iterator[Finding]:
    """Find the public functions of one file that write and do not record."""
    functions = {node.name: node for node in source.tree.body if isinstance(node, Function)}
    sql = set(writing_constants(source.tree))
    writers = spread(functions, {n for n, f in functions.items() if writes(f, sql)})
    recorders = spread(functions, {n for n, f in functions.items() if records(f)})
    for name in sorted(writers - recorders):
        if not name.startswith("_"):
            message = f"{name} writes and records no event; call audit.record"
            yield from finding(source, functions[name].lineno, RULE, message)


def spread(functions: dict[str, Function], seeds: set[str]) -> set[str]:
    """Return `seeds` and every function of the file that calls one of them, however deep."""
    reached = set(seeds)
    while True:
        callers = {n for n, f in functions.items() if n not in reached and calls(f) & reached}
        if not callers:
            return reached
        reached |= callers


def calls(function: Function) -> set[str]:
    """Return the plain names that a function calls."""
    return {
        node.func.id
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }


def writes(function: Function, sql: set[str]) -> bool:
    """Say whether a function itself changes rows."""
    return any(
        isinstance(node, ast.Call) and (is_row_write(node) or is_sql_write(node, sql))
        for node in ast.walk(function)
    )


def is_row_write(call: ast.Call) -> bool:
    """Say whether a call writes through the ORM; `dict.update` and hashes do not."""
    if not isinstance(call.func, ast.Attribute):
        return False
    chain = dotted(call.func)
    through_manager = ".objects." in chain or ".in_scope()." in chain
    return call.func.attr in ON_ROWS or (through_manager and call.func.attr in ON_QUERIES)


def is_sql_write(call: ast.Call, sql: set[str]) -> bool:
    """Say whether a call executes SQL that changes rows."""
    if not isinstance(call.func, ast.Attribute) or not call.func.attr.startswith("execute"):
        return False
    match call.args[:1]:
        case [ast.Constant(value=str(text))]:
            return bool(WRITING_SQL.match(text))
        case [ast.Name(id=name)]:
            return name in sql
        case _:
            return False


def writing_constants(tree: ast.Module) -> Iterator[str]:
    """Yield the names of module constants that hold SQL which changes rows."""
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(text))):
                if WRITING_SQL.match(text):
                    yield name
            case _:
                pass


def records(function: Function) -> bool:
    """Say whether a function itself records an event."""
    return any(
        isinstance(node, ast.Call) and dotted(node.func).rpartition(".")[2] in RECORDS
        for node in ast.walk(function)
    )
