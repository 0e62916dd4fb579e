"""The embedded cluster: made whole or not at all, private, durable, and ended with its starter."""

# SPDX-License-Identifier: Apache-2.0
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from sealmark.infra.home import IDENTITIES, Home, HomeInUseError, open_home
from sealmark.infra.postgres import account as accounts
from sealmark.infra.postgres import binaries, cluster, place, postmaster
from sealmark.infra.postgres.cluster import EmbeddedCluster
from sealmark.infra.postgres.initdb import SUPERUSER
from sealmark.infra.processes import proctable


@pytest.fixture(scope="module")
def furnished() -> Iterator[Home]:
    """A home whose cluster was made once; each test starts it by itself."""
    with _folder() as folder:
        home = open_home(folder / "home")
        assert cluster.initialize(home, os.environ)
        yield home


class _folder:  # noqa: N801 - used as a function
    """A short folder that any user can pass through, removed with all that was recorded in it."""

    def __enter__(self) -> Path:
        self.path = Path(tempfile.mkdtemp(prefix="sm-pg-"))
        self.path.chmod(0o755)
        return self.path

    def __exit__(self, *_told: object) -> None:
        for record in [*self.path.rglob("place.json")]:
            for recorded in json.loads(record.read_text()).values():
                shutil.rmtree(recorded, ignore_errors=True)
        shutil.rmtree(self.path, ignore_errors=True)


def _where(home: Home) -> place.Place:
    return place.settle(home, os.environ)


def test_each_identity_gets_in_as_its_own_role_and_only_with_its_own_password(
    furnished: Home,
) -> None:
    with EmbeddedCluster(home=furnished) as running:
        for identity in IDENTITIES:
            with psycopg.connect(running.dsn(identity)) as connection:
                row = connection.execute("SELECT session_user").fetchone()
            assert row == (f"sealmark_{identity}",)
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(running.dsn("web"), user="sealmark_redactor")


def test_nobody_above_the_policies_can_log_in(furnished: Home) -> None:
    with EmbeddedCluster(home=furnished) as running, psycopg.connect(running.dsn("owner")) as owner:
        above = owner.execute(
            "SELECT rolname, rolcanlogin FROM pg_roles WHERE rolsuper OR rolbypassrls ORDER BY 1"
        ).fetchall()
    assert above == [("sealmark_backup", False), (SUPERUSER, False)]


def test_the_server_listens_on_a_private_socket_and_nowhere_else(furnished: Home) -> None:
    with EmbeddedCluster(home=furnished) as running, psycopg.connect(running.dsn("owner")) as owner:
        shown = {
            name: owner.execute("SELECT current_setting(%s)", [name]).fetchone()
            for name in ("listen_addresses", "unix_socket_permissions", "password_encryption")
        }
        sockets = _where(furnished).sockets
        assert sockets.stat().st_mode & 0o777 == 0o700
        assert (sockets / ".s.PGSQL.5432").is_socket()
    assert shown == {
        "listen_addresses": ("",),
        "unix_socket_permissions": ("0700",),
        "password_encryption": ("scram-sha-256",),
    }


def test_what_is_committed_is_on_disk(furnished: Home) -> None:
    with EmbeddedCluster(home=furnished) as running, psycopg.connect(running.dsn("owner")) as owner:
        shown = owner.execute(
            "SELECT name, setting FROM pg_settings WHERE name = ANY(%s) ORDER BY name",
            [["fsync", "full_page_writes", "synchronous_commit", "data_checksums"]],
        ).fetchall()
    assert {setting for _, setting in shown} == {"on"}
    assert len(shown) == 4


def test_text_is_utf8_and_sorts_the_same_on_every_machine(furnished: Home) -> None:
    with EmbeddedCluster(home=furnished) as running, psycopg.connect(running.dsn("owner")) as owner:
        row = owner.execute(
            "SELECT pg_encoding_to_char(encoding), datlocprovider, datlocale "
            "FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    assert row == ("UTF8", "b", "C.UTF-8")


def test_the_servers_log_holds_no_value_of_a_failed_statement(furnished: Home) -> None:
    with EmbeddedCluster(home=furnished) as running:
        with psycopg.connect(running.dsn("owner")) as owner:
            owner.execute("CREATE TEMPORARY TABLE t (a text UNIQUE)")
            owner.execute("INSERT INTO t VALUES ('canary-4711')")
            with pytest.raises(psycopg.errors.UniqueViolation):
                owner.execute("INSERT INTO t VALUES (%s)", ["canary-4711"])
        with (
            psycopg.connect(running.dsn("owner")) as owner,
            pytest.raises(psycopg.errors.InvalidTextRepresentation),
        ):
            owner.execute("SELECT 'canary-4712'::int")
    log = (furnished.log / "postgres.log").read_text()
    assert "ready to accept connections" in log
    assert "canary" not in log


def test_a_cluster_that_runs_is_not_started_twice(furnished: Home) -> None:
    with (
        EmbeddedCluster(home=furnished),
        pytest.raises(HomeInUseError, match=f"process {os.getpid()}"),
        EmbeddedCluster(home=furnished),
    ):
        pass


def test_the_server_ends_with_the_process_that_started_it(furnished: Home) -> None:
    code = f"""
import sys
from pathlib import Path
from sealmark.infra.postgres.cluster import EmbeddedCluster
held = EmbeddedCluster.at(Path({str(furnished.path)!r}))
held.start()
print("runs", flush=True)
sys.stdin.read()
"""
    starter = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    with starter:
        assert starter.stdout is not None
        assert starter.stdout.readline() == b"runs\n"
        data = _where(furnished).data
        pid = int((data / "postmaster.pid").read_text().split()[0])
        starter.kill()
    assert proctable.wait_until(lambda: proctable.look_up(pid) is None, 10)
    assert proctable.wait_until(lambda: not (data / "postmaster.pid").exists(), 5)


def test_a_pid_file_of_a_stranger_does_not_keep_the_server_from_starting(furnished: Home) -> None:
    data = _where(furnished).data
    # After a crash in a container, the recorded id is soon somebody else's.
    (data / "postmaster.pid").write_text(f"{os.getpid()}\n{data}\n")
    with EmbeddedCluster(home=furnished) as running, psycopg.connect(running.dsn("web")):
        pass


def test_a_server_that_an_earlier_run_left_behind_is_stopped_first(furnished: Home) -> None:
    where = _where(furnished)
    with EmbeddedCluster(home=furnished):
        pid = int((where.data / "postmaster.pid").read_text().split()[0])
        postmaster.clear_leftovers(where.data)
        assert proctable.look_up(pid) is None


def test_a_server_without_its_backends_is_not_mistaken_for_ready(furnished: Home) -> None:
    data = _where(furnished).data
    assert not postmaster.is_ready(data)
    with EmbeddedCluster(home=furnished):
        assert postmaster.is_ready(data)
    assert not postmaster.is_ready(data)


def test_a_home_with_a_long_path_gets_its_sockets_elsewhere_and_finds_them_again() -> None:
    with _folder() as folder:
        deep = folder / ("d" * 60) / ("e" * 60)
        deep.mkdir(parents=True)
        home = open_home(deep)
        seen = set()
        for _ in range(2):
            with EmbeddedCluster(home=home) as running, psycopg.connect(running.dsn("web")):
                seen.add(_where(home).sockets)
        (sockets,) = seen
        assert not sockets.is_relative_to(home.path)
        assert sockets.stat().st_mode & 0o777 == 0o700


def test_a_home_that_the_servers_user_cannot_reach_works_for_root() -> None:
    if os.geteuid() != 0:
        pytest.skip("only root runs the server as another user")
    with _folder() as folder:
        private = folder / "private"
        private.mkdir(mode=0o700)
        home = open_home(private / "home")
        with EmbeddedCluster(home=home) as running, psycopg.connect(running.dsn("web")):
            where = _where(home)
            assert not where.data.is_relative_to(home.path)
            assert where.data.stat().st_mode & 0o777 == 0o700
        assert _where(home).data == where.data


def test_programs_that_the_servers_user_cannot_reach_are_copied_for_root() -> None:
    if os.geteuid() != 0:
        pytest.skip("only root runs the server as another user")
    with _folder() as folder:
        private = folder / "private"
        private.mkdir(mode=0o700)
        found = binaries.find(os.environ)
        layout = private / found.prefix.parent.name
        shutil.copytree(found.prefix.parent, layout, symlinks=True)
        if found.libraries is not None:
            shutil.copytree(found.libraries, private / found.libraries.name)
        told = {**os.environ, "SEALMARK_PG_BIN": str(layout / "pginstall/bin")}
        home = open_home(folder / "home")
        copied = place.within_reach(binaries.find(told), accounts.choose(told))
        try:
            assert not copied.programs.is_relative_to(private)
            cluster_of = EmbeddedCluster(home=home, environment=told)
            with cluster_of as running, psycopg.connect(running.dsn("web")) as web:
                assert web.info.server_version >= 170000
        finally:
            shutil.rmtree(copied.prefix.parents[1])


def test_an_interrupted_first_start_is_begun_anew() -> None:
    with _folder() as folder:
        home = open_home(folder / "home")
        where = _where(home)
        place.make_folder(where.draft, where.account)
        (where.draft / "half-made").touch()
        with EmbeddedCluster(home=home) as running, psycopg.connect(running.dsn("web")):
            assert not where.draft.exists()


def test_a_backend_that_is_killed_does_not_end_the_server(furnished: Home) -> None:
    with EmbeddedCluster(home=furnished) as running:
        with contextlib.closing(psycopg.connect(running.dsn("web"))) as web:
            os.kill(web.info.backend_pid, signal.SIGKILL)
            with pytest.raises(psycopg.OperationalError):
                web.execute("SELECT 1")
        data = _where(furnished).data
        assert proctable.wait_until(lambda: postmaster.is_ready(data), 10)

        def answers() -> bool:
            try:
                psycopg.connect(running.dsn("web")).close()
            except psycopg.OperationalError:
                return False
            return True

        assert proctable.wait_until(answers, 10)
