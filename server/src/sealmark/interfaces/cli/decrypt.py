"""Open the data of an aligned export with your own key file: from a bundle, or one file of it.

- The output appears only once all of it has proven whole; nothing half-opened is left behind.
- Verify the bundle first (`sealmark-verify`): decrypting says nothing about where it comes from.
"""

# SPDX-License-Identifier: Apache-2.0
import argparse
import contextlib
import os
import secrets
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from sealmark.infra.home import read_secret
from sealmark.interfaces.cli import output
from sealmark.kernel.errors import ConflictError, InvalidInputError, NotFoundError

# allow-privacy: recipients are people at a command line, outside of any installation
from sealmark.vault import recipients

_SUFFIX = ".sealed"
_PIECE = 1024 * 1024


class OutputExistsError(ConflictError):
    """The output file is there already; it stays as it is. Name another one with --output."""


class NoSealedMemberError(InvalidInputError):
    """This bundle holds no encrypted data: it is no aligned export."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("member", type=Path, help="a bundle (.zip), or its data/*.sealed file")
    parser.add_argument("--key", type=Path, required=True, help="the file of `recipient new`")
    parser.add_argument("--output", type=Path, help="default: the data's own name, here")


def run(arguments: argparse.Namespace) -> int:
    """Open the data."""
    for path in (arguments.member, arguments.key):
        if not path.is_file():
            raise NotFoundError(f"There is no file {path}.")
    identity = read_secret(arguments.key)
    with contextlib.ExitStack() as opened:
        name, stream = _sealed(arguments.member, opened)
        target = arguments.output or Path(name)
        if target.exists():
            raise OutputExistsError
        _write(target, recipients.open_as_recipient(identity, _pieces(stream)))
    output.say(str(target))
    return 0


def _sealed(path: Path, opened: contextlib.ExitStack) -> tuple[str, IO[bytes]]:
    """Return the name that the data has in clear, and the sealed stream."""
    if not zipfile.is_zipfile(path):
        return path.name.removesuffix(_SUFFIX), opened.enter_context(path.open("rb"))
    bundle = opened.enter_context(zipfile.ZipFile(path))
    found = [name for name in bundle.namelist() if name.endswith(_SUFFIX)]
    if len(found) != 1:
        raise NoSealedMemberError
    return Path(found[0]).name.removesuffix(_SUFFIX), opened.enter_context(bundle.open(found[0]))


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    while piece := stream.read(_PIECE):
        yield piece


def _write(target: Path, pieces: Iterator[bytes]) -> None:
    scratch = target.with_name(f".{target.name}.{secrets.token_hex(8)}")
    try:
        descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(target)
    finally:
        scratch.unlink(missing_ok=True)
