"""The `sealmark` command: finds the sub-command's module and hands over.

- A command is one module in this folder with `configure(parser)` and `run(arguments) -> int`; its
  docstring's first line is its help. Nothing is registered anywhere else. A name that starts with
  an underscore is no command.
- Only the chosen module is imported: `sealmark up` stays light.
- An error of ours is one sentence on standard error and exit status 1; anything else is a defect
  and shows its trace.
"""

# SPDX-License-Identifier: Apache-2.0
import argparse
import ast
import importlib
import pkgutil
import sys
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import Final, Protocol, cast

from sealmark.interfaces import cli
from sealmark.interfaces.cli import output
from sealmark.kernel.errors import SealmarkError

FAILED: Final = 1
MISUSED: Final = 2
INTERRUPTED: Final = 130

_NOT_COMMANDS: Final = frozenset({"main", "output"})


class Command(Protocol):
    """What a command's module offers."""

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's arguments."""
        ...

    def run(self, arguments: argparse.Namespace) -> int:
        """Carry it out; return the exit status."""
        ...


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out the command line; return the exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] == ["--version"]:
        output.say(f"sealmark {metadata.version('sealmark')}")
        return 0
    if words[:1] and words[0] in command_names():
        return _carry_out(words[0], words[1:])
    if words and words[0] not in {"-h", "--help", "help"}:
        output.complain(f"sealmark: there is no command {words[0]!r}; see sealmark --help")
        return MISUSED
    _help()
    return 0


def command_names() -> list[str]:
    """Return the commands' names, as typed."""
    return sorted(
        found.name.replace("_", "-")
        for found in pkgutil.iter_modules(cli.__path__)
        if not found.ispkg and found.name not in _NOT_COMMANDS and not found.name.startswith("_")
    )


def _carry_out(name: str, words: list[str]) -> int:
    module = importlib.import_module(f"{cli.__name__}.{name.replace('-', '_')}")
    command = cast("Command", module)
    parser = argparse.ArgumentParser(prog=f"sealmark {name}", description=_summary(name))
    command.configure(parser)
    try:
        return command.run(parser.parse_args(words))
    except SealmarkError as error:
        output.complain(f"sealmark {name}: {error.detail}")
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED


def _help() -> None:
    output.say("usage: sealmark COMMAND ...   (sealmark COMMAND --help says more)\n")
    output.table([(f"  {name}", _summary(name)) for name in command_names()])


def _summary(name: str) -> str:
    # Read, not imported: help must not load what the commands need.
    source = Path(cli.__path__[0]) / f"{name.replace('-', '_')}.py"
    doc = ast.get_docstring(ast.parse(source.read_text(encoding="utf-8"))) or ""
    return doc.partition("\n")[0]


if __name__ == "__main__":
    sys.exit(main())
