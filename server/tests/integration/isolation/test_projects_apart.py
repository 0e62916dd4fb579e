"""Projects are apart in the database: over every project table, with real rows in two projects.

Here `web` is granted every privilege on every table, so that row-level security is the only wall.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django_fixture import ActAs
from integration.isolation.furnished import Furnished, project_tables
from integration.isolation.statements import NO_PRIVILEGE, NO_SCOPE, WRONG_KIND, refused, rows
from postgres_fixture import PgCluster
from psycopg import sql
from psycopg.types.json import Jsonb

from sealmark.infra import scope
from sealmark.infra.models import ProjectRow
from sealmark.infra.scope import Scope
from sealmark.kernel.ids import OrganizationId, ProjectId, UserId, new_uuid

TABLES = sorted(
    model._meta.db_table for model in apps.get_models() if issubclass(model, ProjectRow)
)
WRITES = {
    "select": "SELECT * FROM {table}",
    "count": "SELECT count(*) FROM {table}",
    "insert": "INSERT INTO {table} SELECT * FROM {table}",
    "update": "UPDATE {table} SET created_at = created_at",
    "delete": "DELETE FROM {table}",
    "lock": "SELECT id FROM {table} FOR UPDATE",
}
FOREIGN_KEYS = """
SELECT c.conname, r.relname, t.relname,
       ARRAY(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY k (at, n)
             JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.at ORDER BY k.n),
       ARRAY(SELECT a.attname::text FROM unnest(c.confkey) WITH ORDINALITY k (at, n)
             JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.at ORDER BY k.n)
FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid JOIN pg_class t ON t.oid = c.confrelid
WHERE c.contype = 'f' AND r.relname = ANY (%s) ORDER BY 1
"""
UUIDS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


@pytest.fixture(scope="module")
def template(furnished: Furnished) -> str:
    return furnished.template


@pytest.fixture(scope="module", autouse=True)
def _every_privilege(migrated: PgCluster, database: str) -> None:
    with psycopg.connect(migrated.dsn("owner", database)) as owner:
        owner.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO sealmark_web")


def their_ids(cluster: PgCluster, database: str, table: str, project: UUID) -> list[UUID]:
    """Return the ids of a project's rows, as somebody above all policies sees them."""
    wanted = sql.SQL("SELECT id FROM {} WHERE project_id = %s").format(sql.Identifier(table))
    with psycopg.connect(cluster.admin_dsn(database)) as admin:
        return [row for (row,) in admin.execute(wanted, [project])]


def test_the_tables_tried_here_are_the_databases_project_tables() -> None:
    with transaction.atomic():
        assert project_tables() == TABLES


@pytest.mark.parametrize("table", TABLES)
def test_both_projects_have_rows(
    table: str, furnished: Furnished, migrated: PgCluster, database: str
) -> None:
    for line in (furnished.mine, furnished.theirs):
        assert their_ids(migrated, database, table, line.project)


@pytest.mark.parametrize("table", TABLES)
def test_only_ones_own_rows_are_seen(table: str, furnished: Furnished) -> None:
    with scope.project(furnished.mine.project):
        seen = {project for (project,) in rows(f'SELECT project_id FROM "{table}"')}
    assert seen == {furnished.mine.project}


@pytest.mark.parametrize("table", TABLES)
def test_a_foreign_row_is_as_absent_as_one_that_never_was(
    table: str, furnished: Furnished, migrated: PgCluster, database: str
) -> None:
    foreign = their_ids(migrated, database, table, furnished.theirs.project)
    with scope.project(furnished.mine.project), connection.cursor() as cursor:
        for condition, value in (
            ("id = ANY (%s)", foreign),
            ("project_id = %s", furnished.theirs.project),
            ("id = ANY (%s) OR project_id IS NOT NULL AND project_id <> %s::uuid", None),
        ):
            parameters: list[Any] = [foreign, furnished.mine.project] if value is None else [value]
            cursor.execute(f'SELECT id FROM "{table}" WHERE {condition}', parameters)
            assert cursor.fetchall() == []
            cursor.execute(
                f'UPDATE "{table}" SET created_at = created_at WHERE {condition}', parameters
            )
            assert cursor.rowcount == 0
            cursor.execute(f'DELETE FROM "{table}" WHERE {condition}', parameters)
            assert cursor.rowcount == 0


@pytest.mark.parametrize("table", TABLES)
def test_a_change_without_a_condition_stays_in_the_project(
    table: str, furnished: Furnished, migrated: PgCluster, database: str
) -> None:
    own = their_ids(migrated, database, table, furnished.mine.project)
    changed = their_ids(migrated, database, table, furnished.theirs.project)
    with scope.project(furnished.mine.project), connection.cursor() as cursor:
        cursor.execute(f'UPDATE "{table}" SET created_at = created_at')
        assert cursor.rowcount == len(own)
    assert their_ids(migrated, database, table, furnished.theirs.project) == changed


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_written_into_another_project(table: str, furnished: Furnished) -> None:
    there = {"project_id": str(furnished.theirs.project), "id": str(new_uuid())}
    with refused(NO_PRIVILEGE), scope.project(furnished.mine.project):
        rows(
            f'INSERT INTO "{table}" SELECT (jsonb_populate_record(mine, %s::jsonb)).*'
            f' FROM "{table}" mine LIMIT 1',
            [Jsonb(there)],
        )


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_moved_into_another_project(table: str, furnished: Furnished) -> None:
    with refused(NO_PRIVILEGE), scope.project(furnished.mine.project):
        rows(f'UPDATE "{table}" SET project_id = %s', [furnished.theirs.project])


@pytest.mark.parametrize("table", TABLES)
def test_a_copy_holds_ones_own_rows_only(table: str, furnished: Furnished) -> None:
    with scope.project(furnished.mine.project), connection.cursor() as cursor:
        statement = sql.SQL("COPY {} (project_id) TO STDOUT").format(sql.Identifier(table))
        with cursor.copy(statement) as copy:
            seen = {line for (line,) in copy.rows()}
    assert seen == {str(furnished.mine.project)}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("verb", WRITES)
def test_without_a_scope_every_verb_raises(table: str, verb: str) -> None:
    with refused(NO_SCOPE):
        rows(WRITES[verb].format(table=f'"{table}"'))


OTHER_SCOPES: dict[str, Callable[[Furnished], AbstractContextManager[Scope]]] = {
    "organization": lambda two: scope.organization(two.mine.organization),
    "principal": lambda two: scope.principal(two.mine.admin),
    "sign-in": lambda _: scope.sign_in(),
}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("opened", OTHER_SCOPES)
def test_in_another_kind_of_scope_every_verb_raises(
    table: str, opened: str, furnished: Furnished
) -> None:
    for verb in WRITES.values():
        with refused(WRONG_KIND), OTHER_SCOPES[opened](furnished):
            rows(verb.format(table=f'"{table}"'))


@pytest.mark.parametrize("table", TABLES)
def test_a_sweep_reads_no_project_table(table: str, acting_as: ActAs) -> None:
    for identity in ("worker", "sequencer"):
        with acting_as(identity), refused(WRONG_KIND, NO_PRIVILEGE), scope.sweep("sequence"):
            rows(f'SELECT * FROM "{table}"')


def outcome_of(statement: str, parameters: list[Any], project: ProjectId) -> tuple[str | None, str]:
    """Return what the database says to a statement, with ids taken out; nothing is kept."""
    try:
        with scope.project(project):
            rows(statement, parameters)
            rows("SET CONSTRAINTS ALL IMMEDIATE")
            transaction.set_rollback(True)
    except DatabaseError as error:
        cause = error.__cause__
        return getattr(cause, "sqlstate", None), UUIDS.sub("(id)", str(cause))
    return None, "done"


def test_a_foreign_key_refuses_a_foreign_row_just_like_one_that_never_was(
    furnished: Furnished, migrated: PgCluster, database: str
) -> None:
    tried = 0
    for name, table, target, columns, target_columns in rows(FOREIGN_KEYS, [TABLES]):
        theirs = their_ids(migrated, database, target, furnished.theirs.project)[0]
        pointing, pointed = columns[1:], target_columns[1:]
        listed = ", ".join(f'"{column}"' for column in pointed)
        with scope.project(furnished.theirs.project):
            (values,) = rows(f'SELECT {listed} FROM "{target}" WHERE id = %s', [theirs])
        never = [new_uuid() if isinstance(value, UUID) else value for value in values]
        changes = ", ".join(f'"{column}" = %s' for column in pointing)
        statement = f'UPDATE "{table}" SET {changes} WHERE id = (SELECT id FROM "{table}" LIMIT 1)'
        project = furnished.mine.project
        foreign = outcome_of(statement, list(values), project)
        assert foreign == outcome_of(statement, never, project), name
        assert foreign[0] in {"23503", "23514"}, (name, foreign)
        tried += 1
    assert tried >= len(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_an_id_that_another_project_uses_is_free_in_mine(
    table: str, furnished: Furnished, migrated: PgCluster, database: str
) -> None:
    taken = their_ids(migrated, database, table, furnished.theirs.project)[0]
    statement = (
        f'INSERT INTO "{table}" SELECT (jsonb_populate_record(mine, %s::jsonb)).*'
        f' FROM "{table}" mine LIMIT 1'
    )
    foreign, fresh = (
        outcome_of(statement, [Jsonb({"id": str(one)})], furnished.mine.project)
        for one in (taken, new_uuid())
    )
    assert foreign == fresh


def test_a_persons_scope_shows_their_own_projects_only(furnished: Furnished) -> None:
    with scope.principal(furnished.mine.admin):
        assert rows("SELECT id FROM tenancy_project") == [(furnished.mine.project,)]
        assert rows("SELECT id FROM tenancy_organization") == [(furnished.mine.organization,)]
        assert {who for (who,) in rows("SELECT user_id FROM tenancy_membership")} == {
            furnished.mine.admin
        }


def test_a_persons_scope_reads_no_events_at_all(furnished: Furnished) -> None:
    with scope.principal(furnished.mine.admin):
        assert rows("SELECT id FROM audit_event") == []


def test_events_of_another_organization_are_not_read(furnished: Furnished) -> None:
    with scope.organization(furnished.mine.organization):
        seen = {org for (org,) in rows("SELECT organization_id FROM audit_event")}
    assert seen == {furnished.mine.organization}
    with scope.project(furnished.mine.project):
        seen = {project for (project,) in rows("SELECT project_id FROM audit_event")}
    assert seen == {furnished.mine.project}


def test_a_stranger_to_both_sees_neither(furnished: Furnished) -> None:
    with scope.principal(UserId(new_uuid())):
        assert rows("SELECT id FROM tenancy_project") == []
        assert rows("SELECT id FROM tenancy_membership") == []
    with scope.organization(OrganizationId(new_uuid())):
        assert rows("SELECT id FROM tenancy_project") == []
        assert rows("SELECT id FROM audit_event") == []
    _ = furnished
