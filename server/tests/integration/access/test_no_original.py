"""No role is shown an original: not by any route, with any real id, nor in an error or a log.

- The project holds rows in every table; every route is asked with ids that exist in it.
"""

# SPDX-License-Identifier: Apache-2.0
import itertools
import logging
from collections.abc import Iterator

import pytest
from django_fixture import ActAs
from integration.access.test_every_route import IN_PROJECTS, Route
from integration.export.scene import CANARIES
from integration.identity.people import Account, Browser, an_account, browser_of, join
from integration.isolation.furnished import furnish
from integration.isolation.statements import rows
from lines import Line

from sealmark.access.domain import ProjectRole
from sealmark.infra import scope
from sealmark.kernel.ids import UserId
from sealmark.tenancy.models import ProjectMember

CLEAR = (*CANARIES, "Jane Doe", "letter-0")
"""What the originals hold, and the customer's own ids."""
IDS = {
    "task_id": "workflow_task",
    "asset_id": "assets_asset",
    "export_id": "export_request",
    "upload_id": "assets_upload",
    "file_id": "assets_upload_file",
    "dataset_id": "assets_dataset",
    "job_id": "infra_job",
    "view_id": "redaction_viewing",
    "incident_id": "oversight_incident",
    "issue_id": "annotations_issue",
    "trial_id": "redaction_trial",
    "change_id": "ontology_change",
    "request_id": "tenancy_protection_change",
    "exemption_id": "tenancy_exemption",
    "wish_id": "redaction_wish",
}
MOST_TRIED = 60


@pytest.fixture
def line(database: str, acting_as: ActAs) -> Line:
    _ = database
    return furnish(acting_as)


def real(line: Line, name: str) -> list[object]:
    with scope.project(line.project):
        return [one for (one,) in rows(f"SELECT id FROM {IDS[name]} LIMIT 12")]


def paths(route: Route, line: Line) -> Iterator[str]:
    """Yield the route's path with every combination of real ids, up to a limit."""
    named = [name for name in IDS if f"{{{name}}}" in route.path]
    found = itertools.product(*[real(line, name) for name in named])
    for ids in itertools.islice(found, MOST_TRIED):
        yield route.at(project_id=line.project, **dict(zip(named, ids, strict=True)))


def admin_of(line: Line) -> Account:
    with scope.project(line.project):
        member = ProjectMember.objects.get(project_id=line.project, role="project_admin")
    return Account(user=UserId(member.user_id), email="", name="")


def test_every_id_of_a_projects_routes_is_tried_with_real_ones() -> None:
    spelled = {part[1:-1] for route in IN_PROJECTS for part in route.path.split("/") if "{" in part}
    made_up = {"project_id", "user_id", "role", "invitation_id", "number", "grant_id"}
    assert spelled - made_up <= set(IDS), spelled - made_up - set(IDS)


def test_no_answer_to_any_role_and_no_line_of_the_log_holds_an_original(
    line: Line, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    admin, answered = admin_of(line), 0
    for role in ProjectRole:
        browser = browser_of(admin)
        if role is not ProjectRole.PROJECT_ADMIN:
            person = an_account(password=None)
            join(admin, line.project, person, role)
            browser = browser_of(person)
        answered += look_everywhere(browser, line)
    assert answered > 50
    assert not [one for one in CLEAR if one in caplog.text]


def look_everywhere(browser: Browser, line: Line) -> int:
    """Ask every route that ends nothing; return how many gave something back."""
    given = 0
    for route in IN_PROJECTS:
        if route.method in {"DELETE", "PATCH"}:
            continue
        for path in paths(route, line):
            answer = browser.send(route.method, path, route.body())
            text = answer.content.decode(errors="replace")
            assert not [one for one in CLEAR if one in text], f"{route}: {text[:200]}"
            assert answer.status_code < 500, f"{route}: {text[:200]}"
            given += answer.status_code < 300 and bool(text)
    return given
