"""Date shift: same days for one subject, same form for each date."""

# SPDX-License-Identifier: Apache-2.0
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealmark.redaction.transforms.date_shift import shift, shift_days


@pytest.mark.parametrize(
    ("value", "days", "shifted"),
    [
        ("2021-03-04", 1, "2021-03-05"),
        ("2021-03-31T10:15:00Z", 1, "2021-04-01T10:15:00Z"),
        ("3/4/2021", 30, "4/3/2021"),
        ("03/04/21", -4, "02/28/21"),
        ("31/12/1999", 1, "01/01/2000"),
        ("March 3rd, 2021", 20, "March 23rd, 2021"),
        ("Mar 3", 1, "Mar 4"),
        ("4 May 1999", 1, "5 May 1999"),
        ("4TH OF MAY 1999", 9, "13th OF MAY 1999"),
        ("20210304", 1, "20210305"),
        ("12-Mar-2021", 20, "01-Apr-2021"),
    ],
)
def test_the_form_of_a_date_stays(value: str, days: int, shifted: str) -> None:
    assert shift(value, days) == shifted


@pytest.mark.parametrize("value", ["2021", "March", "Tuesday", "99/99/2021", "soon", ""])
def test_what_tells_no_day_is_not_shifted(value: str) -> None:
    assert shift(value, 5) is None


@given(st.dates(date(1900, 1, 1), date(2099, 1, 1)), st.binary(min_size=8, max_size=8))
def test_any_day_moves_by_exactly_the_shift(day: date, tag: bytes) -> None:
    days = shift_days(tag)
    assert shift(day.isoformat(), days) == (day + timedelta(days=days)).isoformat()


@given(st.binary(min_size=8, max_size=32))
def test_a_shift_is_never_zero_and_at_most_a_year(tag: bytes) -> None:
    assert 1 <= abs(shift_days(tag)) <= 365
