"""Pytest plug-in: Django as a real process has it, with real keys, on a fresh clone per test.

- Keys of all identities are made once per run; the process acts as `web` unless a test says else.
- `database` gives a test its own clone (0.03 s) of a database that was migrated once per run:
  commits are allowed, nothing is flushed, tests run in any order.
- `acting_as("redactor")` switches role, scope key and key store at once.
"""

# SPDX-License-Identifier: Apache-2.0
import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from uuid import uuid4

import django
import pytest
from filelock import FileLock
from postgres_fixture import PgCluster

_HOME = "SEALMARK_HOME"
_MADE = pytest.StashKey[Path]()
TEMPLATE = "sealmark_template"


def pytest_configure(config: pytest.Config) -> None:
    from sealmark.vault.keystores.file import create_all  # noqa: PLC0415 - after the plug-ins

    if _HOME not in os.environ or "PYTEST_XDIST_WORKER" not in os.environ:
        home = Path(tempfile.mkdtemp(prefix="sealmark-home-"))
        create_all(home / "keys")
        (home / "blobs").mkdir(mode=0o700)
        config.stash[_MADE] = home
        os.environ[_HOME] = str(home)
    os.environ["SEALMARK_IDENTITY"] = "web"
    for identity in ("web", "worker", "redactor", "sequencer", "owner"):
        # Replaced by the `database` fixture; nothing connects before.
        os.environ[f"SEALMARK_DB_URL_{identity.upper()}"] = (
            "postgresql://none:none@/none?host=/none"
        )
    os.environ["DJANGO_SETTINGS_MODULE"] = "sealmark.bootstrap.settings"
    django.setup()


def pytest_unconfigure(config: pytest.Config) -> None:
    made = config.stash.get(_MADE, None)
    if made is not None:
        shutil.rmtree(made, ignore_errors=True)


ActAs = Callable[[str], AbstractContextManager[None]]


@pytest.fixture(scope="session")
def migrated(pg_cluster: PgCluster) -> PgCluster:
    """The run's cluster with a migrated template database."""
    folder = Path(os.environ[_HOME])
    with FileLock(folder / "template.lock"):
        done = folder / "template.done"
        if not done.exists():
            pg_cluster.create_database(TEMPLATE)
            _migrate(pg_cluster)
            done.touch()
    return pg_cluster


@pytest.fixture
def database(migrated: PgCluster) -> Iterator[str]:
    """A fresh database of this test's own, seen as `web`."""
    name = f"t_{uuid4().hex}"
    migrated.create_database(name, template=TEMPLATE)
    with _connected(migrated, name, "web"):
        yield name
    migrated.drop_database(name)


@pytest.fixture
def acting_as(migrated: PgCluster, database: str) -> ActAs:
    """Switch to another identity for the length of a `with` block."""

    def switch(identity: str) -> AbstractContextManager[None]:
        return _connected(migrated, database, identity)

    return switch


@contextlib.contextmanager
def _connected(cluster: PgCluster, name: str, identity: str) -> Iterator[None]:
    from django.conf import settings  # noqa: PLC0415 - needs django.setup()
    from django.db import connection  # noqa: PLC0415 - same

    from sealmark.bootstrap.environment import Environment  # noqa: PLC0415 - same
    from sealmark.vault import runtime  # noqa: PLC0415 - same

    before = dict(connection.settings_dict), settings.ENVIRONMENT
    environment = Environment(identity=identity, home=settings.SEALMARK_HOME)
    address = cluster.address(identity, name)
    connection.close()
    connection.settings_dict.update(
        HOST=address.host,
        PORT=address.port,
        NAME=address.database,
        USER=address.user,
        PASSWORD=address.password,
        CONN_MAX_AGE=None,
        OPTIONS={
            "server_side_binding": True,
            **({} if identity == "owner" else settings.ONE_STATEMENT),
        },
    )
    _become(settings, environment)
    runtime.forget()
    try:
        yield
    finally:
        connection.close()
        connection.connection = None
        connection.settings_dict.update(before[0])
        _become(settings, before[1])
        runtime.forget()


def _become(settings: object, environment: object) -> None:
    settings.ENVIRONMENT = environment  # type: ignore[attr-defined]
    settings.SEALMARK_IDENTITY = environment.identity  # type: ignore[attr-defined]
    settings.SEALMARK_SCOPE_KEY = environment.scope_key  # type: ignore[attr-defined]
    settings.SEALMARK_JOB_KEY = environment.job_key  # type: ignore[attr-defined]


def _migrate(cluster: PgCluster) -> None:
    from sealmark.bootstrap.migrate import migrate_database  # noqa: PLC0415 - needs django.setup()

    with _connected(cluster, TEMPLATE, "owner"):
        migrate_database()
