"""Fields of an ontology, one by one: each is read, or refused by its path with a remedy."""

# SPDX-License-Identifier: Apache-2.0
import re
from collections.abc import Collection, Iterable, Mapping

from sealmark.ontology.errors import OntologyRefusedError

NAME_LENGTH, TEXT_LENGTH = 200, 5_000
DEFAULT_COLOR = "#5b6abf"
_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_COLOR = re.compile(r"#[0-9a-f]{6}")

Body = Mapping[str, object]


def object_of(value: object, where: str, known: Collection[str]) -> Body:
    """Return an object that has no field but the known ones."""
    if not isinstance(value, dict) or value.keys() - set(known):
        raise OntologyRefusedError(
            f"An object with these fields was expected: {', '.join(sorted(known))}.", field=where
        )
    return value


def items(body: Body, name: str, most: int, where: str = "") -> list[object]:
    """Return a list of at most `most`; nothing is an empty one."""
    value = body.get(name, [])
    if not isinstance(value, list) or len(value) > most:
        raise OntologyRefusedError(
            f"{name} is a list of at most {most:,}.", field=f"{where}.{name}" if where else name
        )
    return value


def id_of(body: Body, where: str, name: str = "id") -> str:
    """Return a stable word."""
    value = body.get(name)
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise OntologyRefusedError(
            "An id has 1 to 64 letters, digits, dots, hyphens or underscores.",
            field=f"{where}.{name}",
        )
    return value


def text_of(body: Body, name: str, where: str, *, least: int, most: int) -> str:
    """Return a text of a fitting length; nothing is an empty one."""
    value = body.get(name, "")
    if not isinstance(value, str) or not least <= len(value) <= most:
        raise OntologyRefusedError(
            f"{name} has {least} to {most:,} characters.", field=f"{where}.{name}"
        )
    return value


def title_of(body: Body, name: str, where: str) -> str:
    """Return a name or a title: something to read, and short."""
    return text_of(body, name, where, least=1, most=NAME_LENGTH)


def truth_of(body: Body, name: str, where: str, *, usual: bool = False) -> bool:
    """Return yes or no."""
    value = body.get(name, usual)
    if not isinstance(value, bool):
        raise OntologyRefusedError(f"{name} is true or false.", field=f"{where}.{name}")
    return value


def count_of(body: Body, name: str, where: str, *, allowed: range, usual: int) -> int:
    """Return a whole number of those allowed."""
    value = body.get(name, usual)
    if type(value) is not int or value not in allowed:
        raise OntologyRefusedError(
            f"{name} is a whole number from {allowed.start} to {allowed.stop - 1}.",
            field=f"{where}.{name}",
        )
    return value


def color_of(body: Body, where: str) -> str:
    """Return a colour."""
    value = body.get("color", DEFAULT_COLOR)
    if not isinstance(value, str) or not _COLOR.fullmatch(value):
        raise OntologyRefusedError(
            "A colour is written as #rrggbb, in lower case.", field=f"{where}.color"
        )
    return value


def refuse_twice(values: Iterable[str], name: str) -> None:
    """Refuse what stands there twice and may only once."""
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise OntologyRefusedError(f"The {name} {value!r} is used twice.", field=name)
        seen.add(value)
