"""Events between contexts: something below tells what happened; who reacts is wired in one table.

- A handler is declared *in-transaction* (it lives or dies with the change) or *after commit*.
- Handlers are called in the order of the wiring; nothing subscribes by itself.
"""

# SPDX-License-Identifier: Apache-2.0
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pkgutil import resolve_name
from typing import Any

from django.db import transaction

Handler = Callable[[Any], None]

_IN_TRANSACTION: dict[type, list[Handler]] = defaultdict(list)
_AFTER_COMMIT: dict[type, list[Handler]] = defaultdict(list)


def wire_in_transaction(event: type, handler: Handler) -> None:
    """Call `handler` inside the transaction in which `event` is published."""
    if handler not in _IN_TRANSACTION[event]:
        _IN_TRANSACTION[event].append(handler)


def wire_after_commit(event: type, handler: Handler) -> None:
    """Call `handler` once the transaction in which `event` was published has committed."""
    if handler not in _AFTER_COMMIT[event]:
        _AFTER_COMMIT[event].append(handler)


def publish(event: object) -> None:
    """Tell everybody who was wired to this type of event."""
    for handler in _IN_TRANSACTION[type(event)]:
        handler(event)
    for handler in _AFTER_COMMIT[type(event)]:
        transaction.on_commit(partial(handler, event))


def wire_when_ready(table: str) -> None:
    """Call `module:function`, which wires everything: models are known by then, not before."""
    resolve_name(table)()
