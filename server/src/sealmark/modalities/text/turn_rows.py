"""One row per turn: rows of the same conversation that follow each other become one item.

- Memory is one conversation: a conversation that goes on after another one began is told at the row
  where it does, with the remedy to sort the file.
- Turns stand in the order of the column that says so, as numbers if all are, else in that of the
  file. Ids and metadata are those of the first row.
- A broken row is a fault of its own; the others of its conversation are taken.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sealmark.modalities.conversation.turns import Spoken, TurnError, spoken_by, written
from sealmark.modalities.text.items import Columns, Fault, Item, fault_of
from sealmark.modalities.text.limits import Limits
from sealmark.modalities.text.problems import Problem, ProblemError
from sealmark.modalities.text.rows import Row, as_text, item_of, refuse_unknown

Numbered = tuple[int, Row | ProblemError]
_SHORT = 16


@dataclass(slots=True, kw_only=True)
class _Open:
    """A conversation while its rows come."""

    number: int
    name: str
    first: Row
    size: int = 0
    turns: list[tuple[str, Spoken]] = field(default_factory=list)


def joined(rows: Iterable[Numbered], columns: Columns, limits: Limits) -> Iterator[Item | Fault]:
    """Join rows by the conversation that they name."""
    joining = _Joining(columns, limits)
    for number, row in rows:
        yield from joining.take(number, row)
    yield from joining.close()


class _Joining:
    def __init__(self, columns: Columns, limits: Limits) -> None:
        self._columns = columns
        self._limits = limits
        self._open: _Open | None = None
        self._closed: set[bytes] = set()

    def take(self, number: int, row: Row | ProblemError) -> Iterator[Item | Fault]:
        try:
            if isinstance(row, ProblemError):
                raise row
            name, turn = self._read(row)
            if self._open is None or self._open.name != name:
                yield from self.close()
                self._begin(number, name, row)
            self._add(turn)
        except ProblemError as error:
            yield fault_of(number, error)

    def close(self) -> Iterator[Item | Fault]:
        ended, self._open = self._open, None
        if ended is None:
            return
        self._closed.add(_mark(ended.name))
        try:
            content = written(spoken for _, spoken in _in_order(ended.turns))
            self._limits.refuse_text(content.text)
            named = self._columns.external_id is not None
            row = ended.first if named else {**ended.first, "id": ended.name}
            yield item_of(ended.number, row, self._columns, content)
        except ProblemError as error:
            yield fault_of(ended.number, error)

    def _read(self, row: Row) -> tuple[str, tuple[str, Spoken]]:
        columns = self._columns
        refuse_unknown((columns.content, *columns.of_turns, *columns.beside), row)

        def get(name: str | None) -> object:
            return row[name] if name else None

        name = as_text(get(columns.conversation))
        if not name.strip():
            raise ProblemError(Problem.NO_CONVERSATION)
        try:
            spoken = spoken_by(
                get(columns.content),
                speaker=get(columns.speaker),
                role=get(columns.role),
                time=get(columns.time),
            )
        except TurnError as cause:
            raise ProblemError(Problem.CONTENT_NOT_TEXT) from cause
        return name, (as_text(get(columns.turn)), spoken)

    def _begin(self, number: int, name: str, row: Row) -> None:
        if _mark(name) in self._closed:
            raise ProblemError(Problem.CONVERSATION_APART)
        self._open = _Open(number=number, name=name, first=row)

    def _add(self, turn: tuple[str, Spoken]) -> None:
        now = self._open
        if now is None:
            return
        now.size += len(turn[1].words)
        if now.size > self._limits.row_bytes:
            raise ProblemError(Problem.ROW_TOO_LARGE, limit=self._limits.row_bytes)
        now.turns.append(turn)


def _mark(name: str) -> bytes:
    """Remember a conversation without its name: a file may hold a million."""
    return hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=_SHORT).digest()


def _in_order(turns: list[tuple[str, Spoken]]) -> list[tuple[str, Spoken]]:
    try:
        return sorted(turns, key=lambda one: float(one[0]))
    except ValueError:
        return sorted(turns, key=lambda one: one[0])
