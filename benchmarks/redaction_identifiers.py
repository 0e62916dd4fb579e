"""Made-up identifiers of HIPAA's eighteen kinds, written as people write them, in their sentences.

- Independent of the detectors: forms and sentences (`data/identifiers.toml`) come from notes,
  letters and chats, not from rules.
- Seeded: the same seed gives the same identifiers. Names come from Faker (MIT); every number is
  made up.
"""

# SPDX-License-Identifier: Apache-2.0
import random
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from faker import Faker

NAMES_DATES: Final = ("name", "place", "date", "age")
_FILE: Final = Path(__file__).with_name("data") / "identifiers.toml"
_SHEET: Final = tomllib.loads(_FILE.read_text(encoding="utf-8"))
KINDS: Final = tuple(_SHEET)
PATTERNED: Final = tuple(kind for kind in KINDS if kind not in NAMES_DATES)
_MONTHS: Final = (
    "January February March April May June July August September October November December"
)
_LETTERS: Final = "ABCDEFGHJKLMNPRSTUVWXYZ"
_SIGNS: Final = {
    "#": "0123456789",
    "@": _LETTERS,
    "?": _LETTERS + "0123456789",
    "%": "0123456789abcdef",
}
_LOCALES: Final = ("en_US", "en_US", "en_US", "en_GB", "es_MX", "en_IN", "pl_PL", "de_DE", "vi_VN")
_STREETS: Final = ("Maple", "Oakwood", "MLK", "Old Mill", "N. Harrison", "5th", "Juniper Hill")
_WAYS: Final = ("Street", "St", "Ave", "Avenue", "Road", "Ln", "Drive", "Blvd", "Court")
_HOSTS: Final = ("{}.com", "{}.org", "{}health.net", "my{}.io", "{}-clinic.com")
_MAILS: Final = ("gmail.com", "yahoo.com", "mail.org")


class Maker:
    """Draws identifiers from one seed."""

    def __init__(self, seed: int) -> None:
        """Seed the generator and Faker."""
        self.rng = random.Random(seed)
        self._fakers = [Faker(locale) for locale in _LOCALES]
        for faker in self._fakers:
            faker.seed_instance(seed)
        self.us = self._fakers[0]

    def of(self, kind: str) -> tuple[str, str]:
        """Return a sentence of `kind` with `{}` where the identifier stands, and the identifier."""
        sheet = _SHEET[kind]
        made = [*_MADE.get(kind, ()), *sheet.get("patterns", ())]
        form = self.rng.choice(made)
        value = self.fill(form) if isinstance(form, str) else form(self)
        return self.rng.choice(sheet["sentences"]), value

    def fill(self, pattern: str) -> str:
        """Fill a pattern: # a digit, @ a capital letter, ? either, % a hexadecimal digit."""
        return "".join(self.rng.choice(_SIGNS.get(sign, sign)) for sign in pattern)

    def first(self) -> str:
        """Draw a given name."""
        return str(self.rng.choice(self._fakers).first_name())

    def last(self) -> str:
        """Draw a family name."""
        return str(self.rng.choice(self._fakers).last_name())

    def word(self) -> str:
        """Draw a family name as it stands in addresses of the web."""
        return self.last().lower().replace(" ", "")

    def pick(self, *choices: str) -> str:
        """Draw one of the choices."""
        return self.rng.choice(choices)


def _date(maker: Maker) -> str:
    day, month, year = maker.rng.randint(1, 28), maker.rng.randint(1, 12), 1930
    year += maker.rng.randint(0, 95)
    name = _MONTHS.split()[month - 1]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day % 10 if day not in {11, 12, 13} else 0, "th")
    return maker.pick(
        f"{month:02d}/{day:02d}/{year}",
        f"{month}/{day}/{year % 100:02d}",
        f"{month}-{day}-{year}",
        f"{name} {day}, {year}",
        f"{name} {day}{ending}",
        f"{day} {name} {year}",
        f"{name} {year}",
        f"the {day}{ending} of {name}",
        f"{year}-{month:02d}-{day:02d}",
        f"{name[:3]} {day}, {year}",
        f"{day}-{name[:3]}-{year}",
        f"{name} {day}",
        f"{month}/{day}",
        f"{day}.{month:02d}.{year}",
        f"{name[:3]}. {day}",
        f"{name.lower()} {day}{ending} {year}",
        f"{month:02d}/{year}",
        f"{day:02d}{name[:3].upper()}{year}",
    )


def _full_name(maker: Maker) -> str:
    first, last = maker.first(), maker.last()
    return maker.pick(
        f"{first} {last}",
        f"{first} {last}",
        f"{first} {last}",
        f"{last}, {first}",
        f"{first} {maker.pick(*_LETTERS)}. {last}",
        f"{first[0]}. {last}",
        f"{first.upper()} {last.upper()}",
        f"{last.upper()}, {first.upper()}",
    )


def _street(maker: Maker) -> str:
    number = maker.fill(maker.pick("3#", "1###", "2####"))
    name = maker.pick(*_STREETS, maker.last(), maker.last())
    unit = maker.pick("", "", " Apt 4B", ", Unit 12", " #210")
    return f"{number} {name} {maker.pick(*_WAYS)}{unit}"


def _place(maker: Maker) -> str:
    city, code = str(maker.us.city()), str(maker.us.state_abbr(include_territories=False))
    return maker.pick(
        f"{_street(maker)}, {city}, {code} {maker.fill('#####')}",
        city,
        f"{city}, {maker.us.state()}",
        f"{city}, {code}",
        f"{city} {maker.fill('#####')}",
        f"{maker.last()} County",
    )


def _email(maker: Maker) -> str:
    name = f"{maker.first()}.{maker.last()}".lower().replace(" ", "")
    short = f"{maker.fill('@@').lower()}{maker.fill('###')}"
    return maker.pick(
        f"{name}@{maker.pick(*_MAILS)}",
        f"{short}@hospital.example.org",
        f"{maker.us.user_name()}+refill@outlook.com",
    )


def _url(maker: Maker) -> str:
    host = maker.pick(*_HOSTS).format(maker.word())
    return maker.pick(
        f"https://www.{host}{maker.fill('/p/%%%%')}",
        f"www.{host}",
        f"http://{maker.pick(*_HOSTS).format('care')}/{maker.us.user_name()}",
        f"facebook.com/{maker.us.user_name()}",
    )


def _ip(maker: Maker) -> str:
    return maker.pick(str(maker.us.ipv4()), str(maker.us.ipv6()), str(maker.us.ipv4_private()))


_MADE: Final[dict[str, tuple[Callable[[Maker], str], ...]]] = {
    "name": (_full_name, _full_name, Maker.last, Maker.first),
    "place": (_street, _place, _place, _place),
    "date": (_date,),
    "age": (lambda maker: str(maker.rng.randint(90, 104)),),
    "email": (_email,),
    "url": (_url,),
    "ip": (_ip,),
    "photo": (lambda maker: f"{maker.word()}_face_{maker.fill('##')}.png",),
}
