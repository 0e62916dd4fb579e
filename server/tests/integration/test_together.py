"""Statements sent together: answered in order, checked at the end, and none behind a failure."""

# SPDX-License-Identifier: Apache-2.0
import pytest
from django.db import DataError, connection, transaction

from sealmark.infra import bulk
from sealmark.infra.pipeline import together, when_answered


@pytest.fixture(autouse=True)
def _table(database: str) -> None:
    _ = database
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE held (id uuid, name text, row bigint, body bytea, at timestamptz)"
        )


def said(statement: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        (value,) = cursor.fetchone()
    return value


def test_answers_are_there_at_the_end_in_the_order_of_asking() -> None:
    one, two = connection.cursor(), connection.cursor()
    with transaction.atomic(), together():
        one.execute("SELECT 1")
        two.execute("SELECT 2")
    assert (one.fetchone(), two.fetchone()) == ((1,), (2,))


def test_an_answer_may_be_read_before_the_end() -> None:
    with transaction.atomic(), together(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def test_a_check_waits_for_the_answers_inside_and_runs_at_once_outside() -> None:
    seen: list[str] = []
    with together():
        with together():
            when_answered(lambda: seen.append("check"))
        seen.append("end")
    when_answered(lambda: seen.append("outside"))
    assert seen == ["end", "check", "outside"]


def test_what_stands_behind_a_failed_statement_was_not_run_and_no_check_is_made() -> None:
    seen: list[str] = []

    def fail() -> None:
        with transaction.atomic(), together():
            connection.cursor().execute("INSERT INTO held (name) VALUES ('before')")
            connection.cursor().execute("SELECT 1 / %s::int", [0])
            connection.cursor().execute("INSERT INTO held (name) VALUES ('behind')")
            when_answered(lambda: seen.append("check"))

    with pytest.raises(DataError):
        fail()
    assert seen == []
    assert said("SELECT count(*) FROM held") == 0
    with together():
        when_answered(lambda: seen.append("next"))
    assert seen == ["next"]


def test_a_bulk_insert_keeps_every_value_whether_columns_vary_or_not() -> None:
    ids = [said("SELECT gen_random_uuid()") for _ in range(3)]
    now = said("SELECT now()")
    types = {"id": "uuid", "name": "text", "row": "bigint", "body": "bytea", "at": "timestamptz"}
    values = [(ids[0], "ä'\\", 1, b"\x00\xff", now), (ids[1], "NULL", None, b"", now)]
    bulk.insert("held", types, values)
    bulk.insert("held", types, [(ids[2], "only", None, b"{}", now)])
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, name, row, body, at FROM held ORDER BY name")
        rows = [(*row[:3], bytes(row[3]), row[4]) for row in cursor.fetchall()]
    wanted = [*values, (ids[2], "only", None, b"{}", now)]
    assert sorted(rows, key=lambda row: str(row[0])) == sorted(wanted, key=lambda row: str(row[0]))
