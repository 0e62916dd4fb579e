"""Protected mode: who switches it, who is exempt, and what whoever opens a text is told."""

# SPDX-License-Identifier: Apache-2.0
import time
from datetime import datetime, timedelta
from typing import Any

import lines
import pytest
from django.db import IntegrityError, connection, transaction
from django_fixture import ActAs
from integration.identity.people import Browser
from integration.work.office import TEXTS, Desk, Office, open_office

from sealmark.access.domain import ProjectRole
from sealmark.infra import scope
from sealmark.kernel.ids import new_uuid

ADMIN, MANAGER = ProjectRole.PROJECT_ADMIN, ProjectRole.TEAM_MANAGER
STEWARD, LABELER = ProjectRole.DATA_STEWARD, ProjectRole.LABELER
REASON = "Uses a screen reader."


@pytest.fixture
def office(acting_as: ActAs) -> Office:
    return open_office(acting_as, TEXTS[:1])


@pytest.fixture
def admin(office: Office) -> Browser:
    return office.owners()


def at(office: Office, rest: str = "") -> str:
    return f"{office.base}/protection{rest}"


def told(browser: Browser, office: Office) -> dict[str, Any]:
    answer = browser.get(at(office))
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def switch_on(browser: Browser, office: Office) -> None:
    assert browser.post(at(office, "/on")).status_code == 204


def ask_off(browser: Browser, office: Office) -> str:
    answer = browser.post(at(office, "/off"), {"reason": "The data is public now."})
    assert answer.status_code == 201, answer.content
    made: str = answer.json()["id"]
    return made


WEEK = timedelta(days=7)


def exempt(browser: Browser, office: Office, desk: Desk, span: timedelta = WEEK) -> str:
    ends = (lines.CLOCK.now() + span).isoformat()
    body = {"user_id": str(desk.account.user), "ends": ends, "reason": REASON}
    answer = browser.post(at(office, "/exemptions"), body)
    assert answer.status_code == 201, answer.content
    made: str = answer.json()["id"]
    return made


def events(office: Office, kind: str) -> list[dict[str, Any]]:
    with scope.project(office.line.project), connection.cursor() as cursor:
        cursor.execute(
            "SELECT convert_from(body, 'UTF8')::json FROM audit_event WHERE kind = %s", [kind]
        )
        return [body for (body,) in cursor.fetchall()]


def test_a_text_is_shown_as_ordinary_text_until_the_mode_is_switched_on(
    office: Office, admin: Browser
) -> None:
    assert told(admin, office) == {"since": None, "asked": None, "exemptions": []}
    labeler = office.somebody(LABELER)
    work = labeler.take()
    assert work["protection"] is None
    switch_on(admin, office)
    assert labeler.browser.post(labeler.at(work, "heartbeat")).status_code == 404
    again = labeler.take()
    assert again["task_id"] == work["task_id"]
    assert again["protection"]["exempt_until"] is None


def test_the_mark_names_whoever_looks_and_nobody_else(office: Office, admin: Browser) -> None:
    switch_on(admin, office)
    labeler = office.somebody(LABELER)
    mark = labeler.take()["protection"]["mark"]
    name, code, project, minute = mark.split(" · ")
    assert (name, project) == (labeler.account.name, "Letters")
    assert len(code) == 8
    assert minute.endswith(" UTC")
    assert str(labeler.account.user)[:8] != code, "the code is the project's own, not the account's"


@pytest.mark.parametrize("role", [ADMIN, MANAGER, STEWARD])
def test_everybody_who_sets_a_project_up_may_switch_it_on(
    office: Office, role: ProjectRole
) -> None:
    browser = office.somebody(role).browser
    switch_on(browser, office)
    switch_on(browser, office)
    assert told(browser, office)["since"] is not None
    assert len(events(office, "protection.on")) == 1


def test_switching_it_off_takes_two(office: Office, admin: Browser) -> None:
    steward = office.somebody(STEWARD).browser
    switch_on(admin, office)
    request = ask_off(admin, office)
    refused = admin.post(at(office, f"/off/{request}/approve"))
    assert (refused.status_code, refused.json()["error"]) == (403, "own-request")
    assert told(admin, office)["since"] is not None
    assert told(steward, office)["asked"]["reason"] == "The data is public now."
    assert admin.post(at(office, "/off"), {"reason": "Again."}).status_code == 409
    assert steward.post(at(office, f"/off/{request}/approve")).status_code == 204
    assert told(admin, office)["since"] is None
    assert steward.post(at(office, f"/off/{request}/approve")).status_code == 404
    assert len(events(office, "protection.off")) == 1


def test_the_database_refuses_a_weakening_by_one(office: Office, admin: Browser) -> None:
    switch_on(admin, office)
    request = ask_off(admin, office)
    wanted = "UPDATE tenancy_protection_change SET outcome = 'effective', decided_at = now(), "
    with (
        scope.project(office.line.project),
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(wanted + "decided_by = asked_by WHERE id = %s", [request])


def test_a_request_can_be_declined_and_asked_again(office: Office, admin: Browser) -> None:
    manager = office.somebody(MANAGER).browser
    switch_on(admin, office)
    first = ask_off(admin, office)
    assert manager.post(at(office, f"/off/{first}/decline")).status_code == 204
    found = told(manager, office)
    assert (found["asked"], found["since"] is not None) == (None, True)
    assert manager.post(at(office, "/off"), {"reason": "No."}).status_code == 403
    ask_off(admin, office)


def test_nothing_is_switched_off_where_nothing_is_on(office: Office, admin: Browser) -> None:
    answer = admin.post(at(office, "/off"), {"reason": "No."})
    assert (answer.status_code, answer.json()["error"]) == (409, "not-protected")


def test_an_exemption_shows_ordinary_text_and_each_opening_is_recorded(
    office: Office, admin: Browser
) -> None:
    labeler = office.somebody(LABELER)
    switch_on(admin, office)
    exemption = exempt(admin, office, labeler)
    work = labeler.take()
    assert work["protection"]["exempt_until"] is not None
    labeler.browser.get(f"{labeler.base}/tasks/{work['task_id']}")
    opened = events(office, "protection.opened-exempt")
    assert [one["facts"]["exemption"] for one in opened] == [exemption] * 2
    assert {one["facts"]["task"] for one in opened} == {work["task_id"]}
    (given,) = events(office, "protection.exempted")
    assert given["facts"]["person"] == opened[0]["actor"]
    assert str(labeler.account.user) not in str([given, *opened]), "no event joins the two names"


def test_whoever_is_not_exempt_leaves_no_opening(office: Office, admin: Browser) -> None:
    switch_on(admin, office)
    office.somebody(LABELER).take()
    assert events(office, "protection.opened-exempt") == []


def test_an_exemption_is_taken_back_at_once(office: Office, admin: Browser) -> None:
    labeler = office.somebody(LABELER)
    switch_on(admin, office)
    exemption = exempt(admin, office, labeler)
    work = labeler.take()
    steward = office.somebody(STEWARD).browser
    path = at(office, f"/exemptions/{exemption}")
    assert steward.send("DELETE", path).status_code == 204
    assert labeler.browser.post(labeler.at(work, "heartbeat")).status_code == 404
    assert labeler.take()["protection"]["exempt_until"] is None
    assert steward.send("DELETE", path).status_code == 404


def test_a_heartbeat_tells_how_the_text_is_shown_by_now_and_opens_nothing(
    office: Office, admin: Browser
) -> None:
    labeler = office.somebody(LABELER)
    switch_on(admin, office)
    exempt(admin, office, labeler, timedelta(seconds=8))
    work = labeler.take()
    told = labeler.browser.post(labeler.at(work, "heartbeat")).json()["protection"]
    assert told["exempt_until"] == work["protection"]["exempt_until"]
    assert told["mark"].split(" · ")[:3] == work["protection"]["mark"].split(" · ")[:3]
    ends = datetime.fromisoformat(told["exempt_until"])
    time.sleep(max(0.0, (ends - lines.CLOCK.now()).total_seconds()))
    told = labeler.browser.post(labeler.at(work, "heartbeat")).json()["protection"]
    assert told["exempt_until"] is None, "one that lapsed ends without anybody's doing"
    assert len(events(office, "protection.opened-exempt")) == 1


def test_why_somebody_is_exempt_is_told_only_to_who_may_exempt(
    office: Office, admin: Browser
) -> None:
    labeler = office.somebody(LABELER)
    exempt(admin, office, labeler)
    (seen,) = told(admin, office)["exemptions"]
    assert (seen["reason"], seen["person"]["name"]) == (REASON, labeler.account.name)
    (seen,) = told(office.somebody(MANAGER).browser, office)["exemptions"]
    assert (seen["reason"], seen["person"]["name"]) == (None, labeler.account.name)
    (seen,) = told(office.somebody(STEWARD).browser, office)["exemptions"]
    assert (seen["reason"], seen["person"]["name"]) == (None, None)
    assert labeler.browser.get(at(office)).status_code == 403


def test_nobody_exempts_themselves(office: Office, admin: Browser) -> None:
    both = office.somebody(ADMIN, LABELER)
    ends = (lines.CLOCK.now() + timedelta(days=1)).isoformat()
    body = {"user_id": str(both.account.user), "ends": ends, "reason": REASON}
    answer = both.browser.post(at(office, "/exemptions"), body)
    assert (answer.status_code, answer.json()["error"]) == (403, "own-exemption")
    assert admin.post(at(office, "/exemptions"), body).status_code == 201
    assert admin.post(at(office, "/exemptions"), body).status_code == 409


@pytest.mark.parametrize(
    ("days", "reason", "status"), [(-1, REASON, 422), (400, REASON, 422), (3, " ", 422)]
)
def test_an_exemption_has_an_end_and_a_reason(
    office: Office, admin: Browser, days: int, reason: str, status: int
) -> None:
    labeler = office.somebody(LABELER)
    ends = (lines.CLOCK.now() + timedelta(days=days)).isoformat()
    body = {"user_id": str(labeler.account.user), "ends": ends, "reason": reason}
    assert admin.post(at(office, "/exemptions"), body).status_code == status


def test_only_members_are_exempt(office: Office, admin: Browser) -> None:
    ends = (lines.CLOCK.now() + timedelta(days=1)).isoformat()
    body = {"user_id": str(new_uuid()), "ends": ends, "reason": REASON}
    assert admin.post(at(office, "/exemptions"), body).status_code == 404


def test_reasons_are_sealed_where_they_are_kept(office: Office, admin: Browser) -> None:
    exempt(admin, office, office.somebody(LABELER))
    with scope.project(office.line.project), connection.cursor() as cursor:
        cursor.execute("SELECT reason FROM tenancy_exemption")
        assert REASON.encode() not in bytes(cursor.fetchone()[0])
