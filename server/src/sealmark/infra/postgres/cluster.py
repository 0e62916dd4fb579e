"""Embedded cluster: make it once, run it by itself (tests, tools, the first start).

- `sealmark up` runs the same server as one of its children; both take the same lock.
- A cluster is made in a draft folder and renamed when it is complete: a first start that is
  interrupted leaves nothing half-made behind.
- Whoever starts a cluster holds its guard: when that process dies, so does the server.
"""

# SPDX-License-Identifier: Apache-2.0
import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

from sealmark.infra.home import IDENTITIES, Home, ensure_password, locked, open_home
from sealmark.infra.postgres import binaries, postmaster, roles
from sealmark.infra.postgres.address import embedded
from sealmark.infra.postgres.binaries import Install
from sealmark.infra.postgres.errors import PostgresStartError
from sealmark.infra.postgres.initdb import SUPERUSER, make_cluster, sync_cluster
from sealmark.infra.postgres.place import PORT, Place, settle, within_reach
from sealmark.infra.postgres.settings import DURABLE, FORGETFUL, Settings
from sealmark.infra.processes import plan, proctable
from sealmark.infra.processes.heartbeat import Heart

START_PATIENCE_S = 60.0
"""Crash recovery after a large import takes a while."""


def connect(place: Place, database: str, password: str) -> psycopg.Connection:
    """Connect as the bootstrap superuser: first start and test suite only."""
    return psycopg.connect(
        host=str(place.sockets),
        port=PORT,
        dbname=database,
        user=SUPERUSER,
        password=password,
        autocommit=True,
    )


def initialize(home: Home, environment: Mapping[str, str]) -> bool:
    """Make the home's cluster, roles and database unless they are there; say whether it was made.

    Passwords go to the identities' key folders; the superuser can no longer log in afterwards.
    """
    place = settle(home, environment)
    if place.data.exists():
        return False
    install = within_reach(binaries.find(environment), place.account)
    with locked(place.lock, f"The database in {place.base} is being made"):
        shutil.rmtree(place.draft, ignore_errors=True)
        password = secrets.token_urlsafe(32)
        make_cluster(install, place, place.draft, password=password)
        # Forgetful while it is a draft: it reaches the disk once, as a whole, before it counts.
        with running(install, place, place.draft, FORGETFUL, log=home.log / "postgres.log"):
            passwords = {identity: ensure_password(home, identity) for identity in IDENTITIES}
            furnish(place, password, passwords)
            with contextlib.closing(connect(place, "postgres", password)) as superuser:
                roles.close_superuser(superuser)
        sync_cluster(install, place, place.draft)
        place.draft.rename(place.data)
        _sync_folder(place.base)
        return True


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def furnish(place: Place, password: str, passwords: Mapping[str, str]) -> None:
    """Make roles and database in a running cluster; the superuser stays as it is."""
    with contextlib.closing(connect(place, "postgres", password)) as superuser:
        roles.ensure_roles(superuser, passwords)
        roles.close_other_databases(superuser)
    with contextlib.closing(connect(place, roles.DATABASE, password)) as superuser:
        roles.close_schema(superuser)  # who may do what the owner may


@contextlib.contextmanager
def running(
    install: Install, place: Place, data: Path, settings: Settings, *, log: Path
) -> Iterator[int]:
    """Run the server of `data` under a guard of its own; yields its process id."""
    postmaster.prepare(place, data, settings)
    heart = Heart(lock=place.guard_lock)
    heart.start()
    try:
        descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "ab") as output:
            child = heart.launch(postmaster.launch(install, place, data), output=output)
        ready = proctable.wait_until(
            lambda: postmaster.is_ready(data) or child.poll() is not None, START_PATIENCE_S
        )
        if not ready or child.returncode is not None:
            raise PostgresStartError(f"The database server did not start. Its log: {log}")
        try:
            yield child.pid
        finally:
            plan.end([child.pid], postmaster.STOP)
            child.wait()
            heart.release(child.pid)
    finally:
        heart.stop()


@dataclass(slots=True, kw_only=True)
class EmbeddedCluster:
    """A home's cluster, run by itself: `with EmbeddedCluster(home=...) as cluster: ...`."""

    home: Home
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    _open: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)

    @classmethod
    def at(cls, path: Path) -> Self:
        """Return the cluster of the home at `path`."""
        return cls(home=open_home(path))

    def start(self) -> None:
        """Start the server, made first if need be; it ends with this process at the latest."""
        initialize(self.home, self.environment)
        place = settle(self.home, self.environment)
        install = within_reach(binaries.find(self.environment), place.account)
        with contextlib.ExitStack() as opened:
            opened.enter_context(locked(place.lock, f"The database in {place.base} is being run"))
            log = self.home.log / "postgres.log"
            opened.enter_context(running(install, place, place.data, DURABLE, log=log))
            self._open = opened.pop_all()

    def stop(self) -> None:
        """Stop the server; without effect when it does not run."""
        self._open.close()

    def dsn(self, identity: str) -> str:
        """Return libpq's connection string for an identity. It holds the password."""
        return embedded(self.home, identity).conninfo()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
