"""Policies: what is read, what is refused and what it says."""

# SPDX-License-Identifier: Apache-2.0
import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.redaction.makers import a_policy

from sealmark.redaction.errors import PolicyInvalidError, UnknownPackError
from sealmark.redaction.policy_files import (
    find_policy,
    pack_names,
    read_pack,
    read_policy,
    write_policy,
)

PLAIN = """
sealmark_policy: 1
name: plain
detectors: [emails]
kinds: {EMAIL: token}
tiers: [{name: all}]
"""

HIPAA_KINDS = {
    *("NAME", "LOCATION", "DATE", "PHONE", "FAX", "EMAIL", "SSN", "MRN", "HEALTH_PLAN", "ACCOUNT"),
    *("LICENSE", "VEHICLE", "DEVICE", "URL", "IP", "BIOMETRIC", "PHOTO", "ID"),
}


@pytest.mark.parametrize("name", pack_names())
def test_a_pack_written_and_read_again_has_the_same_digest(name: str) -> None:
    pack = read_pack(name)
    assert read_policy(write_policy(pack)).digest == pack.digest


def test_the_packs_are_those_that_the_guide_names() -> None:
    assert pack_names() == ("gdpr-basic", "gdpr-special", "hipaa", "pci")


def test_the_hipaa_pack_hides_all_eighteen_identifiers() -> None:
    pack = read_pack("hipaa")
    assert all(pack.kinds[kind].hides for kind in HIPAA_KINDS)


def test_spelling_and_order_do_not_change_the_digest() -> None:
    turned = "\n".join(reversed(PLAIN.strip().splitlines())) + "\n# a comment\n"
    assert read_policy(turned).digest == read_policy(PLAIN).digest


def test_another_strategy_changes_the_digest() -> None:
    assert read_policy(PLAIN.replace("token", "mask")).digest != read_policy(PLAIN).digest


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"kinds": {"name": "token"}}, "kinds", "upper-case"),
        ({"kinds": {"NAME": "hide-it"}}, "kinds.NAME", "token"),
        (
            {"kinds": {"NAME": {"how": "token", "min_score_bp": 10_001}}},
            "kinds.NAME.min_score_bp",
            "10000",
        ),
        ({"detectors": []}, "detectors", "detector"),
        ({"languages": ["english"]}, "languages.0", "ISO 639"),
        ({"tiers": [{"name": "x", "kinds": ["SSN"]}]}, "tiers", "takes the rest"),
        ({"surprise": 1}, "the policy", "may have"),
        ({"dictionaries": [{"kind": "OWN", "words": ["x"]}]}, "kinds.OWN", "strategy"),
        ({"patterns": [{"kind": "NAME", "pattern": "(?=x)"}]}, "patterns[NAME]", "RE2"),
        ({"patterns": [{"kind": "NAME", "pattern": "(a"}]}, "patterns[NAME]", "RE2"),
        ({"allow": {"patterns": [r"(a)\1"]}}, "allow.patterns.0", "RE2"),
        ({"risk": {"quarantine_above_bp": 0.5}}, "risk.quarantine_above_bp", "whole number"),
    ],
)
def test_an_error_names_the_field_and_what_it_must_be(
    change: dict[str, object], field: str, says: str
) -> None:
    with pytest.raises(PolicyInvalidError) as refused:
        a_policy(**change)
    assert refused.value.field == field
    assert says in refused.value.detail


def test_an_error_never_repeats_the_value() -> None:
    with pytest.raises(PolicyInvalidError) as refused:
        a_policy(dictionaries=[{"kind": "Jane Roe", "words": ["Jane Roe"]}])
    assert "Jane" not in refused.value.detail


@pytest.mark.parametrize(
    "text",
    [
        "a: &x [1]\nb: *x",
        "name: a\nname: b",
        "!!python/object/apply:os.system ['true']",
        "a: [",
        "- 1",
        "",
        "just words",
    ],
)
def test_yaml_with_surprises_is_refused(text: str) -> None:
    with pytest.raises(PolicyInvalidError):
        read_policy(text)


@given(st.text(max_size=200))
def test_any_text_is_a_policy_or_refused(text: str) -> None:
    try:
        read_policy(text)
    except PolicyInvalidError as refused:
        assert refused.detail  # noqa: PT017 - most texts are refused, none may crash


def test_an_unknown_pack_names_those_that_exist() -> None:
    with pytest.raises(UnknownPackError, match="hipaa"):
        find_policy("hippa")
