"""Run our own rules over every file that is tracked or about to be.

- `python -m tools.lints [RULE...]`; without names, all of them.
- Warnings are printed and pass; findings fail.
"""

# SPDX-License-Identifier: Apache-2.0
import importlib
import pkgutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from tools import lints
from tools.lints.base import Finding, Source, read_sources

ROOT = Path(__file__).resolve().parents[2]
Rule = Callable[[list[Source]], Iterable[Finding]]


def main(names: list[str]) -> int:
    """Print what the rules found; return the exit status."""
    sources = read_sources(ROOT, tracked(ROOT))
    found = sorted({each for rule in rules(names) for each in rule(sources)})
    for each in found:
        print(each)
    return int(any(each.fatal for each in found))


def rules(names: list[str]) -> list[Rule]:
    """Return the rules of this folder, all or the named ones."""
    modules = [each.name for each in pkgutil.iter_modules(lints.__path__)]
    known = [name for name in modules if name not in {"base", "__main__"}]
    unknown = set(names) - set(known)
    if unknown:
        raise SystemExit(f"no such rule: {', '.join(sorted(unknown))}; there are {known}")
    chosen = names or known
    return [importlib.import_module(f"tools.lints.{name}").find for name in chosen]


def tracked(root: Path) -> list[str]:
    """Name the files that version control knows or would take."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)
    return sorted(name for name in listed.stdout.split("\0") if name)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
