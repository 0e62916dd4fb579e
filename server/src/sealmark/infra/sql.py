"""Row-level security as migration operations: a table states its rules where it is created.

- `project_table` gives a table the one project policy, the composite key and its grants.
- `listed_table` gives a table that is not project-scoped its own policy; it must also stand in
  `listed_tables`, with a reason.
- `reference` adds a composite foreign key, so that no row points into another project.
- `unforced` wraps data migrations: without it the owner, too, is refused by the raising policy.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import RunSQL

PROJECT_POLICY = "project_id = (SELECT sealmark.scope_project())"


def project_table(table: str, *, grants: Mapping[str, str]) -> RunSQL:
    """Make `table` project-scoped; `grants` maps an identity to its privileges.

    A privilege string is SQL: `"SELECT, INSERT, UPDATE (state)"`.
    """
    # A key on `id` alone would tell, by its error, that an id exists in some other project.
    composite = (
        f'ALTER TABLE "{table}" DROP CONSTRAINT "{table}_pkey", '
        f'ADD CONSTRAINT "{table}_in_project" PRIMARY KEY (project_id, id)'
    )
    return RunSQL(
        (composite, *_secured(table, PROJECT_POLICY, PROJECT_POLICY, grants)), RunSQL.noop
    )


def listed_table(
    table: str, *, using: str, check: str | None = None, grants: Mapping[str, str]
) -> RunSQL:
    """Give a table that is not project-scoped its own policy (`using` and `check` are SQL)."""
    return RunSQL(_secured(table, using, check or using, grants), RunSQL.noop)


def reference(
    table: str,
    columns: Sequence[str],
    target: str,
    target_columns: Sequence[str] = ("project_id", "id"),
) -> RunSQL:
    """Add a composite foreign key; both sides start with `project_id`."""
    name = f"{table}_{'_'.join(columns[1:])}_fk"[:63]
    both = sorted({table, target})
    foreign_key = (
        f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" FOREIGN KEY ({", ".join(columns)}) '
        f'REFERENCES "{target}" ({", ".join(target_columns)})'
    )
    return RunSQL(
        (
            # The check of existing rows runs as the owner, whom a forced policy would refuse.
            *[f'ALTER TABLE "{one}" NO FORCE ROW LEVEL SECURITY' for one in both],
            foreign_key,
            *[f'ALTER TABLE "{one}" FORCE ROW LEVEL SECURITY' for one in both],
        ),
        RunSQL.noop,
    )


@contextmanager
def unforced(editor: BaseDatabaseSchemaEditor, tables: Sequence[str]) -> Iterator[None]:
    """Let the owner read and write `tables` for one data migration, then force policies again."""
    for table in tables:
        editor.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
    yield
    # Deferred checks run while the rows can be seen: afterwards they would see none and pass.
    editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in tables:
        editor.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')


def _secured(table: str, using: str, check: str, grants: Mapping[str, str]) -> tuple[str, ...]:
    return (
        f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
        f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',
        f'CREATE POLICY scoped ON "{table}" USING ({using}) WITH CHECK ({check})',
        *[
            f'GRANT {privileges} ON "{table}" TO sealmark_{who}'
            for who, privileges in grants.items()
        ],
    )
