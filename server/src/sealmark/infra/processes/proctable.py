"""Process table: who is alive, who belongs to whom. Reads `/proc`, standard library only.

- A zombie counts as gone: it runs nothing, and a container's first process may never reap it.
- A process is known by its id *and* its start time, so a recycled id is never signalled.
- Everything here is safe to call for processes that end meanwhile.
"""

# SPDX-License-Identifier: Apache-2.0
import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

_PROC = Path("/proc")
_PAUSE = 0.02
_GONE_STATES = frozenset("ZX")


class Process(NamedTuple):
    """One line of the process table; `started` is in clock ticks since boot."""

    pid: int
    parent: int
    group: int
    started: int


def look_up(pid: int) -> Process | None:
    """Return the process with this id, or None when it is gone (a zombie is gone)."""
    try:
        stat = (_PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    # The second field, the program's name, may hold spaces and brackets: cut after the last one.
    fields = stat.rpartition(")")[2].split()
    if fields[0] in _GONE_STATES:
        return None
    return Process(pid, int(fields[1]), int(fields[2]), int(fields[19]))


def everyone() -> dict[int, Process]:
    """Return all living processes by id."""
    pids = [int(entry) for entry in os.listdir(_PROC) if entry.isdigit()]  # noqa: PTH208 - no stat per entry
    return {pid: found for pid in pids if (found := look_up(pid)) is not None}


def family(roots: Iterable[int]) -> set[Process]:
    """Return each root's living group members, and all descendants of those."""
    table = everyone()
    found = {one for one in table.values() if one.group in set(roots) or one.pid in set(roots)}
    while True:
        pids = {one.pid for one in found}
        more = {one for one in table.values() if one.parent in pids} - found
        if not more:
            return found
        found |= more


def still_alive(processes: Iterable[Process]) -> set[Process]:
    """Return those that live on under the same id and start time."""
    return {one for one in processes if _same(look_up(one.pid), one)}


def send(processes: Iterable[Process], number: signal.Signals) -> None:
    """Signal each process that is still the one we meant; those gone meanwhile are passed over."""
    for one in still_alive(processes):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(one.pid, number)


def wait_until(done: Callable[[], bool], seconds: float) -> bool:
    """Wait at most `seconds` for `done`; return whether it came true."""
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() >= end:
            return False
        time.sleep(_PAUSE)
    return True


def _same(now: Process | None, before: Process) -> bool:
    return now is not None and now.started == before.started
