"""What a session is worth at a moment, and what little is kept of a browser."""

# SPDX-License-Identifier: Apache-2.0
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealmark.identity.domain import (
    ABSOLUTE,
    IDLE,
    AccountState,
    AgentFamily,
    SessionTimes,
    agent_family,
    is_live,
    is_usable,
    normal_email,
)

START = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
SPANS = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=2))


def times(
    *,
    seen: timedelta = timedelta(0),
    expires: timedelta = ABSOLUTE,
    ended: datetime | None = None,
) -> SessionTimes:
    return SessionTimes(created=START, last_seen=START + seen, expires=START + expires, ended=ended)


@given(seen=SPANS, later=SPANS)
def test_a_session_is_live_exactly_within_its_hour_and_its_day(
    seen: timedelta, later: timedelta
) -> None:
    expected = later < IDLE and seen + later < ABSOLUTE
    assert is_live(times(seen=seen), START + seen + later) is expected


@given(expires=SPANS)
def test_no_row_makes_a_session_outlast_twelve_hours(expires: timedelta) -> None:
    at = START + ABSOLUTE
    assert not is_live(times(seen=ABSOLUTE, expires=ABSOLUTE + expires), at)


@given(later=SPANS)
def test_an_ended_session_is_never_live(later: timedelta) -> None:
    assert not is_live(times(ended=START), START + later)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (AccountState(is_active=True, suspended=None, expires=None), True),
        (AccountState(is_active=False, suspended=None, expires=None), False),
        (AccountState(is_active=True, suspended=START, expires=None), False),
        (AccountState(is_active=True, suspended=None, expires=START), False),
        (AccountState(is_active=True, suspended=None, expires=START + IDLE), True),
    ],
)
def test_an_account_counts_only_while_nothing_stands_against_it(
    state: AccountState, *, expected: bool
) -> None:
    assert is_usable(state, START) is expected


CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    ("header", "family"),
    [
        (CHROME, AgentFamily.CHROME),
        (f"{CHROME} Edg/140.0.0.0", AgentFamily.EDGE),
        ("Mozilla/5.0 (X11; rv:140.0) Gecko/20100101 Firefox/140.0", AgentFamily.FIREFOX),
        ("Mozilla/5.0 (Macintosh) Version/18.0 Safari/605.1.15", AgentFamily.SAFARI),
        ("python-httpx/0.28", AgentFamily.OTHER),
        ("", AgentFamily.OTHER),
    ],
)
def test_of_a_browser_only_its_family_is_kept(header: str, family: AgentFamily) -> None:
    assert agent_family(header) is family


@given(st.emails())
def test_an_address_has_one_spelling(address: str) -> None:
    assert normal_email(f" {address.upper()} ") == normal_email(address.upper())
    assert normal_email(normal_email(address)) == normal_email(address)
