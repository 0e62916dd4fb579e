"""Make the pair of keys for aligned exports: yours to keep, and the line to be given away.

- The secret half is written to a file that only you can read; a file that is there stays.
- The recipient line is printed: paste it when you ask for an aligned export.
"""

# SPDX-License-Identifier: Apache-2.0
import argparse
import os
import secrets
from pathlib import Path

from sealmark.interfaces.cli import output
from sealmark.kernel.errors import ConflictError

# allow-privacy: recipients are people at a command line, outside of any installation
from sealmark.vault import recipients


class KeyFileExistsError(ConflictError):
    """This file is there already; it stays as it is. Name another one."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("act", choices=("new",))
    parser.add_argument("file", type=Path, help="where to keep the secret half")


def run(arguments: argparse.Namespace) -> int:
    """Make a pair."""
    identity, recipient = recipients.new_recipient(secrets.token_bytes)
    try:
        descriptor = os.open(arguments.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as cause:
        raise KeyFileExistsError from cause
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"{identity}\n")
        file.flush()
        os.fsync(file.fileno())
    output.say(recipient)
    return 0
