"""The activity page reads the log: every act, its place, and names only where allowed."""

# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest
from django_fixture import ActAs
from integration.identity.people import Browser
from integration.work.office import Desk, Office, open_office

from sealmark.access.domain import ProjectRole
from sealmark.audit import selectors
from sealmark.audit.pseudonyms import pseudonym
from sealmark.infra import scope


@pytest.fixture
def office(acting_as: ActAs) -> Office:
    return open_office(acting_as)


@pytest.fixture
def labeler(office: Office) -> Desk:
    desk = office.somebody(ProjectRole.LABELER)
    desk.take()
    return desk


def told(who: Browser, office: Office, query: str = "") -> dict[str, Any]:
    answer = who.get(f"{office.base}/activity{query}")
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def test_acts_are_told_by_family_and_by_person(office: Office, labeler: Desk) -> None:
    owner = office.owners()
    (leased,) = told(owner, office, "?family=work")["items"]
    assert leased["kind"] == "task.leased"
    with scope.project(office.line.project):
        actor = pseudonym(office.line.project, labeler.account.user)
    assert leased["actor"] == str(actor)
    assert told(owner, office)["people"][str(actor)] == labeler.account.name
    theirs = told(owner, office, f"?actor={labeler.account.user}")["items"]
    assert {one["actor"] for one in theirs} <= {str(actor), str(labeler.account.user)}
    assert leased["id"] in {one["id"] for one in theirs}
    rules = told(owner, office, "?family=rules")["items"]
    words = {one["kind"].partition(".")[0] for one in rules}
    assert words <= {"policy", "ontology", "guideline", "steps", "project"}


def test_pages_go_on_where_they_ended_and_hold_each_event_once(
    office: Office, labeler: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    _ = labeler
    owner, whole = office.owners(), told(office.owners(), office)["items"]
    monkeypatch.setattr(selectors, "LOOKED_AT", 3)
    seen: list[str] = []
    after = ""
    while True:
        page = told(owner, office, f"?after={after}" if after else "")
        seen += [one["id"] for one in page["items"]]
        if page["next"] is None:
            break
        after = page["next"]
    assert seen == [one["id"] for one in whole]


def test_who_reviews_is_told_no_names(office: Office, labeler: Desk) -> None:
    both = office.somebody(ProjectRole.PROJECT_ADMIN, ProjectRole.REVIEWER).browser
    found = told(both, office)
    assert (found["people"], found["members"], found["names_shown"]) == ({}, [], False)
    assert labeler.account.name not in str(found)
    asked = both.get(f"{office.base}/activity?actor={labeler.account.user}")
    assert (asked.status_code, asked.json()["field"]) == (422, "actor")


def test_who_may_not_read_the_members_is_told_no_names(office: Office, labeler: Desk) -> None:
    steward = office.somebody(ProjectRole.DATA_STEWARD).browser
    found = told(steward, office)
    assert (found["people"], found["members"], found["names_shown"]) == ({}, [], False)
    assert labeler.account.name not in str(found)


@pytest.mark.parametrize("query", ["?family=everything", "?after=yesterday", "?actor=anna"])
def test_what_cannot_be_asked_is_refused(office: Office, query: str) -> None:
    assert office.owners().get(f"{office.base}/activity{query}").status_code == 422


def test_a_labeler_reads_no_log(office: Office, labeler: Desk) -> None:
    assert labeler.browser.get(f"{office.base}/activity").status_code == 403
