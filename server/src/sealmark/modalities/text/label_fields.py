"""Fields of labels in files: each is read, or the row is refused as a label of another form."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping

from sealmark.modalities.text.problems import Problem, ProblemError


def entries(value: object) -> list[object]:
    """Return a list; nothing is an empty one, one thing a list of it."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def object_in(value: object) -> Mapping[str, object]:
    """Return an object."""
    if not isinstance(value, Mapping):
        raise ProblemError(Problem.LABEL_FORM)
    return value


def number_in(value: object) -> int:
    """Return a whole number; Label Studio writes some as text."""
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise ProblemError(Problem.LABEL_FORM)
    return value


def name_in(value: object) -> str:
    """Return a name."""
    if not isinstance(value, str) or not value:
        raise ProblemError(Problem.LABEL_FORM)
    return value


def place_in(start: object, end: object, content: str) -> tuple[int, int]:
    """Return a place in the content that holds something."""
    first, last = number_in(start), number_in(end)
    if not 0 <= first < last <= len(content):
        raise ProblemError(Problem.LABEL_OFFSETS)
    return first, last
