"""Invitations and memberships: for whom, by whom, until when."""

# SPDX-License-Identifier: Apache-2.0
from datetime import timedelta

import pytest
from django.db import connection
from integration.identity.people import (
    CLOCK,
    PASSWORD,
    Account,
    Browser,
    a_project,
    accept,
    admit,
    an_account,
    an_email,
    an_organization,
    as_owner,
    browser_of,
    join,
)

from sealmark.access.domain import OrganizationRole, Principal, ProjectRole
from sealmark.identity import services as identity
from sealmark.infra import scope
from sealmark.kernel.clock import SteppingClock
from sealmark.kernel.errors import ForbiddenError, InvalidInputError
from sealmark.kernel.ids import OrganizationId, ProjectId
from sealmark.tenancy import selectors, services
from sealmark.tenancy.domain import Offer
from sealmark.tenancy.errors import (
    AppointmentError,
    EndInThePastError,
    InvitationNeedsSignInError,
    InvitationSpentError,
    InvitationTooLongError,
    LastOwnerError,
)

MEMBER, OWNER = OrganizationRole.MEMBER, OrganizationRole.OWNER
LABELER = ProjectRole.LABELER


class Clinic:
    """An organization and its owner."""

    def __init__(self) -> None:
        self.owner = an_account(password=None)
        self.organization = an_organization(self.owner)
        self.who = as_owner(self.owner, self.organization)

    def invite(self, offer: Offer, who: Principal | None = None) -> str:
        with scope.organization(self.organization, by=self.owner.user):
            return services.invite(who or self.who, offer, clock=CLOCK)[1]

    def role_of(self, account: Account) -> OrganizationRole | None:
        with scope.principal(account.user):
            return selectors.organization_role(account.user, self.organization, CLOCK.now())


@pytest.fixture
def clinic() -> Clinic:
    return Clinic()


def somebody() -> Account:
    return an_account(password=None)


def test_an_invitation_makes_an_account_with_the_address_it_is_for(clinic: Clinic) -> None:
    email = an_email()
    token = clinic.invite(Offer(email=email.upper()))
    body = {"token": token, "name": "Kim", "password": PASSWORD}
    browser = Browser()
    assert browser.post("/api/invitations/accept", body).status_code == 204
    assert browser.sign_in(email).status_code == 200
    (mine,) = browser.get("/api/organizations").json()
    assert mine["role"] == "member"


def test_an_invitation_is_useless_to_another_account(clinic: Clinic) -> None:
    token = clinic.invite(Offer(email=somebody().email))
    thief = somebody()
    answer = browser_of(thief).post("/api/invitations/accept", {"token": token})
    assert answer.status_code == 404
    assert clinic.role_of(thief) is None


def test_an_address_with_an_account_must_sign_in_to_accept(clinic: Clinic) -> None:
    ann = somebody()
    token = clinic.invite(Offer(email=ann.email))
    with scope.sign_in() as door, pytest.raises(InvitationNeedsSignInError):
        services.accept_with_new_account(door, token, name="Ann", password=PASSWORD, clock=CLOCK)


def test_an_invitation_is_accepted_once(clinic: Clinic) -> None:
    ann = somebody()
    token = clinic.invite(Offer(email=ann.email))
    accept(ann, token)
    with pytest.raises(InvitationSpentError):
        accept(ann, token)


def test_an_invitation_runs_out(clinic: Clinic) -> None:
    ann, clock = somebody(), SteppingClock(CLOCK.now())
    token = clinic.invite(Offer(email=ann.email, valid_for=timedelta(days=1)))
    clock.advance(timedelta(days=1, minutes=1))
    with pytest.raises(InvitationSpentError):
        accept(ann, token, clock=clock)


def test_a_withdrawn_invitation_is_worth_nothing(clinic: Clinic) -> None:
    ann, owner = somebody(), browser_of(clinic.owner)
    token = clinic.invite(Offer(email=ann.email))
    path = f"/api/organizations/{clinic.organization}/invitations"
    (waiting,) = owner.get(path).json()
    assert owner.send("DELETE", f"{path}/{waiting['id']}").status_code == 204
    with pytest.raises(InvitationSpentError):
        accept(ann, token)


def test_the_database_keeps_no_invitation_secret(clinic: Clinic) -> None:
    token = clinic.invite(Offer(email=an_email()))
    with scope.organization(clinic.organization), connection.cursor() as cursor:
        cursor.execute("SELECT tenancy_invitation::text, token_hash FROM tenancy_invitation")
        row, kept = cursor.fetchone()
    assert token not in row
    assert len(bytes(kept)) == 32


def test_a_membership_ends_on_its_day(clinic: Clinic) -> None:
    ann, now = somebody(), CLOCK.now()
    accept(ann, clinic.invite(Offer(email=ann.email, ends=now + timedelta(days=3))))
    with scope.principal(ann.user):
        later = now + timedelta(days=3, seconds=1)
        assert selectors.organization_role(ann.user, clinic.organization, later) is None
    assert clinic.role_of(ann) is MEMBER


@pytest.mark.parametrize("days", [-1, 0])
def test_nothing_is_offered_that_is_over(clinic: Clinic, days: int) -> None:
    offer = Offer(email=an_email(), ends=CLOCK.now() + timedelta(days=days))
    with pytest.raises(EndInThePastError):
        clinic.invite(offer)


@pytest.mark.parametrize("span", [timedelta(0), timedelta(days=31)])
def test_invitations_are_valid_for_a_while(clinic: Clinic, span: timedelta) -> None:
    with pytest.raises(InvitationTooLongError):
        clinic.invite(Offer(email=an_email(), valid_for=span))


@pytest.mark.parametrize("email", ["", "nobody", "@example.org", "a b@example.org", "a@"])
def test_what_is_no_address_is_refused(clinic: Clinic, email: str) -> None:
    with pytest.raises(InvalidInputError):
        clinic.invite(Offer(email=email))


@pytest.mark.parametrize("role", [role for role in OrganizationRole if role is not MEMBER])
def test_only_an_owner_appoints(clinic: Clinic, role: OrganizationRole) -> None:
    administrator = Principal(
        user=clinic.owner.user,
        organization=clinic.organization,
        organization_role=OrganizationRole.ADMINISTRATOR,
    )
    with pytest.raises(AppointmentError):
        clinic.invite(Offer(email=an_email(), organization_role=role), administrator)


def test_an_organization_gives_no_project_roles(clinic: Clinic) -> None:
    project = a_project(clinic.owner, clinic.organization)
    offer = Offer(email=an_email(), project=project, project_roles=frozenset({LABELER}))
    with pytest.raises(ForbiddenError):
        clinic.invite(offer)


def test_a_project_gives_no_organization_roles(clinic: Clinic) -> None:
    project = a_project(clinic.owner, clinic.organization)
    with scope.principal(clinic.owner.user) as opened:
        found = selectors.facts(clinic.owner.user, project, CLOCK.now())
        assert found is not None
        opened.narrow_to_project(project)
        offer = Offer(
            email=an_email(),
            organization_role=OWNER,
            project=project,
            project_roles=frozenset({LABELER}),
        )
        with pytest.raises(ForbiddenError):
            services.invite(found.principal(), offer, clock=CLOCK)


def test_the_last_owner_stays(clinic: Clinic) -> None:
    owner = browser_of(clinic.owner)
    person = f"/api/organizations/{clinic.organization}/people/{clinic.owner.user}"
    assert owner.send("DELETE", person).status_code == 409
    assert owner.post(f"{person}/suspend").status_code == 409
    assert owner.send("PUT", f"{person}/role", {"role": "member"}).status_code == 409
    with (
        scope.organization(clinic.organization, by=clinic.owner.user),
        pytest.raises(LastOwnerError),
    ):
        services.end_membership(clinic.who, clinic.owner.user, clock=CLOCK)


def test_an_administrator_does_not_touch_those_above(clinic: Clinic) -> None:
    administrator, second = somebody(), somebody()
    admit(clinic.owner, clinic.organization, administrator, OrganizationRole.ADMINISTRATOR)
    admit(clinic.owner, clinic.organization, second, OWNER)
    browser = browser_of(administrator)
    people = f"/api/organizations/{clinic.organization}/people"
    assert browser.post(f"{people}/{second.user}/suspend").status_code == 403
    assert browser.send("DELETE", f"{people}/{clinic.owner.user}").status_code == 403
    promoted = browser.send("PUT", f"{people}/{administrator.user}/role", {"role": "owner"})
    assert promoted.status_code == 403


def test_an_ended_membership_ends_every_grant_and_comes_back_without_them(
    clinic: Clinic,
) -> None:
    ann = somebody()
    project = a_project(clinic.owner, clinic.organization)
    join(clinic.owner, project, ann, LABELER)
    with scope.organization(clinic.organization, by=clinic.owner.user):
        services.end_membership(clinic.who, ann.user, clock=CLOCK)
    assert clinic.role_of(ann) is None
    admit(clinic.owner, clinic.organization, ann)
    assert clinic.role_of(ann) is MEMBER
    with scope.principal(ann.user):
        assert selectors.facts(ann.user, project, CLOCK.now()) is None


def test_an_invitation_does_not_lift_a_suspension(clinic: Clinic) -> None:
    ann = somebody()
    admit(clinic.owner, clinic.organization, ann)
    with scope.organization(clinic.organization, by=clinic.owner.user):
        services.suspend_member(clinic.who, ann.user, clock=CLOCK)
    admit(clinic.owner, clinic.organization, ann)
    assert clinic.role_of(ann) is None


def test_inviting_a_member_again_does_not_lower_them(clinic: Clinic) -> None:
    ann = somebody()
    admit(clinic.owner, clinic.organization, ann, OrganizationRole.AUDITOR)
    admit(clinic.owner, clinic.organization, ann)
    assert clinic.role_of(ann) is OrganizationRole.AUDITOR


def test_a_reset_link_is_made_for_accounts_of_the_organization_only(clinic: Clinic) -> None:
    stranger = somebody()
    admit(clinic.owner, clinic.organization, stranger)
    path = f"/api/organizations/{clinic.organization}/people/{stranger.user}/reset-link"
    assert browser_of(clinic.owner).post(path).status_code == 403


def test_a_reset_link_sets_a_new_password(clinic: Clinic) -> None:
    email, owner = an_email(), browser_of(clinic.owner)
    body = {"token": clinic.invite(Offer(email=email)), "name": "Kim", "password": PASSWORD}
    Browser().post("/api/invitations/accept", body)
    people = owner.get(f"/api/organizations/{clinic.organization}/people").json()
    (kim,) = [person for person in people if person["email"] == email]
    path = f"/api/organizations/{clinic.organization}/people/{kim['user_id']}/reset-link"
    redeemed = {"token": owner.post(path).json()["token"], "password": "a very new evening"}
    assert Browser().post("/api/links/redeem", redeemed).status_code == 200
    assert Browser().sign_in(email, "a very new evening").status_code == 200


def test_the_holder_of_an_invitation_sees_what_it_is_for(clinic: Clinic) -> None:
    ann = somebody()
    token = clinic.invite(Offer(email=ann.email))
    preview = Browser().post("/api/invitations/preview", {"token": token}).json()
    assert preview == {"organization": "Clinic", "email": ann.email, "has_account": True}


def test_an_unknown_invitation_is_not_there() -> None:
    body = {"token": "x" * 43}
    assert Browser().post("/api/invitations/preview", body).status_code == 404


def test_the_log_tells_who_vouched_and_holds_no_names(clinic: Clinic) -> None:
    ann = somebody()
    project = a_project(clinic.owner, clinic.organization)
    join(clinic.owner, project, ann, LABELER)
    events = log_of(clinic.organization)
    kinds = [kind for kind, _ in events]
    assert kinds[:4] == [
        "organization.created",
        "member.admitted",
        "project.created",
        "grant.given",
    ]
    assert kinds[-4:] == [
        "invitation.made",
        "invitation.accepted",
        "member.admitted",
        "grant.given",
    ]
    written = "".join(body for _, body in events)
    assert str(clinic.owner.user) in events[-3][1]
    assert ann.email not in written
    assert ann.name not in written


def test_everything_about_people_is_refused_without_a_session(clinic: Clinic) -> None:
    browser = Browser()
    for path in ("", "/people", "/invitations", "/projects"):
        answer = browser.get(f"/api/organizations/{clinic.organization}{path}")
        assert answer.status_code == 401


def test_a_session_of_somebody_else_accepts_nothing_by_a_forged_address(clinic: Clinic) -> None:
    ann, ben = somebody(), somebody()
    token = clinic.invite(Offer(email=ann.email))
    with scope.sign_in():
        key = identity.open_session(ben.user, agent="other", clock=CLOCK).key  # type: ignore[arg-type]
    assert Browser(key).post("/api/invitations/accept", {"token": token}).status_code == 404
    assert clinic.role_of(ben) is None


def log_of(organization: OrganizationId) -> list[tuple[str, str]]:
    with scope.organization(organization), connection.cursor() as cursor:
        cursor.execute("SELECT kind, body FROM audit_event ORDER BY id")
        return [(kind, bytes(body).decode()) for kind, body in cursor.fetchall()]


def test_a_project_admin_invites_and_withdraws(clinic: Clinic) -> None:
    project: ProjectId = a_project(clinic.owner, clinic.organization)
    admin, path = browser_of(clinic.owner), f"/api/projects/{project}/invitations"
    made = admin.post(path, {"email": an_email(), "roles": ["labeler", "reviewer"]})
    assert made.status_code == 201
    (waiting,) = admin.get(path).json()
    assert waiting["project_roles"] == ["labeler", "reviewer"]
    assert admin.send("DELETE", f"{path}/{waiting['id']}").status_code == 204
    assert admin.get(path).json() == []
