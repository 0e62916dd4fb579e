"""Console output: the one place where the command line writes to people.

- Results go to standard output, complaints to standard error.
- Each line is written at once: a pipe sees progress when it happens.
"""

# SPDX-License-Identifier: Apache-2.0
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field


def say(text: str) -> None:
    """Write a line of result."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def complain(text: str) -> None:
    """Write a line about what went wrong and what to do."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def table(rows: Sequence[Sequence[str]]) -> None:
    """Write rows in columns that line up; the last column is as long as it is."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        *first, last = row
        cells = [cell.ljust(width) for cell, width in zip(first, widths, strict=False)]
        say("  ".join([*cells, last]).rstrip())


@dataclass(frozen=True, slots=True)
class Progress:
    """Lines that begin with the seconds since the start."""

    started: float = field(default_factory=time.monotonic)

    def __call__(self, text: str) -> None:
        """Write a line of progress."""
        say(f"[{time.monotonic() - self.started:5.1f} s] {text}")
