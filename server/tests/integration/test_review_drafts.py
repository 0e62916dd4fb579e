"""A reviewer's draft never hides what is under review: both are sent, and accepting keeps one."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Sequence
from typing import Any

import lines
import pytest
from django_fixture import ActAs

from sealmark.infra import scope
from sealmark.interfaces.rest.work_schemas import WorkOut, work_out
from sealmark.kernel.ids import TaskId
from sealmark.tenancy.domain import Showing
from sealmark.workflow import desk
from sealmark.workflow import services as workflow
from sealmark.workflow.domain import Duty
from sealmark.workflow.services import Leased, Person

TEXT = "The patient takes aspirin and reports no pain at all in the left knee this week."
SPAN = {"id": "a", "start": 18, "end": 25, "attributes": {}}
SUBMITTED: dict[str, Any] = {"spans": [{**SPAN, "class_id": "drug"}], "answers": []}
DRAFT: dict[str, Any] = {"spans": [{**SPAN, "class_id": "dose"}], "answers": []}


def no_scan(text: str) -> Sequence[object]:
    _ = text
    return []


def leased_by(person: Person, duty: Duty) -> Leased:
    leased = workflow.lease_next(person, duty, clock=lines.CLOCK)
    assert leased is not None
    return leased


PLAIN = Showing(is_protected=False, exemption=None, exempt_until=None, mark="")


def sent(leased: Leased) -> WorkOut:
    return work_out(leased, PLAIN, steps=2)


@pytest.fixture
def line(acting_as: ActAs) -> lines.Line:
    made = lines.make_project()
    lines.upload_texts(made, [TEXT])
    with acting_as("redactor"):
        lines.run_jobs(made)
    labeler = made.person()
    with scope.project(made.project):
        task = leased_by(labeler, Duty.LABEL).desk.task
        workflow.submit(labeler, task, SUBMITTED, key="s", scan=no_scan, clock=lines.CLOCK)
    return made


def drafted(line: lines.Line, reviewer: Person) -> TaskId:
    """Begin a correction, save it, and come back to it."""
    with scope.project(line.project):
        task = leased_by(reviewer, Duty.REVIEW).desk.task
        workflow.save_draft(reviewer, task, DRAFT, key="d", seq=1, scan=no_scan, clock=lines.CLOCK)
        workflow.release(reviewer, task, clock=lines.CLOCK)
    return task


def test_a_reviewer_without_a_draft_goes_on_from_the_labels_under_review(line: lines.Line) -> None:
    with scope.project(line.project):
        work = sent(leased_by(line.person(), Duty.REVIEW))
    assert work.document_of == "review"
    assert work.document == work.under_review == SUBMITTED


def test_a_reviewer_with_a_draft_is_sent_the_labels_under_review_too(line: lines.Line) -> None:
    reviewer = line.person()
    drafted(line, reviewer)
    with scope.project(line.project):
        work = sent(leased_by(reviewer, Duty.REVIEW))
    assert work.document_of == "draft"
    assert work.document == DRAFT
    assert work.under_review == SUBMITTED


def test_a_labeler_is_sent_nothing_under_review(acting_as: ActAs) -> None:
    line = lines.make_project()
    lines.upload_texts(line, [TEXT])
    with acting_as("redactor"):
        lines.run_jobs(line)
    with scope.project(line.project):
        assert sent(leased_by(line.person(), Duty.LABEL)).under_review is None


@pytest.mark.parametrize(("verdict", "kept"), [("accept", SUBMITTED), ("correct", DRAFT)])
def test_accepting_keeps_the_labels_as_submitted_and_correcting_the_others(
    line: lines.Line, verdict: str, kept: dict[str, Any]
) -> None:
    reviewer = line.person()
    task = drafted(line, reviewer)
    with scope.project(line.project):
        leased_by(reviewer, Duty.REVIEW)
        if verdict == "accept":
            workflow.accept(reviewer, task, key="v", scan=no_scan, clock=lines.CLOCK)
        else:
            workflow.correct(reviewer, task, DRAFT, key="v", scan=no_scan, clock=lines.CLOCK)
    with scope.project(line.project):
        assert read_back(line, task, reviewer) == kept


def read_back(line: lines.Line, task: TaskId, person: Person) -> dict[str, Any] | None:
    found = desk.read(line.project, task, person.user)
    assert found is not None
    return found.current_labels()
