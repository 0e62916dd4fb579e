"""Statements as somebody with a role's credentials types them, past all of our code."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection
from django.db.backends.utils import CursorWrapper

NO_SCOPE, NOT_GENUINE, WRONG_KIND, NO_SWEEP = "SM001", "SM002", "SM003", "SM004"
NO_PRIVILEGE = "42501"
"""Also what a policy's WITH CHECK raises: a row that the scope may not write."""


def rows(statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Run a statement in the open scope; return its rows, if it has any."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return _fetched(cursor)


def _fetched(cursor: CursorWrapper) -> list[tuple[Any, ...]]:
    if cursor.description is None:
        return []
    found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


@contextmanager
def refused(*states: str) -> Iterator[None]:
    """Expect the database to refuse, with one of these SQLSTATEs and no other reason."""
    with pytest.raises((DatabaseError, psycopg.Error)) as caught:
        yield
    cause = caught.value if isinstance(caught.value, psycopg.Error) else caught.value.__cause__
    assert isinstance(cause, psycopg.Error)
    assert cause.sqlstate in states, f"{cause.sqlstate}: {cause}"
