"""Stop plans: which signals end a process, in which order, with how much patience.

- A plan is a sequence of steps; the last step of a plan we make is KILL.
- A step for the `process` alone spares its children: Postgres ends its own in order, and a backend
  that is killed forces crash recovery on all others. A step for the `family` reaches its group
  and all descendants.
- Plans have one text form, so that they fit on a line to the guard: `@INT:3,@QUIT:4,KILL:1`.
"""

# SPDX-License-Identifier: Apache-2.0
import signal
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import partial

from sealmark.infra.processes import proctable

_ALONE = "@"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One signal, then at most `seconds` of waiting for the whole family to be gone."""

    number: signal.Signals
    seconds: float
    alone: bool = False

    def __str__(self) -> str:
        name = self.number.name.removeprefix("SIG")
        return f"{_ALONE if self.alone else ''}{name}:{self.seconds:g}"


Plan = tuple[Step, ...]

KILL = Step(number=signal.SIGKILL, seconds=1)
"""The last step of each plan: nothing can refuse it."""


def polite(seconds: float) -> Plan:
    """Ask (TERM), wait at most `seconds`, then kill."""
    return (Step(number=signal.SIGTERM, seconds=seconds), KILL)


def written(plan: Plan) -> str:
    """Write a plan as text."""
    return ",".join(map(str, plan))


def parsed(text: str) -> Plan:
    """Read a plan from text; a malformed one raises `ValueError` or `KeyError`."""
    return tuple(_step(part) for part in text.split(","))


def end(pids: Collection[int], plan: Plan) -> bool:
    """Walk through the plan until the families of `pids` are gone; return whether they are."""
    hunt = _Hunt(heads={pid: proctable.look_up(pid) for pid in pids})
    for step in plan:
        hunt.signalled.clear()
        if proctable.wait_until(partial(hunt.is_over, step), step.seconds):
            return True
    return not proctable.still_alive(hunt.family)


@dataclass(slots=True, kw_only=True)
class _Hunt:
    """The families of `heads`, as far as they are known: members whose parent has gone stay in."""

    heads: Mapping[int, proctable.Process | None]
    family: set[proctable.Process] = field(default_factory=set)
    signalled: set[proctable.Process] = field(default_factory=set)

    def is_over(self, step: Step) -> bool:
        """Signal whoever has not been yet (a last fork, too); say whether nobody is left."""
        self.family |= proctable.family(self._own())
        addressed = {one for one in self.family if not step.alone or one.pid in self.heads}
        proctable.send(addressed - self.signalled, step.number)
        self.signalled |= addressed
        if proctable.still_alive(self.family):
            return False
        # The last of them may have forked after it was counted and before it ended.
        late = proctable.family(self._own()) - self.family
        self.family |= late
        return not proctable.still_alive(late)

    def _own(self) -> list[int]:
        # An id that was given to somebody else meanwhile names neither our process nor our group.
        now = {pid: proctable.look_up(pid) for pid in self.heads}
        return [
            pid
            for pid, head in self.heads.items()
            if (found := now[pid]) is None or (head is not None and found.started == head.started)
        ]


def _step(text: str) -> Step:
    name, _, seconds = text.removeprefix(_ALONE).partition(":")
    number = signal.Signals[f"SIG{name}"]
    return Step(number=number, seconds=float(seconds), alone=text.startswith(_ALONE))
