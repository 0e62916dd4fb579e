"""Numbers of tokens within a document."""

# SPDX-License-Identifier: Apache-2.0
from sealmark.redaction.numbering import Numbering


def test_the_same_value_keeps_its_number() -> None:
    numbers = Numbering()
    assert [numbers.number("MRN", v) for v in ("A-1", "B-2", "A-1")] == [1, 2, 1]


def test_each_kind_counts_for_itself() -> None:
    numbers = Numbering()
    assert (numbers.number("MRN", "1"), numbers.number("PHONE", "1")) == (1, 1)


def test_a_family_name_alone_is_the_person_named_before() -> None:
    numbers = Numbering()
    assert numbers.number("NAME", "Ada Webb") == numbers.number("NAME", "WEBB")


def test_a_full_name_after_a_part_of_it_is_the_same_person() -> None:
    numbers = Numbering()
    assert numbers.number("NAME", "Webb") == numbers.number("NAME", "Ada Webb")


def test_a_part_that_two_people_share_is_a_person_of_its_own() -> None:
    numbers = Numbering()
    assert [numbers.number("NAME", v) for v in ("Ada Webb", "Leo Webb", "Webb")] == [1, 2, 3]
