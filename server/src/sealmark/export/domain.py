"""The words of export: what is asked for, what a format is given, what it could not say.

- Offsets are half-open ranges of code points of the record's own text.
- Approvals bind to a digest over everything that was asked for, and by whom.
- A loss is counted under a word; which words a format uses stands in its docstring.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from sealmark.access.domain import Principal as Who
from sealmark.annotations.domain import Answer, Labels, Relation, Span
from sealmark.audit.domain import Fact, spell_time
from sealmark.export.errors import ExportRefusedError, RangeNeededError, RangeOutsideError
from sealmark.kernel.canonical import canonical_json
from sealmark.kernel.ids import ExportId, OrganizationId, ProjectId, SessionId, UserId
from sealmark.modalities.conversation.turns import Turn
from sealmark.ontology.domain import Ontology

LONGEST_REASON = 2_000
MOST_DATASETS = MOST_GUIDELINES = MOST_CLASSES = 100
LARGEST_ANSWER = 1024 * 1024
_RANGE = re.compile(r"bytes=(\d{1,15})-(\d{0,15})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who acts, from which session, in which project; the decision that let them in is theirs."""

    who: Who
    user: UserId
    session: SessionId
    project: ProjectId
    organization: OrganizationId
    policy_set: str


class Content(StrEnum):
    """What the labels are put on: the text that people saw, or the original."""

    RENDITION = "rendition"
    ALIGNED = "aligned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which label documents: by dataset, time, guideline and class; empty narrows nothing.

    - Time and guideline are those of the revision that leaves; `labeled_until` is not part of it.
    - A document is chosen whole: its statement commits to all its labels, so none is cut out.
    """

    datasets: tuple[UUID, ...] = ()
    guidelines: tuple[int, ...] = ()
    classes: tuple[str, ...] = ()
    labeled_from: datetime | None = None
    labeled_until: datetime | None = None

    def to_json(self) -> dict[str, Fact]:
        """Return what was chosen; what was left open is left out."""
        chosen: dict[str, Fact] = {}
        if self.guidelines:
            chosen["guidelines"] = [*sorted(self.guidelines)]
        if self.classes:
            chosen["classes"] = [*sorted(self.classes)]
        if self.datasets:
            chosen["datasets"] = [*sorted(str(one) for one in self.datasets)]
        if self.labeled_from:
            chosen["labeled_from"] = spell_time(self.labeled_from)
        if self.labeled_until:
            chosen["labeled_until"] = spell_time(self.labeled_until)
        return chosen

    def told(self) -> dict[str, Fact]:
        """Return the same for the log; of classes how many, for a schema is the client's."""
        return self.to_json() | ({"classes": len(self.classes)} if self.classes else {})


EVERYTHING = Selection()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody asks to take out. A recipient key goes with aligned content, and only there."""

    format: str
    content: Content
    include_unreviewed: bool
    include_free_text: bool
    recipient_key: str
    selection: Selection = EVERYTHING

    def about(self) -> dict[str, object]:
        """Return what was chosen, as it ships with the data as `data/selection.json`."""
        return {
            "format": self.format,
            "content": str(self.content),
            "include_unreviewed": self.include_unreviewed,
            "include_free_text": self.include_free_text,
            **self.selection.to_json(),
        }

    def digest(self, *, project: ProjectId, export: ExportId, requester: UserId) -> str:
        """Return what an approval is bound to: SHA-256 over all of it, in hex."""
        body = {
            "project": str(project),
            "export": str(export),
            "requester": str(requester),
            "recipient_key": self.recipient_key,
            # What was left open is left out: requests of earlier versions keep their digest.
            **self.about(),
        }
        return hashlib.sha256(canonical_json(body)).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One label document as a format is given it; `id` is the customer's own, else the asset's.

    `turns` are those of a conversation, in code points of `text`.
    """

    id: str
    asset: UUID
    document: UUID
    revision: UUID
    reviewed: bool
    language: str
    text: str = field(repr=False)
    shown: Mapping[str, str] = field(repr=False)
    labels: Labels = field(repr=False)
    turns: tuple[Turn, ...] = field(default=(), repr=False)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The labeled places, in code points of `text`."""
        return self.labels.spans

    @property
    def relations(self) -> tuple[Relation, ...]:
        """What belongs together among the spans."""
        return self.labels.relations

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What was said about the whole text."""
        return tuple(answer for answer in self.labels.answers if not answer.turn)

    @property
    def answers_of_turns(self) -> dict[int, list[Answer]]:
        """What was said about single turns, by their number."""
        found: dict[int, list[Answer]] = {}
        for answer in self.labels.answers:
            if answer.turn:
                found.setdefault(answer.turn, []).append(answer)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """How many labels would leave, and the first of them as the format writes them.

    `unreviewed` counts what is left out, or taken along, for want of a review. `withheld` documents
    hold identifiers in free text; the export would be refused for them.
    """

    documents: int
    unreviewed: int
    records: tuple[Record, ...] = field(repr=False)
    ontology: Ontology = field(repr=False)
    withheld: int
    sample: str = field(repr=False)
    is_cut: bool


@dataclass(slots=True, kw_only=True)
class LossReport:
    """What was written, and what the format could not say: word -> how often."""

    documents: int = 0
    spans: int = 0
    relations: int = 0
    answers: int = 0
    lost: Counter[str] = field(default_factory=Counter)

    def count(self, record: Record) -> None:
        """Count a record that was written."""
        self.documents += 1
        self.spans += len(record.spans)
        self.relations += len(record.relations)
        self.answers += len(record.labels.answers)

    def to_json(self) -> dict[str, object]:
        """Return the form that ships with the data as `data/report.json`."""
        return {
            "documents": self.documents,
            "spans": self.spans,
            "relations": self.relations,
            "answers": self.answers,
            "lost": dict(sorted(self.lost.items())),
        }


class Sink(Protocol):
    """Takes bytes, in order."""

    def write(self, data: bytes, /) -> object:
        """Take `data`, all of it."""
        ...


class Format(Protocol):
    """A way to write labels down; a module of `formats` holds one as `FORMAT`."""

    name: str
    version: str
    suffix: str

    def write(self, records: Iterator[Record], sink: Sink, ontology: Ontology) -> LossReport:
        """Write all records in one pass, keeping none; say what was lost."""
        ...

    def companions(self, ontology: Ontology) -> Mapping[str, bytes]:
        """Return small files that readers of this format need beside it, by file name."""
        ...


def refuse_wanted(wanted: Wanted, *, formats: frozenset[str], reason: str) -> None:
    """Refuse an unknown format, a missing reason, and a recipient where none belongs."""
    if wanted.format not in formats:
        raise ExportRefusedError(f"Formats are: {', '.join(sorted(formats))}.", field="format")
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        raise ExportRefusedError(f"Say why, in 1 to {LONGEST_REASON} characters.", field="reason")
    refuse_selection(wanted.selection)
    if (wanted.content is Content.ALIGNED) is not bool(wanted.recipient_key):
        raise ExportRefusedError(
            "An aligned export is encrypted to a recipient key (`sealmark recipient new FILE` "
            "makes one); any other export has none.",
            field="recipient_key",
        )


def refuse_selection(selection: Selection) -> None:
    """Refuse too many names, and a time that ends before it begins."""
    if len(selection.datasets) > MOST_DATASETS:
        raise ExportRefusedError(f"Name at most {MOST_DATASETS} datasets.", field="datasets")
    if len(selection.guidelines) > MOST_GUIDELINES:
        raise ExportRefusedError(
            f"Name at most {MOST_GUIDELINES} guideline versions.", field="guidelines"
        )
    if len(selection.classes) > MOST_CLASSES:
        raise ExportRefusedError(f"Name at most {MOST_CLASSES} classes.", field="classes")
    begin, end = selection.labeled_from, selection.labeled_until
    if any(moment is not None and moment.tzinfo is None for moment in (begin, end)):
        raise ExportRefusedError("Say the time zone of a time, as in +00:00.", field="labeled_from")
    if begin and end and end <= begin:
        raise ExportRefusedError(
            "The time ends before it begins. Choose a later end.", field="labeled_until"
        )


def read_range(header: str | None, *, size: int) -> range:
    """Return which bytes of a bundle of `size` to answer with: at most 1 MiB at a time.

    A whole bundle is answered only if it is that small; a longer range is answered from its start.
    """
    if header is None:
        if size > LARGEST_ANSWER:
            raise RangeNeededError
        return range(size)
    match = _RANGE.fullmatch(header.strip())
    if match is None:
        raise RangeOutsideError("Ask for one range from a start: bytes=0- or bytes=0-1048575.")
    start = int(match[1])
    last = int(match[2]) if match[2] else size - 1
    if not start < size or last < start:
        raise RangeOutsideError
    return range(start, min(last + 1, size, start + LARGEST_ANSWER))


def merged(versions: Iterator[Ontology]) -> Ontology:
    """Lay versions over each other, oldest first: each part as last defined."""
    classes, relations, questions = {}, {}, {}
    for version in versions:
        classes.update({one.id: one for one in version.classes})
        relations.update({one.id: one for one in version.relations})
        questions.update({one.id: one for one in version.questions})
    return Ontology(
        classes=tuple(classes.values()),
        relations=tuple(relations.values()),
        questions=tuple(questions.values()),
    )
