"""The shared test cluster keeps its promises to the tests that use it."""

# SPDX-License-Identifier: Apache-2.0
import psycopg
import pytest
from postgres_fixture import PgCluster


def test_each_identity_enters_the_database_as_its_own_role(pg_cluster: PgCluster) -> None:
    for identity in ("web", "worker", "redactor", "sequencer", "owner"):
        with psycopg.connect(pg_cluster.dsn(identity)) as connection:
            row = connection.execute("SELECT session_user").fetchone()
        assert row == (f"sealmark_{identity}",)


def test_a_copy_holds_what_its_template_holds(pg_cluster: PgCluster) -> None:
    pg_cluster.create_database("fixture_template")
    with psycopg.connect(pg_cluster.dsn("owner", "fixture_template")) as owner:
        owner.execute("CREATE TABLE kept AS SELECT 7 AS seven")
    pg_cluster.create_database("fixture_copy", template="fixture_template")
    with psycopg.connect(pg_cluster.dsn("owner", "fixture_copy")) as owner:
        assert owner.execute("SELECT seven FROM kept").fetchone() == (7,)
    pg_cluster.drop_database("fixture_copy")
    pg_cluster.drop_database("fixture_template")
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(pg_cluster.dsn("owner", "fixture_copy"))


def test_runtime_roles_may_not_make_tables_in_a_new_database(pg_cluster: PgCluster) -> None:
    pg_cluster.create_database("fixture_closed")
    with (
        psycopg.connect(pg_cluster.dsn("web", "fixture_closed")) as web,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        web.execute("CREATE TABLE mine (id int)")
    pg_cluster.drop_database("fixture_closed")
