"""The rules of export that need no database."""

# SPDX-License-Identifier: Apache-2.0
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealmark.export.domain import (
    LARGEST_ANSWER,
    Content,
    Wanted,
    merged,
    read_range,
    refuse_wanted,
)
from sealmark.export.errors import ExportRefusedError, RangeNeededError, RangeOutsideError
from sealmark.kernel.ids import ExportId, ProjectId, UserId
from sealmark.ontology.domain import read_ontology

FORMATS = frozenset({"jsonl"})
MIB = 1024 * 1024


def wanted(**changes: object) -> Wanted:
    base: dict[str, object] = {
        "format": "jsonl",
        "content": Content.RENDITION,
        "include_unreviewed": False,
        "include_free_text": False,
        "recipient_key": "",
    }
    return Wanted(**(base | changes))  # type: ignore[arg-type] # a test's own fields


def digest(one: Wanted, number: int = 1) -> str:
    ids = ProjectId(UUID(int=1)), ExportId(UUID(int=2)), UserId(UUID(int=number))
    return one.digest(project=ids[0], export=ids[1], requester=ids[2])


@pytest.mark.parametrize(
    "change",
    [
        {"format": "csv"},
        {"content": Content.ALIGNED},
        {"include_unreviewed": True},
        {"include_free_text": True},
        {"recipient_key": "other"},
    ],
)
def test_an_approval_of_one_request_is_none_of_another(change: dict[str, object]) -> None:
    assert digest(wanted()) != digest(wanted(**change))


def test_an_approval_is_bound_to_the_requester() -> None:
    assert digest(wanted(), 1) != digest(wanted(), 2)


def test_a_request_without_a_reason_is_refused() -> None:
    with pytest.raises(ExportRefusedError) as refused:
        refuse_wanted(wanted(), formats=FORMATS, reason="  ")
    assert refused.value.field == "reason"


def test_a_format_that_is_not_there_is_refused() -> None:
    with pytest.raises(ExportRefusedError) as refused:
        refuse_wanted(wanted(format="xlsx"), formats=FORMATS, reason="why")
    assert refused.value.field == "format"


@pytest.mark.parametrize(
    ("content", "key"), [(Content.ALIGNED, ""), (Content.RENDITION, "a key line")]
)
def test_a_recipient_goes_with_aligned_content_only(content: Content, key: str) -> None:
    with pytest.raises(ExportRefusedError) as refused:
        refuse_wanted(wanted(content=content, recipient_key=key), formats=FORMATS, reason="why")
    assert refused.value.field == "recipient_key"


def test_a_small_bundle_is_answered_whole() -> None:
    assert read_range(None, size=10) == range(10)


def test_a_large_bundle_is_answered_in_ranges_only() -> None:
    with pytest.raises(RangeNeededError):
        read_range(None, size=LARGEST_ANSWER + 1)


@pytest.mark.parametrize(
    "header", ["bytes=10-", "bytes=5-4", "bytes=-5", "items=0-1", "bytes=0-1,3-4"]
)
def test_a_range_outside_of_the_bundle_is_refused(header: str) -> None:
    with pytest.raises(RangeOutsideError):
        read_range(header, size=10)


@given(size=st.integers(1, 5 * MIB), start=st.integers(0, 5 * MIB), length=st.integers(1, 3 * MIB))
def test_ranges_are_bounded_and_put_together_give_the_whole(
    size: int, start: int, length: int
) -> None:
    start = start % size
    found = read_range(f"bytes={start}-{start + length - 1}", size=size)
    assert found.start == start
    assert 0 < len(found) <= min(length, LARGEST_ANSWER)
    assert found.stop <= size


def test_a_class_keeps_its_last_name_even_when_it_is_gone() -> None:
    first = read_ontology({"classes": [{"id": "a", "name": "Old"}, {"id": "b", "name": "B"}]})
    second = read_ontology({"classes": [{"id": "a", "name": "New"}]})
    assert [(c.id, c.name) for c in merged(iter([first, second])).classes] == [
        ("a", "New"),
        ("b", "B"),
    ]
