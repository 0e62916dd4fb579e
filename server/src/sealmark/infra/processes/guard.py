"""Guard: a tiny process that ends everything when the supervisor dies, even by `kill -9`.

- It reads lines from a pipe whose other end only the supervisor holds; the end of the file is the
  supervisor's death. (A parent-death signal is lost when a child changes its user.)
- `add PID PHASE PLAN` puts a process under guard, `drop PID` takes it off.
- Phases end one after the other, the lowest first: Postgres comes last.
- While it lives it holds a lock file, so that the next start can wait until it is done.
- It answers `ready` once it can be trusted: no child is started before.
"""

# SPDX-License-Identifier: Apache-2.0
import contextlib
import fcntl
import os
import signal
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sealmark.infra.processes import plan, proctable

READY = b"ready\n"
_MODULE = "sealmark.infra.processes.guard"
_DEAF_TO = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ward:
    """A process under guard, known by id and start time."""

    pid: int
    started: int
    phase: int
    plan: plan.Plan


def command(*, lock: Path, pipe: Path | None = None) -> list[str]:
    """Return the guard's command line; without `pipe` it reads its standard input."""
    return [sys.executable, "-m", _MODULE, str(lock), *([str(pipe)] if pipe else [])]


def add_line(pid: int, *, phase: int, stop: plan.Plan) -> bytes:
    """Return the line that puts a process under guard."""
    return f"add {pid} {phase} {plan.written(stop)}\n".encode()


def drop_line(pid: int) -> bytes:
    """Return the line that takes a process off the guard's list."""
    return f"drop {pid}\n".encode()


def listen(lines: Iterable[bytes]) -> dict[int, Ward]:
    """Follow the supervisor's lines to their end; return who is under guard then."""
    wards: dict[int, Ward] = {}
    for line in lines:
        match line.decode().split():
            case ["add", pid, phase, stop]:
                if (found := proctable.look_up(int(pid))) is not None:
                    wards[found.pid] = Ward(
                        pid=found.pid,
                        started=found.started,
                        phase=int(phase),
                        plan=plan.parsed(stop),
                    )
            case ["drop", pid]:
                wards.pop(int(pid), None)
            case _:
                # The supervisor died in the middle of a line: what it began has not been started.
                continue
    return wards


def end_all(wards: Iterable[Ward]) -> None:
    """End all wards, phase by phase; those of one phase and plan side by side."""
    groups: dict[tuple[int, plan.Plan], list[int]] = {}
    for ward in wards:
        found = proctable.look_up(ward.pid)
        # The leader may be gone while its group lives on; a recycled id is somebody else.
        if found is None or found.started == ward.started:
            groups.setdefault((ward.phase, ward.plan), []).append(ward.pid)
    for (_, stop), pids in sorted(groups.items(), key=lambda item: item[0][0]):
        plan.end(pids, stop)


def main() -> int:
    """Guard until the pipe ends, then end everything. Started with a lock file, maybe a pipe."""
    for number in _DEAF_TO:
        signal.signal(number, signal.SIG_IGN)
    lock = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(lock, fcntl.LOCK_EX)
    source = Path(sys.argv[2]).open("rb") if len(sys.argv) > 2 else sys.stdin.buffer  # noqa: PLR2004, SIM115 - read to the end of this process
    with contextlib.suppress(BrokenPipeError):  # who waited for the answer may be dead by now
        os.write(sys.stdout.fileno(), READY)
    end_all(listen(source).values())
    return 0


if __name__ == "__main__":
    sys.exit(main())
