"""Fields: reads a JSON object that has exactly the named members, each of one type.

- A missing or an unknown member is refused: nothing is read past unseen.
- Errors name the member, never its value.
"""

# SPDX-License-Identifier: Apache-2.0
from typing import cast

from sealmark_verify.encoding import is_digest, is_time, is_uuid, is_word
from sealmark_verify.errors import FormatError


class Fields:
    """The members of one JSON object."""

    __slots__ = ("_members",)

    def __init__(self, value: object, *names: str) -> None:
        """Refuse unless `value` is an object with exactly the members `names`."""
        if not isinstance(value, dict):
            raise FormatError(f"expected an object with the members {', '.join(names)}")
        if value.keys() != set(names):
            raise FormatError(f"the members are not exactly {', '.join(names)}")
        self._members = cast("dict[str, object]", value)

    def raw(self, name: str) -> object:
        """Return a member of any type."""
        return self._members[name]

    def text(self, name: str) -> str:
        """Return a string."""
        value = self._members[name]
        if not isinstance(value, str):
            raise FormatError(f"{name} is not a string")
        return value

    def word(self, name: str) -> str:
        """Return a lower-case word."""
        value = self.text(name)
        if not is_word(value):
            raise FormatError(f"{name} is not a lower-case word")
        return value

    def one_of(self, name: str, words: frozenset[str]) -> str:
        """Return a string that is one of `words`."""
        value = self.text(name)
        if value not in words:
            raise FormatError(f"{name} is not one of {', '.join(sorted(words))}")
        return value

    def uuid(self, name: str) -> str:
        """Return a UUID in lower-case."""
        value = self.text(name)
        if not is_uuid(value):
            raise FormatError(f"{name} is not a lower-case UUID")
        return value

    def digest(self, name: str) -> str:
        """Return a SHA-256 digest in lower-case hex."""
        value = self.text(name)
        if not is_digest(value):
            raise FormatError(f"{name} is not 32 bytes of lower-case hex")
        return value

    def time(self, name: str) -> str:
        """Return a moment in UTC with microseconds."""
        value = self.text(name)
        if not is_time(value):
            raise FormatError(f"{name} is not a time like 2026-01-31T23:59:59.000000Z")
        return value

    def count(self, name: str, *, least: int = 0) -> int:
        """Return an integer of at least `least`."""
        value = self._members[name]
        if type(value) is not int or value < least:
            raise FormatError(f"{name} is not an integer of at least {least}")
        return value

    def flag(self, name: str) -> bool:
        """Return a boolean."""
        value = self._members[name]
        if not isinstance(value, bool):
            raise FormatError(f"{name} is not true or false")
        return value

    def items(self, name: str) -> list[object]:
        """Return a list."""
        value = self._members[name]
        if not isinstance(value, list):
            raise FormatError(f"{name} is not a list")
        return value

    def absent(self, name: str) -> bool:
        """Tell whether a member is null."""
        return self._members[name] is None
