"""Roles: what each may do in a fresh database, and what is refused on an outside server."""

# SPDX-License-Identifier: Apache-2.0
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from postgres_fixture import PgCluster
from psycopg import sql

from sealmark.infra.home import IDENTITIES, Home, open_home
from sealmark.infra.postgres import address, binaries, cluster, place, roles
from sealmark.infra.postgres.initdb import SUPERUSER, make_cluster
from sealmark.infra.postgres.settings import FORGETFUL

_DB = (sys.executable, "-m", "sealmark.interfaces.cli.main", "db")
RUNTIME = ("web", "worker", "redactor", "sequencer")


@pytest.mark.parametrize("identity", IDENTITIES)
def test_no_identity_has_an_attribute_above_the_policies(
    pg_cluster: PgCluster, identity: str
) -> None:
    with psycopg.connect(pg_cluster.dsn(identity)) as connection:
        row = connection.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication "
            "FROM pg_roles WHERE rolname = session_user"
        ).fetchone()
    assert row == (False,) * 5


@pytest.mark.parametrize("identity", RUNTIME)
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (id int)",
        "CREATE SCHEMA mine",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE ROLE mine",
        "CREATE DATABASE mine",
        "SET ROLE sealmark_owner",
        "SET SESSION AUTHORIZATION sealmark_owner",
        "ALTER ROLE sealmark_web BYPASSRLS",
        "SELECT rolpassword FROM pg_authid",
        "SELECT pg_read_file('postgresql.conf')",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SET session_replication_role = replica",
    ],
)
def test_a_runtime_role_may_not(pg_cluster: PgCluster, identity: str, statement: str) -> None:
    with (
        psycopg.connect(pg_cluster.dsn(identity), autocommit=True) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(statement.encode())


@pytest.mark.parametrize("identity", IDENTITIES)
def test_an_identity_may_make_a_temporary_table_to_copy_into(
    pg_cluster: PgCluster, identity: str
) -> None:
    with psycopg.connect(pg_cluster.dsn(identity)) as connection:
        connection.execute("CREATE TEMPORARY TABLE incoming (id int)")
        with connection.cursor().copy("COPY incoming FROM STDIN") as copy:
            copy.write_row([1])
        row = connection.execute("SELECT id FROM incoming").fetchone()
    assert row == (1,)


@pytest.mark.parametrize("database", ["postgres", "template1"])
def test_no_identity_enters_another_database(pg_cluster: PgCluster, database: str) -> None:
    for identity in IDENTITIES:
        with pytest.raises(psycopg.OperationalError, match="permission denied"):
            psycopg.connect(pg_cluster.dsn(identity, database))


def test_a_temporary_table_never_stands_before_a_real_one(pg_cluster: PgCluster) -> None:
    pg_cluster.create_database("roles_shadow")
    try:
        with psycopg.connect(pg_cluster.dsn("owner", "roles_shadow")) as owner:
            owner.execute("CREATE TABLE real (id int)")
            owner.execute("GRANT SELECT ON real TO sealmark_web")
        with psycopg.connect(pg_cluster.dsn("web", "roles_shadow")) as web:
            web.execute("CREATE TEMPORARY TABLE real (id int)")
            row = web.execute("SELECT 'real'::regclass::oid = 'public.real'::regclass").fetchone()
        assert row == (True,)
    finally:
        pg_cluster.drop_database("roles_shadow")


@pytest.mark.parametrize("identity", RUNTIME)
def test_a_forgotten_statement_or_transaction_ends_by_itself(
    pg_cluster: PgCluster, identity: str
) -> None:
    with psycopg.connect(pg_cluster.dsn(identity)) as connection:
        for name in ("statement_timeout", "idle_in_transaction_session_timeout", "lock_timeout"):
            row = connection.execute(
                "SELECT setting::int FROM pg_settings WHERE name = %s", [name]
            ).fetchone()
            assert row is not None
            assert row[0] > 0


def test_the_backup_role_cannot_log_in(pg_cluster: PgCluster) -> None:
    with psycopg.connect(pg_cluster.admin_dsn()) as admin:
        row = admin.execute(
            "SELECT rolcanlogin, rolbypassrls FROM pg_roles WHERE rolname = %s", [roles.BACKUP]
        ).fetchone()
    assert row == (False, True)


@dataclass(frozen=True, kw_only=True)
class Outside:
    """A server of the operator's: a superuser who may log in, none of our roles."""

    where: place.Place
    password: str

    def url(self, user: str = SUPERUSER, password: str | None = None) -> str:
        one = address.DatabaseAddress(
            host=str(self.where.sockets),
            port=place.PORT,
            database="postgres",
            user=user,
            password=password or self.password,
        )
        return one.url()

    def admin(self) -> contextlib.closing[psycopg.Connection]:
        return contextlib.closing(cluster.connect(self.where, "postgres", self.password))


@pytest.fixture(scope="module")
def server() -> Iterator[Outside]:
    folder = Path(tempfile.mkdtemp(prefix="sm-pg-"))
    folder.chmod(0o755)
    home = open_home(folder / "server")
    where = place.settle(home, os.environ)
    install = place.within_reach(binaries.find(os.environ), where.account)
    make_cluster(install, where, where.data, password="only-for-tests")
    log = home.log / "postgres.log"
    with cluster.running(install, where, where.data, FORGETFUL, log=log):
        yield Outside(where=where, password="only-for-tests")
    shutil.rmtree(folder)


@pytest.fixture
def outside(server: Outside) -> Iterator[Outside]:
    yield server
    with server.admin() as admin:
        admin.execute("DROP DATABASE IF EXISTS sealmark")
        ours = admin.execute(
            "SELECT rolname FROM pg_roles WHERE rolname = 'manager' "
            "OR rolname LIKE 'sealmark%%' AND rolname <> current_user ORDER BY rolname DESC"
        ).fetchall()
        for (name,) in ours:
            admin.execute(sql.SQL("DROP OWNED BY {}").format(sql.Identifier(name)))
        for (name,) in ours:
            admin.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(name)))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return open_home(tmp_path / "home")


def _db(home: Home, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*_DB, *words, "--home", str(home.path)],
        env={
            **os.environ,
            **environment,
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_admin_url_is_needed_once_then_each_identity_has_its_own(
    outside: Outside, home: Home
) -> None:
    done = _db(home, "init", SEALMARK_DB_ADMIN_URL=outside.url())
    assert done.returncode == 0, done.stderr
    for identity in IDENTITIES:
        own = address.address_of(home, identity, {})
        with psycopg.connect(own.conninfo()) as connection:
            row = connection.execute("SELECT session_user, current_database()").fetchone()
        assert row == (f"sealmark_{identity}", "sealmark")
    kept = b"".join(path.read_bytes() for path in home.keys.rglob("*") if path.is_file())
    assert outside.password.encode() not in kept
    assert outside.password not in done.stdout + done.stderr
    assert "The recovery key." in done.stdout


def test_an_administrator_who_is_no_superuser_is_enough(outside: Outside, home: Home) -> None:
    with outside.admin() as admin:
        admin.execute("CREATE ROLE manager LOGIN CREATEROLE CREATEDB PASSWORD 'manage'")
    done = _db(home, "init", SEALMARK_DB_ADMIN_URL=outside.url("manager", "manage"))
    assert done.returncode == 0, done.stderr
    with psycopg.connect(address.address_of(home, "owner", {}).conninfo()) as owner:
        assert roles.overpowered(owner) == []
        owner.execute("CREATE TABLE allowed (id int)")
        members = owner.execute(
            "SELECT count(*) FROM pg_auth_members WHERE member = 'manager'::regrole "
            "AND roleid = 'sealmark_owner'::regrole AND inherit_option"
        ).fetchone()
    assert members == (0,)


@pytest.mark.parametrize("power", ["SUPERUSER", "BYPASSRLS", "CREATEROLE", "REPLICATION"])
def test_a_role_with_too_much_power_is_refused_by_name(
    outside: Outside, home: Home, power: str
) -> None:
    with outside.admin() as admin:
        admin.execute(sql.SQL("CREATE ROLE sealmark_web {}").format(sql.SQL(power)))
    done = _db(home, "init", SEALMARK_DB_ADMIN_URL=outside.url())
    assert done.returncode == 1
    assert "sealmark_web" in done.stderr
    assert "ALTER ROLE" in done.stderr


def test_a_role_that_reads_everything_by_membership_is_refused(
    outside: Outside, home: Home
) -> None:
    with outside.admin() as admin:
        admin.execute("CREATE ROLE sealmark_worker IN ROLE pg_read_all_data")
    done = _db(home, "init", SEALMARK_DB_ADMIN_URL=outside.url())
    assert done.returncode == 1
    assert "sealmark_worker" in done.stderr


def test_a_server_that_cannot_be_reached_is_told_without_the_url(home: Home) -> None:
    done = _db(home, "init", SEALMARK_DB_ADMIN_URL="postgresql://u:hush@127.0.0.1:9/postgres")
    assert done.returncode == 1
    assert "cannot be reached" in done.stderr
    assert "hush" not in done.stderr
