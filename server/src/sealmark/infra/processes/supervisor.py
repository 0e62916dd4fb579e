"""Supervisor: keeps its children running, and ends them in order.

- A child that ends is started again (see `domain` for how eagerly); what it left behind is killed
  first, so that two of a kind never run side by side.
- A child that cannot start is told of once and never keeps the others from running.
- At the end, phases stop one after the other, the lowest first; those of one phase together.
- One thread, no locks: a round looks at each child, then the loop waits for a signal.
"""

# SPDX-License-Identifier: Apache-2.0
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import assert_never

from sealmark.infra.processes import domain, orphans, plan
from sealmark.infra.processes.domain import Life, Patience, Stage
from sealmark.infra.processes.heartbeat import Heart, Launch
from sealmark.infra.processes.signals import Signals
from sealmark.infra.processes.status import State, StatusBoard

_PROBE_EVERY_S = 0.05
_IDLE_S = 1.0
_LONGEST_LOG = 10 * 1024 * 1024

Probe = Callable[[], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A program to keep running: `ready` says whether it can work; its output goes to `log`."""

    name: str
    launch: Launch
    ready: Probe
    log: Path
    prepare: Callable[[], None] = lambda: None


@dataclass(slots=True, kw_only=True)
class _Place:
    child: Child
    life: Life
    process: subprocess.Popen[bytes] | None = None


@dataclass(slots=True, kw_only=True)
class Supervisor:
    """Runs children; `tell` gets one sentence per thing that people should know."""

    heart: Heart
    board: StatusBoard
    signals: Signals
    tell: Callable[[str], None]
    now: Callable[[], float] = time.monotonic
    patience: Patience = field(default_factory=Patience)
    _places: dict[str, _Place] = field(default_factory=dict)

    def add(self, child: Child) -> None:
        """Keep `child` running from now on."""
        self._places[child.name] = _Place(child=child, life=domain.due_now(self.now()))
        self._round()

    def wait_ready(self, name: str, *, seconds: float) -> bool:
        """Keep all children running until this one is ready or hopeless; say which."""
        end = self.now() + seconds
        it = self._places[name]
        self._run_until(
            lambda: (
                it.life.stage is Stage.READY
                or domain.is_hopeless(it.life, self.patience)
                or self.now() >= end
            )
        )
        return it.life.stage is Stage.READY

    def run_step(self, launch: Launch, *, output: int) -> int:
        """Run a program to its end, beside the children; return its status (negative: a signal)."""
        process = self.heart.launch(launch, output=output)
        own_end = self._run_until(lambda: process.poll() is not None)
        if not own_end:
            plan.end([process.pid], launch.stop)
        self.heart.release(process.pid)
        return process.wait()

    def rest(self, seconds: float) -> None:
        """Keep all children running for so long."""
        end = self.now() + seconds
        self._run_until(lambda: self.now() >= end)

    def run(self) -> None:
        """Keep all children running until a signal asks to stop."""
        self._run_until(lambda: False)

    def process_ids(self) -> Mapping[str, int]:
        """Return the ids of the running children, by name."""
        return {name: it.process.pid for name, it in self._places.items() if it.process is not None}

    def stop(self) -> None:
        """End all children, phase by phase."""
        for phase in sorted({it.child.launch.phase for it in self._places.values()}):
            self._stop_phase([it for it in self._places.values() if it.child.launch.phase == phase])

    def _run_until(self, done: Callable[[], bool]) -> bool:
        while not (reached := done()) and not self.signals.stop_asked:
            self.signals.wait(self._pause())
            self._round()
        return reached

    def _pause(self) -> float:
        quiet = all(it.life.stage is Stage.READY for it in self._places.values())
        return _IDLE_S if quiet else _PROBE_EVERY_S

    def _round(self) -> None:
        self.heart.renew()
        orphans.bury(self.heart.process_ids())
        for it in self._places.values():
            if it.process is not None and _has_ended(it.process):
                self._bury(it, it.process)
            match it.life.stage:
                case Stage.DUE:
                    if domain.is_due(it.life, self.now()):
                        self._start(it)
                case Stage.STARTING:
                    if it.child.ready():
                        self._welcome(it)
                case Stage.READY | Stage.STOPPED:
                    pass
                case _:
                    assert_never(it.life.stage)

    def _start(self, it: _Place) -> None:
        it.child.prepare()
        # Written before the child runs: from now on it speaks for itself.
        self.board.post_for(it.child.name, State.STARTING, pid=None)
        output = _open_log(it.child.log)
        try:
            it.process = self.heart.launch(it.child.launch, output=output)
        finally:
            os.close(output)
        it.life = domain.started(it.life, self.now())

    def _welcome(self, it: _Place) -> None:
        self.tell(f"{it.child.name} is ready.")
        it.life = domain.became_ready(it.life, self.now())
        said = self.board.read(it.child.name)
        if said is None or said.state is not State.READY:
            pid = it.process.pid if it.process is not None else None
            self.board.post_for(it.child.name, State.READY, pid=pid)

    def _bury(self, it: _Place, process: subprocess.Popen[bytes]) -> None:
        # Not reaped yet, so its id still names its group and nobody else's.
        plan.end([process.pid], (plan.KILL,))
        status = process.wait()
        it.process = None
        self.heart.release(process.pid)
        orphans.end(self.heart.process_ids())
        it.life = domain.ended(it.life, self.now(), self.patience)
        how = _how_it_ended(status)
        hopeless = domain.is_hopeless(it.life, self.patience)
        if it.life.failures == self.patience.attempts:
            self.tell(f"{it.child.name} cannot start: it {how}. Its log: {it.child.log}")
        elif it.life.failures == 1:
            self.tell(f"{it.child.name} {how}; it is started again.")
        state = State.FAILED if hopeless else State.RESTARTING
        self.board.post_for(it.child.name, state, how, pid=None)

    def _stop_phase(self, places: list[_Place]) -> None:
        running = [it for it in places if it.process is not None]
        for stop in {it.child.launch.stop for it in running}:
            pids = [it.process.pid for it in running if it.process and it.child.launch.stop == stop]
            plan.end(pids, stop)
        for it in running:
            if it.process is not None:
                it.process.wait()
                self.heart.release(it.process.pid)
            it.process = None
        for it in places:
            it.life = domain.stopped(it.life, self.now())
            self.board.post_for(it.child.name, State.STOPPED, pid=None)


def _has_ended(process: subprocess.Popen[bytes]) -> bool:
    flags = os.WEXITED | os.WNOHANG | os.WNOWAIT
    return os.waitid(os.P_PID, process.pid, flags) is not None


def _how_it_ended(status: int) -> str:
    if status < 0:
        return f"was ended by {signal.Signals(-status).name}"
    return f"ended with status {status}"


def _open_log(path: Path) -> int:
    if path.exists() and path.stat().st_size > _LONGEST_LOG:
        path.replace(path.with_suffix(f"{path.suffix}.1"))
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
