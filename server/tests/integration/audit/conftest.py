"""A database whose log has entries; each test bends a copy of it."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import django_fixture
import pytest
from django_fixture import TEMPLATE
from postgres_fixture import PgCluster


@pytest.fixture(scope="module")
def logged(migrated: PgCluster) -> Iterator[Any]:
    """A database to be copied, with a log of more than one tile, and whose log it is."""
    from integration.audit.logged import fill  # noqa: PLC0415 - needs django.setup()

    name = f"logged_{uuid4().hex}"
    migrated.create_database(name, template=TEMPLATE)
    with django_fixture._connected(migrated, name, "web"):
        organization = fill(lambda who: django_fixture._connected(migrated, name, who))
    yield name, organization
    migrated.drop_database(name)


@pytest.fixture
def database(migrated: PgCluster, logged: tuple[str, object]) -> Iterator[str]:
    """A copy of the logged database, seen as `worker`, who checks the log."""
    name = f"t_{uuid4().hex}"
    migrated.create_database(name, template=logged[0])
    with django_fixture._connected(migrated, name, "worker"):
        yield name
    migrated.drop_database(name)
