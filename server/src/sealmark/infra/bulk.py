"""Insert many rows in one statement, under row-level security.

- `INSERT ... SELECT FROM unnest(arrays)`: COPY into a secured table is refused by Postgres, and one
  array per column costs a fraction of one parameter per value.
- A column that holds one value throughout is sent once; arrays are sent in binary, which spares
  quoting every value.
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
) -> None:
    """Insert `rows`, whose values are in the order of `types` (column -> SQL type).

    `on_conflict` is SQL such as `ON CONFLICT DO NOTHING`.
    """
    if not rows:
        return
    columns = dict(zip(types, zip(*rows, strict=True), strict=True))
    same = [name for name in list(types)[1:] if _one_value(columns[name])]
    varying = [name for name in types if name not in same]
    # Postgres knows the type of an array of nothing but NULL only in text.
    forms = {name: "%s" if all(v is None for v in columns[name]) else "%b" for name in varying}
    arrays = ", ".join(f"{forms[name]}::{types[name]}[]" for name in varying)
    once = "".join(f", %s::{types[name]}" for name in same)
    statement = (
        f"INSERT INTO {table} ({', '.join(varying + same)}) "  # noqa: S608 - our own names
        f"SELECT u.*{once} FROM unnest({arrays}) u {on_conflict}"
    )
    values = [columns[name][0] for name in same] + [list(columns[name]) for name in varying]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _one_value(column: Sequence[object]) -> bool:
    return all(value is column[0] for value in column)
