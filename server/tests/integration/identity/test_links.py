"""One-time links: once, in time, for whom they were made."""

# SPDX-License-Identifier: Apache-2.0
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from integration.identity.people import (
    CLOCK,
    PASSWORD,
    Account,
    Browser,
    a_session,
    an_account,
    an_organization,
    browser_of,
)

from sealmark.identity import services as identity
from sealmark.identity.domain import AgentFamily, LinkPurpose
from sealmark.identity.errors import AccountExistsError, LinkSpentError, WeakPasswordError
from sealmark.infra import scope
from sealmark.kernel.clock import SteppingClock
from sealmark.kernel.errors import InvalidInputError
from sealmark.kernel.ids import OrganizationId

NEW = "an entirely other evening"
SOON = timedelta(hours=1)


def a_link(
    account: Account,
    purpose: LinkPurpose = LinkPurpose.SIGN_IN,
    *,
    clock: SteppingClock = CLOCK,  # type: ignore[assignment]
) -> str:
    with scope.sign_in():
        return identity.issue_signin_link(account.user, purpose, SOON, clock=clock)


def redeem(token: str, password: str | None = None, *, clock: SteppingClock = CLOCK) -> object:  # type: ignore[assignment]
    with scope.sign_in():
        return identity.redeem_link(token, clock=clock, password=password, agent=AgentFamily.OTHER)


def test_a_link_signs_in() -> None:
    ann, browser = an_account(password=None), Browser()
    answer = browser.post("/api/links/redeem", {"token": a_link(ann)})
    assert answer.json() == {"signed_in": True}
    assert browser.get("/api/session").json()["user"]["id"] == str(ann.user)


def test_a_link_works_once() -> None:
    token = a_link(an_account(password=None))
    assert Browser().post("/api/links/redeem", {"token": token}).status_code == 200
    assert Browser().post("/api/links/redeem", {"token": token}).status_code == 404


def test_a_link_runs_out() -> None:
    clock = SteppingClock(datetime(2026, 1, 5, tzinfo=UTC))
    token = a_link(an_account(password=None), clock=clock)
    clock.advance(SOON)
    with pytest.raises(LinkSpentError):
        redeem(token, clock=clock)


def test_looking_at_a_link_does_not_spend_it() -> None:
    ann, browser = an_account(password=None), Browser()
    token = a_link(ann, LinkPurpose.SET_PASSWORD)
    assert browser.post("/api/links/preview", {"token": token}).json()["purpose"] == "set_password"
    assert browser.post("/api/links/preview", {"token": token}).status_code == 200


def test_a_link_sets_a_password_and_ends_every_session() -> None:
    ann = an_account()
    before = browser_of(ann)
    token = a_link(ann, LinkPurpose.SET_PASSWORD)
    answer = Browser().post("/api/links/redeem", {"token": token, "password": NEW})
    assert answer.json() == {"signed_in": False}
    assert before.get("/api/session").status_code == 401
    assert Browser().sign_in(ann.email, PASSWORD).status_code == 400
    assert Browser().sign_in(ann.email, NEW).status_code == 200


@pytest.mark.parametrize("password", [None, "short"])
def test_a_weak_password_does_not_spend_the_link(password: str | None) -> None:
    token = a_link(an_account(password=None), LinkPurpose.SET_PASSWORD)
    with pytest.raises(WeakPasswordError):
        redeem(token, password)
    redeem(token, NEW)


def test_the_database_keeps_no_link() -> None:
    token = a_link(an_account(password=None))
    with scope.sign_in(), connection.cursor() as cursor:
        cursor.execute("SELECT token_hash FROM identity_signin_link ORDER BY id DESC LIMIT 1")
        kept = bytes(cursor.fetchone()[0])
    assert kept.hex() != token
    with pytest.raises(LinkSpentError):
        redeem(kept.hex())


def test_a_link_of_an_organization_opens_no_account_that_it_does_not_manage() -> None:
    owner, stranger = an_account(password=None), an_account(password=None)
    organization = an_organization(owner)
    with scope.organization(organization, by=owner.user):
        token = identity.issue_signin_link(
            stranger.user, LinkPurpose.SIGN_IN, SOON, clock=CLOCK, organization=organization
        )
    with pytest.raises(LinkSpentError):
        redeem(token)


def test_a_link_of_an_organization_opens_an_account_that_it_manages() -> None:
    owner = an_account(password=None)
    organization = an_organization(owner)
    with scope.sign_in():
        user = identity.create_account(
            email="managed-by-the-clinic@example.org",
            name="Kim",
            clock=CLOCK,
            managed_by=OrganizationId(organization),
        )
    with scope.organization(organization, by=owner.user):
        token = identity.issue_signin_link(
            user, LinkPurpose.SIGN_IN, SOON, clock=CLOCK, organization=organization
        )
    opened = redeem(token)
    assert isinstance(opened, identity.OpenedSession)
    assert opened.user == user


def test_a_link_to_a_suspended_account_is_spent() -> None:
    ann = an_account(password=None)
    token = a_link(ann)
    with scope.sign_in():
        identity.suspend_account(ann.user, CLOCK)
    with pytest.raises(LinkSpentError):
        redeem(token)


@pytest.mark.parametrize("span", [timedelta(0), timedelta(days=7, seconds=1)])
def test_links_for_ever_are_not_made(span: timedelta) -> None:
    ann = an_account(password=None)
    with scope.sign_in(), pytest.raises(InvalidInputError):
        identity.issue_signin_link(ann.user, LinkPurpose.SIGN_IN, span, clock=CLOCK)


def test_an_address_has_one_account() -> None:
    ann = an_account(password=None)
    with scope.sign_in(), pytest.raises(AccountExistsError):
        identity.create_account(email=ann.email.upper(), name="Ann", clock=CLOCK)


def test_a_link_does_not_disturb_who_is_signed_in_elsewhere() -> None:
    ann = an_account(password=None)
    key = a_session(ann)
    Browser().post("/api/links/redeem", {"token": a_link(ann)})
    assert Browser(key).get("/api/session").status_code == 200
