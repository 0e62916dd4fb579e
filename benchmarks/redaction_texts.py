"""The texts that redaction is measured on, each with the places that must be hidden.

- `corpora/pii`: templates with an odd id are the unseen half; even ids may be looked at for tuning.
- `corpora/ner`: every fourth tweet; the others train the model.
- `data/proxy_*.txt`: court, news and chat text of our own, marked by hand inside the line.
"""

# SPDX-License-Identifier: Apache-2.0
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path

from tools.train_ner.gold import tweets

HERE = Path(__file__).parent
PROXY_STYLES = ("court", "news", "chat")
_LINK = re.compile(r"https?://\S+|@\w+")
_MARK = re.compile(r"\[([A-Z]) ([^\[\]]+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A text and the half-open code point ranges that must be hidden."""

    text: str
    gold: tuple[tuple[int, int], ...]


def corpora() -> Path:
    """Return the folder of sample data; refuse when it is absent."""
    folder = Path(os.environ.get("SEALMARK_CORPORA", HERE.parents[1] / "shared" / "corpora"))
    if not folder.is_dir():
        raise FileNotFoundError("set SEALMARK_CORPORA to the folder of sample data")
    return folder


def pii(*, unseen: bool) -> list[Marked]:
    """Read the synthetic sentences: the unseen half of the templates, or the tuning half."""
    file = corpora() / "pii" / "presidio-research" / "synth_dataset_v2.json"
    rows = json.loads(file.read_text(encoding="utf-8"))
    return [
        Marked(
            text=row["full_text"],
            gold=tuple((span["start_position"], span["end_position"]) for span in row["spans"]),
        )
        for row in rows
        if (row["template_id"] % 2 == 1) == unseen
    ]


def held_out_tweets() -> list[Marked]:
    """Read the tweets that training never sees; links and user names count as gold too."""
    found = tweets(corpora(), held_out=True)
    return [
        Marked(
            text=tweet.text,
            gold=tuple((a, b) for a, b, _ in tweet.spans)
            + tuple(match.span() for match in _LINK.finditer(tweet.text)),
        )
        for tweet in found
    ]


def proxy(style: str, *, without: str = "") -> list[Marked]:
    """Read our own hand-marked lines of one style; marks in `without` do not count as gold."""
    lines = (HERE / "data" / f"proxy_{style}.txt").read_text(encoding="utf-8").splitlines()
    return [unmarked(line, without) for line in lines if line and not line.startswith("# ")]


def unmarked(line: str, without: str = "") -> Marked:
    """Take the marks out of a line and keep their places."""
    text, gold, last = "", [], 0
    for match in _MARK.finditer(line):
        text += line[last : match.start()]
        if match[1] not in without:
            gold.append((len(text), len(text) + len(match[2])))
        text, last = text + match[2], match.end()
    return Marked(text=text + line[last:], gold=tuple(gold))
