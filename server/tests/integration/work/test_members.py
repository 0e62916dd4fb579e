"""People of a project: many invited at once, suspended for it alone, and what each one sees."""

# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest
from django_fixture import ActAs
from integration.identity.people import PASSWORD, Browser, an_email
from integration.isolation.statements import rows
from integration.work.office import Office, open_office
from unit.access.matrix import said

from sealmark.access.domain import Action, ProjectRole, ResourceKind
from sealmark.infra import scope
from sealmark.kernel.ids import new_uuid
from sealmark.tenancy.services import MOST_INVITED

LABELER, REVIEWER = ProjectRole.LABELER, ProjectRole.REVIEWER


@pytest.fixture
def office(acting_as: ActAs) -> Office:
    return open_office(acting_as)


def invited(office: Office, emails: list[str], **more: object) -> list[dict[str, Any]]:
    body = {"emails": emails, "roles": ["labeler"], **more}
    answer = office.owners().post(f"{office.base}/invitations/many", body)
    assert answer.status_code == 200, answer.content
    return list(answer.json())


def events(office: Office, kind: str) -> int:
    with scope.project(office.line.project):
        return len(rows("SELECT 1 FROM audit_event WHERE kind = %s", [kind]))


def sight(who: Browser, office: Office, user: object) -> dict[str, Any]:
    answer = who.get(f"{office.base}/members/{user}/sight")
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


def test_each_address_gets_a_link_or_the_reason_why_not(office: Office) -> None:
    member = office.somebody(LABELER)
    good, other = an_email(), an_email()
    before = events(office, "invitation.made")
    found = invited(office, [good.upper(), "no address", member.account.email, good, f" {other} "])
    assert [(one["email"], one["problem"]) for one in found] == [
        (good, None),
        ("no address", "no_address"),
        (member.account.email, "member"),
        (good, "twice"),
        (other, None),
    ]
    assert events(office, "invitation.made") == before + 2
    again = invited(office, [good])
    assert [(one["problem"], one["token"]) for one in again] == [("invited", None)]


def test_each_link_lets_its_own_address_in_with_the_roles(office: Office) -> None:
    first, second = an_email(), an_email()
    made = invited(office, [first, second], roles=["labeler", "reviewer"])
    assert len({one["token"] for one in made}) == 2
    browser = Browser()
    body = {"token": made[0]["token"], "name": "Kim", "password": PASSWORD}
    assert browser.post("/api/invitations/accept", body).status_code == 204
    members = office.owners().get(f"{office.base}/members").json()
    (kim,) = [one for one in members if one["email"] == first]
    assert {grant["role"] for grant in kim["grants"]} == {"labeler", "reviewer"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"emails": []}, "emails"),
        ({"emails": ["a@b.example"] * (MOST_INVITED + 1)}, "emails"),
        ({"roles": []}, "roles"),
        ({"valid_days": 31}, "valid_days"),
        ({"ends": "2020-01-01T00:00:00Z"}, "ends"),
    ],
)
def test_what_cannot_be_is_named_and_nobody_is_invited(
    office: Office, change: dict[str, object], field: str
) -> None:
    body = {"emails": [an_email()], "roles": ["labeler"]} | change
    answer = office.owners().post(f"{office.base}/invitations/many", body)
    assert (answer.status_code, answer.json()["field"].split(".")[0]) == (422, field)
    assert office.owners().get(f"{office.base}/invitations").json() == []


def test_who_is_suspended_is_out_at_once_and_comes_back_as_they_were(office: Office) -> None:
    labeler = office.somebody(LABELER)
    work = labeler.take()
    at = f"{office.base}/members/{labeler.account.user}"
    assert office.owners().post(f"{at}/suspend").status_code == 204
    assert labeler.browser.get(office.base).status_code == 404
    assert labeler.browser.get("/api/projects").json() == []
    with scope.project(office.line.project):
        assert rows("SELECT count(*) FROM workflow_lease WHERE ended_at IS NULL") == [(0,)]
    (row,) = [
        one
        for one in office.owners().get(f"{office.base}/members").json()
        if one["user_id"] == str(labeler.account.user)
    ]
    assert row["suspended"] is not None
    assert sight(office.owners(), office, labeler.account.user)["actions"] == []
    assert office.owners().post(f"{at}/resume").status_code == 204
    assert labeler.take()["task_id"] == work["task_id"]
    assert (events(office, "grant.suspended"), events(office, "grant.resumed")) == (1, 1)


def test_a_role_more_does_not_let_a_suspended_person_in(office: Office) -> None:
    labeler = office.somebody(LABELER)
    at = f"{office.base}/members/{labeler.account.user}"
    office.owners().post(f"{at}/suspend")
    body = {"user_id": str(labeler.account.user), "role": "reviewer"}
    assert office.owners().post(f"{office.base}/members", body).status_code == 204
    assert labeler.browser.get(office.base).status_code == 404
    office.owners().post(f"{at}/resume")
    assert labeler.browser.get(office.base).json()["roles"] == ["labeler", "reviewer"]


def test_nothing_is_meant_for_whom_the_project_suspended(office: Office) -> None:
    labeler = office.somebody(LABELER)
    office.owners().post(f"{office.base}/members/{labeler.account.user}/suspend")
    body = {"act": "assign", "to": str(labeler.account.user), "matching": {"duty": "label"}}
    answer = office.owners().post(f"{office.base}/task-changes", body)
    assert (answer.status_code, answer.json()["field"]) == (422, "to")


def test_the_last_admin_stays_and_nobody_suspends_themselves(office: Office) -> None:
    owner = f"{office.base}/members/{office.owner.user}"
    assert office.owners().post(f"{owner}/suspend").status_code == 409
    assert office.owners().send("DELETE", owner).status_code == 409
    second = office.somebody(ProjectRole.PROJECT_ADMIN)
    assert second.browser.post(f"{owner}/suspend").status_code == 204
    mine = f"{office.base}/members/{second.account.user}"
    assert second.browser.send("DELETE", mine).status_code == 409
    assert second.browser.post(f"{owner}/resume").status_code == 204


def test_who_is_removed_loses_every_role_at_once(office: Office) -> None:
    both = office.somebody(LABELER, REVIEWER)
    at = f"{office.base}/members/{both.account.user}"
    assert office.owners().send("DELETE", at).status_code == 204
    assert both.browser.get(office.base).status_code == 404
    assert office.owners().send("DELETE", at).status_code == 404
    assert office.owners().get(f"{at}/sight").status_code == 404
    assert events(office, "grant.all-ended") == 1


@pytest.mark.parametrize("role", list(ProjectRole))
def test_what_somebody_sees_is_what_the_page_of_roles_says(
    office: Office, role: ProjectRole
) -> None:
    other = office.somebody(role)
    found = sight(office.owners(), office, other.account.user)
    assert set(found["actions"]) == {
        action.value
        for action in Action
        if action.resource is ResourceKind.PROJECT and said().get((role.value, action))
    }


def test_a_text_on_a_desk_is_told_to_managers_who_are_on_no_side(office: Office) -> None:
    labeler = office.somebody(LABELER)
    labeler.take()
    manager = office.somebody(ProjectRole.TEAM_MANAGER)
    found = sight(manager.browser, office, labeler.account.user)
    assert (found["desk"]["duty"], found["desk_told"]) == ("label", True)
    both = office.somebody(ProjectRole.TEAM_MANAGER, REVIEWER)
    blind = sight(both.browser, office, labeler.account.user)
    assert (blind["desk"], blind["desk_told"]) == (None, False)


def test_when_somebody_last_worked_is_told_with_the_members(office: Office) -> None:
    labeler = office.somebody(LABELER)
    labeler.take()
    told = {
        one["user_id"]: one["last_work"]
        for one in office.owners().get(f"{office.base}/members").json()
    }
    assert told[str(labeler.account.user)] is not None
    assert told[str(office.owner.user)] is None


@pytest.mark.parametrize("role", [ProjectRole.TEAM_MANAGER, LABELER, REVIEWER])
def test_only_a_project_admin_changes_who_is_in(office: Office, role: ProjectRole) -> None:
    other, victim = office.somebody(role), office.somebody(LABELER)
    at = f"{office.base}/members/{victim.account.user}"
    for answer in (
        other.browser.post(f"{at}/suspend"),
        other.browser.post(f"{at}/resume"),
        other.browser.send("DELETE", at),
        other.browser.post(
            f"{office.base}/invitations/many", {"emails": [an_email()], "roles": ["labeler"]}
        ),
    ):
        assert answer.status_code == 403
    nobody = office.owners().post(f"{office.base}/members/{new_uuid()}/suspend")
    assert nobody.status_code == 404
