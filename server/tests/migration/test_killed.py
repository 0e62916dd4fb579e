"""A migration that is killed in the middle leaves a database that the next start brings home."""

# SPDX-License-Identifier: Apache-2.0
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from postgres_fixture import PgCluster

from sealmark.bootstrap.migrate import migrate_database
from sealmark.infra import catalogue
from sealmark.infra.listed_tables import LISTED
from sealmark.infra.roles import RUNTIME

PATIENCE_S = 60.0
MIGRATE = """
import django
django.setup()
from sealmark.bootstrap.migrate import migrate_database
migrate_database()
"""
HOLD = """
CREATE FUNCTION hold() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
    IF EXISTS (SELECT FROM pg_event_trigger_ddl_commands() WHERE command_tag = '{tag}'
               AND object_identity LIKE '%{table}%') THEN
        PERFORM pg_sleep(600);
    END IF;
END $$;
CREATE EVENT TRIGGER hold ON ddl_command_end EXECUTE FUNCTION hold();
"""
HELD = """
SELECT pid FROM pg_stat_activity WHERE datname = %s AND wait_event = 'PgSleep'
"""
OPEN = """
SELECT c.relname, r FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,
    unnest(%s::text[]) AS r
WHERE n.nspname IN ('public', 'sealmark') AND c.relkind = 'r' AND NOT c.relforcerowsecurity
  AND n.nspname || '.' || c.relname <> ALL (%s) AND has_any_column_privilege(r, c.oid, 'SELECT')
"""
HARMLESS = {table.name for table in LISTED if not table.secured}
MOMENTS = {
    "while the first project table is made": ("CREATE TABLE", "infra_job"),
    "while the raw zone gets its policy": ("CREATE POLICY", "assets_original_part"),
    "while security is forced anew after a foreign key": ("ALTER TABLE", "workflow_task"),
    "while the last tables are made": ("CREATE POLICY", "export_release"),
}


@contextmanager
def held(cluster: PgCluster, database: str, tag: str, table: str) -> Iterator[None]:
    """Make the database stop at one statement of a migration, in the middle of its transaction."""
    with psycopg.connect(cluster.admin_dsn(database), autocommit=True) as admin:
        admin.execute(HOLD.format(tag=tag, table=table).encode())
        try:
            yield
        finally:
            admin.execute("DROP EVENT TRIGGER hold; DROP FUNCTION hold()")


def kill_in_the_middle(cluster: PgCluster, database: str) -> None:
    """Start a migration, wait until it is held, and kill it as a crash does."""
    process = subprocess.Popen(
        [sys.executable, "-c", MIGRATE],
        env={
            "PATH": os.environ["PATH"],
            "SEALMARK_HOME": str(settings.SEALMARK_HOME.path),
            "SEALMARK_IDENTITY": "owner",
            "SEALMARK_DB_URL_OWNER": cluster.address("owner", database).url(),
            "DJANGO_SETTINGS_MODULE": "sealmark.bootstrap.settings",
        },
    )
    try:
        with psycopg.connect(cluster.admin_dsn(), autocommit=True) as admin:
            end = time.monotonic() + PATIENCE_S
            while not (sleeping := admin.execute(HELD, [database]).fetchall()):
                assert process.poll() is None, "the migration ended before it was held"
                assert time.monotonic() < end, "the migration never came to the statement"
                time.sleep(0.05)
            process.send_signal(signal.SIGKILL)
            process.wait()
            for (pid,) in sleeping:  # it would notice for itself once it has slept
                admin.execute("SELECT pg_terminate_backend(%s, 10000)", [pid])
    finally:
        process.kill()
        process.wait()


def applied() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_migrations")
        (count,) = cursor.fetchone()
    return int(count)


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_next_start_finishes_what_was_begun(
    moment: str, empty: str, pg_cluster: PgCluster
) -> None:
    tag, table = MOMENTS[moment]
    with held(pg_cluster, empty, tag, table):
        kill_in_the_middle(pg_cluster, empty)
    begun = applied()
    migrate_database()
    assert applied() > begun
    assert catalogue.violations() == []


def test_what_was_not_finished_is_not_there_and_nobody_reaches_what_has_no_policy_yet(
    empty: str, pg_cluster: PgCluster
) -> None:
    with held(pg_cluster, empty, "CREATE POLICY", "assets_original_part"):
        kill_in_the_middle(pg_cluster, empty)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_policy WHERE polrelid = 'assets_original_part'::regclass"
        )
        assert cursor.fetchone() == (0,)
        cursor.execute(OPEN, [[f"sealmark_{identity}" for identity in RUNTIME], list(HARMLESS)])
        assert cursor.fetchall() == []
