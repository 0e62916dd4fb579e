"""The cursor of every process that serves or works: one statement at a time, values never in it.

- Values are bound on the server: no other connection of the role reads them in `pg_stat_activity`.
- Always the extended protocol: Postgres takes exactly one statement there, so that a statement
  smuggled in behind another one does not run. psycopg's own choice for a statement without
  parameters is the simple protocol, which runs them all.
"""

# SPDX-License-Identifier: Apache-2.0
from django.db.backends.postgresql.base import ServerBindingCursor
from psycopg._queries import PostgresQuery


class OneStatementCursor(ServerBindingCursor):
    """A server-binding cursor that cannot send two statements in one."""

    def _execute_send(
        self,
        query: PostgresQuery,
        *,
        force_extended: bool = False,  # noqa: ARG002 - the base's signature; it is always forced here
        binary: bool | None = None,
    ) -> None:
        super()._execute_send(query, force_extended=True, binary=binary)  # type: ignore[misc] # not in the stubs
