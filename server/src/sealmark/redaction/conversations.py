"""Conversations in redaction: speakers are somebody, and a turn stays a turn.

- The name of a speaker is a name by its place, whether a detector knows it or not; only what names
  nobody ("Agent 2") is left to the detectors.
- A hidden place never reaches over the edge of a name, a time or a turn's words: it is cut there,
  and each part stays hidden. So every turn has an exact place in the rendition.
"""

# SPDX-License-Identifier: Apache-2.0
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from sealmark.modalities.conversation.roles import names_nobody
from sealmark.modalities.conversation.turns import Turn, turns_from
from sealmark.redaction.alignment import Alignment
from sealmark.redaction.domain import Finding

SPEAKER: Final = "speaker"
"""The detector of a name that stands where a speaker's name stands."""
_VERSION: Final = "1"
_SCORE: Final = 0.95


def turns_of(original: Mapping[str, Any]) -> tuple[Turn, ...]:
    """Return the turns of an opened original; a text that is no conversation has none."""
    return turns_from(original.get("turns", ()))


def speakers_in(text: str, turns: Iterable[Turn]) -> list[Finding]:
    """Find the speakers who are somebody."""
    return [
        Finding(
            start=turn.start,
            end=turn.named,
            kind="NAME",
            score=_SCORE,
            detector=SPEAKER,
            version=_VERSION,
        )
        for turn in turns
        if turn.start < turn.named and not names_nobody(text[turn.start : turn.named])
    ]


def within_turns(text: str, hidden: Sequence[Finding], turns: Sequence[Turn]) -> list[Finding]:
    """Cut hidden places, which are in order, at the edges of the parts of turns."""
    if not turns:
        return list(hidden)
    parts = [part for turn in turns for part in turn.parts if part[0] < part[1]]
    starts = [start for start, _ in parts]
    return [
        replace(finding, start=start, end=end)
        for finding in hidden
        for start, end in _cut(finding, parts, starts)
        if not text[start:end].isspace()
    ]


def _cut(
    finding: Finding, parts: Sequence[tuple[int, int]], starts: Sequence[int]
) -> Iterator[tuple[int, int]]:
    at = max(0, bisect_right(starts, finding.start) - 1)
    while at < len(parts) and parts[at][0] < finding.end:
        start, end = max(finding.start, parts[at][0]), min(finding.end, parts[at][1])
        if start < end:
            yield start, end
        at += 1


def turns_shown(turns: Iterable[Turn], alignment: Alignment) -> tuple[Turn, ...]:
    """Return where turns stand in the rendition; none of their parts is cut by a replacement."""
    return tuple(_shown(turn, alignment) for turn in turns)


def _shown(turn: Turn, alignment: Alignment) -> Turn:
    name, time, words = (alignment.to_rendition(*part) for part in turn.parts)
    return Turn(
        start=name.start,
        named=name.end,
        clock=time.start,
        timed=time.end,
        said=words.start,
        end=words.end,
        role=turn.role,
    )
