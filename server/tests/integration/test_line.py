"""The whole line in one process: texts in, redacted, labeled, reviewed, stated, logged."""

# SPDX-License-Identifier: Apache-2.0
import json

import lines
import pytest
from django.db import connection
from django_fixture import ActAs

from sealmark.audit.sequencer import Sequencer
from sealmark.infra import scope
from sealmark.kernel.errors import NotFoundError
from sealmark.workflow import desk, leasing
from sealmark.workflow import services as workflow
from sealmark.workflow.domain import Duty
from sealmark.workflow.errors import LeaseLostError, SameHandsError
from sealmark_verify.statement import parse_statement

TEXTS = [
    "Patient John Smith was given 500 mg of amoxicillin on 3 March 2021. Call 555-123-4567.",
    "Mrs. Mary Johnson takes metformin twice a day. Her MRN is 12345678.",
    "The patient takes aspirin and reports no pain at all in the left knee this week.",
]


def no_scan(text: str) -> list[object]:
    _ = text
    return []


@pytest.fixture
def line(acting_as: ActAs) -> lines.Line:
    made = lines.make_project()
    lines.upload_texts(made, TEXTS)
    with acting_as("redactor"):
        lines.run_jobs(made)
    return made


def test_texts_become_renditions_without_identifiers(line: lines.Line) -> None:
    assert lines.counts(line).get("ready", 0) >= 2
    with scope.project(line.project):
        leased = workflow.lease_next(line.person(), Duty.LABEL, clock=lines.CLOCK)
        assert leased is not None
        text = leased.desk.rendition_content()["text"]
    for secret in ("John", "Smith", "Johnson", "555-123-4567", "12345678"):
        assert secret not in text


def test_labels_are_reviewed_by_somebody_else_and_stated(
    line: lines.Line, acting_as: ActAs
) -> None:
    labeler, reviewer = line.person(), line.person()
    with scope.project(line.project):
        leased = workflow.lease_next(labeler, Duty.LABEL, clock=lines.CLOCK)
        assert leased is not None
        document = {
            "spans": [{"id": "a", "start": 0, "end": 4, "class_id": "drug"}],
            "answers": [{"question_id": "urgent", "value": "no"}],
        }
        first = workflow.submit(
            labeler, leased.desk.task, document, key="k1", scan=no_scan, clock=lines.CLOCK
        )
    with scope.project(line.project):
        again = workflow.submit(
            labeler, leased.desk.task, document, key="k1", scan=no_scan, clock=lines.CLOCK
        )
    assert again == first
    with scope.project(line.project):
        assert workflow.lease_next(labeler, Duty.REVIEW, clock=lines.CLOCK) is None
        review = workflow.lease_next(reviewer, Duty.REVIEW, clock=lines.CLOCK)
        assert review is not None
        done = workflow.accept(
            reviewer, review.desk.task, key="r1", scan=no_scan, clock=lines.CLOCK
        )
        assert done.number == 2
        with connection.cursor() as cursor:
            cursor.execute("SELECT body FROM provenance_statement ORDER BY created_at")
            statements = [parse_statement(json.loads(bytes(row[0]))) for row in cursor.fetchall()]
    assert [one.number for one in statements] == [1, 2]
    assert statements[1].steps[0].actor == statements[0].actor != statements[1].actor
    with acting_as("sequencer"):
        assert Sequencer(lines.CLOCK).run_once() > 0


def test_a_lease_is_worth_nothing_in_another_session(line: lines.Line) -> None:
    person = line.person()
    with scope.project(line.project):
        leased = workflow.lease_next(person, Duty.LABEL, clock=lines.CLOCK)
        assert leased is not None
    other_session = line.person(person.user)
    with scope.project(line.project), pytest.raises(LeaseLostError):
        workflow.lease_again(other_session, leased.desk.task, clock=lines.CLOCK)
    with scope.project(line.project), pytest.raises(NotFoundError):
        workflow.lease_again(line.person(), leased.desk.task, clock=lines.CLOCK)


def test_a_labeler_may_not_review_the_same_asset_under_any_race(line: lines.Line) -> None:
    person = line.person()
    with scope.project(line.project):
        leased = workflow.lease_next(person, Duty.LABEL, clock=lines.CLOCK)
        assert leased is not None
        workflow.submit(
            person,
            leased.desk.task,
            {"spans": [], "answers": []},
            key="k",
            scan=no_scan,
            clock=lines.CLOCK,
        )
    with scope.project(line.project):
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM workflow_task WHERE duty = 'review'")
            (review,) = cursor.fetchone()
        read = desk.read(line.project, review, person.user)
        assert read is not None
        with pytest.raises(SameHandsError):
            leasing.lay_hands(person, read, now=lines.CLOCK.now())
