"""Reading accounts and sessions."""

# SPDX-License-Identifier: Apache-2.0
from datetime import datetime

from allauth.mfa.models import Authenticator

from sealmark.identity.domain import AgentFamily, OwnSession, Preferences, is_live, normal_email
from sealmark.identity.models import Preferences as PreferencesRow
from sealmark.identity.models import Session, User
from sealmark.identity.sessions import times_of
from sealmark.kernel.ids import SessionId, UserId


def own_sessions(user: UserId, now: datetime) -> list[OwnSession]:
    """Return a person's live sessions, newest first; inside their principal scope."""
    rows = Session.objects.filter(user_id=user, ended_at=None).order_by("-created_at")
    return [
        OwnSession(
            id=SessionId(row.id),
            agent=AgentFamily(row.agent),
            created=row.created_at,
            last_seen=row.last_seen_at,
            expires=row.expires_at,
        )
        for row in rows
        if is_live(times_of(row), now)
    ]


def has_second_factor(user: UserId) -> bool:
    """Tell whether a code is asked for after the password; inside the person's principal scope."""
    return Authenticator.objects.filter(user_id=user, type=Authenticator.Type.TOTP).exists()


def account_by_email(email: str) -> UserId | None:
    """Return whose address this is; inside the sign-in scope."""
    found = User.objects.filter(email=normal_email(email)).values_list("id", flat=True).first()
    return None if found is None else UserId(found)


def has_accounts() -> bool:
    """Tell whether anybody has an account; inside the sign-in scope."""
    return User.objects.exists()


def preferences_of(user: UserId) -> Preferences:
    """Return what a person prefers; inside their principal scope."""
    row = PreferencesRow.objects.filter(user_id=user).first()
    if row is None:
        return Preferences()
    return Preferences(language=row.language, preset=row.preset, keys=row.keys, snap=row.snap)
