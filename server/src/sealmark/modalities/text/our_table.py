"""The CSV of an export of ours, read back with its labels.

- Known by its columns. Cells lose what was put before a formula; lists stand in cells as JSON.
- An answer is a cell: what kind of answer it is, the question says.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Container, Mapping
from dataclasses import replace

from sealmark.modalities.text.formulas import bare
from sealmark.modalities.text.items import Labels, Origin
from sealmark.modalities.text.labels import row_labels
from sealmark.modalities.text.problems import Problem, ProblemError

CELL = "cell"
_COLUMNS = ("asset", "document", "revision", "reviewed", "spans", "relations", "unsure")
_LISTS = ("spans", "relations", "unsure", "turns")
_ANSWER = "answer:"


def is_ours(names: Container[str]) -> bool:
    """Tell by its columns whether a table is an export of ours."""
    return all(name in names for name in _COLUMNS)


def bare_row(row: Mapping[str, str]) -> dict[str, str]:
    """Return the cells as they were before they were written."""
    return {name: bare(cell) for name, cell in row.items()}


def table_labels(row: Mapping[str, str], content: str) -> Labels:
    """Return the labels of a row of bare cells; raise `ProblemError`."""
    lists = {name: _list(row[name]) for name in _LISTS if row.get(name)}
    labels = row_labels({"spans": [], **lists, "answers": {}}, content)
    said = tuple(
        (name.removeprefix(_ANSWER), CELL, cell)
        for name, cell in row.items()
        if name.startswith(_ANSWER) and cell
    )
    origin = Origin.PERSON if said else labels.origin
    return replace(labels, said=said, origin=origin)


def _list(cell: str) -> list[object]:
    try:
        found = json.loads(cell)
    except (ValueError, RecursionError) as cause:
        raise ProblemError(Problem.LABEL_FORM) from cause
    if not isinstance(found, list):
        raise ProblemError(Problem.LABEL_FORM)
    return found
