"""Rows to items: columns of a table or fields of an object become content, ids and metadata.

- Values that are not text are written as JSON, so that nothing is lost in metadata.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Mapping

from sealmark.modalities.text.items import Columns, Item, Labels
from sealmark.modalities.text.limits import Limits
from sealmark.modalities.text.problems import Problem, ProblemError

Row = Mapping[str, object]
_NO_LABELS = Labels()


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
    if columns.content not in row:
        raise ProblemError(Problem.NO_CONTENT)
    content = row[columns.content]
    if content is None:
        raise ProblemError(Problem.EMPTY)
    if not isinstance(content, str):
        raise ProblemError(Problem.CONTENT_NOT_TEXT)
    limits.refuse_text(content)
    return content


def as_text(value: object) -> str:
    """Return a value of metadata as text; None is the empty text."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
