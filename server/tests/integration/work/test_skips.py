"""A skip's comment is free text like any other: what names somebody is refused, not kept."""

# SPDX-License-Identifier: Apache-2.0
import pytest
from django_fixture import ActAs
from integration.work.office import Office, open_office

from sealmark.access.domain import ProjectRole
from sealmark.infra import scope
from sealmark.workflow.models import Skip


@pytest.fixture
def office(acting_as: ActAs) -> Office:
    return open_office(acting_as)


def skips(office: Office) -> int:
    with scope.project(office.line.project):
        return Skip.objects.filter(project_id=office.line.project).count()


@pytest.mark.parametrize(
    "comment",
    [
        "It is about Mr. John Smith, ask him.",
        "Call 555-123-4567 about this one.",
        "MRN 12345678 again.",
        "Too long. " * 501,
    ],
)
def test_a_comment_that_may_not_be_kept_is_refused_and_the_task_stays(
    office: Office, comment: str
) -> None:
    labeler = office.somebody(ProjectRole.LABELER)
    work = labeler.take()
    skip = {"reason": "unclear", "comment": comment}
    answer = labeler.browser.post(labeler.at(work, "skip"), skip)
    assert answer.status_code == 422
    assert answer.json()["field"] == "comment"
    assert comment not in answer.json()["message"]
    assert skips(office) == 0
    assert labeler.browser.post(labeler.at(work, "heartbeat")).status_code == 200


def test_a_comment_that_names_nobody_is_kept(office: Office) -> None:
    labeler = office.somebody(ProjectRole.LABELER)
    work = labeler.take()
    skip = {"reason": "unclear", "comment": "The second half is cut off."}
    assert labeler.browser.post(labeler.at(work, "skip"), skip).status_code == 204
    assert skips(office) == 1
