"""Heartbeat: the supervisor's side of the guard.

- The pipe's writing end lives in this process only; when this process ends, for whatever reason,
  the guard sees the end of the file.
- A child is started behind a gate: it runs nothing until the guard knows it. If this process dies
  in between, the gate closes and the child leaves by itself.
- If the guard itself is killed, `renew` starts another one and tells it everything again.
"""

# SPDX-License-Identifier: Apache-2.0
import contextlib
import os
import select
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import sealmark
from sealmark.infra.processes import guard
from sealmark.infra.processes.errors import GuardError
from sealmark.infra.processes.plan import Plan

GATE_CLOSED = 111
"""Exit status of a child whose supervisor died before the guard knew it."""

# The shell reads byte by byte, so the program behind the gate finds nothing on its input.
_GATE = ("/bin/sh", "-c", f'IFS= read -r go || exit {GATE_CLOSED}; exec "$@" </dev/null', "gate")
_OPEN = b"go\n"
_SOURCES = Path(sealmark.__file__).resolve().parents[1]
# A guard that still ends a killed supervisor's children keeps its successor waiting.
_PATIENCE_S = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The operating system user that a child runs as."""

    user: int
    group: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch:
    """What to run: `environment` is complete, nothing is inherited; phases end lowest first."""

    argv: Sequence[str]
    environment: Mapping[str, str]
    directory: Path
    stop: Plan
    phase: int
    account: Account | None = None


def guard_environment() -> dict[str, str]:
    """Return the environment in which the guard finds this package, installed or not."""
    return {"PATH": os.defpath, "PYTHONPATH": str(_SOURCES), "PYTHONDONTWRITEBYTECODE": "1"}


@dataclass(slots=True, kw_only=True)
class Heart:
    """Beats while this process lives. Use `start` before `launch`, `stop` at the end."""

    lock: Path
    _guard: subprocess.Popen[bytes] | None = None
    _pipe: int = -1
    _lines: dict[int, bytes] = field(default_factory=dict)

    def start(self) -> None:
        """Start the guard and wait until it can be trusted, else raise `GuardError`."""
        reading, self._pipe = os.pipe()
        try:
            # Told before it runs: if we die at this very moment, it still knows whom to end.
            for line in self._lines.values():
                os.write(self._pipe, line)
            self._guard = subprocess.Popen(  # noqa: S603 - our own module
                guard.command(lock=self.lock),
                stdin=reading,
                stdout=subprocess.PIPE,
                bufsize=0,
                env=guard_environment(),
                start_new_session=True,
            )
        finally:
            os.close(reading)
        if not _answers(self._guard):
            self.stop()
            raise GuardError

    def launch(self, what: Launch, *, output: IO[bytes] | int) -> subprocess.Popen[bytes]:
        """Start a child in its own session, under guard; its output goes to `output`."""
        self.renew()
        child = subprocess.Popen(  # noqa: S603 - argument lists of our own, no shell expansion
            [*_GATE, *what.argv],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            bufsize=0,
            env=dict(what.environment),
            cwd=what.directory,
            start_new_session=True,
            user=what.account.user if what.account else None,
            group=what.account.group if what.account else None,
            extra_groups=[] if what.account else None,
        )
        self._lines[child.pid] = guard.add_line(child.pid, phase=what.phase, stop=what.stop)
        self._tell(self._lines[child.pid])
        _open_gate(child)
        return child

    def release(self, pid: int) -> None:
        """Take a child that has ended off the guard's list."""
        if self._lines.pop(pid, None) is not None:
            self._tell(guard.drop_line(pid))

    def renew(self) -> None:
        """Start another guard if this one has ended."""
        if self._guard is None or self._guard.poll() is not None:
            self.stop()
            self.start()

    def process_ids(self) -> set[int]:
        """Return the ids of what this heart has started and not released, the guard's included."""
        guards = set() if self._guard is None else {self._guard.pid}
        return guards | set(self._lines)

    def stop(self) -> None:
        """Let the guard end; it ends everything still on its list first."""
        if self._guard is None:
            return
        os.close(self._pipe)
        if self._guard.stdout is not None:
            self._guard.stdout.close()
        self._guard.wait()
        self._guard = None

    def _tell(self, line: bytes) -> None:
        if self._guard is not None:
            # A guard that has just died is replaced at the next `renew`, and told everything.
            with contextlib.suppress(BrokenPipeError):
                os.write(self._pipe, line)


def _answers(process: subprocess.Popen[bytes]) -> bool:
    if process.stdout is None:
        return False
    readable, _, _ = select.select([process.stdout], [], [], _PATIENCE_S)
    return bool(readable) and process.stdout.readline() == guard.READY


def _open_gate(child: subprocess.Popen[bytes]) -> None:
    if child.stdin is None:
        return
    with contextlib.suppress(BrokenPipeError):
        child.stdin.write(_OPEN)
    child.stdin.close()
