"""Clock: time is handed in, so that rules are pure and tests never patch.

- All times are timezone-aware UTC.
"""

# SPDX-License-Identifier: Apache-2.0
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the present moment, timezone-aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        return datetime.now(tz=UTC)


class SteppingClock:
    """A clock that moves only when told: for tests and replays."""

    def __init__(self, start: datetime) -> None:
        """Start at `start`, which must be timezone-aware."""
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        """Return the moment last set."""
        return self._now

    def advance(self, span: timedelta) -> None:
        """Move forward by `span`."""
        self._now += span
