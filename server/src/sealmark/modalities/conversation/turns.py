"""Turns of a chat or a call, read from what files hold, and written as one text.

- One text: redaction sees a speaker's name wherever it stands and hides it under one token; labels,
  alignment and export count in it like in any other.
- A turn is `Speaker: words`, a blank line between two; words stay as they are, line ends too.
- The fields are those of common chat files: `messages` of models, paragraphs, dialogues, calls.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

COLUMNS: Final = ("messages", "conversation", "dialogue", "dialog", "turns")
"""Where a file keeps its turns, if its content column is not named."""
_WORDS: Final = ("content", "text", "message", "utterance", "body", "value")
_SPEAKER: Final = ("speaker", "author", "name", "from", "sender", "user", "role")
_BETWEEN: Final = "\n\n"
_PAIR: Final = 2


class TurnError(ValueError):
    """This is no list of turns with words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one speaker said at one go; places are code points of the whole text."""

    speaker: str
    start: int
    said: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A conversation as one text, and where its turns stand in it."""

    text: str
    turns: tuple[Turn, ...]


def read_conversation(value: Sequence[object]) -> Conversation:
    """Read a list of turns; raise `TurnError` where an entry has no words."""
    parts: list[str] = []
    turns: list[Turn] = []
    at = 0
    for entry in value:
        speaker, words = _turn(entry)
        begin = f"{speaker}: " if speaker else ""
        said = at + len(begin)
        turns.append(Turn(speaker=speaker, start=at, said=said, end=said + len(words)))
        parts.append(begin + words)
        at = said + len(words) + len(_BETWEEN)
    return Conversation(text=_BETWEEN.join(parts), turns=tuple(turns))


def _turn(entry: object) -> tuple[str, str]:
    """Return speaker and words of an entry: an object, a pair, or words alone."""
    if isinstance(entry, str):
        return "", entry
    if isinstance(entry, list) and len(entry) == _PAIR and all(isinstance(o, str) for o in entry):
        return entry[0].strip(), entry[1]
    if not isinstance(entry, Mapping):
        raise TurnError
    words = next((entry[name] for name in _WORDS if entry.get(name) is not None), None)
    named = (entry.get(name) for name in _SPEAKER)
    speaker = next((one.strip() for one in named if isinstance(one, str) and one.strip()), "")
    return " ".join(speaker.split()), _said(words)


def _said(words: object) -> str:
    """Return words that are text, or a list of parts of which some are text."""
    if isinstance(words, str):
        return words
    if not isinstance(words, list):
        raise TurnError
    parts = [part.get("text") if isinstance(part, Mapping) else part for part in words]
    return "\n".join(part for part in parts if isinstance(part, str))
