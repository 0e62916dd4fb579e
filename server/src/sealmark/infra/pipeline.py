"""Statements sent together: one wait for all their answers, in the order in which they were sent.

- Inside `together` a statement's answer is there at the block's end, or at the first fetch.
- `when_answered` runs a check on an answer: at once outside a block, else at the block's end.
- A statement that fails raises at the end, and those behind it were not run.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connection, connections

Check = Callable[[], None]


@contextmanager
def together() -> Iterator[None]:
    """Send the block's statements without waiting in between."""
    if _checks() is not None:
        yield
        return
    connection.ensure_connection()
    checks: list[Check] = []
    _remember(checks)
    try:
        with connection.wrap_database_errors, connection.connection.pipeline():
            yield
    finally:
        _remember(None)
    for check in checks:
        check()


def when_answered(check: Check) -> None:
    """Run `check` as soon as the statements sent so far are answered."""
    waiting = _checks()
    if waiting is None:
        check()
    else:
        waiting.append(check)


def _checks() -> list[Check] | None:
    return getattr(connections[DEFAULT_DB_ALIAS], "sealmark_checks", None)


def _remember(checks: list[Check] | None) -> None:
    # On the thread's own connection, as with scopes.
    connections[DEFAULT_DB_ALIAS].__dict__["sealmark_checks"] = checks
