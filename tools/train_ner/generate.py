"""The generator: templates and slots become texts whose names are known.

- A text is a list of spans (start, end, label) over code points; spans never overlap.
- Part of the texts is turned to lower case, capitals or title case: people write so.
- Each file of `templates/` is a style; several lines may be joined into one longer text.
"""

# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S311 - made-up text needs no secrecy
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sealmark.redaction.lexicon.words import plain
from tools.train_ner.slots import Slots

Span = tuple[int, int, str]
_SLOT = re.compile(r"\{([A-Za-z0-9]+)\}")
_TEMPLATES = Path(__file__).with_name("templates")
_LOWER_SHARE = {"chat": 0.55, "news": 0.04, "court": 0.03, "clinical": 0.25, "letters": 0.15}
_UPPER_SHARE = 0.03
_TITLE_SHARE = 0.03
_UNACCENTED_SHARE = 0.3
_STYLE_WEIGHTS = {"chat": 22, "news": 26, "court": 16, "clinical": 16, "letters": 20}


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text and the spans of its names."""

    style: str
    text: str
    spans: tuple[Span, ...]


def templates() -> dict[str, list[str]]:
    """Read all templates, by style."""
    return {
        file.stem: [
            line.replace("\\n", "\n").replace("\\t", "\t")
            for line in file.read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("# ")
        ]
        for file in sorted(_TEMPLATES.glob("*.txt"))
    }


def fill(template: str, slots: Slots) -> tuple[str, list[Span]]:
    """Fill one template; return its text and its labelled spans."""
    text, spans, last = "", [], 0
    for match in _SLOT.finditer(template):
        text += template[last : match.start()]
        value, label = slots.draw(match[1])
        if label:
            spans.append((len(text), len(text) + len(value), label))
        text, last = text + value, match.end()
    return text + template[last:], spans


def generate(seed: int) -> Iterator[Text]:
    """Yield texts without end, the same ones for the same seed."""
    rng = random.Random(seed)
    slots, styles = Slots(rng, seed), templates()
    names = list(_STYLE_WEIGHTS)
    weights = list(_STYLE_WEIGHTS.values())
    while True:
        style = rng.choices(names, weights)[0]
        slots.forget()
        count = rng.choice((1, 1, 1, 2, 3, 4))
        yield _recased(_joined(style, rng.choices(styles[style], k=count), slots, rng), rng)


def _joined(style: str, lines: list[str], slots: Slots, rng: random.Random) -> Text:
    text, spans = "", []
    joint = rng.choice((" ", " ", "\n", "\n\n"))
    if style in {"chat", "letters"}:
        joint = "\n"
    for line in lines:
        part, found = fill(line, slots)
        offset = len(text) + len(joint) if text else 0
        text = text + joint + part if text else part
        spans += [(start + offset, end + offset, label) for start, end, label in found]
    return Text(style=style, text=text, spans=tuple(spans))


def _recased(made: Text, rng: random.Random) -> Text:
    pick = rng.random()
    if pick < _LOWER_SHARE[made.style]:
        text = made.text.lower()
    elif pick > 1 - _UPPER_SHARE:
        text = made.text.upper()
    elif pick > 1 - _UPPER_SHARE - _TITLE_SHARE:
        text = made.text.title()
    else:
        text = made.text
    if rng.random() < _UNACCENTED_SHARE:
        text = "".join(plain(sign) for sign in text)
    # A few letters change their length with their case: such a text keeps the case it has.
    return Text(
        style=made.style, text=text if len(text) == len(made.text) else made.text, spans=made.spans
    )
