"""Organizations: firms, agencies, courts, schools, hospitals, clubs, papers; real and made up."""

# SPDX-License-Identifier: Apache-2.0
import random

from sealmark.redaction.lexicon import common_words
from tools.train_ner.people import People
from tools.train_ner.places import Places
from tools.train_ner.words import options

KINDS = ("company", "company", "company", "agency", "university", "team", "media", "party")
_REAL_COMPANY_SHARE = 0.25
_MINISTRIES = ("Agriculture", "Finance", "Labour", "Transport")


class Orgs:
    """A source of organizations."""

    def __init__(self, rng: random.Random, people: People, places: Places) -> None:
        """Draw from `rng`; names borrow from people and places."""
        self._rng, self._people, self._places = rng, people, places
        self._words = sorted(word for word in common_words() if 4 <= len(word) <= 9)

    def any(self) -> str:
        """Draw an organization of any kind."""
        return self.of(self._rng.choice(KINDS))

    def of(self, kind: str) -> str:
        """Draw an organization of one kind of `words.toml`."""
        if kind == "company":
            return self.company()
        if kind == "agency" and self._rng.random() < 0.3:
            return self._local_agency()
        if kind == "team" and self._rng.random() < 0.35:
            return self._local_team()
        if kind == "media" and self._rng.random() < 0.35:
            return self._local_paper()
        return self._places.fill(self._rng.choice(options("orgs", kind)))

    def company(self) -> str:
        """Draw a firm."""
        rng = self._rng
        if rng.random() < _REAL_COMPANY_SHARE:
            return rng.choice(options("orgs", "company"))
        head = options("orgs", "brandhead")
        last = self._people.new().last
        made = rng.choice(options("orgs", "brandmade")) + rng.choice(options("orgs", "brandtail"))
        trade = rng.choice(options("orgs", "trade"))
        suffix = rng.choice(options("orgs", "suffix"))
        name = rng.choice(
            (
                f"{rng.choice(head)} {trade}",
                f"{rng.choice(head)} {trade}",
                f"{last} {trade}",
                f"{last} & {self._people.new().last}",
                f"{last}, {self._people.new().last} and {self._people.new().last}",
                f"{last}-{self._people.new().last}",
                f"{last} and Sons",
                f"{last} Group",
                made,
                made,
                f"{made} {trade}",
                f"{self._places.town()} {trade}",
                f"{self._places.country()} {trade}",
                f"{last}",
                f"Bank of {self._places.town()}",
                self._initials(),
                self._plain_words(),
                self._plain_words(),
            )
        )
        return f"{name} {suffix}" if rng.random() < 0.3 else name

    def _initials(self) -> str:
        letters = "".join(self._rng.choice("ABCDEFGHIKLMNOPRSTUVW") for _ in range(3))
        return letters if self._rng.random() < 0.7 else f"{letters[0]}&{letters[1]}"

    def _plain_words(self) -> str:
        """Firms are called after anything: Collective Garden, Bright Data, Lending Tree."""
        count = self._rng.choice((1, 2, 2, 2, 3))
        return " ".join(self._rng.choice(self._words).capitalize() for _ in range(count))

    def _local_agency(self) -> str:
        place = self._rng.choice((self._places.town(), self._places.region()))
        return self._rng.choice(
            (
                f"{place} Police",
                f"{place} Police Department",
                f"{place} City Council",
                f"{place} Department of Health",
                f"{place} Prosecutor's Office",
                f"Ministry of {self._rng.choice(_MINISTRIES)}",
                f"National Bank of {self._places.country()}",
                f"{place} Tax Office",
                f"{place} Chamber of Commerce",
                f"{self._places.nationality()} Ministry of Justice",
            )
        )

    def _local_team(self) -> str:
        town = self._places.town()
        nick = self._rng.choice(
            [
                "United",
                "City",
                "Town",
                "Rovers",
                "Wanderers",
                "FC",
                "Athletic",
                "Tigers",
                "Lions",
                "Sharks",
            ]
        )
        return self._rng.choice(
            (town, f"{town} {nick}", f"FC {town}", f"Dynamo {town}", f"AC {town}")
        )

    def _local_paper(self) -> str:
        kind = [
            "Times",
            "Herald",
            "Post",
            "Gazette",
            "Chronicle",
            "Tribune",
            "Star",
            "News",
            "Courier",
            "Observer",
            "Echo",
        ]
        lead = self._rng.choice(("", "The ", "Daily "))
        return f"{lead}{self._places.town()} {self._rng.choice(kind)}"
