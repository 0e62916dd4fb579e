"""They run as `web`; the tests of one file share a database and trust no row of another."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator
from contextlib import AbstractContextManager
from uuid import uuid4

import django_fixture
import pytest
from django_fixture import TEMPLATE, ActAs
from postgres_fixture import PgCluster


@pytest.fixture(scope="module")
def database(migrated: PgCluster) -> Iterator[str]:
    """A fresh database of this file's own, seen as `web`."""
    name = f"t_{uuid4().hex}"
    migrated.create_database(name, template=TEMPLATE)
    with django_fixture._connected(migrated, name, "web"):
        yield name
    migrated.drop_database(name)


@pytest.fixture(scope="module")
def acting_as(migrated: PgCluster, database: str) -> ActAs:
    """Switch to another identity for the length of a `with` block."""

    def switch(identity: str) -> AbstractContextManager[None]:
        return django_fixture._connected(migrated, database, identity)

    return switch


@pytest.fixture(autouse=True)
def _as_web(database: str) -> None:
    _ = database
