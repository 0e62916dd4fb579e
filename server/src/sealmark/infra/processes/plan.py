"""Stop plans: which signals end a process, in which order, with how much patience.

- A plan is a sequence of steps; the last step of a plan we make is KILL.
- A step for the `process` alone spares its children: Postgres ends its own in order, and a backend
  that is killed forces crash recovery on all others. A step for the `family` reaches its group
  and all descendants.
- Plans have one text form, so that they fit on a line to the guard: `@INT:3,@QUIT:4,KILL:1`.
"""

# SPDX-License-Identifier: Apache-2.0
import signal
from collections.abc import Collection
from dataclasses import dataclass

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
    family: set[proctable.Process] = set()
    for step in plan:
        # Forks made meanwhile belong to the family; those whose parent has gone stay in it.
        family |= proctable.family(pids)
        proctable.send(_addressed(family, pids, step), step.number)
        if _gone_within(family, step.seconds):
            return True
    return not proctable.still_alive(family)


def _addressed(
    family: set[proctable.Process], pids: Collection[int], step: Step
) -> set[proctable.Process]:
    return {one for one in family if one.pid in pids} if step.alone else family


def _gone_within(family: set[proctable.Process], seconds: float) -> bool:
    return proctable.wait_until(lambda: not proctable.still_alive(family), seconds)


def _step(text: str) -> Step:
    name, _, seconds = text.removeprefix(_ALONE).partition(":")
    number = signal.Signals[f"SIG{name}"]
    return Step(number=number, seconds=float(seconds), alone=text.startswith(_ALONE))
