"""Make a demo organization: four people with one-time links, letters and chats to label.

- Everything goes the usual way: services, policies, sealed upload, the redactor.
- It is made once; the links are new each time, and printed only.
"""

# SPDX-License-Identifier: Apache-2.0
import argparse
import json
import os
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from sealmark.access.domain import OrganizationRole, Principal, ProjectRole
from sealmark.assets.domain import PART_SIZE, FileToCome
from sealmark.infra import scope
from sealmark.interfaces.cli import _web, output
from sealmark.interfaces.cli._demo_projects import PROJECTS, Furnishing
from sealmark.kernel.clock import SystemClock
from sealmark.kernel.errors import NotFoundError
from sealmark.kernel.ids import DatasetId, OrganizationId, ProjectId, SessionId, UserId, new_uuid

CLOCK: Final = SystemClock()
LINK_FOR: Final = timedelta(hours=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """One of the demo's people."""

    title: str
    address: str
    name: str
    organization: OrganizationRole
    project: ProjectRole


PEOPLE: Final = (
    Role(
        title="admin",
        address="admin@demo.example",
        name="Ada Admin",
        organization=OrganizationRole.OWNER,
        project=ProjectRole.PROJECT_ADMIN,
    ),
    Role(
        title="labeler",
        address="labeler@demo.example",
        name="Lee Labeler",
        organization=OrganizationRole.MEMBER,
        project=ProjectRole.LABELER,
    ),
    Role(
        title="reviewer",
        address="reviewer@demo.example",
        name="Robin Reviewer",
        organization=OrganizationRole.MEMBER,
        project=ProjectRole.REVIEWER,
    ),
    Role(
        title="steward",
        address="steward@demo.example",
        name="Sam Steward",
        organization=OrganizationRole.SECURITY_OFFICER,
        project=ProjectRole.DATA_STEWARD,
    ),
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    _web.add_home(parser)


def run(arguments: argparse.Namespace) -> int:
    """Make the demo unless it is there, and print a one-time link for each person."""
    _web.become_web(arguments.home)
    demo = _Demo()
    url = os.environ.get("SEALMARK_WEB_URL", "http://127.0.0.1:8080")
    output.say("One-time links, good for 12 hours (each signs one person in):")
    for role, link in demo.links():
        output.say(f"  {role:9} {url}/link#{link}")
    return 0


class _Demo:
    """The demo organization."""

    def __init__(self) -> None:
        # Django's models exist only after the identity is known.
        from sealmark.identity import services as identity  # noqa: PLC0415 - see above

        self._identity = identity
        self._users = self._people()

    def links(self) -> list[tuple[str, str]]:
        """Return a new one-time link for each person."""
        from sealmark.identity.domain import LinkPurpose  # noqa: PLC0415 - see __init__

        found = []
        with scope.sign_in():
            for role in PEOPLE:
                link = self._identity.issue_signin_link(
                    self._users[role.title], LinkPurpose.SIGN_IN, LINK_FOR, clock=CLOCK
                )
                found.append((role.title, link))
        return found

    def _people(self) -> dict[str, UserId]:
        from sealmark.identity import selectors as accounts  # noqa: PLC0415 - see __init__

        with scope.sign_in():
            known = {role.title: accounts.account_by_email(role.address) for role in PEOPLE}
        if all(known.values()):
            return {title: UserId(user) for title, user in known.items() if user is not None}
        with scope.sign_in():
            users = {
                role.title: self._identity.create_account(
                    email=role.address, name=role.name, clock=CLOCK
                )
                for role in PEOPLE
            }
        self._furnish(users)
        return users

    def _furnish(self, users: dict[str, UserId]) -> None:
        from sealmark.tenancy import services as tenancy  # noqa: PLC0415 - see __init__
        from sealmark.tenancy.domain import Person  # noqa: PLC0415 - same

        people = {
            role.title: Person(user=users[role.title], email=role.address, name=role.name)
            for role in PEOPLE
        }
        organization = tenancy.create_organization("Demo clinic", people["admin"], clock=CLOCK)
        for wanted in PROJECTS:
            project = self._project(wanted, organization, users["admin"])
            self._invite(project, people)
            self._upload(wanted, project, organization, users["admin"])

    def _invite(self, project: ProjectId, people: dict[str, Any]) -> None:
        """Invite each person, and accept for them: the usual way, nobody slips in."""
        from sealmark.identity.domain import SignedIn  # noqa: PLC0415 - see __init__
        from sealmark.tenancy import selectors  # noqa: PLC0415 - same
        from sealmark.tenancy import services as tenancy  # noqa: PLC0415 - same
        from sealmark.tenancy.domain import Offer  # noqa: PLC0415 - same

        admin = people["admin"].user
        for role in PEOPLE[1:]:
            person = people[role.title]
            with scope.principal(admin) as opened:
                facts = selectors.facts(admin, project, CLOCK.now())
                if facts is None:
                    raise NotFoundError
                opened.narrow_to_project(project)
                offer = Offer(
                    email=person.email,
                    project=project,
                    project_roles=frozenset({role.project}),
                )
                _, token = tenancy.invite(facts.principal(), offer, clock=CLOCK)
            who = SignedIn(
                user=person.user,
                session=SessionId(new_uuid()),
                email=person.email,
                name=person.name,
                last_seen=CLOCK.now(),
            )
            with scope.sign_in() as door:
                tenancy.accept_as(door, token, who, clock=CLOCK)

    def _project(self, wanted: Furnishing, organization: OrganizationId, by: UserId) -> ProjectId:
        from sealmark.ontology import services as ontology  # noqa: PLC0415 - see __init__
        from sealmark.ontology.domain import read_ontology  # noqa: PLC0415 - same
        from sealmark.tenancy import services as tenancy  # noqa: PLC0415 - same
        from sealmark.workflow import services as workflow  # noqa: PLC0415 - same

        admin = Principal(
            user=by, organization=organization, organization_role=OrganizationRole.OWNER
        )
        with scope.organization(organization, by=by):
            project = tenancy.create_project(admin, organization, wanted.name, clock=CLOCK)
            schema = read_ontology(wanted.ontology)
            ontology.publish_ontology(
                project, schema, by=by, organization=organization, clock=CLOCK
            )
            ontology.publish_guideline(
                project, wanted.guideline, by=by, organization=organization, clock=CLOCK
            )
            workflow.change_steps(
                project, organization=organization, by=by, share_bp=10_000, lease_minutes=20
            )
        return project

    def _upload(
        self, wanted: Furnishing, project: ProjectId, organization: OrganizationId, by: UserId
    ) -> None:
        from sealmark.assets import selectors, services  # noqa: PLC0415 - see __init__

        rows = "".join(json.dumps(row) + "\n" for row in wanted.rows).encode()
        file = FileToCome(kind="jsonl", format="auto", size=len(rows), name=wanted.file)
        with scope.project(project, by=by):
            dataset = services.create_dataset(
                project, wanted.dataset, by=by, organization=organization, clock=CLOCK
            )
            upload = services.start_upload(
                project,
                DatasetId(dataset.id),
                wanted.columns,
                [file],
                by=by,
                organization=organization,
                clock=CLOCK,
            )
            (known,) = selectors.files(project, upload)
            for number in range(-(-len(rows) // PART_SIZE)):
                part = rows[number * PART_SIZE : (number + 1) * PART_SIZE]
                services.put_part(project, upload, known.id, number + 1, part, clock=CLOCK)
            services.complete_upload(project, upload, by=by, organization=organization, clock=CLOCK)
