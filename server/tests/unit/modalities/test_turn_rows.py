"""Chats in tables: turns as JSON in a cell, or one row per turn."""

# SPDX-License-Identifier: Apache-2.0
import csv
import io
import json
from collections.abc import Sequence

import pytest

from sealmark.modalities.text.intake import FileKind, read_items
from sealmark.modalities.text.items import Columns, Fault, Item
from sealmark.modalities.text.problems import Problem

CHAT = [
    {"role": "user", "name": "Anna Berg", "content": "My card is lost."},
    {"role": "agent", "content": "When?"},
]
SPELLED = "Anna Berg: My card is lost.\n\nagent: When?"
BY_ROW = Columns(
    content="said", conversation="chat", turn="no", speaker="who", role="role", time="at"
)
HEAD = ("chat", "no", "who", "role", "at", "said")


def table(*rows: Sequence[str], head: Sequence[str] = HEAD) -> bytes:
    file = io.StringIO()
    csv.writer(file).writerows([head, *rows])
    return file.getvalue().encode()


def read(data: bytes, kind: FileKind = FileKind.CSV) -> list[Item | Fault]:
    return list(read_items(kind, [data], columns=BY_ROW))


def told(found: Sequence[Item | Fault]) -> list[tuple[int, str]]:
    return [(o.row, o.content if isinstance(o, Item) else o.problem.value) for o in found]


@pytest.mark.parametrize("name", ["messages", "text", "turns"])
def test_turns_in_a_cell_of_a_table_are_a_conversation(name: str) -> None:
    data = table(["1", json.dumps(CHAT)], head=["id", name])
    (item,) = read_items(FileKind.CSV, [data])
    assert isinstance(item, Item)
    assert (item.content, len(item.turns)) == (SPELLED, 2)


@pytest.mark.parametrize("cell", ["[sic] he said", '["a", "b"]', "[1, 2]", "[]"])
def test_a_cell_that_only_looks_like_a_list_stays_the_text_it_is(cell: str) -> None:
    (item,) = read_items(FileKind.CSV, [table(["1", cell], head=["id", "text"])])
    assert isinstance(item, Item)
    assert (item.content, item.turns) == (cell, ())


def test_rows_of_one_conversation_become_one_item_in_the_order_of_their_numbers() -> None:
    found = read(
        table(
            ["c1", "10", "agent", "", "", "Bye."],
            ["c1", "2", "Anna Berg", "customer", "2024-03-05 10:22", "My card is lost."],
            ["c2", "1", "agent", "", "", "Hello."],
        )
    )
    assert told(found) == [
        (2, "Anna Berg (2024-03-05 10:22): My card is lost.\n\nagent: Bye."),
        (4, "agent: Hello."),
    ]
    assert [one.external_id for one in found if isinstance(one, Item)] == ["c1", "c2"]


def test_json_lines_may_hold_one_turn_each_too() -> None:
    rows = [dict(zip(HEAD, ("c", n, "A", "", "", w), strict=True)) for n, w in ((1, "x"), (2, "y"))]
    data = "\n".join(map(json.dumps, rows)).encode()
    assert told(read(data, FileKind.JSON_LINES)) == [(1, "A: x\n\nA: y")]
    listed = json.dumps([{"data": row} for row in rows]).encode()
    assert told(read(listed, FileKind.TASK_LIST)) == [(1, "A: x\n\nA: y")]


def test_a_conversation_in_two_places_is_told_where_it_goes_on() -> None:
    found = read(
        table(
            ["c1", "1", "A", "", "", "x"],
            ["c2", "1", "A", "", "", "y"],
            ["c1", "2", "A", "", "", "z"],
        )
    )
    assert told(found) == [(2, "A: x"), (3, "A: y"), (4, Problem.CONVERSATION_APART.value)]


def test_a_broken_row_takes_nobody_along() -> None:
    found = read(
        table(
            ["c1", "1", "A", "", "", "x"],
            ["", "2", "A", "", "", "y"],
            ["c1", "3", "A", "", "", "z"],
        )
    )
    assert sorted(told(found)) == [(2, "A: x\n\nA: z"), (3, Problem.NO_CONVERSATION.value)]


def test_a_table_without_a_mapped_column_of_turns_is_told() -> None:
    (fault,) = read(table(["c1", "x"], head=["chat", "said"]))
    assert isinstance(fault, Fault)
    assert fault.problem is Problem.UNKNOWN_COLUMN
