"""Pytest plug-in: one real Postgres for a whole test run, shared by all xdist workers.

- The first test that asks for `pg_cluster` starts it (about one second); nobody else pays.
- It is made exactly as `sealmark up` makes one, except that it may forget (no fsync) and that its
  superuser may log in, to clone databases: `pg_cluster.create_database("x", template="y")`.
- It ends with the run's first process, even if that is killed: a guard holds the other end of a
  pipe that only this process keeps open.
"""

# SPDX-License-Identifier: Apache-2.0
import contextlib
import fcntl
import json
import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from sealmark.infra.home import IDENTITIES, Home, open_home
from sealmark.infra.postgres import binaries, postmaster, roles
from sealmark.infra.postgres.address import DatabaseAddress
from sealmark.infra.postgres.cluster import START_PATIENCE_S, furnish
from sealmark.infra.postgres.initdb import SUPERUSER, make_cluster
from sealmark.infra.postgres.place import PORT, Place, settle, within_reach
from sealmark.infra.postgres.settings import FORGETFUL
from sealmark.infra.processes import guard, heartbeat, proctable

_RUN = "SEALMARK_TEST_POSTGRES"
_KEEP_OPEN = pytest.StashKey[int]()
_FOLDER = pytest.StashKey[Path]()


@dataclass(frozen=True, slots=True, kw_only=True)
class PgCluster:
    """The running test cluster: where it is, and the passwords of all who may enter."""

    sockets: Path
    superuser_password: str
    passwords: Mapping[str, str]

    def admin_dsn(self, database: str = "postgres") -> str:
        """Connection string of the superuser, for making and dropping databases only."""
        return self._address(SUPERUSER, self.superuser_password, database).conninfo()

    def address(self, identity: str, database: str = roles.DATABASE) -> DatabaseAddress:
        """Where `web`, `worker`, `redactor`, `sequencer` or `owner` finds a database."""
        return self._address(roles.role_of(identity), self.passwords[identity], database)

    def dsn(self, identity: str, database: str = roles.DATABASE) -> str:
        """Connection string of one identity."""
        return self.address(identity, database).conninfo()

    def create_database(self, name: str, *, template: str | None = None) -> None:
        """Make a database as `owner`'s, empty or as a copy (0.03 s) of `template`."""
        with contextlib.closing(self._admin("postgres")) as admin:
            admin.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY FILE_COPY").format(
                    sql.Identifier(name),
                    sql.Identifier(roles.role_of("owner")),
                    sql.Identifier(template or "template0"),
                )
            )
            roles.close_to_public(admin, name)
        if template is None:
            with contextlib.closing(self._admin(name)) as admin:
                roles.close_schema(admin)

    def drop_database(self, name: str) -> None:
        """Drop a database, whoever is still connected to it."""
        with contextlib.closing(self._admin("postgres")) as admin:
            admin.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )

    def _admin(self, database: str) -> psycopg.Connection:
        return psycopg.connect(self.admin_dsn(database), autocommit=True)

    def _address(self, user: str, password: str, database: str) -> DatabaseAddress:
        return DatabaseAddress(
            host=str(self.sockets), port=PORT, database=database, user=user, password=password
        )


def pytest_configure(config: pytest.Config) -> None:
    if _RUN in os.environ:
        return  # a worker: the run's first process keeps the cluster alive
    folder = Path(tempfile.mkdtemp(prefix="sealmark-test-"))
    folder.chmod(0o711)
    os.mkfifo(folder / "alive", 0o600)
    # Opened for reading, too, so that opening does not wait for the guard.
    config.stash[_KEEP_OPEN] = os.open(folder / "alive", os.O_RDWR | os.O_CLOEXEC)
    config.stash[_FOLDER] = folder
    os.environ[_RUN] = str(folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    folder = config.stash.get(_FOLDER, None)
    if folder is None:
        return
    os.environ.pop(_RUN, None)
    os.close(config.stash[_KEEP_OPEN])
    with _locked(folder / "guard.lock"):  # the guard lets go when the server has ended
        _forget(folder)


@pytest.fixture(scope="session")
def pg_cluster() -> PgCluster:
    """The run's Postgres, started by whoever asks first."""
    folder = Path(os.environ[_RUN])
    with _locked(folder / "start.lock"):
        told = folder / "cluster.json"
        if not told.exists():
            cluster = _start(folder)
            told.touch(mode=0o600)
            told.write_text(json.dumps(cluster), encoding="utf-8")
        known = json.loads(told.read_text(encoding="utf-8"))
    return PgCluster(
        sockets=Path(known["sockets"]),
        superuser_password=known["superuser_password"],
        passwords=known["passwords"],
    )


def _start(folder: Path) -> dict[str, object]:
    home = open_home(folder / "home")
    place = settle(home, os.environ)
    install = within_reach(binaries.find(os.environ), place.account)
    password = secrets.token_urlsafe(32)
    passwords = {identity: secrets.token_urlsafe(32) for identity in IDENTITIES}
    make_cluster(install, place, place.data, password=password)
    postmaster.prepare(place, place.data, FORGETFUL)
    _run(folder, home, place, install)
    furnish(place, password, passwords)
    return {
        "sockets": str(place.sockets),
        "superuser_password": password,
        "passwords": passwords,
    }


def _run(folder: Path, home: Home, place: Place, install: binaries.Install) -> None:
    what = postmaster.launch(install, place, place.data)
    subprocess.Popen(
        guard.command(lock=folder / "guard.lock", pipe=folder / "alive"),
        stdout=subprocess.DEVNULL,
        env=heartbeat.guard_environment(),
        start_new_session=True,
    ).returncode = 0  # ended by the pipe, not by this process
    with (home.log / "postgres.log").open("ab") as log:
        server = subprocess.Popen(
            what.argv,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=dict(what.environment),
            cwd=what.directory,
            start_new_session=True,
            user=what.account.user if what.account else None,
            group=what.account.group if what.account else None,
            extra_groups=[] if what.account else None,
        )
    server.returncode = 0  # same
    with (folder / "alive").open("wb") as alive:
        alive.write(guard.add_line(server.pid, phase=what.phase, stop=what.stop))
    ready = proctable.wait_until(lambda: postmaster.is_ready(place.data), START_PATIENCE_S)
    assert ready, (home.log / "postgres.log").read_text()


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _forget(folder: Path) -> None:
    recorded = (
        json.loads((folder / "home/postgres/place.json").read_text())
        if (folder / "home/postgres/place.json").exists()
        else {}
    )
    for path in (*recorded.values(), folder):
        shutil.rmtree(path, ignore_errors=True)
