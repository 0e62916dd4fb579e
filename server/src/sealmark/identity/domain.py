"""What a session is worth, and until when.

- A session ends after 60 minutes without a request, and 12 hours after sign-in, whatever happens.
- An account counts only while it is active, not suspended and not past its end.
- Rules take the time as a value; times are timezone-aware.
"""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sealmark.kernel.ids import SessionId, UserId

IDLE = timedelta(minutes=60)
ABSOLUTE = timedelta(hours=12)
TOUCH_EVERY = timedelta(minutes=1)
LONGEST_LINK = timedelta(days=7)


class LinkPurpose(StrEnum):
    """What a one-time link does."""

    SET_PASSWORD = "set_password"  # noqa: S105 - a purpose, not a password
    SIGN_IN = "sign_in"


class AgentFamily(StrEnum):
    """What kind of program holds a session: enough to recognise one's own, no more."""

    CHROME = "chrome"
    EDGE = "edge"
    FIREFOX = "firefox"
    SAFARI = "safari"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionTimes:
    """When a session began, was last used, runs out, and ended (`None`: it has not)."""

    created: datetime
    last_seen: datetime
    expires: datetime
    ended: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountState:
    """What decides whether an account may be used."""

    is_active: bool
    suspended: datetime | None
    expires: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A person with a live session. `name` and `email` are for their own eyes only."""

    user: UserId
    session: SessionId
    email: str
    name: str
    last_seen: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSession:
    """One of a person's live sessions, as shown to them."""

    id: SessionId
    agent: AgentFamily
    created: datetime
    last_seen: datetime
    expires: datetime


def is_live(times: SessionTimes, now: datetime) -> bool:
    """Tell whether a session still counts at `now`."""
    if times.ended is not None:
        return False
    return now < times.last_seen + IDLE and now < min(times.expires, times.created + ABSOLUTE)


def is_usable(account: AccountState, now: datetime) -> bool:
    """Tell whether an account may be used at `now`."""
    if not account.is_active or account.suspended is not None:
        return False
    return account.expires is None or now < account.expires


def normal_email(email: str) -> str:
    """Return the one spelling of an address under which an account is known."""
    return email.strip().lower()


def agent_family(user_agent: str) -> AgentFamily:
    """Reduce a User-Agent header to a family; versions and devices are not kept."""
    # Order matters: Edge names Chrome and Safari, Chrome names Safari.
    for mark, family in _MARKS:
        if mark in user_agent:
            return family
    return AgentFamily.OTHER


_MARKS = (
    ("Edg/", AgentFamily.EDGE),
    ("Firefox/", AgentFamily.FIREFOX),
    ("Chrome/", AgentFamily.CHROME),
    ("Safari/", AgentFamily.SAFARI),
)
