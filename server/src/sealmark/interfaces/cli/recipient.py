"""Recipients of aligned exports: make a pair of keys, and let originals leave to a recipient.

- The secret half is written to a file that only you can read; a file that is there stays.
- The recipient line is printed: paste it when you ask for an aligned export.
- `allow` puts a line into the redactor's own folder, on the server: to no other recipient does it
  give originals, whatever was asked for and approved in the browser.
"""

# SPDX-License-Identifier: Apache-2.0
import argparse
import os
import secrets
from pathlib import Path

from sealmark.export.recipients import allow_recipient  # allow-privacy: imports no Django
from sealmark.infra.home import Home, default_home, open_home
from sealmark.interfaces.cli import output
from sealmark.kernel.errors import ConflictError

# allow-privacy: recipients are people at a command line, outside of any installation
from sealmark.vault import recipients


class KeyFileExistsError(ConflictError):
    """This file is there already; it stays as it is. Name another one."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("act", choices=("new", "allow"))
    parser.add_argument("what", help="new: where to keep the secret half; allow: a recipient line")
    parser.add_argument("--home", type=Path, default=default_home(os.environ))


def run(arguments: argparse.Namespace) -> int:
    """Make a pair, or allow a recipient."""
    if arguments.act == "allow":
        return _allow(arguments.what, open_home(arguments.home))
    return _new(Path(arguments.what))


def _allow(line: str, home: Home) -> int:
    added = allow_recipient(line, home.keys_of("redactor"))
    output.say("Originals may leave to this recipient." if added else "It was allowed already.")
    return 0


def _new(path: Path) -> int:
    identity, recipient = recipients.new_recipient(secrets.token_bytes)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as cause:
        raise KeyFileExistsError from cause
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"{identity}\n")
        file.flush()
        os.fsync(file.fileno())
    output.say(recipient)
    return 0
