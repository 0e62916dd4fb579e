"""The words of redaction: what a detector is and what it finds.

- Places are half-open ranges of Unicode code points in the text that was handed in.
- A finding never holds the value it points at.
- A detector is pure: the same text, language and version always give the same findings.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, runtime_checkable

HIDEABLE = (
    *("NAME", "LOCATION", "ORGANIZATION", "DATE", "AGE", "ADDRESS", "PHONE", "EMAIL", "ID"),
    *("MRN", "ACCOUNT", "USERNAME", "OTHER"),
)
"""Kinds that a person can say a place is of; OTHER if they cannot tell."""


class Wished(StrEnum):
    """What became of a steward's wish for another policy."""

    OPEN = "open"
    DONE = "done"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A place in a rendition that somebody says should be hidden, in code points, and its kind."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A place that holds something of a kind, and who says so.

    `start` and `end` are code point offsets, half-open; `score` lies in 0..1.
    """

    start: int
    end: int
    kind: str
    score: float
    detector: str
    version: str


class Detector(Protocol):
    """Finds places in a text. One file in `redaction/detectors/`; `name` is the file's name."""

    @property
    def name(self) -> str:
        """The file's name without `.py`; policies enable detectors by it."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever the same text could give other findings."""
        ...

    @property
    def kinds(self) -> frozenset[str]:
        """Every kind that this detector can report."""
        ...

    def detect(self, text: str, *, language: str) -> list[Finding]:
        """Find places in `text` in any order; `language` is ISO 639-1 or `und`."""
        ...


@runtime_checkable
class BatchDetector(Protocol):
    """A detector that is cheaper per text when it is given many (models)."""

    def detect_many(self, texts: Sequence[str], *, language: str) -> list[list[Finding]]:
        """Return one list per text, in the order of `texts`; equal to `detect` on each."""
        ...


@runtime_checkable
class FollowUpDetector(Protocol):
    """A detector that reads what the others found in the same document (propagation)."""

    def follow_up(self, text: str, found: Sequence[Finding], *, language: str) -> list[Finding]:
        """Return further findings only; never repeats `found`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DetectorSetup:
    """What a policy hands to the detectors it names; each takes what concerns it.

    `terms` maps a kind to the words of its dictionary, `patterns` to its re2 patterns.
    """

    terms: Mapping[str, frozenset[str]] = field(default_factory=dict)
    patterns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class DetectorFactory(Protocol):
    """`build` of each module in `redaction/detectors/`: the one name the registry looks for."""

    def __call__(self, setup: DetectorSetup) -> Detector:
        """Build the detector; raise `DetectorMissingError` if a part it needs is not there."""
        ...
