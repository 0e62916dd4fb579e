"""Setting up and starting: nothing is handed out before, and a refusal says what is missing."""

# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest
from django_fixture import ActAs
from integration.identity.people import Browser, a_project, an_account, an_organization, browser_of
from integration.isolation.statements import rows
from integration.work.office import Office, open_office

from sealmark.access.domain import ProjectRole
from sealmark.infra import scope


@pytest.fixture
def office(acting_as: ActAs) -> Office:
    return open_office(acting_as)


def standings(who: Browser, base: str) -> dict[str, str]:
    answer = who.get(f"{base}/set-up")
    assert answer.status_code == 200, answer.content
    return {one["step"]: one["standing"] for one in answer.json()["stages"]}


def events(office: Office, kind: str) -> int:
    with scope.project(office.line.project):
        return len(rows("SELECT 1 FROM audit_event WHERE kind = %s", [kind]))


def test_a_new_project_says_what_it_needs_and_does_not_start(database: str) -> None:
    _ = database
    owner = an_account(password=None)
    organization = an_organization(owner)
    browser = browser_of(owner)
    made = browser.post(
        f"/api/organizations/{organization}/projects", {"name": "Held", "held": True}
    )
    base = f"/api/projects/{made.json()['id']}"
    found = browser.get(f"{base}/set-up").json()
    assert found["held"] is True
    assert set(found["blocking"]) == {
        *("no_texts", "policy_proposed", "no_labels", "no_labeler", "no_reviewer")
    }
    refused = browser.post(f"{base}/start")
    assert refused.status_code == 409
    for part in ("no texts were added", "no labels or questions", "nobody is there to label"):
        assert part in refused.json()["message"]
    assert browser.get(f"{base}/set-up").json()["held"] is True


def test_a_project_made_without_asking_is_not_held(database: str) -> None:
    _ = database
    owner = an_account(password=None)
    project = a_project(owner, an_organization(owner))
    assert browser_of(owner).get(f"/api/projects/{project}/set-up").json()["held"] is False


def test_a_held_project_hands_nothing_out_and_goes_on_when_started(office: Office) -> None:
    owners = office.owners()
    labeler = office.somebody(ProjectRole.LABELER)
    office.somebody(ProjectRole.REVIEWER)
    on_desk = labeler.take()
    assert owners.post(f"{office.base}/hold").status_code == 204
    body = {"key": "k", "document": {"spans": [], "answers": []}}
    assert labeler.browser.post(labeler.at(on_desk, "submit"), body).status_code == 200
    nothing = labeler.browser.post(f"{office.base}/tasks/next", {"duty": "label"})
    assert nothing.status_code == 204
    why = labeler.browser.get(f"{office.base}/why-nothing?duty=label").json()
    assert why["reasons"] == ["held"]
    assert standings(owners, office.base)["start"] == "needed"
    assert owners.post(f"{office.base}/start").status_code == 204
    assert labeler.take()["task_id"] != on_desk["task_id"]
    assert standings(owners, office.base) == {
        **dict.fromkeys(("data", "policy", "labels", "people", "steps", "start"), "done"),
        "guideline": "needed",
    }
    assert (events(office, "project.held"), events(office, "project.started")) == (1, 1)


def test_starting_twice_is_told_once(office: Office) -> None:
    owners = office.owners()
    office.somebody(ProjectRole.LABELER)
    office.somebody(ProjectRole.REVIEWER)
    owners.post(f"{office.base}/hold")
    for _ in range(2):
        assert owners.post(f"{office.base}/start").status_code == 204
    assert events(office, "project.started") == 1


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (ProjectRole.TEAM_MANAGER, 200),
        (ProjectRole.LABELER, 403),
        (ProjectRole.REVIEWER, 403),
        (ProjectRole.DATA_STEWARD, 403),
    ],
)
def test_only_a_project_admin_starts_and_holds(
    office: Office, role: ProjectRole, sees: int
) -> None:
    other = office.somebody(role)
    assert other.browser.get(f"{office.base}/set-up").status_code == sees
    for act in ("start", "hold"):
        answer: Any = other.browser.post(f"{office.base}/{act}")
        assert answer.status_code == 403
