"""Incidents: their states, and which may follow which.

- Open until a steward says whether something was missed; then closed for good.
"""

# SPDX-License-Identifier: Apache-2.0
from enum import StrEnum

from sealmark.oversight.errors import CannotFollowError


class IncidentState(StrEnum):
    """Where an incident stands."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    CLOSED = "closed"


_AFTER = {
    IncidentState.OPEN: {IncidentState.CONFIRMED, IncidentState.DISMISSED},
    IncidentState.CONFIRMED: {IncidentState.CLOSED, IncidentState.DISMISSED},
    IncidentState.DISMISSED: {IncidentState.CLOSED},
    IncidentState.CLOSED: set(),
}


def refuse_wrong_turn(now: IncidentState, wanted: IncidentState) -> None:
    """Refuse a state that does not follow the one in which the incident is."""
    if wanted not in _AFTER[now]:
        raise CannotFollowError(
            f"This incident is {now.value}; it cannot become {wanted.value}. Load it again."
        )
