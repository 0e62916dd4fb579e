"""Insert many rows in one statement, under row-level security.

- `INSERT ... SELECT FROM unnest(arrays)`: COPY into a secured table is refused by Postgres, and one
  array per column costs a fraction of one parameter per value.
- Names are our own literals, never input.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping, Sequence
from typing import Final

from django.db import connection

ROW: Final = {"id": "uuid", "project_id": "uuid", "created_at": "timestamptz"}
"""The columns with which every row of a project begins."""


def insert(
    table: str,
    types: Mapping[str, str],
    rows: Sequence[tuple[object, ...]],
    *,
    on_conflict: str = "",
) -> int:
    """Insert `rows`, whose values are in the order of `types` (column -> SQL type).

    `on_conflict` is SQL such as `ON CONFLICT DO NOTHING`. Returns how many rows went in.
    """
    if not rows:
        return 0
    arrays = ", ".join(f"%s::{kind}[]" for kind in types.values())
    statement = (
        f"INSERT INTO {table} ({', '.join(types)}) SELECT * FROM unnest({arrays}) {on_conflict}"  # noqa: S608 - our own names
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(column) for column in zip(*rows, strict=True)])
        return int(cursor.rowcount)
