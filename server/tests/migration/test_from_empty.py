"""Migrations from nothing: each applies, and what stands at the end is what the models say."""

# SPDX-License-Identifier: Apache-2.0
import io

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from postgres_fixture import PgCluster

from sealmark.bootstrap.migrate import migrate_database
from sealmark.infra import catalogue
from sealmark.infra.listed_tables import LISTED
from sealmark.infra.models import ProjectRow

RELATIONS = """
SELECT n.nspname || '.' || c.relname, c.relrowsecurity AND c.relforcerowsecurity
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
  AND n.nspname NOT LIKE 'pg\\_temp%%' AND c.relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY 1
"""


def tables() -> dict[str, bool]:
    """Name every table, and tell whether its row-level security is enabled and forced."""
    with connection.cursor() as cursor:
        cursor.execute(RELATIONS)
        return dict(cursor.fetchall())


def test_every_migration_applies_by_itself_one_after_the_other(empty: str) -> None:
    _ = empty
    plan = MigrationExecutor(connection).loader.graph.leaf_nodes()
    steps = [m for m, _ in MigrationExecutor(connection).migration_plan(plan)]
    assert len(steps) > 20
    for step in steps:
        MigrationExecutor(connection).migrate([(step.app_label, step.name)])
    assert MigrationExecutor(connection).migration_plan(plan) == []
    assert catalogue.violations() == []


def test_migrating_what_is_migrated_changes_nothing(empty: str) -> None:
    _ = empty
    migrate_database()
    before = tables()
    migrate_database()
    assert tables() == before


def test_every_migration_is_all_or_nothing() -> None:
    loaded = MigrationLoader(None).disk_migrations
    assert [key for key, migration in loaded.items() if not migration.atomic] == []


def test_every_table_is_a_project_table_or_listed_with_a_reason(
    database: str, migrated: PgCluster
) -> None:
    _ = (database, migrated)
    ours = {
        f"public.{model._meta.db_table}"
        for model in apps.get_models()
        if issubclass(model, ProjectRow)
    }
    listed = {table.name for table in LISTED}
    assert ours.isdisjoint(listed)
    assert set(tables()) == ours | listed


def test_every_exception_has_a_reason_and_stands_once() -> None:
    assert len({table.name for table in LISTED}) == len(LISTED)
    assert [table.name for table in LISTED if len(table.reason.split()) < 3] == []


def test_row_level_security_is_forced_on_every_table_but_those_that_say_why_not(
    database: str,
) -> None:
    _ = database
    unforced = {table.name for table in LISTED if not table.secured}
    assert {name for name, forced in tables().items() if not forced} == unforced


def test_no_model_differs_from_its_table(empty: str) -> None:
    _ = empty
    told = io.StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=told)
    except SystemExit:
        pytest.fail(told.getvalue())
    assert "No changes detected" in told.getvalue()
