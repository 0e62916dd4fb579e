"""Rows to items: columns of a table or fields of an object become content, ids and metadata.

- A list of turns is written as one text, by `modalities.conversation`; in a table it stands in a
  cell, as JSON.
- Values that are not text are written as JSON, so that nothing is lost in metadata.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Container, Mapping
from dataclasses import replace

from sealmark.modalities.conversation.turns import (
    COLUMNS,
    Conversation,
    TurnError,
    read_conversation,
    turns_told,
)
from sealmark.modalities.text.items import Columns, Item, Labels
from sealmark.modalities.text.limits import Limits
from sealmark.modalities.text.problems import Problem, ProblemError

Row = Mapping[str, object]
_NO_LABELS = Labels()
DEFAULT_CONTENT = Columns().content


def item_of(
    number: int, row: Row, columns: Columns, content: Conversation, *, labels: Labels = _NO_LABELS
) -> Item:
    """Make the item of a row; raise `ProblemError`."""
    refuse_unknown(columns.beside, row)
    return Item(
        row=number,
        content=content.text,
        turns=content.turns,
        external_id=as_text(row.get(columns.external_id or "id")),
        subject=as_text(row.get(columns.subject)) if columns.subject else "",
        shown={name: as_text(row[name]) for name in columns.shown},
        hidden={name: as_text(row[name]) for name in columns.hidden},
        labels=labels,
    )


def refuse_unknown(named: tuple[str | None, ...], row: Container[str]) -> None:
    """Refuse a row that lacks a mapped column."""
    if any(name is not None and name not in row for name in named):
        raise ProblemError(Problem.UNKNOWN_COLUMN)


def content_of(row: Row, columns: Columns, limits: Limits) -> Conversation:
    """Return the content of a row, checked against the limits; raise `ProblemError`."""
    found = _found(row, columns)
    if found is None:
        raise ProblemError(Problem.EMPTY)
    turns = found if isinstance(found, list) else _turns_in_cell(found)
    if turns is not None:
        content = _conversation(turns)
    elif isinstance(found, str):
        content = Conversation(text=found)
    else:
        raise ProblemError(Problem.CONTENT_NOT_TEXT)
    if not content.turns:
        told = _turns_in_cell(row.get("turns"))
        content = replace(content, turns=turns_told(told, content.text))
    limits.refuse_text(content.text)
    return content


def has_content(names: Container[str], columns: Columns) -> bool:
    """Say whether a table has the content's column, or one where chat files keep their turns."""
    if columns.content in names:
        return True
    return columns.content == DEFAULT_CONTENT and any(name in names for name in COLUMNS)


def _found(row: Row, columns: Columns) -> object:
    """Find the content: the mapped column, or where chat files keep their turns."""
    if columns.content in row:
        return row[columns.content]
    if columns.content == DEFAULT_CONTENT:
        cells = (row[name] for name in COLUMNS if name in row)
        found = next((cell for cell in cells if _turns_in_cell(cell) is not None), None)
        if found is not None:
            return found
    raise ProblemError(Problem.NO_CONTENT)


def _turns_in_cell(value: object) -> list[object] | None:
    """Return a list of turns, also one that is spelled as text: every entry is an object."""
    if isinstance(value, list):
        return value
    if not isinstance(value, str) or not value.lstrip().startswith("["):
        return None
    try:
        listed = json.loads(value)
    except (ValueError, RecursionError):
        return None
    is_list = isinstance(listed, list) and bool(listed)
    return listed if is_list and all(isinstance(one, dict) for one in listed) else None


def _conversation(value: list[object]) -> Conversation:
    try:
        return read_conversation(value)
    except TurnError as cause:
        raise ProblemError(Problem.CONTENT_NOT_TEXT) from cause


def as_text(value: object) -> str:
    """Return a value of metadata as text; None is the empty text."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
