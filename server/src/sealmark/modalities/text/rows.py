"""Rows to items: columns of a table or fields of an object become content, ids and metadata.

- A list of turns is written as one text, by `modalities.conversation`.
- Values that are not text are written as JSON, so that nothing is lost in metadata.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Mapping

from sealmark.modalities.conversation.turns import (
    COLUMNS,
    Conversation,
    Turn,
    TurnError,
    read_conversation,
)
from sealmark.modalities.text.items import Columns, Item, Labels
from sealmark.modalities.text.limits import Limits
from sealmark.modalities.text.problems import Problem, ProblemError

Row = Mapping[str, object]
_NO_LABELS = Labels()
DEFAULT_CONTENT = Columns().content


def item_of(
    number: int, row: Row, columns: Columns, limits: Limits, *, labels: Labels = _NO_LABELS
) -> Item:
    """Make the item of a row; raise `ProblemError`."""
    named = (columns.external_id, columns.subject, *columns.shown, *columns.hidden)
    if any(name is not None and name not in row for name in named):
        raise ProblemError(Problem.UNKNOWN_COLUMN)
    return Item(
        row=number,
        content=content_of(row, columns, limits),
        external_id=as_text(row.get(columns.external_id or "id")),
        subject=as_text(row.get(columns.subject)) if columns.subject else "",
        shown={name: as_text(row[name]) for name in columns.shown},
        hidden={name: as_text(row[name]) for name in columns.hidden},
        labels=labels,
    )


def content_of(row: Row, columns: Columns, limits: Limits) -> str:
    """Return the content of a row, checked against the limits; raise `ProblemError`."""
    content = _content(row, columns)
    if isinstance(content, list):
        content = _conversation(content).text
    if content is None:
        raise ProblemError(Problem.EMPTY)
    if not isinstance(content, str):
        raise ProblemError(Problem.CONTENT_NOT_TEXT)
    limits.refuse_text(content)
    return content


def turns_of(row: Row, columns: Columns) -> tuple[Turn, ...]:
    """Return where the turns of a row stand in its content; none if it is no conversation."""
    content = _content(row, columns)
    return _conversation(content).turns if isinstance(content, list) else ()


def _content(row: Row, columns: Columns) -> object:
    """Find the content: the mapped column, or where chat files keep their turns."""
    if columns.content in row:
        return row[columns.content]
    if columns.content == DEFAULT_CONTENT:
        named = next((name for name in COLUMNS if isinstance(row.get(name), list)), None)
        if named is not None:
            return row[named]
    raise ProblemError(Problem.NO_CONTENT)


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
