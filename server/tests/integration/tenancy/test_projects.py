"""Projects: who is in them, until when, and what everybody else is told."""

# SPDX-License-Identifier: Apache-2.0
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django_fixture import ActAs
from integration.identity.people import (
    CLOCK,
    Account,
    a_project,
    a_session,
    admit,
    an_account,
    an_organization,
    as_owner,
    browser_of,
    join,
)

from sealmark.access.domain import OrganizationRole, ProjectRole, ProjectState
from sealmark.infra import scope
from sealmark.kernel.clock import SteppingClock
from sealmark.kernel.ids import OrganizationId, ProjectId, UserId, new_uuid
from sealmark.tenancy import selectors, services
from sealmark.tenancy.domain import ProjectFacts
from sealmark.tenancy.errors import (
    GrantExistsError,
    LastProjectAdminError,
    NoSuchPersonError,
)

START = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
LABELER, REVIEWER = ProjectRole.LABELER, ProjectRole.REVIEWER


def somebody() -> Account:
    return an_account(password=None)


def facts(user: UserId, project: ProjectId, now: datetime | None = None) -> ProjectFacts | None:
    with scope.principal(user):
        return selectors.facts(user, project, now or CLOCK.now())


def roles(user: UserId, project: ProjectId, now: datetime | None = None) -> frozenset[ProjectRole]:
    found = facts(user, project, now)
    return found.roles if found else frozenset()


class Clinic:
    """An organization with an owner, and a project that the owner made."""

    def __init__(self) -> None:
        self.owner = somebody()
        self.organization = an_organization(self.owner)
        self.project = a_project(self.owner, self.organization)

    def close(self) -> None:
        with scope.organization(self.organization, by=self.owner.user):
            who = as_owner(self.owner, self.organization)
            services.close_project(who, self.organization, self.project, clock=CLOCK)


@pytest.fixture
def clinic() -> Clinic:
    return Clinic()


def test_whoever_makes_a_project_becomes_its_admin_by_a_grant(clinic: Clinic) -> None:
    assert roles(clinic.owner.user, clinic.project) == {ProjectRole.PROJECT_ADMIN}


def test_an_organization_role_opens_no_project(clinic: Clinic) -> None:
    for role in OrganizationRole:
        other = somebody()
        admit(clinic.owner, clinic.organization, other, role)
        assert facts(other.user, clinic.project) is None
        assert browser_of(other).get(f"/api/projects/{clinic.project}").status_code == 404


def test_an_owner_sees_of_other_projects_that_they_exist(clinic: Clinic) -> None:
    second = somebody()
    admit(clinic.owner, clinic.organization, second, OrganizationRole.OWNER)
    listed = browser_of(second).get(f"/api/organizations/{clinic.organization}/projects").json()
    assert [(entry["id"], set(entry)) for entry in listed] == [
        (str(clinic.project), {"id", "name", "state", "created"})
    ]


def test_several_roles_are_several_grants(clinic: Clinic) -> None:
    ann = somebody()
    join(clinic.owner, clinic.project, ann, LABELER, REVIEWER)
    assert roles(ann.user, clinic.project) == {LABELER, REVIEWER}


def test_a_grant_ends_on_its_day(clinic: Clinic) -> None:
    ann, clock = somebody(), SteppingClock(CLOCK.now())
    join(clinic.owner, clinic.project, ann, LABELER, ends=clock.now() + timedelta(days=2))
    assert roles(ann.user, clinic.project, clock.now()) == {LABELER}
    clock.advance(timedelta(days=2, seconds=1))
    assert roles(ann.user, clinic.project, clock.now()) == frozenset()


def test_the_hot_path_sees_the_same_end(clinic: Clinic) -> None:
    ann, clock = somebody(), SteppingClock(CLOCK.now())
    join(clinic.owner, clinic.project, ann, LABELER, ends=clock.now() + timedelta(minutes=30))
    key = a_session(ann)
    before = selectors.find(key, clinic.project, clock)
    assert before is not None
    assert before.facts == facts(ann.user, clinic.project)
    clock.advance(timedelta(minutes=31))
    after = selectors.find(key, clinic.project, clock)
    assert after is not None
    assert after.facts is None


def test_the_hot_path_knows_no_one_without_a_session(clinic: Clinic) -> None:
    assert selectors.find("nobody's key", clinic.project, CLOCK) is None
    assert selectors.find(None, clinic.project, CLOCK) is None


def test_a_role_taken_away_is_gone_on_the_next_request(clinic: Clinic) -> None:
    ann = somebody()
    join(clinic.owner, clinic.project, ann, LABELER)
    worker, admin = browser_of(ann), browser_of(clinic.owner)
    path = f"/api/projects/{clinic.project}"
    assert worker.get(path).status_code == 200
    assert admin.send("DELETE", f"{path}/members/{ann.user}/labeler").status_code == 204
    assert worker.get(path).status_code == 404


def test_a_suspended_member_is_out_of_every_project_on_the_next_request(clinic: Clinic) -> None:
    ann = somebody()
    join(clinic.owner, clinic.project, ann, LABELER)
    worker, owner = browser_of(ann), browser_of(clinic.owner)
    person = f"/api/organizations/{clinic.organization}/people/{ann.user}"
    assert owner.post(f"{person}/suspend").status_code == 204
    assert worker.get(f"/api/projects/{clinic.project}").status_code == 404
    assert worker.get("/api/session").json()["projects"] == []
    owner.post(f"{person}/resume")
    assert worker.get(f"/api/projects/{clinic.project}").status_code == 200


def test_a_closed_project_is_gone_for_everybody_in_it(clinic: Clinic) -> None:
    admin = browser_of(clinic.owner)
    clinic.close()
    missing = admin.get(f"/api/projects/{new_uuid()}")
    closed = admin.get(f"/api/projects/{clinic.project}")
    assert (closed.status_code, closed.content) == (404, missing.content)
    assert admin.get("/api/projects").json() == []


def test_a_closed_project_can_be_opened_again(clinic: Clinic) -> None:
    clinic.close()
    with scope.organization(clinic.organization, by=clinic.owner.user):
        who = as_owner(clinic.owner, clinic.organization)
        services.reopen_project(who, clinic.organization, clinic.project)
    found = facts(clinic.owner.user, clinic.project)
    assert found is not None
    assert found.state is ProjectState.ACTIVE


@pytest.mark.parametrize("path", ["", "/members", "/invitations"])
def test_a_foreign_project_answers_byte_for_byte_like_none(clinic: Clinic, path: str) -> None:
    browser = browser_of(somebody())
    foreign = browser.get(f"/api/projects/{clinic.project}{path}")
    missing = browser.get(f"/api/projects/{new_uuid()}{path}")
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content
    assert {**foreign.headers} == {**missing.headers}


@pytest.mark.parametrize("path", ["", "/people", "/projects", "/invitations"])
def test_a_foreign_organization_answers_byte_for_byte_like_none(clinic: Clinic, path: str) -> None:
    browser = browser_of(somebody())
    foreign = browser.get(f"/api/organizations/{clinic.organization}{path}")
    missing = browser.get(f"/api/organizations/{new_uuid()}{path}")
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content


def test_a_member_without_the_right_is_told_so(clinic: Clinic) -> None:
    ann = somebody()
    join(clinic.owner, clinic.project, ann, LABELER)
    assert browser_of(ann).get(f"/api/projects/{clinic.project}/members").status_code == 403


def test_the_last_admin_stays(clinic: Clinic) -> None:
    found = facts(clinic.owner.user, clinic.project)
    assert found is not None
    admin = ProjectRole.PROJECT_ADMIN
    with scope.project(clinic.project), pytest.raises(LastProjectAdminError):
        services.end_role(found.principal(), clinic.project, clinic.owner.user, admin, clock=CLOCK)


def test_a_member_gets_another_role_without_an_invitation(clinic: Clinic) -> None:
    ann = somebody()
    join(clinic.owner, clinic.project, ann, LABELER)
    grant = {"user_id": str(ann.user), "role": "reviewer"}
    admin = browser_of(clinic.owner)
    assert admin.post(f"/api/projects/{clinic.project}/members", grant).status_code == 204
    assert roles(ann.user, clinic.project) == {LABELER, REVIEWER}


def test_a_role_is_held_once(clinic: Clinic) -> None:
    ann = somebody()
    join(clinic.owner, clinic.project, ann, LABELER)
    found = facts(clinic.owner.user, clinic.project)
    assert found is not None
    with scope.project(clinic.project), pytest.raises(GrantExistsError):
        services.grant_role(
            found.principal(), clinic.project, ann.user, LABELER, ends=None, clock=CLOCK
        )


def test_a_role_that_ran_out_can_be_given_again(clinic: Clinic) -> None:
    ann, clock = somebody(), SteppingClock(CLOCK.now())
    join(clinic.owner, clinic.project, ann, LABELER)
    join(clinic.owner, clinic.project, ann, REVIEWER, ends=clock.now() + timedelta(days=1))
    found = facts(clinic.owner.user, clinic.project)
    assert found is not None
    clock.advance(timedelta(days=2))
    with scope.project(clinic.project):
        services.grant_role(
            found.principal(), clinic.project, ann.user, REVIEWER, ends=None, clock=clock
        )
    assert roles(ann.user, clinic.project, clock.now()) == {LABELER, REVIEWER}


def test_nobody_outside_the_project_is_given_a_role_by_id(clinic: Clinic) -> None:
    stranger = somebody()
    admit(clinic.owner, clinic.organization, stranger)
    found = facts(clinic.owner.user, clinic.project)
    assert found is not None
    with scope.project(clinic.project), pytest.raises(NoSuchPersonError):
        services.grant_role(
            found.principal(), clinic.project, stranger.user, LABELER, ends=None, clock=CLOCK
        )


def test_the_database_refuses_a_role_to_somebody_of_another_organization(clinic: Clinic) -> None:
    stranger, now = somebody(), CLOCK.now()
    an_organization(stranger)
    insert = """INSERT INTO tenancy_project_member
        (id, created_at, organization_id, project_id, user_id, role, granted_by)
        VALUES (%s, %s, %s, %s, %s, 'labeler', %s)"""
    row: list[Any] = [
        new_uuid(),
        now,
        clinic.organization,
        clinic.project,
        stranger.user,
        stranger.user,
    ]
    refused = pytest.raises(IntegrityError)
    with refused, scope.project(clinic.project), connection.cursor() as cursor:
        cursor.execute(insert, row)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE tenancy_membership SET role = 'owner'",
        "UPDATE tenancy_membership SET suspended_at = NULL",
        "UPDATE tenancy_project_member SET ends_at = NULL",
        "UPDATE tenancy_project SET state = 'active'",
        "UPDATE tenancy_organization SET name = 'x'",
    ],
)
def test_nobody_raises_themself_from_their_own_scope(clinic: Clinic, statement: str) -> None:
    ann = somebody()
    join(clinic.owner, clinic.project, ann, LABELER)
    refused = pytest.raises(DatabaseError, match="row-level security")
    with scope.principal(ann.user), connection.cursor() as cursor, refused, transaction.atomic():
        cursor.execute(statement)


def test_a_project_scope_shows_its_members_names_and_nobody_elses(clinic: Clinic) -> None:
    ann, outsider = somebody(), somebody()
    join(clinic.owner, clinic.project, ann, LABELER)
    admit(clinic.owner, clinic.organization, outsider)
    with scope.project(clinic.project):
        members = selectors.project_members(clinic.project, CLOCK.now())
        assert {member.person.user for member in members} == {clinic.owner.user, ann.user}
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM tenancy_membership")
            assert cursor.fetchone() == (2,)


@pytest.mark.usefixtures("clinic")
def test_one_organization_sees_nothing_of_another() -> None:
    other = Clinic()
    with scope.organization(other.organization), connection.cursor() as cursor:
        for table in ("organization", "membership", "project", "project_member", "invitation"):
            column = "id" if table == "organization" else "organization_id"
            cursor.execute(f"SELECT DISTINCT {column} FROM tenancy_{table}")
            assert {row[0] for row in cursor.fetchall()} <= {other.organization}


@pytest.mark.parametrize("who", ["worker", "redactor"])
def test_jobs_know_roles_but_no_names(clinic: Clinic, acting_as: ActAs, who: str) -> None:
    with acting_as(who), scope.project(clinic.project):
        found = selectors.facts(clinic.owner.user, clinic.project, CLOCK.now())
        assert found is not None
        refused = pytest.raises(DatabaseError, match="permission denied")
        with connection.cursor() as cursor, refused, transaction.atomic():
            cursor.execute("SELECT email FROM tenancy_membership")


def test_my_projects_lists_what_is_open_and_mine(clinic: Clinic) -> None:
    ann, other = somebody(), Clinic()
    join(clinic.owner, clinic.project, ann, LABELER)
    join(other.owner, other.project, ann, REVIEWER)
    other.close()
    with scope.principal(ann.user):
        mine = selectors.my_projects(ann.user, CLOCK.now())
    assert [(project.id, project.roles) for project in mine] == [
        (clinic.project, frozenset({LABELER}))
    ]


def test_a_project_is_made_through_the_api(clinic: Clinic) -> None:
    owner = browser_of(clinic.owner)
    path = f"/api/organizations/{clinic.organization}/projects"
    made = owner.post(path, {"name": "  Chats "})
    assert made.status_code == 201, made.content
    assert made.json()["name"] == "Chats"
    assert owner.get(f"/api/projects/{made.json()['id']}").json()["roles"] == ["project_admin"]


def test_members_make_no_projects(clinic: Clinic) -> None:
    ann = somebody()
    admit(clinic.owner, clinic.organization, ann)
    path = f"/api/organizations/{OrganizationId(clinic.organization)}/projects"
    assert browser_of(ann).post(path, {"name": "Chats"}).status_code == 403
