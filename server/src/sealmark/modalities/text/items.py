"""What intake makes of a file: items and faults, one per row, and how columns map to them.

- Places of labels are half-open ranges of code points in the content.
- A fault names row and reason; it never holds content.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sealmark.modalities.text.problems import Problem, ProblemError


class Origin(StrEnum):
    """Who made the labels that a file brings along."""

    NONE = "none"
    PERSON = "person"
    MODEL = "model"


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which column, or field of a JSON object, is what.

    `external_id` None means `id` where the format has one. Columns that are named nowhere are
    left out of the item.
    """

    content: str = "text"
    external_id: str | None = None
    subject: str | None = None
    shown: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanLabel:
    """A label on a part of the content."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The labels of one item: spans, and choices about the whole document."""

    spans: tuple[SpanLabel, ...] = ()
    choices: tuple[str, ...] = ()
    origin: Origin = Origin.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One text with what came along; `row` counts from 1 (lines, or tasks of a list)."""

    row: int
    content: str = field(repr=False)
    external_id: str = field(default="", repr=False)
    subject: str = field(default="", repr=False)
    shown: Mapping[str, str] = field(default_factory=dict, repr=False)
    hidden: Mapping[str, str] = field(default_factory=dict, repr=False)
    labels: Labels = field(default=Labels(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A row that was not taken: why, and what to do about it."""

    row: int
    problem: Problem
    remedy: str


def fault_of(row: int, error: ProblemError) -> Fault:
    """Turn a refusal into the fault of a row."""
    return Fault(row=row, problem=error.problem, remedy=str(error))
