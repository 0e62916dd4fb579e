"""Databases that nobody has migrated yet, and processes that migrate them."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator
from uuid import uuid4

import django_fixture
import pytest
from postgres_fixture import PgCluster


@pytest.fixture
def empty(pg_cluster: PgCluster) -> Iterator[str]:
    """A database as `sealmark up` makes it before the first migration, seen as its owner."""
    name = f"empty_{uuid4().hex}"
    pg_cluster.create_database(name)
    with django_fixture._connected(pg_cluster, name, "owner"):
        yield name
    pg_cluster.drop_database(name)
