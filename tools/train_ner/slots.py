"""Slots: what the letters inside braces in `templates/*.txt` stand for.

A person may be named again: `{Pa}`, `{Fa}`, `{La}`, `{Ta}` are full name, given name, family name
and form of address of person *a* (also *b*). Without the letter a new person is drawn.

| slot | holds | slot | holds |
| --- | --- | --- | --- |
| `P F L T1` | full, given, family name, form of address | `PR` | family name first |
| `LI` | initial and family name | `in` | initials, lower case |
| `Oc Og Ou Oh Ot Om Op Ok Of Ob` | firm, agency, school, hospital, team, paper, party, court, law
  firm, eatery | `G S C W K` | town, region, country, river or sea, building or road |
| `A AM` | address in one line, in several | `N NP` | nationality, nationals |
| `D DM DD Y T` | date, month, weekday, year, time | `n m money` | numbers |
| `ph em id h zip app` | phone, e-mail, numbers | `job dx drug sex q c FL` | words |

A slot with `U` at its end is written in capitals; a slot in lower case (`f l g c d p a oh`) in
lower case.
"""

# SPDX-License-Identifier: Apache-2.0
import random
from collections.abc import Callable

from tools.train_ner.dates import Dates
from tools.train_ner.orgs import Orgs
from tools.train_ner.people import People, Person
from tools.train_ner.places import Places
from tools.train_ner.words import options

Draw = Callable[[], str]
LABELS = {
    "P": "PERSON", "F": "PERSON", "L": "PERSON", "PR": "PERSON", "LI": "PERSON",
    "Oc": "ORG", "Og": "ORG", "Ou": "ORG", "Oh": "ORG", "Ot": "ORG", "Om": "ORG", "Op": "ORG",
    "Ok": "ORG", "Oj": "ORG", "Of": "ORG", "Ob": "ORG",
    "abbr": "ORG", "in1": "PERSON", "road": "FAC",
    "G": "GPE", "S": "GPE", "C": "GPE", "CF": "GPE", "W": "LOC", "K": "FAC", "A": "FAC",
    "AM": "FAC",
    "N": "NORP", "NP": "NORP",
    "D": "DATE", "DM": "DATE", "DD": "DATE", "Y": "DATE", "T": "TIME",
}  # fmt: skip
LOWER = {
    "oc": "Oc",
    "f": "F",
    "l": "L",
    "g": "G",
    "c": "C",
    "d": "D",
    "p": "P",
    "a": "A",
    "oh": "Oh",
}


class Slots:
    """Draws what a slot holds; remembers persons a and b within one text."""

    def __init__(self, rng: random.Random, seed: int) -> None:
        """Seed every source from `rng` and `seed`."""
        self._rng = rng
        self.people = People(rng, seed)
        self.places = Places(rng, self.people, seed)
        self.orgs = Orgs(rng, self.people, self.places)
        self.dates = Dates(rng)
        self._named: dict[str, Person] = {}
        self._draws = self._table()

    def forget(self) -> None:
        """Begin a new text."""
        self._named = {}

    def draw(self, slot: str) -> tuple[str, str | None]:
        """Return what the slot holds and its label, None for a plain word."""
        if slot in LOWER:
            text, label = self.draw(LOWER[slot])
            return text.lower(), label
        if slot.endswith("U") and slot != "U":
            text, label = self.draw(slot[:-1])
            return text.upper(), label
        if len(slot) == 2 and slot[1] in "ab" and slot[0] in "PFLT":
            return self._again(slot[0], slot[1])
        if slot == "LaI":
            slot = "LI"
        return self._draws[slot](), LABELS.get(slot)

    def _again(self, part: str, letter: str) -> tuple[str, str | None]:
        who = self._named.setdefault(letter, self.people.new())
        if part == "T":
            return who.title, None
        full = self.people.full(who) if part == "P" else ""
        return {"P": full, "F": who.first, "L": who.last}[part], "PERSON"

    def _table(self) -> dict[str, Draw]:
        rng, people, places, orgs, dates = (
            self._rng,
            self.people,
            self.places,
            self.orgs,
            self.dates,
        )
        kinds = {
            "Oc": "company", "Og": "agency", "Ou": "university", "Oh": "hospital", "Ot": "team",
            "Om": "media", "Op": "party", "Ok": "court", "Oj": "bench", "Of": "lawfirm",
            "Ob": "eatery",
        }  # fmt: skip
        table: dict[str, Draw] = {
            "P": lambda: people.full(people.new()),
            "F": lambda: people.new().first,
            "L": lambda: people.new().last,
            "T1": people.title,
            "PR": lambda: people.reversed(people.new()),
            "LI": self._short_name,
            "in1": lambda: rng.choice(("{}.{}.", "{}. {}.", "{}.", "{}{}")).format(
                *(rng.choice("ABCDEFGHJKLMNOPRSTVYZ") for _ in range(2))
            ),
            "road": lambda: rng.choice(("m{}", "M{}", "A{}", "n{}", "I-{}", "B{}")).format(
                rng.randint(1, 99)
            ),
            "in": (people.new().first[0] + people.new().last[0]).lower,
            "G": places.town,
            "S": places.region,
            "C": places.country,
            "CF": lambda: (
                rng.choice(("", "", "the Republic of ", "the Kingdom of ")) + places.country()
            ),
            "W": places.natural,
            "K": places.facility,
            "A": places.address,
            "AM": lambda: places.address("\n"),
            "N": places.nationality,
            "NP": places.nationals,
            "D": dates.full,
            "DM": dates.month,
            "DD": dates.weekday,
            "Y": dates.year,
            "T": dates.clock,
            "abbr": lambda: "".join(
                rng.choice("ABCDEFGIKLMNOPRSTUV") for _ in range(rng.randint(2, 5))
            ),
        }
        for slot, kind in kinds.items():
            table[slot] = lambda kind=kind: orgs.of(kind)  # type: ignore[misc]
        return table | self._plain()

    def _short_name(self) -> str:
        who = self.people.new()
        dots = self._rng.choice((". ", ".", ". "))
        return self._rng.choice(
            (f"{who.first[0]}{dots}{who.last}", who.last, f"{who.first[0]}.{who.last[0]}.")
        )

    def _plain(self) -> dict[str, Draw]:
        rng = self._rng
        words = {"job": "jobs", "dx": "diagnoses", "drug": "drugs", "q": "quotes"}
        table: dict[str, Draw] = {
            "n": lambda: str(
                rng.choice((rng.randint(1, 9), rng.randint(1, 99), rng.randint(1, 99)))
            ),
            "m": lambda: f"{rng.randint(1, 99)},{rng.randint(0, 999):03d}",
            "money": self._money,
            "ph": self._phone,
            "em": lambda: f"{self.people.new().first.lower()}{rng.randint(1, 99)}@example.com",
            "id": lambda: (
                rng.choice(("", "A", "No. ", "AC-", "#")) + str(rng.randint(10**4, 10**9))
            ),
            "h": lambda: f"{self.people.new().first.lower()}_{rng.randint(1, 99)}",
            "zip": lambda: f"{rng.randint(501, 99950):05d}",
            "app": lambda: f"{rng.randint(100, 79999)}/{rng.randint(0, 20):02d}",
            "sex": lambda: rng.choice(("male", "female", "man", "woman", "M", "F")),
            "c": lambda: "c",
            "FL": lambda: rng.choice(("-", "*", ">", "1.", "•", "??")),
            "Drug": lambda: rng.choice(options("terms", "drugs")).capitalize(),
        }
        for slot, name in words.items():
            table[slot] = lambda name=name: rng.choice(options("terms", name))  # type: ignore[misc]
        return table

    def _money(self) -> str:
        sign = self._rng.choice(("$", "£", "€", "EUR ", "US$"))
        unit = self._rng.choice(("", "", " million", " billion", "m"))
        return f"{sign}{self._rng.randint(1, 900)}{unit}"

    def _phone(self) -> str:
        rng = self._rng
        pattern = rng.choice(
            ("###-###-####", "(###) ###-####", "+## ## ### ## ##", "0### ######", "+1 ### ### ####")
        )
        return "".join(str(rng.randint(0, 9)) if sign == "#" else sign for sign in pattern)
