"""Which of two policies hides less is told from their documents, kind by kind."""

# SPDX-License-Identifier: Apache-2.0
import pytest
from unit.redaction.makers import a_policy

from sealmark.redaction.policy_files import parse_policy, read_pack
from sealmark.redaction.weaker import Less, weakenings

BEFORE: dict[str, object] = {
    "detectors": ["names", "dates", "dictionary", "patterns"],
    "languages": ["en"],
    "kinds": {
        "NAME": "token",
        "DATE": "token",
        "AGE": {"how": "token", "only_over": 80},
        "CREDIT_CARD": {"how": "mask"},
        "WARD": "token",
        "STUDY": "token",
    },
    "risk": {"quarantine_above_bp": 1500},
    "dictionaries": [{"kind": "WARD", "words": ["Heron", "Swan"]}],
    "patterns": [{"kind": "STUDY", "pattern": r"ST-\d+"}],
    "allow": {"words": ["Parkinson"], "patterns": []},
    "metadata": {"codes": "guess"},
}
KINDS = BEFORE["kinds"]


def less(**changes: object) -> set[tuple[str, str]]:
    found = weakenings(a_policy(**BEFORE), a_policy(**{**BEFORE, **changes}))
    return {(one.field, one.less.value) for one in found}


def kinds(**changes: object) -> dict[str, object]:
    assert isinstance(KINDS, dict)
    return {**KINDS, **changes}


@pytest.mark.parametrize(
    ("changes", "field", "way"),
    [
        ({"kinds": kinds(NAME="keep")}, "kinds.NAME", Less.KEPT),
        ({"kinds": kinds(DATE="generalize")}, "kinds.DATE", Less.SHOWS_MORE),
        ({"kinds": kinds(DATE="date-shift")}, "kinds.DATE", Less.SHOWS_MORE),
        (
            {"kinds": kinds(CREDIT_CARD={"how": "mask", "keep_last": 4})},
            "kinds.CREDIT_CARD",
            Less.SHOWS_MORE,
        ),
        ({"kinds": kinds(NAME={"how": "token", "min_score_bp": 9000})}, "kinds.NAME", Less.LATER),
        ({"kinds": kinds(AGE={"how": "token", "only_over": 89})}, "kinds.AGE", Less.AGE_LIMIT),
        ({"kinds": kinds(NAME={"how": "token", "only_over": 5})}, "kinds.NAME", Less.AGE_LIMIT),
        ({"otherwise": "keep"}, "otherwise", Less.KEPT),
        ({"detectors": ["names", "dictionary", "patterns"]}, "detectors.dates", Less.DETECTOR_GONE),
        (
            {"dictionaries": [{"kind": "WARD", "words": ["Swan"]}]},
            "dictionaries.WARD",
            Less.WORDS_GONE,
        ),
        ({"patterns": []}, "patterns.STUDY", Less.PATTERNS_GONE),
        ({"allow": {"words": ["Parkinson", "Cushing"]}}, "allow.words", Less.WORDS_ALLOWED),
        ({"allow": {"patterns": ["x"]}}, "allow.patterns", Less.PATTERNS_ALLOWED),
        ({"languages": ["en", "und"]}, "languages", Less.LANGUAGES_ADDED),
        (
            {"risk": {"quarantine_above_bp": 1501}},
            "risk.quarantine_above_bp",
            Less.RISKIER,
        ),
        ({"metadata": {"codes": "keep"}}, "metadata.codes", Less.CODES_KEPT),
    ],
)
def test_each_way_of_hiding_less_is_told(changes: dict[str, object], field: str, way: Less) -> None:
    assert (field, way.value) in less(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"kinds": kinds(NAME="drop")},
        {"kinds": kinds(NAME="surrogate")},
        {"kinds": kinds(CREDIT_CARD="token")},
        {"kinds": kinds(NAME={"how": "token", "min_score_bp": 100})},
        {"kinds": kinds(AGE="token")},
        {"risk": {"quarantine_above_bp": 100}},
        {"allow": {}},
        {"dictionaries": [{"kind": "WARD", "words": ["Heron", "Swan", "Crane"]}]},
        {"title": "Another title"},
    ],
)
def test_what_hides_as_much_or_more_is_not_weaker(changes: dict[str, object]) -> None:
    assert not less(**changes)


def test_a_kind_that_falls_back_to_otherwise_is_judged_by_it() -> None:
    named = {k: v for k, v in kinds().items() if k != "NAME"}
    assert ("kinds.NAME", "kept") in less(kinds=named, otherwise="keep")


def test_more_elsewhere_makes_up_for_nothing() -> None:
    assert ("kinds.DATE", "kept") in less(kinds=kinds(NAME="drop", DATE="keep"))


def test_no_word_of_a_list_is_told() -> None:
    found = weakenings(
        a_policy(**BEFORE), a_policy(**{**BEFORE, "dictionaries": [], "patterns": []})
    )
    assert "Heron" not in repr(found)
    assert "ST-" not in repr(found)


def test_every_pack_is_as_strong_as_itself() -> None:
    for name in ("hipaa", "gdpr-basic", "gdpr-special", "pci"):
        pack = read_pack(name)
        assert not weakenings(pack, parse_policy(pack.document))
    assert weakenings(read_pack("gdpr-basic"), read_pack("pci"))
