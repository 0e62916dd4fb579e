"""How long a session lasts, who sees it, and how it is ended."""

# SPDX-License-Identifier: Apache-2.0
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError, connection
from django_fixture import ActAs
from integration.identity.people import (
    CLOCK,
    Account,
    Browser,
    a_session,
    an_account,
    an_organization,
    browser_of,
)

from sealmark.identity import selectors
from sealmark.identity import services as identity
from sealmark.identity.domain import SignedIn
from sealmark.identity.errors import SessionGoneError
from sealmark.identity.sessions import SessionStore
from sealmark.infra import scope
from sealmark.kernel.clock import SteppingClock
from sealmark.kernel.ids import SessionId, new_uuid

START = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


def signed_in(key: str, clock: SteppingClock) -> SignedIn | None:
    """Authenticate as a request does, and note that the session is in use."""
    who = identity.authenticate(key, clock)
    if who is not None:
        with scope.principal(who.user):
            identity.touch(who, clock)
    return who


def an_idle_account() -> Account:
    return an_account(password=None)


def test_a_session_ends_after_an_hour_without_a_request() -> None:
    clock = SteppingClock(START)
    key = a_session(an_idle_account(), clock=clock)
    clock.advance(timedelta(minutes=59, seconds=59))
    assert identity.authenticate(key, clock) is not None
    clock.advance(timedelta(seconds=1))
    assert identity.authenticate(key, clock) is None


def test_requests_keep_a_session_but_not_beyond_twelve_hours() -> None:
    clock = SteppingClock(START)
    key = a_session(an_idle_account(), clock=clock)
    for _ in range(23):
        clock.advance(timedelta(minutes=30))
        assert signed_in(key, clock) is not None
    clock.advance(timedelta(minutes=30))
    assert signed_in(key, clock) is None


def test_use_is_noted_at_most_once_a_minute() -> None:
    clock = SteppingClock(START)
    key = a_session(an_idle_account(), clock=clock)
    clock.advance(timedelta(seconds=59))
    signed_in(key, clock)
    who = identity.authenticate(key, clock)
    assert who is not None
    assert who.last_seen == START


def test_a_request_whose_note_must_wait_goes_on_without_it() -> None:
    clock = SteppingClock(START)
    key = a_session(an_idle_account(), clock=clock)
    clock.advance(timedelta(minutes=2))
    who = identity.authenticate(key, clock)
    assert who is not None
    with scope.principal(who.user):
        identity.touch(who, clock)
        identity.touch(who, clock)
    found = identity.authenticate(key, clock)
    assert found is not None
    assert found.last_seen == clock.now()


def test_an_ended_session_is_refused_on_its_next_request() -> None:
    ann = an_idle_account()
    mine, other = browser_of(ann), browser_of(ann)
    (other_id,) = [s["id"] for s in mine.get("/api/sessions").json() if not s["current"]]
    assert other.get("/api/session").status_code == 200
    assert mine.send("DELETE", f"/api/sessions/{other_id}").status_code == 204
    assert other.get("/api/session").status_code == 401
    assert mine.get("/api/session").status_code == 200


def test_all_other_sessions_can_be_ended_at_once() -> None:
    ann = an_idle_account()
    mine, others = browser_of(ann), [browser_of(ann), browser_of(ann)]
    assert mine.post("/api/session/end-others").json() == {"ended": 2}
    assert {other.get("/api/session").status_code for other in others} == {401}


def test_another_ones_session_cannot_be_ended() -> None:
    ann, ben = an_idle_account(), an_idle_account()
    theirs = browser_of(ben)
    victim = theirs.get("/api/sessions").json()[0]["id"]
    assert browser_of(ann).send("DELETE", f"/api/sessions/{victim}").status_code == 404
    assert theirs.get("/api/session").status_code == 200


def test_ending_a_session_needs_the_anti_forgery_token() -> None:
    ann = an_idle_account()
    mine = browser_of(ann)
    session = mine.get("/api/sessions").json()[0]["id"]
    assert mine.client.delete(f"/api/sessions/{session}").status_code == 403
    assert mine.get("/api/session").status_code == 200


def test_a_session_that_never_was_cannot_be_ended() -> None:
    ann = an_idle_account()
    with scope.principal(ann.user), pytest.raises(SessionGoneError):
        identity.end_session(ann.user, SessionId(new_uuid()), CLOCK)


def test_a_suspended_account_is_refused_on_its_next_request() -> None:
    ann = an_idle_account()
    browser = browser_of(ann)
    with scope.sign_in():
        identity.suspend_account(ann.user, CLOCK)
    assert browser.get("/api/session").status_code == 401


def test_people_see_their_own_account_and_sessions_only() -> None:
    ann, ben = an_idle_account(), an_idle_account()
    a_session(ben)
    with scope.principal(ann.user), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM identity_session WHERE user_id = %s", [ben.user])
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT id FROM identity_user")
        assert cursor.fetchall() == [(ann.user,)]
        assert selectors.own_sessions(ben.user, CLOCK.now()) == []


@pytest.mark.parametrize("table", ["identity_user", "identity_session", "account_emailaddress"])
def test_without_a_scope_the_database_refuses(table: str) -> None:
    a_session(an_idle_account())
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="no scope is open"):
        cursor.execute(f"SELECT * FROM {table}")


@pytest.mark.parametrize("opened", ["organization", "project"])
def test_other_scopes_show_no_account(opened: str) -> None:
    ann = an_idle_account()
    organization = an_organization(ann)
    scopes = {
        "organization": lambda: scope.organization(organization, by=ann.user),
        "project": lambda: scope.project(new_uuid(), by=ann.user),  # type: ignore[arg-type]
    }
    with scopes[opened](), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM identity_user")
        assert cursor.fetchall() == []


def test_the_principal_of_another_scope_is_no_key_to_an_account() -> None:
    ann = an_idle_account()
    a_session(ann)
    with scope.project(new_uuid(), by=ann.user), connection.cursor() as cursor:  # type: ignore[arg-type]
        cursor.execute("SELECT id FROM identity_session")
        assert cursor.fetchall() == []


@pytest.mark.parametrize("who", ["worker", "redactor", "sequencer"])
@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM sealmark.find_session('\\x00'::bytea)",
        "SELECT * FROM sealmark.find_session('\\x00'::bytea, gen_random_uuid(), now())",
        "SELECT * FROM identity_user",
        "SELECT * FROM identity_session",
        "SELECT * FROM infra_cache",
    ],
)
def test_only_web_knows_accounts(acting_as: ActAs, who: str, statement: str) -> None:
    with (
        acting_as(who),
        connection.cursor() as cursor,
        pytest.raises(DatabaseError, match="permission denied"),
    ):
        cursor.execute(statement)


def test_a_foreign_cookie_is_nobody() -> None:
    assert Browser("not-a-session").get("/api/session").status_code == 401


def test_a_session_ended_meanwhile_is_not_brought_back_by_saving_it() -> None:
    ann = an_idle_account()
    key = a_session(ann)
    with scope.sign_in():
        store = SessionStore(key)
        store["remembered"] = 1
        SessionStore(key).delete()
        with pytest.raises(UpdateError):
            store.save()
    assert identity.authenticate(key, CLOCK) is None
