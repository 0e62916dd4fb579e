"""Numbers within one document: the same person is [NAME_1] wherever they appear.

- Numbers go up in the order of the text and depend on nothing but the document.
- A name that is part of exactly one earlier name, or contains it, is the same person.
"""

# SPDX-License-Identifier: Apache-2.0
import re

_PART = re.compile(r"[^\W_]+")
_BY_PARTS = frozenset({"NAME"})


class Numbering:
    """Gives numbers to the values of one document."""

    def __init__(self) -> None:
        """Begin at 1 for each kind."""
        self._exact: dict[tuple[str, str], int] = {}
        self._people: dict[str, list[frozenset[str]]] = {}
        self._next: dict[str, int] = {}

    def number(self, kind: str, value: str) -> int:
        """Return the number of `value` among its kind, counting from 1."""
        parts = tuple(_PART.findall(value.casefold()))
        key = (kind, " ".join(parts) or value)
        known = self._exact.get(key)
        if known is None:
            known = self._same_person(kind, frozenset(parts)) or self._new(kind)
            self._exact[key] = known
            self._remember(kind, known, frozenset(parts))
        return known

    def _new(self, kind: str) -> int:
        self._next[kind] = self._next.get(kind, 0) + 1
        return self._next[kind]

    def _same_person(self, kind: str, parts: frozenset[str]) -> int | None:
        if kind not in _BY_PARTS or not parts:
            return None
        people = self._people.get(kind, [])
        alike = [n for n, known in enumerate(people, start=1) if parts <= known or known <= parts]
        return alike[0] if len(alike) == 1 else None

    def _remember(self, kind: str, number: int, parts: frozenset[str]) -> None:
        if kind not in _BY_PARTS:
            return
        people = self._people.setdefault(kind, [])
        if number > len(people):
            people.append(parts)
        else:
            people[number - 1] |= parts
