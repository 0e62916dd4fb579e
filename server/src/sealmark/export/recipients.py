"""To whom originals may leave: the redactor takes nobody's word for it but its own folder's.

- `keys/redactor/recipients` holds one recipient line per row, put there by `sealmark recipient
  allow`; no file means nobody. No other process reads or writes that folder.
- A request and its approval are rows that `web` writes: whoever took `web` over could write both,
  name a key of their own, and read originals. With this they cannot.
"""

# SPDX-License-Identifier: Apache-2.0
import os
from pathlib import Path
from typing import Final

from sealmark.export.errors import RecipientUnknownError

# allow-privacy: a recipient's line is checked where an operator types it
from sealmark.vault import recipients

FILE: Final = "recipients"


def refuse_unknown_recipient(line: str, folder: Path) -> None:
    """Refuse a recipient that is not in the redactor's folder."""
    if line.strip() not in known_recipients(folder):
        raise RecipientUnknownError


def known_recipients(folder: Path) -> frozenset[str]:
    """Return the lines that may receive originals; comments begin with `#`."""
    try:
        text = (folder / FILE).read_text(encoding="ascii")
    except FileNotFoundError:
        return frozenset()
    lines = (line.strip() for line in text.splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))


def allow_recipient(line: str, folder: Path) -> bool:
    """Add a recipient to the redactor's folder; False if it is there already."""
    recipients.parse_recipient(line.strip())
    if line.strip() in known_recipients(folder):
        return False
    descriptor = os.open(folder / FILE, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a", encoding="ascii") as file:
        file.write(f"{line.strip()}\n")
        file.flush()
        os.fsync(file.fileno())
    return True
