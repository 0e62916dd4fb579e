"""The life of a supervised child, as pure rules: when to start again, when to call it hopeless.

- A child that ends is started again after 0.1 s, then 0.2, 0.4 ... at most 5 s.
- One that ran steadily for a while before it ended starts from the beginning.
- After five failed attempts in a row people are told, once; the attempts go on.
- Times are seconds of a monotonic clock, handed in.
"""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass, replace
from enum import Enum, auto


class Stage(Enum):
    """Where a child is in its life."""

    DUE = auto()
    STARTING = auto()
    READY = auto()
    STOPPED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How eagerly a child is started again, in seconds; `attempts` before people are told."""

    first: float = 0.1
    longest: float = 5.0
    steady: float = 10.0
    attempts: int = 5

    def pause(self, failures: int) -> float:
        """Return the seconds to wait after so many failures in a row (1 or more)."""
        # The exponent is bounded: a child that fails for days must not overflow the float.
        return min(self.longest, self.first * 2.0 ** min(failures - 1, 32))


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """A child's stage since `since`; while it is due, it starts at `since`."""

    stage: Stage
    since: float
    failures: int = 0


def due_now(now: float) -> Life:
    """Return the life of a child that has not been started yet."""
    return Life(stage=Stage.DUE, since=now)


def started(life: Life, now: float) -> Life:
    """Return the life after a start."""
    return replace(life, stage=Stage.STARTING, since=now)


def became_ready(life: Life, now: float) -> Life:
    """Return the life once the child can do its work."""
    return replace(life, stage=Stage.READY, since=now)


def ended(life: Life, now: float, patience: Patience) -> Life:
    """Return the life after an end that nobody asked for: due again, a little later."""
    steady = life.stage is Stage.READY and now - life.since >= patience.steady
    failures = 1 if steady else life.failures + 1
    return Life(stage=Stage.DUE, since=now + patience.pause(failures), failures=failures)


def stopped(life: Life, now: float) -> Life:
    """Return the life after an end that was asked for."""
    return replace(life, stage=Stage.STOPPED, since=now)


def is_due(life: Life, now: float) -> bool:
    """Say whether the child should be started now."""
    return life.stage is Stage.DUE and now >= life.since


def is_hopeless(life: Life, patience: Patience) -> bool:
    """Say whether it failed so often in a row that people must know."""
    return life.failures >= patience.attempts
