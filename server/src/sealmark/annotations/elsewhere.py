"""Labels elsewhere: the same labels at their places on a newer rendition of the same text.

- A span moves if it has an exact place there; one that has none is left out, and told.
- A relation goes along as long as both its ends do.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

MOVED = "moved"
"""The outcome of a revision that only moved labels to a newer rendition."""
MOVED_REVIEWED = "moved_reviewed"
"""The same, of labels that a reviewer had accepted."""

Move = Callable[[int, int], tuple[int, int] | None]
"""From a place on the old rendition to the same place on the new one; None if there is none."""


class Moving(Protocol):
    """What leads from one rendition to a newer one: for places, and for what people wrote."""

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where a place is on the newer rendition; None if it has no exact place there."""
        ...

    def hush(self, text: str) -> str:
        """Return what somebody wrote without the words that people had hidden since."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A label without a place on a newer rendition, by its class and its old place."""

    class_id: str
    start: int
    end: int


def moved(body: Mapping[str, Any], move: Move) -> tuple[dict[str, Any], list[Left]]:
    """Move labels in their JSON form, done or half done; say what has no place any more."""
    spans: list[dict[str, Any]] = []
    left: list[Left] = []
    for span in body.get("spans", []):
        there = move(span["start"], span["end"])
        if there is None:
            left.append(Left(class_id=span["class_id"], start=span["start"], end=span["end"]))
        else:
            spans.append({**span, "start": there[0], "end": there[1]})
    ids = {span["id"] for span in spans}
    relations = [one for one in body.get("relations", []) if {one["source"], one["target"]} <= ids]
    return {**body, "spans": spans, "relations": relations}, left
