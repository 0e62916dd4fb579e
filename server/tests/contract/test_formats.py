"""What every export format must do: a new one joins by being in the folder.

- All formats are written the same records; what a format says it lost is what it lost.
"""

# SPDX-License-Identifier: Apache-2.0
import random
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from itertools import repeat
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest
from unit.labels_to_try import ONTOLOGY as EVERYTHING
from unit.labels_to_try import TEXT, labels_json

from sealmark.annotations.domain import Answer, Labels, Span, read_labels
from sealmark.export.domain import Format, LossReport, Record
from sealmark.export.errors import ExportRefusedError
from sealmark.export.registry import format_names, open_format
from sealmark.ontology.domain import Ontology, read_ontology
from sealmark_verify.manifest import refuse_bad_name

ONTOLOGY = read_ontology(
    {
        "classes": [{"id": "drug", "name": "Drug"}, {"id": "dose", "name": "Dose <1>"}],
        "questions": [
            {
                "id": "urgent",
                "kind": "multiple",
                "title": 'Is it "urgent"?',
                "options": [{"id": "yes", "name": "Yes"}, {"id": "no", "name": "No"}],
            },
            {"id": "note", "kind": "text", "title": "Anything else?"},
            {"id": "label", "kind": "rating", "title": "How clear?"},
        ],
    }
)
PLAIN = "took 500mg aspirin"
ODD = 'a\U0001f600b\r\n\t"quoted", =cmd|x\u2028\u0000end'


def a_record(text: str = PLAIN, *spans: tuple[int, int, str], number: int = 1) -> Record:
    return Record(
        id=f"letter-{number}",
        asset=UUID(int=number),
        document=UUID(int=number),
        revision=UUID(int=number),
        reviewed=True,
        language="en",
        text=text,
        shown={"ward": "7"},
        labels=Labels(
            spans=tuple(
                Span(id=f"s{n}", start=start, end=end, class_id=name)
                for n, (start, end, name) in enumerate(spans)
            ),
            answers=(
                Answer(question_id="urgent", value=["yes", "no"]),
                Answer(question_id="note", value="fine"),
                Answer(question_id="label", value=4),
            ),
        ),
    )


class Tally:
    """A sink that counts and keeps, or only counts."""

    def __init__(self, *, keeps: bool = True) -> None:
        self.size = 0
        self.kept = bytearray()
        self._keeps = keeps

    def write(self, data: bytes, /) -> int:
        self.size += len(data)
        if self._keeps:
            self.kept += data
        return len(data)


@pytest.fixture(params=sorted(format_names()))
def chosen(request: pytest.FixtureRequest) -> Format:
    return open_format(request.param)


def written(
    chosen: Format, *records: Record, ontology: Ontology = ONTOLOGY
) -> tuple[bytes, LossReport]:
    sink = Tally()
    report = chosen.write(iter(records), sink, ontology)
    return bytes(sink.kept), report


def test_a_format_is_named_like_its_file_and_has_a_version(chosen: Format) -> None:
    assert chosen.name in format_names()
    assert chosen.version
    assert chosen.suffix.isalnum()


def test_every_record_is_counted(chosen: Format) -> None:
    _, report = written(chosen, a_record(PLAIN, (5, 10, "dose")), a_record(number=2))
    assert (report.documents, report.spans, report.answers) == (2, 1, 6)


def test_the_label_and_its_place_are_in_the_output(chosen: Format) -> None:
    content, _ = written(chosen, a_record(PLAIN, (11, 18, "drug")))
    assert b"aspirin" in content
    assert b"drug" in content.lower()


def test_the_same_records_give_the_same_bytes(chosen: Format) -> None:
    records = [a_record(ODD, (0, 3, "drug"), (1, 2, "dose"), number=n) for n in range(3)]
    assert written(chosen, *records) == written(chosen, *records)


def test_odd_characters_come_through_as_utf8(chosen: Format) -> None:
    content, _ = written(chosen, a_record(ODD, (1, 2, "drug")))
    assert "\U0001f600" in content.decode()


def test_an_unknown_class_and_question_are_written_by_their_ids(chosen: Format) -> None:
    content, report = written(chosen, a_record(PLAIN, (5, 10, "gone")), ontology=Ontology())
    assert b"gone" in content
    assert report.documents == 1


def test_nothing_to_write_is_no_error(chosen: Format) -> None:
    _, report = written(chosen)
    assert report.to_json() == {
        "documents": 0,
        "spans": 0,
        "relations": 0,
        "answers": 0,
        "lost": {},
    }


def test_what_was_lost_is_counted_under_a_word(chosen: Format) -> None:
    _, report = written(chosen, a_record(PLAIN, (0, 10, "drug"), (5, 18, "dose")))
    assert all(count > 0 and word.isidentifier() for word, count in report.lost.items())


def test_companions_have_plain_names(chosen: Format) -> None:
    for name, content in chosen.companions(ONTOLOGY).items():
        refuse_bad_name(f"data/{name}")
        assert content


def test_memory_does_not_grow_with_the_number_of_records(chosen: Format) -> None:
    record = a_record(PLAIN * 50, (5, 10, "dose"))
    peaks = [peak_of(chosen, repeat(record, count)) for count in (50, 2_000)]
    assert peaks[1] < peaks[0] + 256 * 1024


def test_many_overlapping_spans_are_written_in_time(chosen: Format) -> None:
    rng = random.Random(3)  # noqa: S311 - a seeded workload
    starts = [rng.randrange(len(PLAIN) * 500) for _ in range(5_000)]
    spans = [(start, start + 1 + rng.randrange(9), "drug") for start in starts]
    _, report = written(chosen, a_record(PLAIN * 501, *spans))
    assert report.spans == 5_000


def test_relations_attributes_and_every_kind_of_answer_are_written_or_counted_as_lost(
    chosen: Format,
) -> None:
    labels = read_labels(labels_json(), length=len(TEXT), ontology=EVERYTHING)
    record = replace(a_record(TEXT), labels=labels)
    content, report = written(chosen, record, ontology=EVERYTHING)
    assert (report.spans, report.relations, report.answers) == (2, 1, 6)
    says = content.decode()
    for word, example in (
        ("relations", "has"),
        ("attributes", "generic"),
        ("answers", "2024-02-29"),
        ("unsure", "unsure"),
    ):
        assert report.lost[word] or example in says, word
    for name, body in chosen.companions(EVERYTHING).items():
        if name.endswith(".xml"):
            ET.fromstring(body)  # noqa: S314 - our own


def test_a_format_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(ExportRefusedError, match="jsonl"):
        open_format("xlsx")


def peak_of(chosen: Format, records: Iterator[Record]) -> int:
    tracemalloc.start()
    chosen.write(iter(records), Tally(keeps=False), ONTOLOGY)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak
