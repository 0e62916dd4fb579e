"""An office: a project whose people were invited and signed in, with texts ready to be labeled."""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass
from typing import Any

import lines
from django_fixture import ActAs
from integration.identity.people import (
    Account,
    Browser,
    a_project,
    an_account,
    an_organization,
    browser_of,
    join,
)

from sealmark.access.domain import ProjectRole
from sealmark.infra import scope
from sealmark.ontology import services as ontology
from sealmark.ontology.domain import read_ontology

TEXTS = [
    "The patient takes aspirin and reports no pain at all in the left knee this week.",
    "The patient takes ibuprofen and sleeps well; the cough is gone since the weekend.",
    "The patient takes metformin twice a day and feels better than the week before.",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Somebody with a role, in the browser in which they signed in."""

    account: Account
    browser: Browser
    base: str

    def take(self, duty: str = "label") -> dict[str, Any]:
        """Lease the next task."""
        answer = self.browser.post(f"{self.base}/tasks/next", {"duty": duty})
        assert answer.status_code == 200, answer.content
        work: dict[str, Any] = answer.json()
        return work

    def at(self, work: dict[str, Any], verb: str) -> str:
        """Return the path of an act on a task."""
        return f"{self.base}/tasks/{work['task_id']}/{verb}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A project, its owner, and its line."""

    owner: Account
    line: lines.Line

    @property
    def base(self) -> str:
        """The path of the project."""
        return f"/api/projects/{self.line.project}"

    def somebody(self, *roles: ProjectRole) -> Desk:
        """Invite a new person, who accepts and signs in."""
        account = an_account(password=None)
        join(self.owner, self.line.project, account, *roles)
        return Desk(account=account, browser=browser_of(account), base=self.base)

    def owners(self) -> Browser:
        """Sign the owner in."""
        return browser_of(self.owner)


def open_office(acting_as: ActAs, texts: list[str] | None = None) -> Office:
    """Make a project with an ontology and take texts through the redactor."""
    owner = an_account(password=None)
    organization = an_organization(owner)
    project = a_project(owner, organization)
    line = lines.Line(organization=organization, project=project, admin=owner.user)
    with scope.project(project):
        ontology.publish_ontology(
            project,
            read_ontology(lines.ONTOLOGY),
            by=owner.user,
            organization=organization,
            clock=lines.CLOCK,
        )
    brought = TEXTS if texts is None else texts
    if brought:
        lines.upload_texts(line, brought)
    with acting_as("redactor"):
        lines.run_jobs(line)
    return Office(owner=owner, line=line)
