"""The demo's projects: what is asked in each, by which guideline, of which made-up texts."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sealmark.assets.domain import ColumnMapping
from sealmark.interfaces.cli._demo_chats import chats
from sealmark.interfaces.cli._demo_texts import letters

LETTERS: Final = 40
CHATS: Final = 12
ONTOLOGY: Final = {
    "classes": [
        {"id": "drug", "name": "Drug", "hotkey": "1", "color": "#0b63a5"},
        {"id": "dose", "name": "Dose", "hotkey": "2", "color": "#b34700"},
        {"id": "symptom", "name": "Symptom", "hotkey": "3", "color": "#a0336f"},
    ],
    "questions": [
        {
            "id": "follow_up",
            "kind": "single",
            "title": "Is a follow-up planned?",
            "required": True,
            "options": [
                {"id": "yes", "name": "Yes", "hotkey": "y"},
                {"id": "no", "name": "No", "hotkey": "n"},
            ],
        },
        {"id": "clarity", "kind": "rating", "title": "How clear is the letter?", "max": 5},
    ],
}
GUIDELINE: Final = """# Discharge letters

Label each **drug** with its **dose**, and every **symptom** that the patient reports.

- Mark the name of the drug only, without the dose: `amoxicillin`.
- A dose is a number with its unit: `500 mg`. How often it is taken is not part of it.
- Places like `[NAME_1]` were changed to protect people. Leave them as they are.
"""


CHAT_ONTOLOGY: Final = {
    "classes": [
        {"id": "product", "name": "Product", "hotkey": "p", "color": "#0b63a5"},
        {"id": "fault", "name": "Fault", "hotkey": "f", "color": "#b34700"},
    ],
    "questions": [
        {
            "id": "mood",
            "kind": "single",
            "title": "Which mood is the customer in?",
            "required": True,
            "per_turn": True,
            "roles": ["customer"],
            "options": [
                {"id": "calm", "name": "Calm", "hotkey": "1"},
                {"id": "annoyed", "name": "Annoyed", "hotkey": "2"},
                {"id": "angry", "name": "Angry", "hotkey": "3"},
            ],
        },
        {"id": "solved", "kind": "rating", "title": "How well was the problem solved?", "max": 5},
    ],
}
CHAT_GUIDELINE: Final = """# Support chats

Say of **every turn of the customer** in which mood it was written, by its words alone.

- *Calm*: asks, answers, thanks. *Annoyed*: complains. *Angry*: demands or scolds.
- Mark the **product** and its **fault** where they are named for the first time.
- Places like `[NAME_1]` were changed to protect people. Leave them as they are.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Furnishing:
    """One of the demo's projects."""

    name: str
    dataset: str
    ontology: dict[str, Any]
    guideline: str
    file: str
    rows: Sequence[Mapping[str, object]]
    columns: ColumnMapping


PROJECTS: Final = (
    Furnishing(
        name="Discharge letters",
        dataset="Letters of October",
        ontology=ONTOLOGY,
        guideline=GUIDELINE,
        file="letters.jsonl",
        rows=letters(LETTERS),
        columns=ColumnMapping(content="text", external_id="id", subject="patient"),
    ),
    Furnishing(
        name="Service chats",
        dataset="Chats of October",
        ontology=CHAT_ONTOLOGY,
        guideline=CHAT_GUIDELINE,
        file="chats.jsonl",
        rows=[chat.row() for chat in chats(CHATS)],
        columns=ColumnMapping(content="messages", external_id="id", subject="customer"),
    ),
)
