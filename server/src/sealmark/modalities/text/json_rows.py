"""JSON intake: objects on lines (`.jsonl`, doccano's too), or tasks in a list (Label Studio).

- A list is read task by task: memory is one task, whatever the length of the file.
- A task that is not valid JSON is a fault of its own; the next one is found by its brackets.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Iterable, Iterator, Mapping

from sealmark.modalities.text.decoding import decoded, decoded_lines
from sealmark.modalities.text.items import Columns, Fault, Item, fault_of
from sealmark.modalities.text.label_studio import label_studio_labels
from sealmark.modalities.text.labels import row_labels
from sealmark.modalities.text.limits import Limits
from sealmark.modalities.text.object_scanner import ObjectScanner
from sealmark.modalities.text.problems import Problem, ProblemError
from sealmark.modalities.text.rows import content_of, item_of
from sealmark.modalities.text.turn_rows import Numbered, joined


def read_json_lines(
    chunks: Iterable[bytes], columns: Columns, limits: Limits
) -> Iterator[Item | Fault]:
    """Read one JSON object per line; blank lines are passed over."""
    lines = enumerate(decoded_lines(chunks, limits), start=1)
    filled = ((n, line) for n, line in lines if isinstance(line, ProblemError) or line.strip())
    if columns.conversation is not None:
        yield from joined(_rows(filled), columns, limits)
        return
    for number, line in filled:
        if isinstance(line, ProblemError):
            yield fault_of(number, line)
        else:
            yield _item_of_line(number, line, columns, limits)


def read_task_list(
    chunks: Iterable[bytes], columns: Columns, limits: Limits
) -> Iterator[Item | Fault]:
    """Read a list of Label Studio tasks, or of plain objects."""
    number = 0
    elements = enumerate(_elements(decoded(chunks), limits), start=1)
    try:
        if columns.conversation is not None:
            yield from joined(_rows(elements), columns, limits)
            return
        for number, raw in elements:
            yield _item_of_task(number, raw, columns, limits)
    except ProblemError as error:
        # The file itself cannot be read any further.
        yield fault_of(number + 1, error)


def _rows(read: Iterable[tuple[int, str | ProblemError]]) -> Iterator[Numbered]:
    """Yield the objects themselves, or what is wrong with them."""
    for number, raw in read:
        try:
            yield number, raw if isinstance(raw, ProblemError) else _data_of(_object(raw))
        except ProblemError as error:
            yield number, error


def _item_of_line(number: int, line: str, columns: Columns, limits: Limits) -> Item | Fault:
    try:
        row = _object(line)
        content = content_of(row, columns, limits)
        labels = row_labels(row, content.text)
        return item_of(number, row, columns, content, labels=labels)
    except ProblemError as error:
        return fault_of(number, error)


def _item_of_task(
    number: int, raw: str | ProblemError, columns: Columns, limits: Limits
) -> Item | Fault:
    if isinstance(raw, ProblemError):
        return fault_of(number, raw)
    try:
        task = _object(raw)
        data = _data_of(task)
        content = content_of(data, columns, limits)
        labels = label_studio_labels(task, content.text, content.turns)
        row = data if "id" in data else {**data, "id": task.get("id")}
        return item_of(number, row, columns, content, labels=labels)
    except ProblemError as error:
        return fault_of(number, error)


def _data_of(task: Mapping[str, object]) -> Mapping[str, object]:
    data = task.get("data", task)
    if not isinstance(data, Mapping):
        raise ProblemError(Problem.NOT_AN_OBJECT)
    return data


def _object(text: str) -> dict[str, object]:
    try:
        value = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as cause:
        raise ProblemError(Problem.BROKEN_JSON) from cause
    if not isinstance(value, dict):
        raise ProblemError(Problem.NOT_AN_OBJECT)
    return value


def _refuse_constant(_name: str) -> None:
    # NaN and Infinity are no JSON (RFC 8259 section 6).
    raise ProblemError(Problem.BROKEN_JSON)


def _elements(pieces: Iterator[str], limits: Limits) -> Iterator[str | ProblemError]:
    """Yield the objects of the file as text, without parsing more than brackets and quotes."""
    scanner = ObjectScanner(limits.row_bytes)
    for piece in pieces:
        yield from scanner.feed(piece)
    yield from scanner.end()
