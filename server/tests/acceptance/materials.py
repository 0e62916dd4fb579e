"""What the tests of the main job bring in: dialogues and chats, with planted people in them.

- Planted are a name, an address, a phone, an e-mail and numbers that occur nowhere else: whatever
  shows one of them in a browser shows an original.
- Where the sample data is absent, the demo's own letters stand in for the dialogues.
"""

# SPDX-License-Identifier: Apache-2.0
import csv
import json
from collections.abc import Iterator
from pathlib import Path

from sealmark.interfaces.cli._demo_texts import letters

DIALOGUES = 24
PLANTED = (
    "Doctor: Good morning, Mrs. Quartermaine. I am Dr. Featherstonehaugh.\n"
    "Patient: Good morning. My name is Wilhelmina Quartermaine and I live at 4417 Larkspur Avenue, "
    "Springfield, IL 62704. You can call me at (217) 555-0173 or write to "
    "wilhelmina.quartermaine@example.org.\n"
    "Doctor: I have your record here, MRN 48291734, and your social security number 219-09-9127. "
    "What brings you in?\n"
    "Patient: My left knee hurts when I climb stairs, and {complaint} since last week.\n"
    "Doctor: We will take an image of the knee and see you again in two weeks.\n"
)
CANARIES = (
    "Quartermaine",
    "Wilhelmina",
    "Featherstonehaugh",
    "Larkspur",
    "555-0173",
    "48291734",
    "219-09-9127",
)
"""What must never reach a browser; compared without regard to case."""
SPANISH = (
    "Médico: Buenos días, ¿qué le trae por aquí?\n"
    "Paciente: Me duele mucho la rodilla desde hace una semana y no puedo subir escaleras.\n"
    "Médico: Vamos a hacer una radiografía y nos vemos dentro de dos semanas.\n"
)
COMPLAINTS = ("my ankle is swollen", "my back is stiff", "I cannot sleep", "I have a fever")


def dialogues(corpora: Path | None, to: Path) -> int:
    """Write a CSV with dialogues, planted people, and a text in Spanish; return how many rows."""
    rows = [
        {"dialogue": PLANTED.format(complaint=one), "ID": f"planted-{one[:2]}-{at}"}
        for at, one in enumerate(COMPLAINTS)
    ]
    rows += [{"dialogue": SPANISH, "ID": "spanish"}]
    rows += list(_dialogues(corpora))
    with to.open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, ["ID", "section_header", "dialogue"], restval="GENHX")
        table.writeheader()
        table.writerows(rows)
    return len(rows)


def chats(corpora: Path | None, to: Path) -> int:
    """Write chats as JSON Lines, speaker by speaker; return how many."""
    found = list(_chats(corpora))
    to.write_text("".join(json.dumps(chat) + "\n" for chat in found), encoding="utf-8")
    return len(found)


def _dialogues(corpora: Path | None) -> Iterator[dict[str, str]]:
    if corpora is None:
        for letter in letters(DIALOGUES, seed=11):
            yield {"ID": letter["id"], "dialogue": letter["text"]}
        return
    (path,) = (corpora / "clinical/MTS-Dialog").glob("*.csv")
    with path.open(newline="", encoding="utf-8") as file:
        for _, row in zip(range(DIALOGUES), csv.DictReader(file), strict=False):
            yield {name: row[name] for name in ("ID", "section_header", "dialogue")}


def _chats(corpora: Path | None) -> Iterator[dict[str, str]]:
    if corpora is None:
        for letter in letters(3, seed=12):
            yield {"id": f"chat-{letter['id']}", "text": letter["text"], "customer": "c"}
        return
    sample = json.loads((corpora / "support/abcd/abcd_sample.json").read_text(encoding="utf-8"))
    for chat in sample:
        text = "\n".join(f"{speaker.title()}: {words}" for speaker, words in chat["original"])
        customer = chat["scenario"]["personal"]["customer_name"]
        yield {"id": f"chat-{chat['convo_id']}", "text": text, "customer": customer}
