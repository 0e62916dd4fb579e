"""People are told what happened to their work: by kind and id, for their eyes only."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import lines
import pytest
from django.db import DatabaseError, transaction
from django_fixture import ActAs
from integration.identity.people import (
    PASSWORD,
    Account,
    Browser,
    a_project,
    an_account,
    an_email,
    an_organization,
    browser_of,
)

from sealmark.infra import scope
from sealmark.kernel.ids import UserId, new_uuid
from sealmark.notices import selectors, services
from sealmark.notices.domain import NoticeKind, NoticeView, Place
from sealmark.notices.models import Notice
from sealmark.workflow import services as workflow
from sealmark.workflow.domain import Duty
from sealmark.workflow.services import Person

LABELS: dict[str, Any] = {"spans": [], "answers": []}


def no_scan(text: str) -> Sequence[object]:
    _ = text
    return []


def told(line: lines.Line, user: UserId) -> list[NoticeView]:
    with scope.principal(user):
        return selectors.newest(user, [line.project])


@pytest.fixture
def line(acting_as: ActAs) -> lines.Line:
    made = lines.make_project()
    lines.upload_texts(made, ["The patient takes aspirin and reports no pain at all this week."])
    with acting_as("redactor"):
        lines.run_jobs(made)
    return made


def send_back(line: lines.Line, labeler: Person, reviewer: Person) -> UUID:
    with scope.project(line.project):
        first = workflow.lease_next(labeler, Duty.LABEL, clock=lines.CLOCK)
        assert first is not None
        workflow.submit(labeler, first.desk.task, LABELS, key="s", scan=no_scan, clock=lines.CLOCK)
        second = workflow.lease_next(reviewer, Duty.REVIEW, clock=lines.CLOCK)
        assert second is not None
        workflow.send_back(
            reviewer,
            second.desk.task,
            comment="Mark the drug.",
            key="v",
            scan=no_scan,
            clock=lines.CLOCK,
        )
        return second.desk.task


def test_who_labeled_is_told_that_it_came_back_and_nobody_else(line: lines.Line) -> None:
    labeler, reviewer = line.person(), line.person()
    task = send_back(line, labeler, reviewer)
    (notice,) = told(line, labeler.user)
    assert (notice.kind, notice.project, notice.subject) == ("work.sent-back", line.project, task)
    assert told(line, reviewer.user) == []


def test_a_notice_does_not_say_who_did_it_or_why() -> None:
    columns = {field.attname for field in Notice._meta.get_fields()}  # type: ignore[union-attr] # plain fields only
    assert columns == {
        "id",
        "user_id",
        "organization_id",
        "project_id",
        "kind",
        "subject_id",
        "created_at",
        "read_at",
    }


def test_in_a_project_nobody_reads_what_its_people_were_told(line: lines.Line) -> None:
    send_back(line, line.person(), line.person())
    with scope.project(line.project):
        assert not Notice.objects.exists()


def test_nobody_puts_words_into_a_notice_of_another_project(line: lines.Line) -> None:
    elsewhere = Place(
        organization=line.organization, project=lines.make_project().project, subject=new_uuid()
    )
    with scope.project(line.project), pytest.raises(DatabaseError), transaction.atomic():
        services.tell(NoticeKind.SENT_BACK, elsewhere, [line.person().user], at=lines.CLOCK.now())


class Clinic:
    """An organization with a project, and its owner's browser."""

    def __init__(self) -> None:
        self.owner = an_account(password=None)
        self.organization = an_organization(self.owner)
        self.project = a_project(self.owner, self.organization)
        self.browser = browser_of(self.owner)

    def welcome_somebody(self) -> None:
        offer = {"email": an_email(), "roles": ["labeler"]}
        made = self.browser.post(f"/api/projects/{self.project}/invitations", offer).json()
        joins = {"token": made["token"], "name": "Kim", "password": PASSWORD}
        assert Browser().post("/api/invitations/accept", joins).status_code == 204

    def notices(self, of: Account) -> list[dict[str, object]]:
        found: list[dict[str, object]] = browser_of(of).get("/api/notices").json()
        return found


def test_who_invited_somebody_is_told_that_they_are_here_until_it_was_read() -> None:
    clinic = Clinic()
    clinic.welcome_somebody()
    (notice,) = clinic.notices(clinic.owner)
    assert (notice["kind"], notice["is_read"]) == ("people.invitation-accepted", False)
    assert clinic.browser.post("/api/notices/read").status_code == 204
    (notice,) = clinic.notices(clinic.owner)
    assert notice["is_read"] is True


def test_reading_ones_own_leaves_everybody_elses_unread() -> None:
    clinic, other = Clinic(), Clinic()
    clinic.welcome_somebody()
    other.welcome_somebody()
    assert clinic.browser.post("/api/notices/read").status_code == 204
    (notice,) = other.notices(other.owner)
    assert notice["is_read"] is False
