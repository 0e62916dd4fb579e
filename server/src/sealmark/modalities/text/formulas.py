"""Cells of a table in which no formula can begin, and the cells that they were made of.

- Wherever a formula could begin (the start of a cell, or behind a separator that some spreadsheet
  might split at: `; , | TAB CR LF`), an apostrophe is put before `= + - @` and their full-width
  forms. `bare` takes exactly these away again.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from typing import Final

# Spaces and quotes do not end the danger: spreadsheets trim them.
_BEGINNING: Final = r"((?:\A|[;,|\t\r\n])[\s\"]*'*)"
_SIGNS: Final = "[=+\\-@\uff1d\uff0b\uff0d\uff20]"
_DANGER: Final = re.compile(_BEGINNING + f"(?={_SIGNS})")
_GUARDED: Final = re.compile(_BEGINNING + f"'(?={_SIGNS})")


def guard(cell: str) -> str:
    """Return a cell in which no formula can begin."""
    return _DANGER.sub(r"\1'", cell)


def bare(cell: str) -> str:
    """Return the cell that `guard` was given."""
    return _GUARDED.sub(r"\1", cell)
