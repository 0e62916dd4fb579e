"""What a person does, in a signature or a card: the line under the name.

- Only a line of its own, right under a line that is nothing but a name, in a block that also
  holds an address, a firm or a way to reach the person.
- A kind of its own: TITLE, as for forms of address.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from collections.abc import Iterator, Sequence

from sealmark.redaction.domain import Detector, DetectorSetup, Finding

_SCORE = 0.6
_LINE = re.compile(r"[^\n]+")
_TRADE = re.compile(r"[ ]*([^\W\d_][^\W\d_'’,/& -]*(?:[ ,/&'’-]{1,2}[^\W\d_]+){0,5})[ ]*")  # noqa: RUF001 - typographic apostrophe
_CARD = frozenset({"ADDRESS", "ORGANIZATION", "PHONE", "FAX", "EMAIL", "URL", "LOCATION"})
_REACH = 160


class JobLines:
    """The detector."""

    name = "job_lines"
    version = "1"
    kinds = frozenset({"TITLE"})

    def detect(self, text: str, *, language: str) -> list[Finding]:  # noqa: ARG002 - needs findings
        """Return nothing: alone it does not know which lines are names."""
        return []

    def follow_up(self, text: str, found: Sequence[Finding], *, language: str) -> list[Finding]:  # noqa: ARG002 - any language
        """Return the lines that tell what a named person does."""
        return [
            Finding(
                start=start,
                end=end,
                kind="TITLE",
                score=_SCORE,
                detector=self.name,
                version=self.version,
            )
            for start, end in _trades(text, found)
        ]


def _trades(text: str, found: Sequence[Finding]) -> Iterator[tuple[int, int]]:
    for name in found:
        if name.kind != "NAME" or not _alone(text, name):
            continue
        line = _LINE.search(text, name.end)
        trade = _TRADE.fullmatch(line.group()) if line else None
        # At most one empty line between the name and the trade.
        if line is None or trade is None or text[name.end : line.start()].count("\n") > 2:
            continue
        place = (line.start() + trade.start(1), line.start() + trade.end(1))
        if _free(place, found) and _on_card(place[1], found):
            yield place


def _alone(text: str, name: Finding) -> bool:
    before, after = text[: name.start], text[name.end :]
    lead = before[before.rfind("\n") + 1 :]
    return not lead.strip() and (not after.strip(" ") or after.lstrip(" ").startswith("\n"))


def _free(place: tuple[int, int], found: Sequence[Finding]) -> bool:
    return not any(f.start < place[1] and place[0] < f.end for f in found)


def _on_card(end: int, found: Sequence[Finding]) -> bool:
    return any(f.kind in _CARD and end <= f.start <= end + _REACH for f in found)


def build(setup: DetectorSetup) -> Detector:  # noqa: ARG001 - nothing to set up
    """Build the detector."""
    return JobLines()
