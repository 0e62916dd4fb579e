"""Files as people have them, good and bad, for the tests of intake.

- Every text holds a number of its own, so that no two are duplicates by accident.
- The planted people of `materials` stand in some of them.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from itertools import islice, product
from pathlib import Path

from acceptance.materials import PLANTED, SPANISH

PART = 1024 * 1024
NOTE = "The patient reports {what} since Monday. She takes ibuprofen when it hurts."
BAD = {
    "ward/broken.jsonl": ("2", "Not valid JSON. Correct the row"),
    "ward/many.csv": ("3", "More values than the first line has columns."),
    "ward/quote.csv": ("3", "A quote is not closed or stands in a wrong place."),
    "ward/latin.txt": ("1", "Not UTF-8"),
    "ward/blank.txt": ("1", "The text is empty. Remove the row or fill it in."),
    "ward/long.txt": ("1", "The text is longer than the limit of 1000000 bytes. Split it."),
    "ward/list.json": ("1", "A task file must be a list of tasks"),
}
"""Per file what is wrong: the row, and how the sentence about it begins."""
GOOD = 10
"""How many texts of the ward are taken."""


PLACES = (
    *("left knee", "right knee", "left hip", "right hip", "left ankle", "right ankle", "neck"),
    *("left wrist", "right wrist", "left elbow", "right elbow", "lower back", "jaw", "chest"),
)
SINCE = (
    *("worse at night", "better at night", "worse after meals", "better after meals"),
    *("worse on stairs", "better in bed", "worse in the cold", "better in the warmth"),
    *("with a swelling", "without a swelling", "with a fever", "without a fever"),
)


def ward(folder: Path) -> Path:
    """Write a folder as a ward might have it: ten good texts, and everything that can be wrong."""
    ward = folder / "ward"
    (ward / "inner").mkdir(parents=True)
    files = {
        "inner/letter.txt": PLANTED.format(complaint="my hip clicks"),
        "inner/note.md": f"# Note\n\n{NOTE.format(what='a stiff neck')}\n",
        "spanish.txt": SPANISH,
        "broken.jsonl": "\n".join(
            (row("b1", "a cough"), '{"id": "b2", "text', row("b3", "chills"))
        ),
        "many.csv": f"id,text\nm1,{NOTE.format(what='a rash')}\nm2,one,two\nm3,No pain at all.\n",
        "quote.csv": f'id,text\nq1,{NOTE.format(what="a burn")}\nq2,"never closed\nq3,All well.\n',
        "rows.tsv": f"id\ttext\nt1\t{NOTE.format(what='a fever')}\n",
        "list.json": '"not a list"',
        "blank.txt": " \n\n",
        "empty.txt": "",
        "long.txt": "too long " * 120_000,
    }
    for name, text in files.items():
        (ward / name).write_text(text, encoding="utf-8")
    (ward / "latin.txt").write_bytes("Die Patientin fühlt sich müde.".encode("latin-1"))
    (ward / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return ward


def row(name: str, what: str, **more: str) -> str:
    """Return a line of JSON with a note."""
    return json.dumps({"id": name, "text": NOTE.format(what=what), **more})


def large(path: Path, *, parts: int) -> Path:
    """Write a file of so many parts with few words in it: the rest is a column that is left out."""
    filler = "x" * (PART - 500)
    lines = [row(f"{path.stem}-{at}", f"pain number {at}", filler=filler) for at in range(parts)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def many(path: Path, count: int) -> Path:
    """Write a file with many texts."""
    kinds = product(("sharp", "dull", "burning", "dragging", "throbbing"), PLACES, SINCE)
    lines = [
        row(f"{path.stem}-{at}", f"a {kind} pain in the {place}, {since},")
        for at, (kind, place, since) in enumerate(islice(kinds, count))
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def every_format(folder: Path) -> dict[str, Path]:
    """Write a file of each kind that the command line takes; plain columns have odd names."""
    folder.mkdir()
    tasks = [
        {
            "data": {"text": "Yes 👍 she took amoxicillin for the cough."},
            "annotations": [
                {
                    "result": [
                        # Label Studio counts UTF-16 units: the emoji is two of them.
                        _label_studio_span(16, 27, "amoxicillin", "Drug"),
                        _label_studio_span(36, 41, "cough", "Symptom"),
                    ]
                }
            ],
        }
    ]
    doccano = {"text": "Metformin helped, the dizziness is gone.", "label": [[22, 31, "Symptom"]]}
    wild = {
        "ref": "w-1",
        "body": "He says that lisinopril makes him dizzy.",
        "who": "Wilhelmina Quartermaine",
        "ward": "Seen on the eye ward",
        "cost": "internal-price-77",
    }
    columns = list(wild)
    files = {
        "plain.txt": "Aspirin did not help against the ache.",
        "plain.md": "# Visit\n\nParacetamol helped against the sting.",
        "tasks.json": json.dumps(tasks),
        "doccano.jsonl": json.dumps(doccano),
        "wild.jsonl": json.dumps(wild),
        "wild.csv": _table(
            columns,
            [wild["ref"] + "c", "He says that tea keeps him awake.", *list(wild.values())[2:]],
            ",",
        ),
        "wild.tsv": _table(
            columns,
            [wild["ref"] + "t", "He says that milk makes him ill.", *list(wild.values())[2:]],
            "\t",
        ),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return {name: folder / name for name in files}


def _label_studio_span(start: int, end: int, text: str, label: str) -> dict[str, object]:
    value = {"start": start, "end": end, "text": text, "labels": [label]}
    return {"type": "labels", "from_name": "l", "to_name": "t", "value": value}


def _table(columns: list[str], values: list[str], separator: str) -> str:
    return f"{separator.join(columns)}\n{separator.join(values)}\n"
