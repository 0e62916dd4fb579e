"""Turns of a chat or a call, read from what files hold, and written as one text.

- One text: redaction sees a speaker's name wherever it stands and hides it under one token; labels,
  alignment and export count in it like in any other.
- A turn is `Speaker (time): words`, a blank line between two; words stay as they are, line ends
  too. What is not given is left out.
- The fields are those of common chat files: `messages` of models, paragraphs, dialogues, calls.
- A turn knows where its parts stand, so that they can be followed through any change of the text.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Final

from sealmark.modalities.conversation.roles import Role, role_of

COLUMNS: Final = ("messages", "conversation", "dialogue", "dialog", "turns")
"""Where a file keeps its turns, if its content column is not named."""
_WORDS: Final = ("content", "text", "message", "utterance", "body", "value")
_SPEAKER: Final = ("speaker", "author", "name", "from", "sender", "user", "role")
_ROLE: Final = ("role", "sender_type", "author_type", "speaker_role")
_TIME: Final = ("time", "timestamp", "created_at", "sent_at", "ts")
_BETWEEN: Final = "\n\n"
_PAIR: Final = 2
_PLACES: Final = ("start", "named", "clock", "timed", "said", "end")
_EPOCH_S, _EPOCH_MS = range(10**9, 10**10), range(10**12, 10**13)


class TurnError(ValueError):
    """This is no list of turns with words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Where one speaker's turn stands in the whole text, in code points.

    The speaker's name is `start` to `named`, the time `clock` to `timed`, the words `said` to
    `end`; what is not given is empty.
    """

    start: int
    named: int
    clock: int
    timed: int
    said: int
    end: int
    role: Role = Role.OTHER

    def to_json(self) -> dict[str, int | str]:
        """Return the form in which it is kept with its text."""
        return asdict(self)

    @property
    def parts(self) -> tuple[tuple[int, int], ...]:
        """Where its name, its time and its words stand."""
        return (self.start, self.named), (self.clock, self.timed), (self.said, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One turn as a file holds it."""

    words: str
    speaker: str = ""
    role: Role = Role.OTHER
    time: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A text, and where its turns stand in it; a text that is no conversation has none."""

    text: str
    turns: tuple[Turn, ...] = ()


def turns_from(rows: Iterable[Mapping[str, int | str]]) -> tuple[Turn, ...]:
    """Return turns from the form in which they are kept."""
    return tuple(
        Turn(**{name: int(row[name]) for name in _PLACES}, role=Role(str(row["role"])))
        for row in rows
    )


def turns_told(value: object, text: str) -> tuple[Turn, ...]:
    """Return the turns that an export of ours tells of `text`; none if it tells none of it."""
    try:
        turns = tuple(_told(row) for row in value) if isinstance(value, list) else ()
    except (TypeError, ValueError, KeyError):
        return ()
    again = [
        Spoken(
            words=text[t.said : t.end],
            speaker=text[t.start : t.named],
            time=text[t.clock : t.timed],
            role=t.role,
        )
        for t in turns
    ]
    # What is told is believed where writing it once more gives the same text.
    return turns if written(again) == Conversation(text=text, turns=turns) else ()


def _told(row: Mapping[str, object]) -> Turn:
    start, said, end = (int(str(row[name])) for name in ("start", "said", "end"))
    speaker, time = str(row.get("speaker", "")), str(row.get("time", ""))
    one = Spoken(words="x" * (end - said), speaker=speaker, time=time, role=Role(str(row["role"])))
    return _placed(one, start)


def read_conversation(value: Sequence[object]) -> Conversation:
    """Read a list of turns; raise `TurnError` where an entry has no words."""
    return written([_spoken(entry) for entry in value])


def written(spoken: Iterable[Spoken]) -> Conversation:
    """Write turns as one text."""
    parts: list[str] = []
    turns: list[Turn] = []
    at = 0
    for one in spoken:
        turn = _placed(one, at)
        turns.append(turn)
        parts.append(_head(one) + one.words)
        at = turn.end + len(_BETWEEN)
    return Conversation(text=_BETWEEN.join(parts), turns=tuple(turns))


def spoken_by(words: object, *, speaker: object, role: object, time: object) -> Spoken:
    """Tidy the fields of one turn; raise `TurnError` if there are no words."""
    name = _name(speaker)
    return Spoken(
        words=_said(words),
        speaker=name or _name(role),
        role=role_of(_name(role), name),
        time=_time(time),
    )


def _head(one: Spoken) -> str:
    time = f"({one.time})" if one.time else ""
    head = f"{one.speaker} {time}" if one.speaker and time else one.speaker or time
    return f"{head}: " if head else ""


def _placed(one: Spoken, at: int) -> Turn:
    named = at + len(one.speaker)
    said = at + len(_head(one))
    # Behind the time stand a bracket, a colon and a blank.
    timed = said - 3 if one.time else named
    return Turn(
        start=at,
        named=named,
        clock=timed - len(one.time),
        timed=timed,
        said=said,
        end=said + len(one.words),
        role=one.role,
    )


def _spoken(entry: object) -> Spoken:
    """Read an entry: an object, a pair of speaker and words, or words alone."""
    if isinstance(entry, str):
        return Spoken(words=entry)
    if isinstance(entry, list) and len(entry) == _PAIR and all(isinstance(o, str) for o in entry):
        return spoken_by(entry[1], speaker=entry[0], role="", time="")
    if not isinstance(entry, Mapping):
        raise TurnError
    return spoken_by(
        next((entry[name] for name in _WORDS if entry.get(name) is not None), None),
        speaker=_first_name(entry, _SPEAKER),
        role=_first_name(entry, _ROLE) or _role_inside(entry),
        time=next((entry[name] for name in _TIME if entry.get(name)), None),
    )


def _first_name(entry: Mapping[str, object], fields: Sequence[str]) -> str:
    return next(filter(None, (_name(entry.get(field)) for field in fields)), "")


def _role_inside(entry: Mapping[str, object]) -> str:
    """Return the role of a speaker that is told as an object."""
    told = (entry.get(field) for field in _SPEAKER)
    return next((_name(one.get("role")) for one in told if isinstance(one, Mapping)), "")


def _name(value: object) -> str:
    if isinstance(value, Mapping):
        return _first_name(value, ("name", "display_name", "role"))
    return " ".join(value.split()) if isinstance(value, str) else ""


def _time(value: object) -> str:
    """Return a time as people write it: a date spelled for machines is missed by nobody then."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return ""
    try:
        return f"{_moment(value):%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError):
        return " ".join(str(value).split())


def _moment(value: float | str) -> datetime:
    if isinstance(value, str) and not value.isdigit():
        return datetime.fromisoformat(value.strip())
    seconds = int(value)
    if seconds in _EPOCH_MS:
        seconds //= 1000
    if seconds not in _EPOCH_S:
        raise ValueError
    return datetime.fromtimestamp(seconds, tz=UTC)


def _said(words: object) -> str:
    """Return words that are text, or a list of parts of which some are text."""
    if isinstance(words, str):
        return words
    if not isinstance(words, list):
        raise TurnError
    parts = [part.get("text") if isinstance(part, Mapping) else part for part in words]
    return "\n".join(part for part in parts if isinstance(part, str))
