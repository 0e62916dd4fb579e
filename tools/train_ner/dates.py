"""Dates: the many ways in which people write a day, a month, a year or a time."""

# SPDX-License-Identifier: Apache-2.0
import random

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


class Dates:
    """A source of dates."""

    def __init__(self, rng: random.Random) -> None:
        """Draw from `rng`."""
        self._rng = rng

    def year(self) -> str:
        """Draw a year."""
        return str(self._rng.randint(1920, 2026))

    def month(self) -> str:
        """Draw a month, with or without its year."""
        month = self._rng.choice(MONTHS)
        return self._rng.choice((month, f"{month} {self.year()}", f"{month} {self.year()}"))

    def weekday(self) -> str:
        """Draw a day of the week."""
        return self._rng.choice(DAYS)

    def clock(self) -> str:
        """Draw a time of day."""
        hour, minute = self._rng.randint(0, 23), self._rng.randint(0, 59)
        half = self._rng.choice(("am", "pm", "a.m.", "p.m."))
        short = f"{hour % 12 + 1} {half}"
        return self._rng.choice(
            (f"{hour:02d}:{minute:02d}", f"{hour % 12 + 1}:{minute:02d} {half}", short)
        )

    def full(self) -> str:
        """Draw a day with its month and year in one of the spellings in use."""
        rng = self._rng
        day, month, year = rng.randint(1, 28), rng.randint(1, 12), self.year()
        name = MONTHS[month - 1]
        ending = {1: "st", 2: "nd", 3: "rd"}.get(day % 10 if day not in {11, 12, 13} else 0, "th")
        return rng.choice(
            (
                f"{day} {name} {year}",
                f"{day} {name} {year}",
                f"{name} {day}, {year}",
                f"{name} {day} {year}",
                f"{name} {day}{ending}, {year}",
                f"{day}{ending} {name} {year}",
                f"{day}{ending} of {name}",
                f"{name} {day}",
                f"{month}/{day}/{year}",
                f"{day:02d}/{month:02d}/{year}",
                f"{month}/{day}/{year[2:]}",
                f"{day}.{month}.{year}",
                f"{year}-{month:02d}-{day:02d}",
                f"{day:02d}-{name[:3]}-{year}",
                f"{name[:3]} {day}, {year}",
                f"{name[:3]}. {day}, {year}",
                f"{month}-{day}-{year}",
            )
        )
