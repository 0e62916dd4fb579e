"""Drafts: what a person has so far is theirs, outlives the lease, and only newer replaces it."""

# SPDX-License-Identifier: Apache-2.0
import lines
import pytest
from django_fixture import ActAs
from integration.export.scene import no_scan

from sealmark.infra import scope
from sealmark.kernel.errors import NotFoundError
from sealmark.workflow import services as workflow
from sealmark.workflow.domain import Duty
from sealmark.workflow.errors import StaleDraftError
from sealmark.workflow.services import Leased, Person

TEXT = "The patient takes aspirin and reports no pain at all in the left knee this week."
DRAFT = {"spans": [{"id": "a", "start": 18, "end": 25, "class_id": "drug"}], "answers": []}
NEWER = {"spans": [], "answers": [{"question_id": "urgent", "value": "no"}]}


@pytest.fixture
def line(acting_as: ActAs) -> lines.Line:
    made = lines.make_project()
    lines.upload_texts(made, [TEXT])
    with acting_as("redactor"):
        lines.run_jobs(made)
    return made


def leased_by(person: Person) -> Leased:
    leased = workflow.lease_next(person, Duty.LABEL, clock=lines.CLOCK)
    assert leased is not None
    return leased


def test_a_draft_returns_to_its_author_with_the_task(line: lines.Line) -> None:
    person = line.person()
    with scope.project(line.project):
        task = leased_by(person).desk.task
        workflow.save_draft(person, task, DRAFT, key="k1", seq=1, scan=no_scan, clock=lines.CLOCK)
    with scope.project(line.project):
        workflow.release(person, task, clock=lines.CLOCK)
    with scope.project(line.project):
        assert leased_by(person).desk.draft() == DRAFT


def test_nobody_else_is_shown_a_draft(line: lines.Line) -> None:
    person, other = line.person(), line.person()
    with scope.project(line.project):
        task = leased_by(person).desk.task
        workflow.save_draft(person, task, DRAFT, key="k1", seq=1, scan=no_scan, clock=lines.CLOCK)
        workflow.release(person, task, clock=lines.CLOCK)
    with scope.project(line.project):
        leased = leased_by(other)
        assert leased.desk.task == task
        assert leased.desk.draft() is None


def test_an_older_draft_does_not_replace_a_newer_one(line: lines.Line) -> None:
    person = line.person()
    with scope.project(line.project):
        task = leased_by(person).desk.task
        workflow.save_draft(person, task, NEWER, key="k2", seq=2, scan=no_scan, clock=lines.CLOCK)
        with pytest.raises(StaleDraftError):
            workflow.save_draft(
                person, task, DRAFT, key="k1", seq=1, scan=no_scan, clock=lines.CLOCK
            )
        assert workflow.lease_again(person, task, clock=lines.CLOCK).desk.draft() == NEWER


def test_a_repeated_key_is_answered_as_before(line: lines.Line) -> None:
    person = line.person()
    with scope.project(line.project):
        task = leased_by(person).desk.task
        first = workflow.save_draft(
            person, task, DRAFT, key="k1", seq=3, scan=no_scan, clock=lines.CLOCK
        )
        again = workflow.save_draft(
            person, task, DRAFT, key="k1", seq=4, scan=no_scan, clock=lines.CLOCK
        )
    assert (first.seq, again.seq) == (3, 3)


def test_who_holds_no_lease_saves_nothing(line: lines.Line) -> None:
    person = line.person()
    with scope.project(line.project):
        task = leased_by(person).desk.task
        with pytest.raises(NotFoundError):
            workflow.save_draft(
                line.person(), task, DRAFT, key="k", seq=1, scan=no_scan, clock=lines.CLOCK
            )
