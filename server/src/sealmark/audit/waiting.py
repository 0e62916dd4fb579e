"""Waiting for the log, with nothing open: no act of high impact takes effect before it is in there.

- Each look is a scope of its own; between looks there is none, and no transaction.
- Patience has an end: then nothing leaves, and the release says why.
"""

# SPDX-License-Identifier: Apache-2.0
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from sealmark.audit import selectors as audit
from sealmark.audit.errors import LogSilentError
from sealmark.audit.selectors import StoredCheckpoint
from sealmark.infra import scope
from sealmark.kernel.clock import Clock
from sealmark.kernel.errors import SealmarkError
from sealmark.kernel.ids import EventId, OrganizationId, ProjectId

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long to wait for the log, how often to look, and how to let time pass."""

    most: timedelta = timedelta(seconds=90)
    step_s: float = 0.1
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """An event's place in the log, and a signed tree that holds it."""

    index: int
    checkpoint: StoredCheckpoint


def await_answer(
    look: Callable[[], T | None],
    *,
    clock: Clock,
    patience: Patience,
    else_raise: type[SealmarkError] = LogSilentError,
) -> T:
    """Look until there is an answer; raise `else_raise` when patience ends."""
    until = clock.now() + patience.most
    while True:
        found = look()
        if found is not None:
            return found
        if clock.now() >= until:
            raise else_raise
        patience.sleep(patience.step_s)


def await_logged(
    project: ProjectId,
    organization: OrganizationId,
    event: EventId,
    *,
    clock: Clock,
    patience: Patience,
) -> Logged:
    """Wait until a signed tree holds an event of this project."""

    def look() -> Logged | None:
        with scope.project(project):
            index = audit.index_of(event)
            covering = None if index is None else audit.checkpoint_over(organization, index)
        if index is None or covering is None:
            return None
        return Logged(index=index, checkpoint=covering)

    return await_answer(look, clock=clock, patience=patience)
