"""What a session is worth, and until when; what a person prefers.

- A session ends after 60 minutes without a request, and 12 hours after sign-in, whatever happens.
- An account counts only while it is active, not suspended and not past its end.
- Rules take the time as a value; times are timezone-aware.
- Preferences are words and keys: nothing that a person could write prose into. What they mean, the
  page knows, and falls back where it does not.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from sealmark.kernel.errors import InvalidInputError
from sealmark.kernel.ids import SessionId, UserId

IDLE = timedelta(minutes=60)
ABSOLUTE = timedelta(hours=12)
TOUCH_EVERY = timedelta(minutes=1)
LONGEST_LINK = timedelta(days=7)
MOST_KEYS = 200
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")
_WORD = re.compile(r"[a-z][A-Za-z_.-]{0,39}")
_KEY = re.compile(r"(?:Ctrl\+)?(?:Alt\+)?(?:Shift\+)?(?:\S|[A-Z][A-Za-z0-9]{1,11})|")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """How a person likes their screen: language, preset of keys, changed keys; empty means none.

    `snap` is what selections in a text keep to: words or characters.
    """

    language: str = ""
    preset: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)
    snap: str = ""


def refuse_odd_preferences(wanted: Preferences) -> None:
    """Refuse what is not a language, a preset, a key or a way to snap."""
    if wanted.snap not in {"", "word", "character"}:
        raise InvalidInputError("A selection keeps to word or character.", field="snap")
    if not _LANGUAGE.fullmatch(wanted.language):
        raise InvalidInputError("A language is two letters, such as en.", field="language")
    if wanted.preset and not _WORD.fullmatch(wanted.preset):
        raise InvalidInputError("A preset is a word of at most 40 letters.", field="preset")
    if len(wanted.keys) > MOST_KEYS:
        raise InvalidInputError(f"At most {MOST_KEYS} keys are changed.", field="keys")
    for name, key in wanted.keys.items():
        if not _WORD.fullmatch(name):
            raise InvalidInputError("An action is a word of at most 40 letters.", field="keys")
        if not _KEY.fullmatch(key):
            raise InvalidInputError("A key is one sign or a name such as Ctrl+Enter.", field="keys")
