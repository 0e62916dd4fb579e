"""Rules of intake: what an upload may be, and how it is cut into parts.

- Part 0 of a file holds its name; content begins with part 1, every part but the last is full.
- Limits are stated in the refusals: 10,000 files and 20 GiB an upload.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Sequence
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


class AssetState(StrEnum):
    """Where redaction stands with an asset."""

    RECEIVED = "received"
    READY = "ready"
    QUARANTINED = "quarantined"
    FAILED = "failed"
    ERASED = "erased"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """Which column is what; an empty name means: the usual one of the format."""

    content: str = ""
    external_id: str = ""
    subject: str = ""
    labels: str = ""
    shown: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return the JSON form, as it is stored and sent to the splitter."""
        return {
            "content": self.content,
            "external_id": self.external_id,
            "subject": self.subject,
            "labels": self.labels,
            "shown": list(self.shown),
            "hidden": list(self.hidden),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class FileToCome:
    """A file as it was announced; `size` in bytes."""

    kind: str
    format: str
    size: int
    name: str = field(repr=False)


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
