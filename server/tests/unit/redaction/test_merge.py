"""Merging: many findings, one list of places."""

# SPDX-License-Identifier: Apache-2.0
import itertools

from hypothesis import given
from hypothesis import strategies as st
from unit.redaction.makers import a_finding

from sealmark.redaction.domain import Finding
from sealmark.redaction.merge import merged

NONE: frozenset[str] = frozenset()
TEXT = "abcdefghijklmnopqrstuvwxyz" * 4


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    start = draw(st.integers(0, 90))
    return a_finding(
        start=start,
        end=start + draw(st.integers(1, 12)),
        kind=draw(st.sampled_from(["NAME", "DATE", "SSN", "OWN"])),
        score=draw(st.sampled_from([0.5, 0.7, 0.9])),
        detector=draw(st.sampled_from(["a", "b"])),
    )


@given(st.lists(findings(), max_size=12))
def test_merged_findings_do_not_overlap_and_are_in_order(found: list[Finding]) -> None:
    result = merged(TEXT, found, own_kinds=NONE)
    for left, right in itertools.pairwise(result):
        assert left.end <= right.start


@given(st.lists(findings(), max_size=12))
def test_whatever_a_detector_would_hide_is_hidden(found: list[Finding]) -> None:
    result = merged(TEXT, found, own_kinds=NONE)
    hidden = {at for f in result for at in range(f.start, f.end)}
    assert {at for f in found for at in range(f.start, f.end)} <= hidden


@given(st.lists(findings(), max_size=8), st.randoms())
def test_the_order_of_findings_does_not_matter(found: list[Finding], random: object) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert merged(TEXT, found, own_kinds=NONE) == merged(TEXT, shuffled, own_kinds=NONE)


def test_the_more_telling_kind_wins_an_overlap() -> None:
    email, name = a_finding(0, 15, "EMAIL"), a_finding(0, 4, "NAME", score=1.0)
    assert [f.kind for f in merged("jane@example.org", [name, email], own_kinds=NONE)] == ["EMAIL"]


def test_a_kind_of_the_policy_itself_wins_an_overlap() -> None:
    own, ssn = a_finding(0, 4, "BADGE"), a_finding(2, 9, "SSN", score=1.0)
    found = merged("abcdefghij", [own, ssn], own_kinds=frozenset({"BADGE"}))
    assert [(f.start, f.end, f.kind) for f in found] == [(0, 9, "BADGE")]


def test_two_names_with_one_space_between_become_one() -> None:
    found = merged("Ada Webb", [a_finding(0, 3), a_finding(4, 8)], own_kinds=NONE)
    assert [(f.start, f.end) for f in found] == [(0, 8)]


def test_two_numbers_with_a_space_between_stay_two() -> None:
    phones = [a_finding(0, 8, "PHONE"), a_finding(9, 17, "PHONE")]
    assert len(merged("555-0199 555-0100", phones, own_kinds=NONE)) == 2


def test_punctuation_at_the_edges_is_left_out() -> None:
    found = merged("(Ada, )", [a_finding(1, 6)], own_kinds=NONE)
    assert [(f.start, f.end) for f in found] == [(1, 4)]
