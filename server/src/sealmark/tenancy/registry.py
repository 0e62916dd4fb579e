"""Who is told of tenancy's events: wired by the composition root at start.

- Listeners run in the same transaction and scope; if one fails, the act fails with it.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable

from sealmark.tenancy.events import ProjectAccessEnded, ProjectCreated

_CREATED: list[Callable[[ProjectCreated], None]] = []
_ENDED: list[Callable[[ProjectAccessEnded], None]] = []


def on_project_created(listener: Callable[[ProjectCreated], None]) -> None:
    """Tell `listener` of every new project; a second time changes nothing."""
    if listener not in _CREATED:
        _CREATED.append(listener)


def on_project_access_ended(listener: Callable[[ProjectAccessEnded], None]) -> None:
    """Tell `listener` when somebody's last role in a project ends."""
    if listener not in _ENDED:
        _ENDED.append(listener)


def publish(event: ProjectCreated | ProjectAccessEnded) -> None:
    """Tell all listeners of this kind of event."""
    match event:
        case ProjectCreated():
            for created in _CREATED:
                created(event)
        case ProjectAccessEnded():
            for ended in _ENDED:
                ended(event)
