"""`make test` and `make promise`: every test, or those of one promise to the user.

- The last lines printed are pytest's own count.
"""

# SPDX-License-Identifier: Apache-2.0
import ast
from collections.abc import Iterator
from pathlib import Path

from tools.dev import web
from tools.dev.environment import PYTHON
from tools.dev.shell import ROOT, Failure, run

SUITES = ("server/tests", "verify/tests", "tools/tests")
PROMISES = ("server/tests", "verify/tests")
WORKERS = "2"


def test_everything() -> None:
    """Run the web app's tests, then every Python test on two workers."""
    if web.exists():
        run(["npm", "test"], cwd=web.WEB, extra=web.NPM)
    folders = [name for name in SUITES if (ROOT / name).is_dir()]
    run([PYTHON, "-m", "pytest", "-q", "-n", WORKERS, "--dist", "loadfile", *folders])


def test_promise(name: str, files: list[str]) -> None:
    """Run the acceptance tests of one promise."""
    run([PYTHON, "-m", "pytest", "-v", "--promise", name, *files])


def files_of_promise(name: str) -> list[str]:
    """Return the test files of a promise; raise `Failure` naming the promises if there is none."""
    names = promise_names()
    if name not in names:
        known = ", ".join(sorted(names)) or "none yet"
        raise Failure(f"there is no promise {name!r}; there are: {known}")
    return sorted(names[name])


def promise_names() -> dict[str, set[str]]:
    """Return each promise with the test files that hold its tests."""
    found: dict[str, set[str]] = {}
    for folder in PROMISES:
        for path in (ROOT / folder).rglob("test_*.py"):
            for name in promises_in(path):
                found.setdefault(name, set()).add(str(path.relative_to(ROOT)))
    return found


def promises_in(path: Path) -> Iterator[str]:
    """Yield the names in `pytest.mark.promise("name")` of one file."""
    for node in ast.walk(ast.parse(path.read_text())):
        match node:
            case ast.Call(
                func=ast.Attribute(attr="promise"), args=[ast.Constant(value=str(name)), *_]
            ):
                yield name
            case _:
                pass
