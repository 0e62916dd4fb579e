"""Signing in with a password: sessions, throttling, and what an answer gives away."""

# SPDX-License-Identifier: Apache-2.0
import re
from datetime import timedelta

import pytest
from django.db import connection
from integration.identity.people import (
    AUTH,
    CLOCK,
    PASSWORD,
    Browser,
    a_session,
    an_account,
    an_email,
    an_organization,
    browser_of,
)

from sealmark.identity import services as identity
from sealmark.infra import scope
from sealmark.kernel.ids import UserId

CLOSED = [
    ("POST", "auth/signup"),
    ("POST", "auth/password/request"),
    ("POST", "auth/password/reset"),
    ("POST", "auth/email/verify"),
    ("POST", "auth/code/confirm"),
    ("GET", "account/email"),
    ("POST", "account/email"),
    ("POST", "account/phone"),
    ("PUT", "auth/login"),
]


def sessions_of(user: UserId) -> list[tuple[bytes, str]]:
    with scope.sign_in(), connection.cursor() as cursor:
        cursor.execute("SELECT key_hash, data FROM identity_session WHERE user_id = %s", [user])
        return [(bytes(key_hash), data) for key_hash, data in cursor.fetchall()]


def kinds_of(organization: object) -> list[str]:
    with scope.organization(organization), connection.cursor() as cursor:  # type: ignore[arg-type]
        cursor.execute("SELECT kind FROM audit_event ORDER BY id")
        return [kind for (kind,) in cursor.fetchall()]


def test_the_right_password_signs_in() -> None:
    ann, browser = an_account(), Browser()
    assert browser.sign_in(ann.email).status_code == 200
    assert browser.get("/api/session").json()["user"]["email"] == ann.email


def test_an_address_is_known_however_it_is_capitalised() -> None:
    assert Browser().sign_in(an_account().email.upper()).status_code == 200


def test_passwords_are_kept_under_argon2id() -> None:
    ann = an_account()
    with scope.sign_in(), connection.cursor() as cursor:
        cursor.execute("SELECT password FROM identity_user WHERE id = %s", [ann.user])
        assert cursor.fetchone()[0].startswith("argon2$argon2id$")


def test_the_cookie_is_for_this_site_only_and_hidden_from_scripts() -> None:
    browser = Browser()
    cookie = browser.sign_in(an_account().email).cookies["sealmark"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Strict", "")


def test_what_the_database_keeps_of_a_session_is_no_cookie() -> None:
    ann, browser = an_account(), Browser()
    browser.sign_in(ann.email)
    ((key_hash, data),) = sessions_of(ann.user)
    for guess in (key_hash.hex(), data, data[:43]):
        assert Browser(guess).get("/api/session").status_code == 401
    assert browser.key not in data


def test_a_session_gets_a_new_key_when_somebody_signs_in() -> None:
    ann, browser = an_account(), Browser()
    browser.sign_in(ann.email)
    first = browser.key
    browser.send("DELETE", f"{AUTH}auth/session")
    browser.sign_in(ann.email)
    assert browser.key not in {"", first}


def test_a_planted_key_is_never_adopted() -> None:
    ann, planted = an_account(), "planted-by-somebody-else-0123456789abcdefghij"
    browser = Browser(planted)
    assert browser.sign_in(ann.email).status_code == 200
    assert browser.key != planted
    assert Browser(planted).get("/api/session").status_code == 401


def test_signing_out_ends_the_session_at_once() -> None:
    ann = an_account()
    browser = browser_of(ann)
    key = browser.key
    browser.send("DELETE", f"{AUTH}auth/session")
    assert Browser(key).get("/api/session").status_code == 401


def test_sign_in_needs_the_anti_forgery_token() -> None:
    body = {"email": an_account().email, "password": PASSWORD}
    refused = Browser().client.post(f"{AUTH}auth/login", body, content_type="application/json")
    assert refused.status_code == 403


@pytest.mark.parametrize(("method", "path"), CLOSED)
def test_what_is_not_opened_does_not_exist(method: str, path: str) -> None:
    assert Browser().send(method, AUTH + path, {}).status_code == 404


def test_wrong_password_unknown_address_and_suspended_account_answer_alike() -> None:
    ann, suspended = an_account(), an_account()
    with scope.sign_in():
        identity.suspend_account(suspended.user, CLOCK)
    answers = {
        Browser().sign_in(ann.email, "wrong but long enough").content,
        Browser().sign_in(an_email(), PASSWORD).content,
        Browser().sign_in(suspended.email, PASSWORD).content,
    }
    assert len(answers) == 1


def test_an_address_is_throttled_whoever_asks_and_by_whatever_host_name() -> None:
    ann = an_account()
    for attempt in range(5):
        host = "localhost" if attempt % 2 else "127.0.0.1"
        assert Browser().sign_in(ann.email, "wrong but long", Host=host).status_code == 400
    refused = Browser().sign_in(ann.email)
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) == 300
    assert "Wait five minutes" in refused.json()["errors"][0]["message"]


def test_an_unknown_address_is_throttled_like_a_known_one() -> None:
    email = an_email()
    seen = [Browser().sign_in(email, "wrong but long").status_code for _ in range(6)]
    assert seen == [400] * 5 + [429]


def test_others_sign_in_while_one_address_is_throttled() -> None:
    ann, ben = an_account(), an_account()
    for _ in range(6):
        Browser().sign_in(ann.email, "wrong but long")
    assert Browser().sign_in(ben.email).status_code == 200


def test_a_network_address_is_throttled_across_accounts() -> None:
    address = "192.168.77.5"
    browsers = (Browser(address=address) for _ in range(21))
    seen = [browser.sign_in(an_email(), "wrong but long").status_code for browser in browsers]
    assert seen == [400] * 20 + [429]


def test_right_passwords_do_not_use_up_the_allowance() -> None:
    ann = an_account()
    assert [Browser().sign_in(ann.email).status_code for _ in range(7)] == [200] * 7


def test_counters_hold_neither_addresses_nor_e_mails() -> None:
    ann = an_account()
    Browser(address="192.168.99.7").sign_in(ann.email, "wrong but long")
    with connection.cursor() as cursor:
        cursor.execute("SELECT key, value FROM infra_cache")
        rows = cursor.fetchall()
    assert rows
    assert all(re.fullmatch(r"[0-9a-f]{64}", key) for key, _ in rows)
    assert not any("example.org" in value or "192.168" in value for _, value in rows)


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one() -> None:
    ann = an_account()
    elsewhere, browser = browser_of(ann), Browser()
    browser.sign_in(ann.email)
    change = {"current_password": PASSWORD, "new_password": "another quiet evening"}
    assert browser.post(f"{AUTH}account/password/change", change).status_code == 200
    assert browser.get("/api/session").status_code == 200
    assert elsewhere.get("/api/session").status_code == 401


def test_a_new_password_does_not_prolong_the_session() -> None:
    ann, browser = an_account(), Browser()
    browser.sign_in(ann.email)
    deadline = browser.get("/api/sessions").json()[0]["expires_at"]
    change = {"current_password": PASSWORD, "new_password": "another quiet evening"}
    browser.post(f"{AUTH}account/password/change", change)
    assert browser.get("/api/sessions").json()[0]["expires_at"] == deadline


@pytest.mark.parametrize("weak", ["short", "qwertyqwerty", "914560233871", "robin tester"])
def test_weak_passwords_are_refused(weak: str) -> None:
    ann, browser = an_account(), Browser()
    browser.sign_in(ann.email)
    change = {"current_password": PASSWORD, "new_password": weak}
    assert browser.post(f"{AUTH}account/password/change", change).status_code == 400


def test_signing_in_and_out_is_told_to_the_organizations_of_the_person() -> None:
    ann = an_account()
    organization = an_organization(ann)
    browser = Browser()
    browser.sign_in(ann.email)
    browser.send("DELETE", f"{AUTH}auth/session")
    assert kinds_of(organization)[-2:] == ["session.opened", "session.ended"]


def test_an_account_past_its_end_is_refused() -> None:
    ann = an_account()
    key = a_session(ann)
    with scope.principal(ann.user), connection.cursor() as cursor:
        ends = CLOCK.now() - timedelta(seconds=1)
        cursor.execute("UPDATE identity_user SET expires_at = %s WHERE id = %s", [ends, ann.user])
    assert Browser(key).get("/api/session").status_code == 401
    assert Browser().sign_in(ann.email).status_code == 400
