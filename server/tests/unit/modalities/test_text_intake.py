"""Text intake: files of many forms become items, and what is wrong is told per row."""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealmark.modalities.text.intake import FileKind, kind_of, read_items
from sealmark.modalities.text.items import Columns, Fault, Item, Origin, SpanLabel
from sealmark.modalities.text.limits import Limits
from sealmark.modalities.text.problems import REMEDIES, Problem, ProblemError
from tools.testing import corpora_folder

SMALL = Limits(text_bytes=20, row_bytes=200)


def read(
    kind: FileKind,
    data: bytes | str,
    columns: Columns | None = None,
    limits: Limits | None = None,
    chunk: int = 3,
) -> list[Item | Fault]:
    raw = data.encode() if isinstance(data, str) else data
    chunks = [raw[at : at + chunk] for at in range(0, len(raw), chunk)]
    return list(read_items(kind, chunks, columns=columns or Columns(), limits=limits or Limits()))


def contents(rows: list[Item | Fault]) -> list[str]:
    return [row.content for row in rows if isinstance(row, Item)]


def faults(rows: list[Item | Fault]) -> list[tuple[int, Problem]]:
    return [(row.row, row.problem) for row in rows if isinstance(row, Fault)]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.txt", FileKind.PLAIN),
        ("B.MD", FileKind.PLAIN),
        ("x/y.jsonl", FileKind.JSON_LINES),
        ("tasks.json", FileKind.TASK_LIST),
        ("t.csv", FileKind.CSV),
        ("t.tsv", FileKind.TSV),
    ],
)
def test_the_name_says_the_kind(name: str, kind: FileKind) -> None:
    assert kind_of(name) is kind


@pytest.mark.parametrize("name", ["a.pdf", "a", "txt", "a.txt.exe"])
def test_another_kind_of_file_is_refused(name: str) -> None:
    with pytest.raises(ProblemError):
        kind_of(name)


@pytest.mark.parametrize("problem", list(Problem))
def test_every_problem_has_a_remedy(problem: Problem) -> None:
    assert REMEDIES[problem].endswith(".")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("chunk", [1, 2, 3, 1000])
def test_known_encodings_are_read_however_the_chunks_are_cut(encoding: str, chunk: int) -> None:
    rows = read(FileKind.PLAIN, "Zoë 😀\r\nsaid".encode(encoding), chunk=chunk)
    assert contents(rows) == ["Zoë 😀\r\nsaid"]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("Zoë".encode("latin-1"), Problem.ENCODING),
        ("Zoë".encode("utf-32"), Problem.ENCODING),
        ("Zoë".encode("utf-16-le"), Problem.ENCODING),
        (b"a\x00b", Problem.BINARY),
        (b"", Problem.EMPTY),
        (b" \n ", Problem.EMPTY),
        (b"x" * 21, Problem.TOO_LARGE),
    ],
)
def test_a_text_that_cannot_be_taken_says_why(data: bytes, problem: Problem) -> None:
    assert faults(read(FileKind.PLAIN, data, limits=SMALL)) == [(1, problem)]


def test_the_limit_is_named_in_the_remedy() -> None:
    (fault,) = read(FileKind.PLAIN, b"x" * 21, limits=SMALL)
    assert isinstance(fault, Fault)
    assert "20 bytes" in fault.remedy


def test_one_broken_line_does_not_block_the_rest() -> None:
    data = b'{"text": "a"}\nnope\n\n{"text": 5}\n[1]\n\xff\n{"x": 1}\n{"text": ""}\n{"text": "b"}'
    rows = read(FileKind.JSON_LINES, data)
    assert contents(rows) == ["a", "b"]
    assert faults(rows) == [
        (2, Problem.BROKEN_JSON),
        (4, Problem.CONTENT_NOT_TEXT),
        (5, Problem.NOT_AN_OBJECT),
        (6, Problem.ENCODING),
        (7, Problem.NO_CONTENT),
        (8, Problem.EMPTY),
    ]


def test_a_line_over_the_limit_is_passed_over_and_told() -> None:
    data = json.dumps({"text": "a", "more": "x" * 300}) + '\n{"text": "b"}\n'
    rows = read(FileKind.JSON_LINES, data, limits=SMALL)
    assert (contents(rows), faults(rows)) == (["b"], [(1, Problem.ROW_TOO_LARGE)])


def test_half_a_surrogate_pair_is_refused() -> None:
    assert faults(read(FileKind.JSON_LINES, r'{"text": "a\ud800b"}')) == [(1, Problem.SURROGATE)]


def test_columns_become_ids_subject_and_metadata() -> None:
    columns = Columns(
        content="note", external_id="key", subject="who", shown=("ward",), hidden=("extra",)
    )
    row = {"note": "n", "key": 7, "who": "p1", "ward": "A", "extra": {"a": [1]}, "left": "out"}
    (item,) = read(FileKind.JSON_LINES, json.dumps(row), columns)
    assert isinstance(item, Item)
    assert (item.external_id, item.subject) == ("7", "p1")
    assert (item.shown, item.hidden) == ({"ward": "A"}, {"extra": '{"a": [1]}'})


def test_a_mapped_column_that_is_missing_is_a_fault_of_its_row() -> None:
    rows = read(FileKind.JSON_LINES, '{"text": "a"}', Columns(subject="who"))
    assert faults(rows) == [(1, Problem.UNKNOWN_COLUMN)]


def test_an_item_does_not_show_its_content_when_printed() -> None:
    (item,) = read(FileKind.JSON_LINES, '{"text": "Jane Roe", "id": "Jane"}')
    assert "Jane" not in repr(item)


def test_doccano_spans_count_code_points() -> None:
    (item,) = read(FileKind.JSON_LINES, '{"text": "😀 Bob", "label": [[2, 5, "PER"]]}')
    assert isinstance(item, Item)
    assert item.labels.spans == (SpanLabel(start=2, end=5, name="PER"),)


def test_doccano_entities_and_categories_are_read() -> None:
    entity = {"id": 1, "label": "PER", "start_offset": 0, "end_offset": 3}
    (item,) = read(
        FileKind.JSON_LINES, json.dumps({"text": "Bob", "entities": [entity], "cats": ["x", "y"]})
    )
    assert isinstance(item, Item)
    assert item.labels.spans == (SpanLabel(start=0, end=3, name="PER"),)
    assert item.labels.choices == ("x", "y")


@pytest.mark.parametrize("span", [[0, 4, "X"], [2, 2, "X"], [-1, 1, "X"]])
def test_a_label_outside_the_text_is_a_fault(span: list[object]) -> None:
    rows = read(FileKind.JSON_LINES, json.dumps({"text": "Bob", "label": [span]}))
    assert faults(rows) == [(1, Problem.LABEL_OFFSETS)]


@pytest.mark.parametrize("span", [[0, 1], [0, "x", "X"], [0, 1, ""], 5, [True, 1, "X"]])
def test_a_label_of_another_form_is_a_fault(span: object) -> None:
    rows = read(FileKind.JSON_LINES, json.dumps({"text": "Bob", "label": [span]}))
    assert faults(rows) == [(1, Problem.LABEL_FORM)]


def a_task(**value: object) -> dict[str, object]:
    place = {"start": 3, "end": 6, "labels": ["PER"], **value}
    result = [{"type": "labels", "value": place}, {"type": "choices", "value": {"choices": ["p"]}}]
    return {"id": 9, "data": {"text": "😀 Bob"}, "annotations": [{"result": result}]}


def test_label_studio_spans_count_utf16_units() -> None:
    (item,) = read(FileKind.TASK_LIST, json.dumps([a_task()]))
    assert isinstance(item, Item)
    assert item.labels.spans == (SpanLabel(start=2, end=5, name="PER"),)
    assert (item.labels.said, item.labels.origin) == ((("", "choices", ["p"]),), Origin.PERSON)
    assert item.external_id == "9"


def test_a_quote_settles_how_a_file_counts() -> None:
    (item,) = read(FileKind.TASK_LIST, json.dumps([a_task(start=2, end=5, text="Bob")]))
    assert isinstance(item, Item)
    assert item.labels.spans == (SpanLabel(start=2, end=5, name="PER"),)


def test_places_that_do_not_select_their_quote_are_a_fault() -> None:
    rows = read(FileKind.TASK_LIST, json.dumps([a_task(text="Rob")]))
    assert faults(rows) == [(1, Problem.LABEL_OFFSETS)]


def test_a_prediction_counts_where_nobody_has_labeled() -> None:
    task = a_task()
    task["predictions"] = task.pop("annotations")
    task["annotations"] = [{"was_cancelled": True, "result": []}]
    (item,) = read(FileKind.TASK_LIST, json.dumps([task]))
    assert isinstance(item, Item)
    assert item.labels.origin is Origin.MODEL


def test_a_broken_task_does_not_block_the_next() -> None:
    rows = read(FileKind.TASK_LIST, '[{"text": "a]}\\""}, {nope}, 5, {"text": "b"}]')
    assert contents(rows) == ['a]}"', "b"]
    assert faults(rows) == [(2, Problem.BROKEN_JSON), (3, Problem.BROKEN_JSON)]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("", Problem.EMPTY),
        ('"text"', Problem.NOT_A_LIST),
        ('[{"text": "a"', Problem.BROKEN_JSON),
        ('[{"text": "' + "x" * 300 + '"}]', Problem.ROW_TOO_LARGE),
    ],
)
def test_a_task_list_that_cannot_be_read_says_why(data: str, problem: Problem) -> None:
    assert faults(read(FileKind.TASK_LIST, data, limits=SMALL)) == [(1, problem)]


@given(
    st.lists(st.dictionaries(st.text(max_size=4), st.text(max_size=9), max_size=3)),
    st.integers(1, 9),
)
def test_any_list_of_objects_is_read_object_by_object(
    rows: list[dict[str, str]], chunk: int
) -> None:
    rows = [{**row, "text": 't"]}{['} for row in rows]
    data = json.dumps(rows, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    read_rows = read(FileKind.TASK_LIST, data, chunk=chunk)
    assert len(read_rows) == max(1, len(rows)) if rows else not contents(read_rows)


def test_a_table_may_hold_line_ends_and_quotes() -> None:
    rows = read(FileKind.CSV, 'id,text\n1,"a, ""b""\nc"\n2,d\n')
    assert contents(rows) == ['a, "b"\nc', "d"]
    assert [row.row for row in rows] == [2, 4]


def test_a_broken_quote_costs_one_line() -> None:
    rows = read(FileKind.CSV, 'text\na\n"b\nc\n"d"e\nf\n')
    assert contents(rows) == ["a", "c", "f"]
    assert faults(rows) == [(3, Problem.BROKEN_CSV), (5, Problem.BROKEN_CSV)]


def test_too_many_values_are_a_fault_of_their_row() -> None:
    assert faults(read(FileKind.CSV, "text\na,b\n")) == [(2, Problem.COLUMN_COUNT)]


def test_semicolons_and_tabs_separate_too() -> None:
    assert contents(read(FileKind.CSV, "n;text\n1;a,b\n")) == ["a,b"]
    assert contents(read(FileKind.TSV, "n\ttext\n1\ta,b\n")) == ["a,b"]


@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        (Columns(content="note"), Problem.NO_CONTENT),
        (Columns(shown=("ward",)), Problem.UNKNOWN_COLUMN),
    ],
)
def test_a_table_without_a_mapped_column_is_refused_once(
    columns: Columns, problem: Problem
) -> None:
    assert faults(read(FileKind.CSV, "text\na\nb\n", columns)) == [(1, problem)]


@given(st.binary(max_size=200), st.sampled_from(list(FileKind)), st.integers(1, 50))
def test_any_bytes_are_items_or_faults(data: bytes, kind: FileKind, chunk: int) -> None:
    for row in read(kind, data, chunk=chunk):
        assert isinstance(row, Item | Fault)


@pytest.mark.needs_corpora
def test_the_json_suite_never_crashes_intake() -> None:
    folder = corpora_folder() / "json" / "test_parsing"
    for file in sorted(folder.iterdir()):
        for kind in (FileKind.JSON_LINES, FileKind.TASK_LIST):
            assert all(isinstance(row, Item | Fault) for row in read(kind, file.read_bytes()))


def test_a_long_file_is_read_as_a_stream() -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield b'{"text": "a"}\n'

    stream = read_items(FileKind.JSON_LINES, endless())
    assert [next(stream) for _ in range(1000)][-1] == Item(row=1000, content="a")
