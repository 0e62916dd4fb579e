"""These tests run as `web`, each on a database of its own."""

# SPDX-License-Identifier: Apache-2.0
import pytest


@pytest.fixture(autouse=True)
def _own_database(database: str) -> None:
    _ = database
