"""Accounts, sessions and one-time links: making, using and ending them.

- `authenticate` needs no scope; what follows it runs in the person's principal scope.
- A one-time link's secret is shown once, kept as a digest, and spent by one conditional update.
- A new password ends every session of the account.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from sealmark.identity import keys
from sealmark.identity.domain import (
    LONGEST_LINK,
    TOUCH_EVERY,
    AccountState,
    AgentFamily,
    LinkPurpose,
    Preferences,
    SessionTimes,
    SignedIn,
    is_live,
    is_usable,
    normal_email,
    refuse_odd_preferences,
)
from sealmark.identity.errors import (
    AccountExistsError,
    LinkSpentError,
    SessionGoneError,
    WeakPasswordError,
)
from sealmark.identity.events import AccountEvent, AccountEventKind
from sealmark.identity.models import Preferences as PreferencesRow
from sealmark.identity.models import Session, SigninLink, User
from sealmark.identity.sessions import PURPOSE, SessionStore
from sealmark.infra.events import publish
from sealmark.kernel.clock import Clock
from sealmark.kernel.errors import InvalidInputError
from sealmark.kernel.ids import OrganizationId, SessionId, UserId, new_uuid

LINK = "sign-in link"
_BACKEND = "sealmark.identity.backends.PasswordBackend"
_FIND = "SELECT * FROM sealmark.find_session(%s)"
_TOUCH = """
UPDATE identity_session SET last_seen_at = %s
WHERE id = (SELECT id FROM identity_session WHERE id = %s FOR UPDATE SKIP LOCKED)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedSession:
    """A session just opened. `key` is the cookie's value and is not kept anywhere."""

    user: UserId
    session: SessionId
    key: str


def authenticate(session_key: str | None, clock: Clock) -> SignedIn | None:
    """Return who holds this key, if the session is live and the account usable: one statement."""
    if not session_key:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [session_digest(session_key)])
        row = cursor.fetchone()
    return None if row is None else signed_in(row, clock)


def new_secret() -> str:
    """Draw a secret for a link: 256 random bits, 43 letters that a URL can carry."""
    return keys.new_key()


def secret_digest(secret: str, purpose: str) -> bytes:
    """Return the 32 bytes that are stored in place of a link's secret."""
    return keys.digest(secret, purpose=purpose)


def session_digest(session_key: str) -> bytes:
    """Return what the database keeps in place of a session's key."""
    return keys.digest(session_key, purpose=PURPOSE)


def signed_in(row: Sequence[Any], clock: Clock) -> SignedIn | None:
    """Judge the first eleven columns of `sealmark.find_session`: whose live session it is, or none.

    For `tenancy`, which finds the session and the person's place in a project by one statement.
    """
    session, created, seen, expires, ended, user, email, name, active, suspended, until = row[:11]
    now = clock.now()
    times = SessionTimes(created=created, last_seen=seen, expires=expires, ended=ended)
    account = AccountState(is_active=active, suspended=suspended, expires=until)
    if not (is_live(times, now) and is_usable(account, now)):
        return None
    return SignedIn(
        user=UserId(user), session=SessionId(session), email=email, name=name, last_seen=seen
    )


# allow-audited: a heartbeat says nothing new
def touch(who: SignedIn, clock: Clock) -> None:
    """Note that a session is in use, at most once a minute; inside the person's principal scope."""
    now = clock.now()
    if now - who.last_seen < TOUCH_EVERY:
        return
    with connection.cursor() as cursor:
        # SKIP LOCKED: a long request that notes the same does not hold up the others.
        cursor.execute(_TOUCH, [now, who.session])


def end_session(user: UserId, session: SessionId, clock: Clock) -> None:
    """End one of a person's own sessions, with effect on its next request."""
    mine = Session.objects.filter(id=session, user_id=user, ended_at=None)
    if not mine.update(ended_at=clock.now(), data=""):
        raise SessionGoneError
    publish(AccountEvent(kind=AccountEventKind.SESSION_ENDED, user=user, session=session))


def end_other_sessions(who: SignedIn, clock: Clock) -> int:
    """End all of a person's sessions but the one they ask from; return how many."""
    others = Session.objects.filter(user_id=who.user, ended_at=None).exclude(id=who.session)
    ids = list(others.values_list("id", flat=True))
    for session in ids:
        end_session(who.user, SessionId(session), clock)
    return len(ids)


# allow-audited: who admits the person records it, in their organization's log
def create_account(
    *,
    email: str,
    name: str,
    clock: Clock,
    password: str | None = None,
    managed_by: OrganizationId | None = None,
) -> UserId:
    """Make an account inside the sign-in scope; without a password it needs a one-time link."""
    user = User(
        id=new_uuid(),
        email=normal_email(email),
        name=name.strip(),
        managed_by=managed_by,
        created_at=clock.now(),
    )
    if password is None:
        user.set_unusable_password()
    else:
        refuse_weak(password, user)
        user.set_password(password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as cause:
        raise AccountExistsError from cause
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return UserId(user.id)


# allow-audited: who asks for the link records it, in their organization's log
def issue_signin_link(
    user: UserId,
    purpose: LinkPurpose,
    valid_for: timedelta,
    *,
    clock: Clock,
    by: UserId | None = None,
    organization: OrganizationId | None = None,
) -> str:
    """Return the secret of a new one-time link, shown once.

    Inside the sign-in scope (`organization=None`: the command line) or inside the scope of the
    organization that manages the account.
    """
    if not timedelta(0) < valid_for <= LONGEST_LINK:
        raise InvalidInputError("A one-time link is valid for at most seven days.")
    token, now = keys.new_key(), clock.now()
    SigninLink(
        id=new_uuid(),
        token_hash=keys.digest(token, purpose=LINK),
        user_id=user,
        purpose=purpose,
        organization_id=organization,
        issued_by=by,
        created_at=now,
        valid_until=now + valid_for,
    ).save(force_insert=True)
    return token


# allow-audited: its caller publishes the event in the scope of the person found
def redeem_link(
    token: str, *, clock: Clock, password: str | None = None, agent: AgentFamily
) -> OpenedSession | UserId:
    """Use a one-time link, inside the sign-in scope.

    A `sign_in` link opens a session; a `set_password` link sets `password`, ends every session and
    returns whose it is. Raises `LinkSpentError`, or `WeakPasswordError` without spending the link.
    """
    link, user = _usable_link(token, clock.now())
    if link.purpose == LinkPurpose.SET_PASSWORD:
        if password is None:
            raise WeakPasswordError(field="password")
        refuse_weak(password, user)
    _spend(link, clock.now())
    if link.purpose == LinkPurpose.SIGN_IN:
        return open_session(UserId(user.id), agent=agent, clock=clock)
    user.set_password(password)
    user.save(update_fields=["password"])
    Session.objects.filter(user_id=user.id, ended_at=None).update(ended_at=clock.now(), data="")
    return UserId(user.id)


def purpose_of(token: str, clock: Clock) -> LinkPurpose:
    """Tell what a link would do, without using it; inside the sign-in scope."""
    return LinkPurpose(_usable_link(token, clock.now())[0].purpose)


def open_session(user: UserId, *, agent: AgentFamily, clock: Clock) -> OpenedSession:
    """Open a session for a person who proved who they are; inside the sign-in scope."""
    account = User.objects.get(id=user)
    store = SessionStore(clock=clock, agent=agent)
    store[SESSION_KEY] = str(account.id)
    store[BACKEND_SESSION_KEY] = _BACKEND
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.create()
    if store.row is None or store.session_key is None:
        raise SessionGoneError
    return OpenedSession(user=user, session=SessionId(store.row.id), key=store.session_key)


# allow-audited: the command line's; no organization's log is open there
def suspend_account(user: UserId, clock: Clock) -> None:
    """Shut an account at once, everywhere; inside the sign-in scope (the command line)."""
    now = clock.now()
    User.objects.filter(id=user, suspended_at=None).update(suspended_at=now)
    Session.objects.filter(user_id=user, ended_at=None).update(ended_at=now, data="")


def refuse_weak(password: str, user: User) -> None:
    """Raise `WeakPasswordError` for a short, common or personal password."""
    try:
        validate_password(password, user)
    except ValidationError as cause:
        raise WeakPasswordError(" ".join(cause.messages), field="password") from cause


def _usable_link(token: str, now: datetime) -> tuple[SigninLink, User]:
    link = (
        SigninLink.objects.select_related("user")
        .filter(token_hash=keys.digest(token, purpose=LINK), used_at=None, valid_until__gt=now)
        .first()
    )
    if link is None or not is_usable(link.user.state, now) or not _may_reset(link, link.user):
        raise LinkSpentError
    return link, link.user


def _may_reset(link: SigninLink, user: User) -> bool:
    issuer: UUID | None = link.organization_id
    return issuer is None or issuer == user.managed_by


def _spend(link: SigninLink, now: datetime) -> None:
    # Conditional: of two people with the same link, one is too late.
    if not SigninLink.objects.filter(id=link.id, user_id=link.user_id, used_at=None).update(
        used_at=now
    ):
        raise LinkSpentError


# allow-audited: how somebody likes their screen is nobody's business
def keep_preferences(user: UserId, wanted: Preferences) -> Preferences:
    """Keep what a person prefers; inside their principal scope."""
    refuse_odd_preferences(wanted)
    kept = {
        "language": wanted.language,
        "preset": wanted.preset,
        "keys": dict(wanted.keys),
        "snap": wanted.snap,
    }
    if not PreferencesRow.objects.filter(user_id=user).update(**kept):
        PreferencesRow.objects.bulk_create(
            [PreferencesRow(user_id=user, **kept)], ignore_conflicts=True
        )
    return wanted
