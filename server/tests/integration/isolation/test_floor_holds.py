"""The floor against somebody who holds `web`: what is proposed below it never comes into force."""

# SPDX-License-Identifier: Apache-2.0
import copy
from typing import Any

import lines
import pytest
import yaml
from django_fixture import ActAs
from integration.isolation.statements import NO_PRIVILEGE, refused, rows

from sealmark.infra import scope
from sealmark.infra.models import Job
from sealmark.kernel.ids import new_uuid
from sealmark.redaction import selectors, services

TEXT = "Patient John Smith was given 500 mg of amoxicillin. SSN 078-05-1120."
BASE: dict[str, Any] = yaml.safe_load(selectors.pack_yaml("hipaa"))


@pytest.fixture
def line(acting_as: ActAs) -> lines.Line:
    made = lines.make_project()
    with acting_as("redactor"):
        lines.run_jobs(made)
    return made


def below(**changes: Any) -> str:  # noqa: ANN401 - parts of a policy document
    document = copy.deepcopy(BASE)
    document["kinds"] |= changes.pop("kinds", {})
    return yaml.safe_dump({**document, "name": "wider", **changes})


BELOW = {
    "names are kept": below(kinds={"NAME": "keep"}),
    "numbers up to 150 are kept": below(kinds={"SSN": {"how": "token", "only_over": 150}}),
    "everything is allowed": below(allow={"words": [], "patterns": [".*"]}),
    "no detector of names": below(detectors=[d for d in BASE["detectors"] if d != "ner"]),
    "nothing is too risky": below(risk={"quarantine_above_bp": 10_000}),
}


@pytest.mark.parametrize("what", BELOW)
def test_a_policy_below_the_floor_is_never_in_force(
    what: str, line: lines.Line, acting_as: ActAs
) -> None:
    with scope.project(line.project):
        before = selectors.policy_in_force(line.project)
        row = services.propose_policy(
            line.project,
            BELOW[what],
            reason="Easier to read.",
            by=line.admin,
            organization=line.organization,
            clock=lines.CLOCK,
        )
    lines.upload_texts(line, [TEXT])
    with acting_as("redactor"):
        lines.run_jobs(line)
    with scope.project(line.project):
        job = Job.objects.get(subject_id=row.id, kind=services.ADOPT)
        assert (job.state, "floor" in job.failure) == ("failed", True)
        assert selectors.policy_in_force(line.project) == before
        used = {policy for (policy,) in rows("SELECT policy_version_id FROM redaction_rendition")}
    assert before is not None
    assert used == {before.id}


def test_web_cannot_take_a_policy_into_force_for_the_redactor(line: lines.Line) -> None:
    with refused(NO_PRIVILEGE), scope.project(line.project):
        rows(
            "INSERT INTO redaction_adoption (id, project_id, created_at, policy_version_id)"
            " SELECT %s, project_id, now(), id FROM redaction_policy_version",
            [new_uuid()],
        )


def test_web_cannot_write_a_rendition_or_a_clearance(line: lines.Line) -> None:
    for table in ("redaction_rendition", "redaction_rendition_part", "redaction_clearance"):
        with refused(NO_PRIVILEGE), scope.project(line.project):
            rows(f"INSERT INTO {table} (id, project_id) VALUES (%s, %s)", [new_uuid(), new_uuid()])
