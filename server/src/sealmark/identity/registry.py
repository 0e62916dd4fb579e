"""Who is told when something happens to an account: wired by the composition root at start.

- Listeners run in the same transaction, in the person's principal scope: if one fails, the act
  fails with it.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable

from sealmark.identity.events import AccountEvent

Listener = Callable[[AccountEvent], None]
_LISTENERS: list[Listener] = []


def listen(listener: Listener) -> None:
    """Tell `listener` of every account event from now on; a second time changes nothing."""
    if listener not in _LISTENERS:
        _LISTENERS.append(listener)


def publish(event: AccountEvent) -> None:
    """Tell all listeners."""
    for listener in _LISTENERS:
        listener(event)
