"""The floor: no policy that shows what it hides is taken into force, however it goes about it."""

# SPDX-License-Identifier: Apache-2.0
import json
from pathlib import Path

import pytest
from unit.redaction.makers import a_policy

from sealmark.redaction import known_values
from sealmark.redaction.errors import BelowFloorError, PolicyInvalidError
from sealmark.redaction.floor import DEFAULT, FILE, read_floor
from sealmark.redaction.policy import Policy
from sealmark.redaction.policy_files import pack_names, read_pack

RULES = ["ner", "names", "emails", "phones", "national_ids", "cards", "bank", "patterns"]
NAMES = sorted(known_values.names())


def allowing(*, words: list[str] | None = None, patterns: list[str] | None = None) -> Policy:
    allow = {"words": words or [], "patterns": patterns or []}
    return a_policy(detectors=RULES, allow=allow)


@pytest.mark.parametrize("name", ["hipaa", "gdpr-basic", "gdpr-special"])
def test_a_pack_that_a_project_may_begin_with_is_above_the_floor(name: str) -> None:
    assert name in pack_names()
    DEFAULT.refuse(read_pack(name))


@pytest.mark.parametrize("kind", sorted(DEFAULT.kinds))
@pytest.mark.parametrize(
    "rule",
    [
        "keep",
        {"how": "token", "min_score_bp": 7_001},
        {"how": "token", "only_over": 150},
        {"how": "mask", "only_over": 0},
    ],
    ids=["keep", "late", "only over an age", "only over nought"],
)
def test_a_kind_of_the_floor_is_hidden_early_and_always(kind: str, rule: object) -> None:
    policy = a_policy(detectors=RULES, kinds={kind: rule})
    with pytest.raises(BelowFloorError) as refused:
        DEFAULT.refuse(policy)
    assert refused.value.field == f"kinds.{kind}"


def test_a_kind_is_not_shown_by_leaving_it_out() -> None:
    with pytest.raises(BelowFloorError):
        DEFAULT.refuse(a_policy(detectors=RULES, otherwise="keep"))


@pytest.mark.parametrize("detector", sorted(DEFAULT.detectors))
def test_a_detector_of_the_floor_is_not_left_out(detector: str) -> None:
    policy = a_policy(detectors=[name for name in RULES if name != detector])
    with pytest.raises(BelowFloorError, match=detector):
        DEFAULT.refuse(policy)


def test_what_is_risky_is_not_shown() -> None:
    policy = a_policy(detectors=RULES, risk={"quarantine_above_bp": 9_001})
    with pytest.raises(BelowFloorError, match="riskier"):
        DEFAULT.refuse(policy)


@pytest.mark.parametrize(
    "pattern",
    [
        ".*",
        ".+",
        "",
        "(?s).*",
        r"\w+",
        r"[A-Z][a-z]+",
        r"(?i)[a-z]+ [a-z]+",
        r"\p{L}+",
        r"^.{4}$",
        r"^.{1,6}$",
        r"^[^JKj+048G].*$",
        r"^[A-IL-Z][a-z]{2,5}$",
        r"^[^Jj].{3,4}$",
        r"[b-df-z]{5}",
        r"^[^@]*&[^@]*$|^[a-z]{5}@[a-z]{6}\.org$",
        r"^[1-9]\d{2}-\d{2}-\d{4}$",
        r"^2\d{2}-\d{3}-\d{4}$",
        r"^5\d{3} .*$",
        r"^DE.*$",
        r"^[\d ]{19}$",
        r"^.+@example\.com$",
    ],
)
def test_an_allow_pattern_that_lets_a_kind_through_is_refused(pattern: str) -> None:
    if not pattern:
        with pytest.raises(PolicyInvalidError):
            allowing(patterns=[pattern])
        return
    with pytest.raises(BelowFloorError) as refused:
        DEFAULT.refuse(allowing(patterns=[pattern]))
    assert refused.value.field in {"allow.patterns", "allow.words"}


def test_no_first_letter_alone_is_an_allow_pattern() -> None:
    for letter in "ADEJKMRSZ":
        with pytest.raises(BelowFloorError):
            DEFAULT.refuse(allowing(patterns=[f"^{letter}[a-z]+$"]))


def test_a_list_of_names_is_no_allow_list() -> None:
    many = [name.title() for name in NAMES[:: len(NAMES) // 51]][:51]
    with pytest.raises(BelowFloorError) as refused:
        DEFAULT.refuse(allowing(words=many))
    assert refused.value.field == "allow.words"
    with pytest.raises(BelowFloorError):
        DEFAULT.refuse(allowing(words=[f"Dr. {name}, M.D." for name in many]))


def test_names_are_not_spread_over_words_and_patterns() -> None:
    words, pattern = NAMES[:40], "|".join(NAMES[40:60])
    with pytest.raises(BelowFloorError):
        DEFAULT.refuse(allowing(words=words, patterns=[pattern]))


def test_many_narrow_patterns_are_no_way_around() -> None:
    with pytest.raises(BelowFloorError, match="more than 20 patterns"):
        DEFAULT.refuse(allowing(patterns=[f"T{n}" for n in range(21)]))


def test_single_values_and_terms_of_the_trade_may_be_allowed() -> None:
    DEFAULT.refuse(
        allowing(
            words=["Parkinson", "Cushing", "Foley", "St. Mary", "1-800-222-1222"],
            patterns=["(?i)grade [1-4]", r"[TL]\d{1,2}(-[TL]?\d{1,2})?"],
        )
    )


def test_without_a_file_the_default_floor_holds(tmp_path: Path) -> None:
    assert read_floor(tmp_path) == DEFAULT


def test_an_operator_sets_another_floor_in_the_redactors_folder(tmp_path: Path) -> None:
    floor = {"kinds": ["NAME", "MRN"], "detectors": [], "min_score_bp": 1, "allowed_names": 2}
    (tmp_path / FILE).write_text(json.dumps({**floor, "quarantine_above_bp": 100}))
    read = read_floor(tmp_path)
    assert read.kinds == frozenset({"NAME", "MRN"})
    assert read.allowed_names == 2


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"kinds": 1}', "no json"])
def test_a_floor_that_cannot_be_read_is_no_floor_of_nothing(text: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(text)
    with pytest.raises(PolicyInvalidError):
        read_floor(tmp_path)
