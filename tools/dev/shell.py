"""Starting other programs, and saying how long each took.

- A program that fails ends ours with its own output shown and a non-zero status.
- Nothing reads from the terminal: CI has none.
"""

# SPDX-License-Identifier: Apache-2.0
import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
Command = Sequence[str | Path]


class Failure(Exception):  # noqa: N818 - what the developer reads
    """A step did not succeed; the message says which and what to do."""


def surroundings(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment for a child: ours, unbuffered, with `extra` on top."""
    return {**os.environ, "PYTHONUNBUFFERED": "1", **(extra or {})}


def run(command: Command, *, cwd: Path = ROOT, extra: Mapping[str, str] | None = None) -> None:
    """Run a program with its output shown; raise `Failure` if it fails."""
    status = stream(command, cwd=cwd, extra=extra)
    if status != 0:
        raise Failure(f"failed with status {status}: {spell(command)}")


def stream(command: Command, *, cwd: Path = ROOT, extra: Mapping[str, str] | None = None) -> int:
    """Run a program with its output shown and return its exit status."""
    words = [str(word) for word in command]
    try:
        child = subprocess.run(
            words, cwd=cwd, env=surroundings(extra), stdin=subprocess.DEVNULL, check=False
        )
    except FileNotFoundError as cause:
        raise Failure(f"{words[0]} is not installed: {spell(command)}") from cause
    return child.returncode


def succeeds(command: Command, *, extra: Mapping[str, str] | None = None) -> bool:
    """Run a program with its output shown; say whether it succeeded."""
    return stream(command, extra=extra) == 0


def capture(command: Command, *, cwd: Path = ROOT) -> tuple[int, str]:
    """Run a program quietly; return its exit status and everything it printed."""
    words = [str(word) for word in command]
    child = subprocess.run(
        words,
        cwd=cwd,
        env=surroundings(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return child.returncode, child.stdout


def spell(command: Command) -> str:
    """Write a command as one would type it, paths relative to the checkout."""
    return " ".join(str(word).removeprefix(f"{ROOT}/") for word in command)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Announce a step and say how long it took."""
    print(f"-- {title}", flush=True)
    began = time.monotonic()
    yield
    print(f"-- {title}: {time.monotonic() - began:.1f} s", flush=True)
