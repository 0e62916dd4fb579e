"""Dead code: functions, methods and classes that nothing calls, as `vulture` finds them.

- A decorated one is called by whoever decorates it (routes, jobs, fixtures, commands).
- So is a method of a class that extends somebody else's (Django, mypy, json), and what the settings
  name in a string.
- A table is used where a statement names it, outside its own model and migrations.
- Variables and fields are left to ruff and mypy: enums and dataclasses are full of used ones that
  no line names.
"""

# SPDX-License-Identifier: Apache-2.0
import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from vulture.core import Vulture

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("server", "verify", "tools", "benchmarks")
SHIPPED = ("server/src/", "verify/src/", "tools/")
OURS = ("sealmark", "tools", "benchmarks")
JUDGED = {"function", "method", "class", "property"}
NOT_OURS = ["*/node_modules/*", "*/static_web/*", "*/build/*"]
CALLED_BY_NAME = [
    "test_*",  # pytest
    "pytest_*",  # pytest
    "find",  # tools.lints runs each rule by its module
    "plugin",  # mypy
    "Meta",  # Django models
    "*Config",  # Django apps, by their import path
]
WORD = re.compile(r"\w+")
NAMED_IN_STRING = re.compile(r'"sealmark\.[\w.]+[.:](\w+)"')


def main() -> int:
    """Print what nothing calls; return the exit status."""
    found = list(dead())
    for line in found:
        print(line)
    return int(bool(found))


def dead() -> Iterator[str]:
    """Yield one line for each function, method or class that nothing calls."""
    texts = {path: path.read_text() for name in SHIPPED for path in (ROOT / name).rglob("*.py")}
    called = {*CALLED_BY_NAME}
    words = {word for path, text in texts.items() if uses(path) for word in WORD.findall(text)}
    for text in texts.values():
        tree = ast.parse(text)
        called |= set(NAMED_IN_STRING.findall(text)) | set(methods_for_others(tree))
        called |= {name for name, table in tables(tree) if table in words}
    scan = Vulture(ignore_names=sorted(called), ignore_decorators=["@*"])
    scan.scavenge([str(ROOT / name) for name in FOLDERS], exclude=NOT_OURS)
    for item in scan.get_unused_code():
        path = Path(item.filename).relative_to(ROOT)
        if item.typ in JUDGED and is_judged(path):
            yield f"{path}:{item.first_lineno}: unused {item.typ} {item.name}"


def is_judged(path: Path) -> bool:
    """Say whether a file is shipped code; migrations run by their place."""
    return str(path).startswith(SHIPPED) and "migrations" not in path.parts


def uses(path: Path) -> bool:
    """Say whether a file may use tables; models and migrations only say what they are."""
    return path.name != "models.py" and "migrations" not in path.parts


def tables(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield each model of a module with the name of its table."""
    for model in ast.walk(tree):
        if isinstance(model, ast.ClassDef):
            for node in ast.walk(model):
                match node:
                    case ast.Assign(
                        targets=[ast.Name(id="db_table")], value=ast.Constant(value=str(table))
                    ):
                        yield model.name, table
                    case _:
                        pass


def methods_for_others(tree: ast.Module) -> Iterator[str]:
    """Yield the methods of classes that extend a class of another package."""
    foreign = set(foreign_names(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and any(root_name(b) in foreign for b in node.bases):
            yield from (each.name for each in node.body if isinstance(each, ast.FunctionDef))


def foreign_names(tree: ast.Module) -> Iterator[str]:
    """Yield the names that a module imports from other packages."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.asname or alias.name.partition(".")[0] for alias in names)
            case ast.ImportFrom(module=str(module), names=names):
                if not module.startswith(OURS) and module != "typing":
                    yield from (alias.asname or alias.name for alias in names)
            case _:
                pass


def root_name(base: ast.expr) -> str:
    """Return the first name of a base class: `models.Model` -> `models`."""
    while isinstance(base, ast.Attribute | ast.Subscript):
        base = base.value
    return base.id if isinstance(base, ast.Name) else ""


if __name__ == "__main__":
    sys.exit(main())
