"""They run as `web`; the tests of one file share a database and trust no row of another."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any
from uuid import uuid4

import django_fixture
import pytest
from django_fixture import TEMPLATE, ActAs
from postgres_fixture import PgCluster


@pytest.fixture(scope="module")
def template() -> str:
    """What this file's database is a copy of; a file may say `furnished.template` instead."""
    return TEMPLATE


@pytest.fixture(scope="module")
def database(migrated: PgCluster, template: str) -> Iterator[str]:
    """A fresh database of this file's own, seen as `web`."""
    name = f"t_{uuid4().hex}"
    migrated.create_database(name, template=template)
    with django_fixture._connected(migrated, name, "web"):
        yield name
    migrated.drop_database(name)


@pytest.fixture(scope="module")
def acting_as(migrated: PgCluster, database: str) -> ActAs:
    """Switch to another identity for the length of a `with` block."""
    return _switch(migrated, database)


@pytest.fixture(autouse=True)
def _as_web(database: str) -> None:
    _ = database


@pytest.fixture(scope="session")
def furnished(migrated: PgCluster) -> Iterator[Any]:
    """A database to be copied: two projects, with real rows in every project table."""
    from integration.isolation.furnished import Furnished, furnish  # noqa: PLC0415 - needs Django

    name = f"furnished_{uuid4().hex}"
    migrated.create_database(name, template=TEMPLATE)
    with django_fixture._connected(migrated, name, "web"):
        switch = _switch(migrated, name)
        mine, theirs = furnish(switch), furnish(switch)
    yield Furnished(template=name, mine=mine, theirs=theirs)
    migrated.drop_database(name)


def _switch(cluster: PgCluster, name: str) -> ActAs:
    def switch(identity: str) -> AbstractContextManager[None]:
        return django_fixture._connected(cluster, name, identity)

    return switch
