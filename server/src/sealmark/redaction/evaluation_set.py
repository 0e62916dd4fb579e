"""The evaluation set: made-up texts with made-up identifiers, whose places are therefore known.

- The same seed gives the same texts, so that versions and policies are measured on the same ones.
- Nothing of any project is in them, and no value is anybody's: numbers are from ranges kept for
  examples where there are such ranges.
- Sentences and names are our own and in English: what is measured here is not what will be met
  there. Names that no dictionary lists are among them on purpose.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from calendar import month_name
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import resources
from random import Random
from typing import Final

VERSION: Final = "1"
TEXTS: Final = 240
SENTENCES: Final = 3
_KINDS: Final = {
    "FIRST": "NAME",
    "LOWER": "NAME",
    "DAYMONTH": "DATE",
    "BAREPHONE": "PHONE",
    "TOWN": "LOCATION",
    "CARD": "CREDIT_CARD",
}
"""What is planted, by the names that policies have for it, where they differ."""
_SLOT: Final = re.compile(r"\{([A-Z]+)\}")
_GIVEN: Final = tuple(
    re.findall(
        r"\w+",
        """Anna James Maria Robert Linda Michael Susan David Karen Thomas Aisha Wei Priya Kofi
        Ingrid Mateus Yuki Farid Oksana Thandiwe Zorvan Melisende Quillon Ysolde Brannock Tavish""",
    )
)
_FAMILY: Final = tuple(
    re.findall(
        r"\w+",
        """Smith Johnson Brown Garcia Miller Davis Wilson Anderson Taylor Moore Okafor Nguyen
        Kowalski Haddad Lindqvist Petrov Yamamoto Ferreira Achterberg Wexlbrunn Tinsbrok Kowalczek
        Marrowfell Ostrander Quennell Vashti""",
    )
)
_STREETS: Final = ("Oak", "Maple", "Cedar", "Pine", "Elm", "Park", "Church", "Mill", "Quarry")
_ENDINGS: Final = ("Street", "Avenue", "Road", "Lane", "Drive")
_TOWNS: Final = ("Boston", "Denver", "Portland", "Madison", "Austin", "Albany", "Trenton", "Salem")


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A made-up text and where its identifiers stand: start, end and kind, in code points."""

    text: str = field(repr=False)
    places: tuple[tuple[int, int, str], ...]


def evaluation_set(*, texts: int = TEXTS, seed: int = 1) -> list[Planted]:
    """Make the set anew; the same for the same seed."""
    # Not a secret: the set is the same everywhere, so that figures can be compared.
    random = Random(seed)  # noqa: S311
    lines = resources.files(__package__).joinpath("evaluation_texts.txt").read_text("utf-8")
    sentences = lines.splitlines()
    return [_made(random.sample(sentences, SENTENCES), random) for _ in range(texts)]


def _made(sentences: list[str], random: Random) -> Planted:
    parts: list[str] = []
    places: list[tuple[int, int, str]] = []
    length = 0
    for sentence in sentences:
        at = 0
        for slot in _SLOT.finditer(sentence):
            before, value = sentence[at : slot.start()], _MAKE[slot[1]](random)
            length += len(before)
            places.append((length, length + len(value), _KINDS.get(slot[1], slot[1])))
            length += len(value)
            parts += (before, value)
            at = slot.end()
        parts += (sentence[at:], " ")
        length += len(sentence) - at + 1
    return Planted(text="".join(parts).rstrip(), places=tuple(places))


def _date(random: Random) -> str:
    day, month, year = random.randint(1, 28), random.randint(1, 12), random.randint(1935, 2024)
    name = month_name[month]
    return random.choice(
        (
            f"{day} {name} {year}",
            f"{name} {day}, {year}",
            f"{month:02d}/{day:02d}/{year}",
            f"{year}-{month:02d}-{day:02d}",
        )
    )


def _name(random: Random) -> str:
    return f"{random.choice(_GIVEN)} {random.choice(_FAMILY)}"


def _address(random: Random) -> str:
    street = f"{random.choice(_STREETS)} {random.choice(_ENDINGS)}"
    return f"{random.randint(2, 990)} {street}, {random.choice(_TOWNS)}"


def _email(random: Random) -> str:
    ending = random.choice(("com", "org", "net"))
    return f"{_name(random).replace(' ', '.').lower()}@example.{ending}"


def _username(random: Random) -> str:
    return f"{random.choice(_FAMILY).lower()}{random.randint(10, 99)}"


def _url(random: Random) -> str:
    return f"https://example.com/{random.choice(_FAMILY).lower()}/{random.randint(100, 999)}"


def _digits(random: Random, count: int) -> str:
    return "".join(str(random.randint(0, 9)) for _ in range(count))


def _ssn(random: Random) -> str:
    first, second = random.randint(100, 665), random.randint(10, 99)
    return f"{first}-{second}-{random.randint(1000, 9999)}"


def _with_luhn(number: str) -> str:
    doubled = [int(d) * (2 if at % 2 == 0 else 1) for at, d in enumerate(reversed(number))]
    total = sum(value - 9 if value > 9 else value for value in doubled)  # noqa: PLR2004 - two digits
    return number + str(-total % 10)


def _iban(country: str, account: str) -> str:
    spelled = account + "".join(str(ord(letter) - 55) for letter in country) + "00"
    return f"{country}{98 - int(spelled) % 97:02d}{account}"


_MAKE: Final[Mapping[str, Callable[[Random], str]]] = {
    "NAME": _name,
    "FIRST": lambda random: random.choice(_GIVEN),
    "LOWER": lambda random: _name(random).lower(),
    "DAYMONTH": lambda random: f"{random.randint(1, 12)}/{random.randint(1, 28)}",
    "BAREPHONE": lambda random: f"555-01{_digits(random, 2)}",
    "TOWN": lambda random: random.choice(_TOWNS),
    "DATE": _date,
    "ADDRESS": _address,
    "EMAIL": _email,
    "USERNAME": _username,
    "URL": _url,
    "SSN": _ssn,
    "AGE": lambda random: str(random.randint(90, 104)),
    "PHONE": lambda random: f"{random.randint(201, 989)}-555-01{_digits(random, 2)}",
    "MRN": lambda random: str(random.randint(1, 9)) + _digits(random, 7),
    "CARD": lambda random: _with_luhn("4" + _digits(random, 14)),
    "IBAN": lambda random: _iban("DE", _digits(random, 18)),
    "IP": lambda random: f"192.0.2.{random.randint(1, 254)}",
}
