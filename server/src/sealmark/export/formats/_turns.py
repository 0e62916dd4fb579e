"""Turns of a conversation as the formats of ours tell them, and what was said about each.

- `{"number", "start", "said", "end", "role", "speaker", "time", "answers", "unsure"}`: the words
  are `said` to `end`; what is not given is left out.
"""

# SPDX-License-Identifier: Apache-2.0
from sealmark.export.domain import Record


def turns_of(record: Record) -> list[dict[str, object]]:
    """Return where each turn of a record stands, and what was said about it."""
    given = record.answers_of_turns
    told = []
    for number, body in enumerate(places_of(record), start=1):
        answers = given.get(number, [])
        said: dict[str, object] = {
            "answers": {one.question_id: one.value for one in answers},
            "unsure": [one.question_id for one in answers if one.unsure],
        }
        told.append(body | {name: value for name, value in said.items() if value})
    return told


def places_of(record: Record) -> list[dict[str, object]]:
    """Return where each turn of a record stands, and who speaks."""
    text, told = record.text, []
    for number, turn in enumerate(record.turns, start=1):
        body: dict[str, object] = {
            "number": number,
            "start": turn.start,
            "said": turn.said,
            "end": turn.end,
            "role": str(turn.role),
        }
        more: dict[str, object] = {
            "speaker": text[turn.start : turn.named],
            "time": text[turn.clock : turn.timed],
        }
        told.append(body | {name: value for name, value in more.items() if value})
    return told
