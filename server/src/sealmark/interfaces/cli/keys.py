"""Make this installation's keys, or bring lost ones back with the recovery key.

- `make` shows the recovery key once; it is stored nowhere.
- `restore` reads the recovery key from standard input: an argument could be read by others.
"""

# SPDX-License-Identifier: Apache-2.0
import argparse
import os
import sys
from pathlib import Path

from sealmark.infra.home import Home, default_home, open_home
from sealmark.interfaces.cli import output

# allow-privacy: makes the key files, before there is a service to ask
from sealmark.vault.keystores import file


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("act", choices=("make", "restore"))
    parser.add_argument("--home", type=Path, default=default_home(os.environ))


def run(arguments: argparse.Namespace) -> int:
    """Make or restore the keys of a home."""
    home = open_home(arguments.home)
    if arguments.act == "make":
        make(home)
        return 0
    output.say("Type the recovery key, then Enter:")
    brought_back = file.restore(home.keys, sys.stdin.readline())
    output.say(f"Keys brought back: {', '.join(brought_back) or 'none was missing'}")
    return 0


def make(home: Home) -> None:
    """Make all keys and show the recovery key; keys that are there are refused, not touched."""
    recovery = file.create_all(home.keys)
    output.say(
        "\nThe recovery key. It is shown this once and stored nowhere: write it down and keep "
        f"it away from this machine.\n\n    {recovery.shown_once()}\n"
    )
