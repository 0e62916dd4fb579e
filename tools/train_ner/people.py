"""People: names of many cultures, in the many ways in which people write them.

- Everything is drawn from the generator that is handed in: the same seed gives the same names.
- No name is taken from an evaluation set.
"""

# SPDX-License-Identifier: Apache-2.0
import random
from dataclasses import dataclass

from faker import Faker

from tools.train_ner.words import WORDS

LATIN_LOCALES: list[str] = WORDS["culture"]["name_locales"].split()
OTHER_LOCALES = ("el_GR", "ru_RU", "uk_UA", "bg_BG")
_FAKER_SHARE = 0.5
_OTHER_SCRIPT_SHARE = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One made-up person."""

    first: str
    last: str
    title: str


class People:
    """A source of people and of the ways to write their names."""

    def __init__(self, rng: random.Random, seed: int) -> None:
        """Draw from `rng`; Faker's own generators are seeded with `seed`."""
        self._rng = rng
        self._fakers: dict[str, Faker] = {}
        for locale in (*LATIN_LOCALES, *OTHER_LOCALES):
            self._fakers[locale] = Faker(locale)
            self._fakers[locale].seed_instance(seed)

    def new(self) -> Person:
        """Make up a person."""
        first, last = self._from_faker() if self._rng.random() < _FAKER_SHARE else self._own()
        return Person(first=first, last=last, title=self.title())

    def title(self) -> str:
        """Draw a form of address."""
        common = ("Mr", "Mrs", "Ms", "Mr.", "Mrs.", "Ms.")
        return self._rng.choice(common * 5 + ("Miss", "Dr", "Dr.", "Prof.", "Professor", "Sir"))

    def _from_faker(self) -> tuple[str, str]:
        other = self._rng.random() < _OTHER_SCRIPT_SHARE
        locale = self._rng.choice(OTHER_LOCALES if other else LATIN_LOCALES)
        faker = self._fakers[locale]
        return faker.first_name(), faker.last_name()

    def _own(self) -> tuple[str, str]:
        groups = WORDS["people"]
        weights = [4 if name == "western" else 1 for name in groups]
        group = self._rng.choices(list(groups.values()), weights)[0]
        first = self._rng.choice(group["given"].split())
        last = self._rng.choice(group["family"].split())
        return first, last.replace("_", " ")

    def full(self, who: Person) -> str:
        """Write a full name in one of the ways in use."""
        rng = self._rng
        middle = self.new()
        ways = (
            (60, f"{who.first} {who.last}"),
            (6, f"{who.first} {middle.first[0]}. {who.last}"),
            (3, f"{who.first} {middle.first[0]} {who.last}"),
            (4, f"{who.first} {middle.first} {who.last}"),
            (4, f"{who.first[0]}. {who.last}"),
            (2, f"{who.first[0]}.{middle.first[0]}. {who.last}"),
            (2, f"{who.first} {who.last}-{middle.last}"),
            (2, f"{who.first}-{middle.first} {who.last}"),
            (2, f"{who.first} {middle.last} {who.last}"),
            (1, f"{who.first} {who.last} {rng.choice(('Jr', 'Jr.', 'Sr.', 'II', 'III'))}"),
            (1, f"{who.first} {who.last.upper()}"),
        )
        return rng.choices([text for _, text in ways], [weight for weight, _ in ways])[0]

    def reversed(self, who: Person) -> str:
        """Write a name as registers do: family name first."""
        initial = self.new().first[0]
        forms = (f"{who.last}, {who.first}", f"{who.last.upper()}, {who.first}")
        return self._rng.choice((*forms, *forms, f"{who.last}, {who.first} {initial}."))
