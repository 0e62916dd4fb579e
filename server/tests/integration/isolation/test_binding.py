"""What a statement carries stays out of sight, and only one statement runs at a time."""

# SPDX-License-Identifier: Apache-2.0
import secrets
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection, transaction
from integration.identity.people import Browser
from integration.isolation.furnished import Furnished, project_tables
from integration.isolation.statements import refused, rows
from postgres_fixture import PgCluster

from sealmark.infra import scope
from sealmark.kernel.ids import new_uuid

SEVERAL_STATEMENTS = "42601"
SEEN = "SELECT string_agg(query, ' ') FROM pg_stat_activity WHERE usename = session_user"
STATISTICS = "SELECT count(*) FROM pg_stats WHERE tablename = ANY (%s)"


@pytest.fixture(scope="module")
def template(furnished: Furnished) -> str:
    return furnished.template


@pytest.fixture
def onlooker(migrated: PgCluster, database: str) -> Iterator[psycopg.Connection]:
    """Another connection of the same role."""
    with psycopg.connect(migrated.dsn("web", database), autocommit=True) as other:
        yield other


def seen_by(onlooker: psycopg.Connection) -> str:
    row = onlooker.execute(SEEN).fetchone()
    assert row is not None
    return str(row[0])


def test_values_are_not_in_the_activity_that_the_same_role_reads(
    onlooker: psycopg.Connection,
) -> None:
    canary, mark = secrets.token_hex(16), secrets.token_hex(16)
    rows(f"SELECT %s::text AS x{mark}", [canary])
    assert mark in seen_by(onlooker)
    assert canary not in seen_by(onlooker)


def test_the_same_onlooker_does_see_values_that_are_bound_on_the_client(
    onlooker: psycopg.Connection, migrated: PgCluster, database: str
) -> None:
    canary = secrets.token_hex(16)
    with psycopg.connect(migrated.dsn("web", database)) as careless:
        psycopg.ClientCursor(careless).execute("SELECT %s::text", [canary])
        assert canary in seen_by(onlooker)


def test_values_of_rows_read_one_by_one_are_not_in_the_activity_either(
    onlooker: psycopg.Connection, furnished: Furnished
) -> None:
    from sealmark.assets.models import Dataset  # noqa: PLC0415 - after django.setup()

    canary = secrets.token_hex(16)
    with scope.project(furnished.mine.project):
        assert list(Dataset.objects.filter(name=canary).iterator(chunk_size=1)) == []
        assert "assets_dataset" in seen_by(onlooker)
        assert canary not in seen_by(onlooker)


def test_what_somebody_types_at_the_door_is_not_in_the_activity(
    onlooker: psycopg.Connection,
) -> None:
    email, password = f"{new_uuid().hex}@example.org", secrets.token_hex(16)
    Browser().sign_in(email, password)
    seen = seen_by(onlooker)
    assert email not in seen
    assert password not in seen


@pytest.mark.parametrize("parameters", [(), ("letters",)])
def test_a_stacked_statement_does_not_run(parameters: tuple[str, ...]) -> None:
    injected = "x'; CREATE TEMPORARY TABLE stacked (id int); --"
    where = "name = %s AND " if parameters else ""
    with refused(SEVERAL_STATEMENTS), transaction.atomic():
        rows(f"SELECT 1 FROM assets_dataset WHERE {where} name = '{injected}'", parameters)
    assert rows("SELECT to_regclass('pg_temp.stacked')") == [(None,)]


def test_two_statements_do_not_run_even_without_any_value() -> None:
    with connection.cursor() as cursor, refused(SEVERAL_STATEMENTS):
        cursor.execute("SELECT 1; CREATE TEMPORARY TABLE stacked (id int)")
    assert rows("SELECT to_regclass('pg_temp.stacked')") == [(None,)]


def test_a_transaction_cannot_be_ended_from_within_a_statement() -> None:
    with refused(SEVERAL_STATEMENTS), scope.project(new_uuid()):  # type: ignore[arg-type]
        rows("SELECT 1; COMMIT; SELECT 2")


def test_statistics_tell_nothing_about_the_values_of_any_project_table(
    migrated: PgCluster, database: str, furnished: Furnished
) -> None:
    with psycopg.connect(migrated.admin_dsn(database), autocommit=True) as admin:
        admin.execute("ANALYZE")
        known = admin.execute(STATISTICS, [project_tables()]).fetchone()
    assert known is not None
    assert known[0] > len(project_tables())
    with scope.project(furnished.mine.project):
        assert rows(STATISTICS, [project_tables()]) == [(0,)]
    with refused("42501"):
        rows("SELECT count(*) FROM pg_statistic")


def test_statistics_tell_nothing_about_people(migrated: PgCluster, database: str) -> None:
    tables = ["identity_user", "identity_session", "tenancy_membership", "audit_event"]
    with psycopg.connect(migrated.admin_dsn(database), autocommit=True) as admin:
        admin.execute("ANALYZE")
    assert rows(STATISTICS, [tables]) == [(0,)]


def test_a_probing_function_in_a_condition_meets_ones_own_rows_only(
    furnished: Furnished,
) -> None:
    with scope.project(furnished.mine.project):
        rows(
            "CREATE FUNCTION pg_temp.probe(uuid) RETURNS boolean LANGUAGE plpgsql COST 0.0001"
            " AS $$ BEGIN RAISE NOTICE '%%', $1; RETURN true; END $$"
        )
        heard: list[str] = []
        connection.connection.add_notice_handler(
            lambda notice: heard.append(str(notice.message_primary))
        )
        rows("SELECT count(*) FROM tenancy_project WHERE pg_temp.probe(id)")
        rows("SELECT count(*) FROM assets_asset WHERE pg_temp.probe(project_id)")
    assert set(heard) == {str(furnished.mine.project)}


def test_a_role_that_claims_a_leakproof_function_is_refused() -> None:
    with refused("42501"):
        rows(
            "CREATE FUNCTION pg_temp.probe(uuid) RETURNS boolean LANGUAGE sql LEAKPROOF"
            " AS 'SELECT true'"
        )
