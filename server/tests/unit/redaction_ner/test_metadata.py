"""Metadata beside a text: codes stay readable, names do not, and what is in doubt is left out."""

# SPDX-License-Identifier: Apache-2.0
import pytest
from unit.redaction.makers import a_policy, some_secrets

from sealmark.redaction.metadata import NOT_SHOWN, shown_value
from sealmark.redaction.outcome import Source
from sealmark.redaction.pipeline import Redactor
from sealmark.redaction.policy_files import parse_policy, read_pack

HIPAA = read_pack("hipaa")


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return Redactor(HIPAA, some_secrets())


def shown(redactor: Redactor, value: str) -> str:
    (outcome,) = redactor.redact_metadata([Source(text=value)])
    return shown_value(outcome)


@pytest.mark.parametrize("code", ["GENHX", "GYNHX", "CC", "ROS", "ABC", "HPI", "ICD10"])
def test_a_short_code_in_capitals_is_no_organization(redactor: Redactor, code: str) -> None:
    assert shown(redactor, code) == code


@pytest.mark.parametrize("name", ["SMITH", "MARY", "IBM", "JONES", "GARCIA"])
def test_a_name_in_capitals_is_hidden_all_the_same(redactor: Redactor, name: str) -> None:
    assert name not in shown(redactor, name)


@pytest.mark.parametrize(
    ("value", "secret"),
    [("Mayo Clinic", "Mayo"), ("Dr. Miller", "Miller"), ("call 555-123-4567", "4567")],
)
def test_what_is_no_code_is_redacted_like_text(redactor: Redactor, value: str, secret: str) -> None:
    assert secret not in shown(redactor, value)


@pytest.mark.parametrize(
    "label", ["Ward 3", "WARD 12", "ward 3B", "Ward B", "Floor 2", "Cohort 1", "Line 4", "Batch #7"]
)
def test_a_numbered_part_of_a_house_or_study_stays_readable(redactor: Redactor, label: str) -> None:
    assert shown(redactor, label) == label


@pytest.mark.parametrize("value", ["Ward Smith", "John Ward", "Room 4, 12 Oak Street"])
def test_a_name_beside_such_a_word_is_hidden(redactor: Redactor, value: str) -> None:
    assert shown(redactor, value) != value


def test_in_a_text_a_code_is_judged_as_before(redactor: Redactor) -> None:
    assert redactor.redact(Source(text="GENHX")).findings


def test_a_policy_may_let_the_model_guess_at_codes() -> None:
    guessing = parse_policy({**HIPAA.document, "metadata": {"codes": "guess"}})
    assert "GENHX" not in shown(Redactor(guessing, some_secrets()), "GENHX")
    assert parse_policy(guessing.document).digest == guessing.digest != HIPAA.digest


def test_the_usual_reading_of_codes_leaves_digests_as_they_were() -> None:
    spelled_out = parse_policy({**HIPAA.document, "metadata": {"codes": "keep"}})
    assert spelled_out.digest == HIPAA.digest
    assert "metadata" not in HIPAA.document


@pytest.mark.parametrize(
    "value",
    [
        "Der Patient wurde am Montag entlassen und geht seitdem wieder regelmäßig zur Arbeit.",
        "seen by mkowalczyk1 near 48213 7719 20044 with 88123 55012 and 90210 33981",
    ],
)
def test_a_value_in_doubt_is_left_out(value: str) -> None:
    redactor = Redactor(a_policy(risk={"quarantine_above_bp": 900}), some_secrets())
    assert shown(redactor, value) == NOT_SHOWN
