"""Data migrations: the owner sees rows only inside `unforced`, and leaves security as it was."""

# SPDX-License-Identifier: Apache-2.0
import pytest
from django.db import connection, transaction
from django_fixture import ActAs
from integration.isolation.statements import NO_SCOPE, refused, rows
from lines import Line, make_project

from sealmark.infra import catalogue
from sealmark.infra.sql import unforced

CHANGE = "UPDATE workflow_step SET name = 'First look' WHERE duty = 'label'"
BROKEN = """
ALTER TABLE workflow_step ADD CONSTRAINT later UNIQUE (project_id, lease_minutes)
    DEFERRABLE INITIALLY DEFERRED
"""


@pytest.fixture
def line(database: str) -> Line:
    _ = database
    return make_project()


def test_a_data_migration_without_it_is_refused_and_not_silently_empty(
    line: Line, acting_as: ActAs
) -> None:
    _ = line
    with acting_as("owner"), refused(NO_SCOPE):
        rows(CHANGE)


def test_a_data_migration_changes_every_projects_rows(line: Line, acting_as: ActAs) -> None:
    other = make_project()
    assert other.project != line.project
    with acting_as("owner"):
        with (
            connection.schema_editor() as editor,
            unforced(editor, ["workflow_step"]),
            connection.cursor() as cursor,
        ):
            cursor.execute(CHANGE)
            assert cursor.rowcount == 2
        with refused(NO_SCOPE):
            rows(CHANGE)
        assert catalogue.violations() == []


def test_what_breaks_a_deferred_rule_is_found_before_rows_are_hidden_again(
    line: Line, acting_as: ActAs
) -> None:
    _ = line
    with acting_as("owner"), refused("23505"), transaction.atomic():
        with connection.schema_editor() as editor, unforced(editor, ["workflow_step"]):
            rows(BROKEN)
            rows("UPDATE workflow_step SET lease_minutes = 5")
        pytest.fail("accepted as valid")
