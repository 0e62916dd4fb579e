"""Authenticator apps and recovery codes: once each, and unreadable where they are kept."""

# SPDX-License-Identifier: Apache-2.0
import base64
import hashlib
import hmac
import struct
import time

import pytest
from django.db import connection
from integration.identity.people import (
    AUTH,
    PASSWORD,
    Account,
    Browser,
    an_account,
    an_organization,
)

from sealmark.identity.adapters import MfaAdapter
from sealmark.infra import scope
from sealmark.vault.errors import SealBrokenError

STEP_S = 30


def code_of(secret: str) -> str:
    """Return RFC 6238's code for now; wait if the step is about to end."""
    if time.time() % STEP_S > STEP_S - 5:
        time.sleep(6)
    counter = struct.pack(">Q", int(time.time()) // STEP_S)
    digest = hmac.digest(base64.b32decode(secret), counter, hashlib.sha1)
    place = digest[-1] & 0x0F
    number = int.from_bytes(digest[place : place + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**6:06}"


def next_step() -> None:
    time.sleep(STEP_S - time.time() % STEP_S + 0.1)


def protected() -> tuple[Account, str, Browser]:
    """Return somebody with an authenticator app, its secret, and the browser that set it up."""
    ann = an_account()
    secret, browser = protect(ann)
    return ann, secret, browser


def protect(account: Account) -> tuple[str, Browser]:
    browser = Browser()
    browser.sign_in(account.email)
    browser.post(f"{AUTH}auth/reauthenticate", {"password": PASSWORD})
    secret = browser.get(f"{AUTH}account/authenticators/totp").json()["meta"]["secret"]
    answer = browser.post(f"{AUTH}account/authenticators/totp", {"code": code_of(secret)})
    assert answer.status_code == 200, answer.content
    return secret, browser


def second_step(browser: Browser, code: str) -> int:
    return browser.post(f"{AUTH}auth/2fa/authenticate", {"code": code}).status_code


def test_the_password_alone_does_not_sign_in() -> None:
    ann, _, _ = protected()
    browser = Browser()
    assert browser.sign_in(ann.email).status_code == 401
    assert browser.get("/api/session").status_code == 401


def test_a_code_signs_in_once_and_its_replay_is_refused() -> None:
    ann, secret, _ = protected()
    first, second = Browser(), Browser()
    first.sign_in(ann.email)
    second.sign_in(ann.email)
    code = code_of(secret)
    assert second_step(first, code) == 200
    assert first.get("/api/session").status_code == 200
    assert second_step(second, code) == 400
    assert second.get("/api/session").status_code == 401


def test_a_code_of_the_step_before_is_refused() -> None:
    ann, secret, _ = protected()
    browser, code = Browser(), code_of(secret)
    next_step()
    browser.sign_in(ann.email)
    assert second_step(browser, code) == 400


def test_guessing_codes_is_throttled() -> None:
    ann, _, _ = protected()
    browser = Browser()
    browser.sign_in(ann.email)
    seen = [second_step(browser, f"{guess:06}") for guess in range(6)]
    assert seen[-1] == 429
    assert 200 not in seen


def test_a_recovery_code_signs_in_once() -> None:
    ann, _, browser = protected()
    codes = browser.get(f"{AUTH}account/authenticators/recovery-codes").json()["data"]
    code = codes["unused_codes"][0]
    first, second = Browser(), Browser()
    first.sign_in(ann.email)
    assert second_step(first, code) == 200
    second.sign_in(ann.email)
    assert second_step(second, code) == 400


def test_secrets_are_sealed_where_they_are_kept() -> None:
    ann, secret, _ = protected()
    with scope.principal(ann.user), connection.cursor() as cursor:
        cursor.execute("SELECT type, data::text FROM mfa_authenticator")
        rows = dict(cursor.fetchall())
    assert set(rows) == {"totp", "recovery_codes"}
    assert secret not in rows["totp"]
    with pytest.raises(SealBrokenError):
        MfaAdapter().decrypt(base64.b64encode(bytes(60)).decode())


def test_setting_up_an_app_needs_the_password_again() -> None:
    ann, browser = an_account(), Browser()
    browser.sign_in(ann.email)
    secret = browser.get(f"{AUTH}account/authenticators/totp").json()["meta"]["secret"]
    code = {"code": code_of(secret)}
    assert browser.post(f"{AUTH}account/authenticators/totp", code).status_code == 401
    browser.post(f"{AUTH}auth/reauthenticate", {"password": PASSWORD})
    assert browser.post(f"{AUTH}account/authenticators/totp", code).status_code == 200


def test_second_factors_are_told_to_the_organizations_of_the_person() -> None:
    ann = an_account()
    organization = an_organization(ann)
    protect(ann)
    with scope.organization(organization), connection.cursor() as cursor:
        cursor.execute("SELECT kind FROM audit_event ORDER BY id DESC LIMIT 2")
        kinds = {kind for (kind,) in cursor.fetchall()}
    assert kinds == {"session.reauthenticated", "account.second-factor-added"}
