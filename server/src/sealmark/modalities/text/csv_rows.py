"""CSV and TSV intake: the first line names the columns.

- A row with a broken quote is a fault of its own: reading goes on at the next line.
- A quoted value may hold line ends; memory is one row.
- An export of ours is known by its columns, and comes back with its labels.
- A comma separates, or a semicolon where the first line has those instead.
"""

# SPDX-License-Identifier: Apache-2.0
import csv
from collections import deque
from collections.abc import Iterable, Iterator

from sealmark.modalities.text.decoding import decoded_lines
from sealmark.modalities.text.items import Columns, Fault, Item, fault_of
from sealmark.modalities.text.limits import Limits
from sealmark.modalities.text.our_table import bare_row, is_ours, table_labels
from sealmark.modalities.text.problems import Problem, ProblemError
from sealmark.modalities.text.rows import (
    Row,
    as_text,
    content_of,
    has_content,
    item_of,
    refuse_unknown,
)
from sealmark.modalities.text.turn_rows import Numbered, joined

_Numbered = tuple[int, str | ProblemError]


def read_csv(chunks: Iterable[bytes], columns: Columns, limits: Limits) -> Iterator[Item | Fault]:
    """Read values separated by commas or semicolons."""
    yield from _read(chunks, columns, limits, separators=",;")


def read_tsv(chunks: Iterable[bytes], columns: Columns, limits: Limits) -> Iterator[Item | Fault]:
    """Read values separated by tabs."""
    yield from _read(chunks, columns, limits, separators="\t")


def _read(
    chunks: Iterable[bytes], columns: Columns, limits: Limits, *, separators: str
) -> Iterator[Item | Fault]:
    # The module's own limit is smaller than ours and global; this process reads one file.
    csv.field_size_limit(limits.row_bytes)
    table = _Table(decoded_lines(chunks, limits), limits, separators)
    try:
        header = table.header(columns)
    except ProblemError as error:
        yield fault_of(1, error)
        return
    ours = is_ours(header)
    rows = _rows(table, header)
    if columns.conversation is not None:
        yield from joined(rows, columns, limits)
        return
    for number, row in rows:
        try:
            if isinstance(row, ProblemError):
                raise row
            yield (
                _our_item(number, row, columns, limits)
                if ours
                else item_of(number, row, columns, content_of(row, columns, limits))
            )
        except ProblemError as error:
            yield fault_of(number, error)


def _our_item(number: int, row: Row, columns: Columns, limits: Limits) -> Item:
    """Make the item of a row that an export of ours wrote."""
    cells = bare_row({name: as_text(cell) for name, cell in row.items()})
    content = content_of(cells, columns, limits)
    return item_of(number, cells, columns, content, labels=table_labels(cells, content.text))


def _rows(table: "_Table", header: list[str]) -> Iterator[Numbered]:
    for number, values in table.rows():
        if isinstance(values, ProblemError):
            yield number, values
        elif values is not None:
            try:
                yield number, _row_of(values, header)
            except ProblemError as error:
                yield number, error


def _row_of(values: list[str], header: list[str]) -> dict[str, str]:
    if len(values) > len(header):
        raise ProblemError(Problem.COLUMN_COUNT)
    return dict(zip(header, [*values, *[""] * (len(header) - len(values))], strict=True))


class _Table:
    """Lines of a file, and the rows they make."""

    def __init__(
        self, lines: Iterator[str | ProblemError], limits: Limits, separators: str
    ) -> None:
        self._lines = enumerate(lines, start=1)
        self._again: deque[_Numbered] = deque()
        self._limits = limits
        self._separator = separators[0]
        self._separators = separators

    def header(self, columns: Columns) -> list[str]:
        """Read the names of the columns; refuse a table that lacks a mapped one."""
        first = self._line()
        if first is None:
            raise ProblemError(Problem.EMPTY)
        if isinstance(first[1], str):
            self._separator = max(self._separators, key=first[1].count)
        self._again.append(first)
        _, values = next(self.rows())
        if isinstance(values, ProblemError):
            raise values
        names = [name.strip() for name in values or ()]
        if not has_content(names, columns):
            raise ProblemError(Problem.NO_CONTENT)
        refuse_unknown((*columns.of_turns, *columns.beside), names)
        return names

    def rows(self) -> Iterator[tuple[int, list[str] | ProblemError | None]]:
        """Yield each row's line number and values; None for a blank line."""
        while (line := self._line()) is not None:
            number, text = line
            if isinstance(text, ProblemError):
                yield number, text
            else:
                yield number, self._row(text)

    def _line(self) -> _Numbered | None:
        return self._again.popleft() if self._again else next(self._lines, None)

    def _row(self, text: str) -> list[str] | ProblemError | None:
        pulled: list[_Numbered] = []
        source = self._from(text, pulled)
        reader = csv.reader(source, delimiter=self._separator, strict=True)
        try:
            return next(reader) or None
        except csv.Error:
            # Only the first line is at fault for sure; the others get their own chance.
            self._again.extendleft(reversed(pulled))
            return ProblemError(Problem.BROKEN_CSV)

    def _from(self, text: str, pulled: list[_Numbered]) -> Iterator[str]:
        """Give the reader the lines of one row, as many as it asks for within the limit."""
        yield text
        size = len(text)
        while size <= self._limits.row_bytes and (line := self._line()) is not None:
            pulled.append(line)
            if isinstance(line[1], ProblemError):
                return
            size += len(line[1])
            yield line[1]
