"""Identifiers of all HIPAA kinds are found; what is no identifier stays."""

# SPDX-License-Identifier: Apache-2.0
import re

import pytest
from unit.redaction.makers import a_redactor
from unit.redaction.planting import SOURCES, Planted, planted

SEED = 20_240_611
PER_KIND = 120
RECALL = 0.98

REDACTOR = a_redactor()

STAYS = [
    "Blood pressure 120/80, pulse 72, temperature 98.6, saturation 97% on 2 L.",
    "Grade 2/6 systolic murmur; strength 5/5; pain 7/10; 3 x 4 cm mass at L4-5.",
    "Lisinopril 20 mg daily, metformin 1,000 mg twice a day for 14 days.",
    "She sleeps 6-8 hours, drinks 1-2 cups, and works 24/7.",
    "The patient denies chest pain, shortness of breath, or swelling in her legs.",
    "White count 11.2, hemoglobin 13.4, platelets 250,000, sodium 138.",
    "Testosterone 1500 ng/dL, 145 mg/dL, glucose 1044 mg/dL.",
    "Version 1.2.3 of section 4.5.6 was read in 10 minutes.",
    "It may get worse; march on, and take 2 of 3 pills.",
    "Patient: Yeah, I think so. Doctor: Okay, good.",
    "Continue physical therapy 2-3 times a week for 6 weeks.",
]


def found_whole(case: Planted) -> bool:
    (selected,) = REDACTOR.detect_many([case.text], ["en"])
    hidden = {at for f in selected.hidden for at in range(f.start, f.end)}
    words = re.finditer(r"\w+", case.value)
    return all(case.start + at in hidden for m in words for at in range(m.start(), m.end()))


@pytest.mark.parametrize("kind", sorted(SOURCES))
def test_generated_identifiers_of_a_kind_are_found(kind: str) -> None:
    cases = [case for case in planted(SEED, PER_KIND) if case.kind == kind]
    assert sum(map(found_whole, cases)) >= RECALL * len(cases)


@pytest.mark.parametrize("text", STAYS)
def test_what_is_no_identifier_stays(text: str) -> None:
    (selected,) = REDACTOR.detect_many([text], ["en"])
    assert [text[f.start : f.end] for f in selected.hidden] == []
