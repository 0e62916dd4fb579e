"""A text comes back to whoever had it: after signing in again, and only if nobody else has it."""

# SPDX-License-Identifier: Apache-2.0
from datetime import timedelta
from typing import Any

import pytest
from django_fixture import ActAs
from integration.identity.people import browser_of
from integration.isolation.statements import rows
from integration.work.office import Desk, Office, open_office

from sealmark.access.domain import ProjectRole
from sealmark.infra import scope

LABELS: dict[str, Any] = {"spans": [], "answers": []}


@pytest.fixture
def office(database: str, acting_as: ActAs) -> Office:
    _ = database
    return open_office(acting_as)


def in_another_session(desk: Desk) -> Desk:
    return Desk(account=desk.account, browser=browser_of(desk.account), base=desk.base)


def again(desk: Desk, work: dict[str, Any]) -> Any:  # noqa: ANN401 - an answer
    return desk.browser.post(desk.at(work, "again"))


def let_time_pass(office: Office) -> None:
    with scope.project(office.line.project):
        rows("UPDATE workflow_lease SET expires_at = now() - %s", [timedelta(seconds=1)])


def test_after_signing_in_again_the_same_text_is_taken_and_saved(office: Office) -> None:
    before = office.somebody(ProjectRole.LABELER)
    work = before.take()
    desk = in_another_session(before)
    draft = {"key": "d", "seq": 1, "document": LABELS}
    assert desk.browser.send("PUT", desk.at(work, "draft"), draft).status_code == 409
    answer = again(desk, work)
    assert answer.status_code == 200
    assert answer.json()["task_id"] == work["task_id"]
    assert answer.json()["keep_key"] == work["keep_key"]
    assert desk.browser.send("PUT", desk.at(work, "draft"), draft).status_code == 200
    assert before.browser.get(f"{desk.base}/tasks/{work['task_id']}").status_code == 409


def test_a_text_given_back_or_run_out_of_time_is_taken_again(office: Office) -> None:
    desk = office.somebody(ProjectRole.LABELER)
    work = desk.take()
    let_time_pass(office)
    assert again(desk, work).status_code == 200
    assert desk.browser.post(desk.at(work, "release")).status_code == 204
    assert again(desk, work).status_code == 200


def test_what_else_was_on_the_desk_is_put_back(office: Office) -> None:
    desk = office.somebody(ProjectRole.LABELER)
    first = desk.take()
    desk.browser.post(desk.at(first, "release"))
    with scope.project(office.line.project):
        rows("UPDATE workflow_task SET rank = 4294967295 WHERE id = %s", [first["task_id"]])
    other = desk.take()
    assert other["task_id"] != first["task_id"]
    assert again(desk, first).status_code == 200
    assert desk.browser.get(f"{desk.base}/tasks/{other['task_id']}").status_code == 404
    assert office.somebody(ProjectRole.LABELER).take()["task_id"] == other["task_id"]


def test_a_text_that_somebody_else_has_now_stays_with_them(office: Office) -> None:
    desk = office.somebody(ProjectRole.LABELER)
    work = desk.take()
    let_time_pass(office)
    other = office.somebody(ProjectRole.LABELER)
    theirs = other.take()
    while theirs["task_id"] != work["task_id"]:
        other.browser.post(other.at(theirs, "skip"), {"reason": "other"})
        theirs = other.take()
    answer = again(desk, work)
    assert answer.status_code == 409
    assert work["text"] not in answer.content.decode()
    assert other.browser.get(f"{desk.base}/tasks/{work['task_id']}").status_code == 200


def test_a_text_that_was_meant_for_somebody_else_meanwhile_stays_theirs(office: Office) -> None:
    desk, other = office.somebody(ProjectRole.LABELER), office.somebody(ProjectRole.LABELER)
    work = desk.take()
    desk.browser.post(desk.at(work, "release"))
    with scope.project(office.line.project):
        rows(
            "UPDATE workflow_task SET assigned = %s WHERE id = %s",
            [other.account.user, work["task_id"]],
        )
    assert again(desk, work).status_code == 409


def test_a_text_handed_in_is_not_taken_again(office: Office) -> None:
    desk = office.somebody(ProjectRole.LABELER)
    work = desk.take()
    done = desk.browser.post(desk.at(work, "submit"), {"key": "s", "document": LABELS})
    assert done.status_code == 200
    assert again(desk, work).status_code == 409


def test_a_text_that_one_never_had_is_as_absent_as_none(office: Office) -> None:
    work = office.somebody(ProjectRole.LABELER).take()
    stranger = office.somebody(ProjectRole.LABELER)
    theirs = again(stranger, work)
    missing = again(stranger, {"task_id": office.line.project})
    assert (theirs.status_code, theirs.content) == (404, missing.content)


def test_a_labeler_who_reviews_no_more_takes_no_review_again(office: Office) -> None:
    with scope.project(office.line.project):
        rows("UPDATE workflow_step SET share_bp = 10000")
    labeler = office.somebody(ProjectRole.LABELER)
    work = labeler.take()
    labeler.browser.post(labeler.at(work, "submit"), {"key": "s", "document": LABELS})
    both = office.somebody(ProjectRole.REVIEWER, ProjectRole.LABELER)
    review = both.take("review")
    path = f"{office.base}/members/{both.account.user}/reviewer"
    assert office.owners().send("DELETE", path).status_code == 204
    assert again(both, review).status_code == 403


def test_the_key_for_the_browser_is_of_one_person_one_text_and_one_turn(office: Office) -> None:
    desk, other = office.somebody(ProjectRole.LABELER), office.somebody(ProjectRole.LABELER)
    work, theirs = desk.take(), other.take()
    desk.browser.post(desk.at(work, "submit"), {"key": "s", "document": LABELS})
    mended = desk.browser.post(desk.at(work, "reopen")).json()
    assert mended["task_id"] == work["task_id"]
    keys = {one["keep_key"] for one in (work, theirs, mended)}
    assert len(keys) == 3
