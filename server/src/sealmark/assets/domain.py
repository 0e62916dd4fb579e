"""Rules of intake: what an upload may be, and how it is cut into parts.

- Part 0 of a file holds its name; content begins with part 1, every part but the last is full.
- Limits are stated in the refusals: 10,000 files and 20 GiB an upload.
- Labels that came along and were left out are told by the name of their class, escaped and cut, and
  only while there are few names: a column of something else shows nothing of itself. A name with
  many digits or an @ is no word of an ontology; it is counted, not shown.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sealmark.assets.errors import PartRefusedError, UploadRefusedError

PART_SIZE = 1024 * 1024
MOST_FILES = 10_000
MOST_BYTES = 20 * 1024**3
LONGEST_NAME = 1_024
KINDS = ("txt", "md", "jsonl", "csv", "tsv", "json")
FORMATS = ("auto", "label_studio", "doccano")
SPLIT = "assets.split"
"""The job that splits an upload."""
MOST_NAMES = 20
LONGEST_SHOWN = 40
_NO_NAME = re.compile(r"@|\d(?:\D?\d){4}")
_AGAIN = "then import the file again into a new dataset."


class AssetState(StrEnum):
    """Where redaction stands with an asset."""

    RECEIVED = "received"
    READY = "ready"
    QUARANTINED = "quarantined"
    FAILED = "failed"
    ERASED = "erased"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """Which column is what; an empty name means: the usual one of the format.

    With `conversation` each row is a turn, and `turn`, `speaker`, `role` and `time` say the rest.
    """

    content: str = ""
    external_id: str = ""
    subject: str = ""
    labels: str = ""
    shown: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    conversation: str = ""
    turn: str = ""
    speaker: str = ""
    role: str = ""
    time: str = ""

    def to_json(self) -> dict[str, object]:
        """Return the JSON form, as it is stored and sent to the splitter."""
        body: dict[str, object] = {
            "content": self.content,
            "external_id": self.external_id,
            "subject": self.subject,
            "labels": self.labels,
            "shown": list(self.shown),
            "hidden": list(self.hidden),
        }
        return body | self.of_turns()

    def of_turns(self) -> dict[str, str]:
        """Return the columns that only a table of turns has."""
        return {
            "conversation": self.conversation,
            "turn": self.turn,
            "speaker": self.speaker,
            "role": self.role,
            "time": self.time,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class FileToCome:
    """A file as it was announced; `size` in bytes."""

    kind: str
    format: str
    size: int
    name: str = field(repr=False)


def refuse_mapping(mapping: ColumnMapping) -> None:
    """Refuse columns of turns where no column says which conversation a turn belongs to."""
    if not mapping.conversation and any(mapping.of_turns().values()):
        raise UploadRefusedError(
            "A file with one turn in a row needs the column that names its conversation. Map it, "
            "or leave the speaker, role, time and turn columns out.",
            field="mapping.conversation",
        )


def refuse_files(files: Sequence[FileToCome]) -> None:
    """Refuse an upload of too many, too large or unknown files."""
    if not 0 < len(files) <= MOST_FILES:
        raise UploadRefusedError(
            f"An upload has 1 to {MOST_FILES:,} files; split a larger folder.", field="files"
        )
    if sum(file.size for file in files) > MOST_BYTES:
        raise UploadRefusedError("An upload has at most 20 GiB; split it.", field="files")
    for number, file in enumerate(files):
        where = f"files[{number}]"
        if file.kind not in KINDS:
            raise UploadRefusedError(
                f"A file is one of: {', '.join(KINDS)}. Convert it first.", field=f"{where}.kind"
            )
        if file.format not in FORMATS:
            raise UploadRefusedError(
                f"A format is one of: {', '.join(FORMATS)}.", field=f"{where}.format"
            )
        if file.size <= 0:
            raise UploadRefusedError("The file is empty; leave it out.", field=f"{where}.size")
        if len(file.name) > LONGEST_NAME:
            raise UploadRefusedError(
                f"A file name has at most {LONGEST_NAME} characters.", field=f"{where}.name"
            )


def part_count(size: int) -> int:
    """Return how many content parts a file of `size` bytes has."""
    return -(-size // PART_SIZE)


def refuse_part(*, size: int, ordinal: int, length: int) -> None:
    """Refuse a part that is not the `ordinal`-th (from 1) of a file of `size` bytes."""
    count = part_count(size)
    if not 1 <= ordinal <= count:
        raise PartRefusedError(f"This file has the parts 1 to {count}.", field="part")
    expected = PART_SIZE if ordinal < count else size - PART_SIZE * (count - 1)
    if length != expected:
        raise PartRefusedError(f"This part has {expected} bytes.", field="part")


class Cause(StrEnum):
    """Why labels were left out; the reason code of the problem."""

    CLASS = "label-class"
    OPTION = "label-option"
    SEVERAL = "label-several"
    PLACE = "label-place"
    RELATION = "label-relation"
    ANSWER = "label-answer"
    WRITTEN = "label-written"
    TYPE = "label-type"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One label that was left out; `name` is what it is called in the file."""

    cause: Cause
    name: str


_REMEDIES: Mapping[Cause, str] = {
    Cause.CLASS: f"The ontology has no class {{name}}. Add the class to the ontology, {_AGAIN}",
    Cause.OPTION: f"No question of the ontology has the option {{name}}. Add it, {_AGAIN}",
    Cause.SEVERAL: "The option {name} was one of several for a question that takes one; the first"
    f" was kept. Let the question take several, {_AGAIN}",
    Cause.RELATION: "The ontology has no relation {name} between these classes, or one end of it"
    f" was left out. Add the relation to the ontology, {_AGAIN}",
    Cause.ANSWER: "What the file says to {name} has no question or attribute that takes it. Add one"
    f" of that name and kind, {_AGAIN}",
    Cause.WRITTEN: "Free text for {name} seems to name somebody, so it was not taken. Take the name"
    f" out of the file, {_AGAIN}",
    Cause.TYPE: "Labels of the type {name} are not about places in a text or about the text, so"
    " they were not taken.",
    Cause.PLACE: "A label of the class {name} lies on words of which redaction leaves nothing to be"
    " marked. Label these texts by hand, or let the policy replace what it drops.",
}


def summed(labels: Iterable[LeftOut], *, known: Collection[str]) -> dict[tuple[Cause, str], int]:
    """Count labels by cause and remedy; names beyond the first few remedies are not shown.

    `known` are the remedies that the upload has already.
    """
    counts: Counter[tuple[Cause, str]] = Counter()
    seen = set(known)
    for label, number in Counter(labels).items():
        sentence = remedy(label)
        if sentence not in seen and len(seen) >= MOST_NAMES:
            sentence = _sentence(label.cause, None)
        seen.add(sentence)
        counts[label.cause, sentence] += number
    return dict(counts)


def remedy(label: LeftOut) -> str:
    """Say what is wrong with a label and what to do."""
    return _sentence(label.cause, shown_name(label.name))


def shown_name(name: str) -> str | None:
    """Return a class name as it may be shown; None if it does not look like one."""
    if not name.strip() or _NO_NAME.search(name):
        return None
    cut = name if len(name) <= LONGEST_SHOWN else f"{name[:LONGEST_SHOWN]}…"
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in cut)


def _sentence(cause: Cause, name: str | None) -> str:
    spelled = "of this name (not shown here)" if name is None else f"“{name}”"
    return _REMEDIES[cause].replace("{name}", spelled)
