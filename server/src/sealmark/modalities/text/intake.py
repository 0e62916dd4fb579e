"""Text intake: the bytes of a file become a stream of items and faults.

- Whatever is wrong with one row never blocks the others.
- Nothing here touches files, network or a database: meant for a sandboxed child process.
- Memory is one row (one text for `.txt` and `.md`), whatever the size of the file.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import PurePath

from sealmark.modalities.text.csv_rows import read_csv, read_tsv
from sealmark.modalities.text.decoding import decoded
from sealmark.modalities.text.items import Columns, Fault, Item, fault_of
from sealmark.modalities.text.json_rows import read_json_lines, read_task_list
from sealmark.modalities.text.limits import DEFAULT_LIMITS, Limits
from sealmark.modalities.text.problems import Problem, ProblemError


class FileKind(StrEnum):
    """The kinds of file that text comes in."""

    PLAIN = "plain"
    JSON_LINES = "json-lines"
    TASK_LIST = "task-list"
    CSV = "csv"
    TSV = "tsv"


_BY_SUFFIX = {
    ".txt": FileKind.PLAIN,
    ".md": FileKind.PLAIN,
    ".jsonl": FileKind.JSON_LINES,
    ".ndjson": FileKind.JSON_LINES,
    ".json": FileKind.TASK_LIST,
    ".csv": FileKind.CSV,
    ".tsv": FileKind.TSV,
}
_DEFAULT_COLUMNS = Columns()


def kind_of(file_name: str) -> FileKind:
    """Return the kind of a file by the end of its name; raise `ProblemError`."""
    kind = _BY_SUFFIX.get(PurePath(file_name).suffix.lower())
    if kind is None:
        raise ProblemError(Problem.UNKNOWN_TYPE)
    return kind


def read_items(
    kind: FileKind,
    chunks: Iterable[bytes],
    *,
    columns: Columns = _DEFAULT_COLUMNS,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Item | Fault]:
    """Yield an item or a fault for each row of a file, in order."""
    return _READERS[kind](chunks, columns, limits)


def _read_plain(
    chunks: Iterable[bytes],
    columns: Columns,  # noqa: ARG001 - one text has no columns
    limits: Limits,
) -> Iterator[Item | Fault]:
    try:
        text = "".join(_within(decoded(chunks), limits))
        limits.refuse_text(text)
    except ProblemError as error:
        yield fault_of(1, error)
        return
    yield Item(row=1, content=text)


def _within(pieces: Iterator[str], limits: Limits) -> Iterator[str]:
    """Stop reading when the text is too large for sure (a code point is at least a byte)."""
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > limits.text_bytes:
            raise ProblemError(Problem.TOO_LARGE, limit=limits.text_bytes)
        yield piece


_Reader = Callable[[Iterable[bytes], Columns, Limits], Iterator[Item | Fault]]
_READERS: Mapping[FileKind, _Reader] = {
    FileKind.PLAIN: _read_plain,
    FileKind.JSON_LINES: read_json_lines,
    FileKind.TASK_LIST: read_task_list,
    FileKind.CSV: read_csv,
    FileKind.TSV: read_tsv,
}
