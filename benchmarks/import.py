"""Import speed: short texts sealed, split and stored; and how long until 10,000 may be labeled.

- `texts_per_s`: from the first byte sent to every text being an asset of its own, sealed under its
  own key, known by its fingerprint; through the services, the queue and the real redactor.
- `minutes_to_ready_10k`: from the first byte until 10,000 texts are redacted, cleared and open as
  tasks (or held back).
"""

# SPDX-License-Identifier: Apache-2.0
import json
import os
import random
import time

from benchmarks.installation import furnish, running, settled, states, until, upload
from benchmarks.rivals import beside, compared
from benchmarks.rivals.label_studio_desk import Desk

MANY = int(os.environ.get("SEALMARK_BENCH_TEXTS", "50000"))
READY = int(os.environ.get("SEALMARK_BENCH_READY", "10000"))
WORDS = [
    "patient",
    "reports",
    "pain",
    "fever",
    "cough",
    "since",
    "monday",
    "takes",
    "aspirin",
    "daily",
    "no",
    "allergy",
    "known",
    "follow",
    "up",
    "planned",
    "in",
    "two",
    "weeks",
    "with",
    "doctor",
    "Miller",
    "phone",
    "call",
    "about",
    "results",
    "normal",
    "blood",
    "pressure",
]


def run() -> dict[str, float]:
    """Measure; see the module's text."""
    with beside(1) as rival, running() as home:
        _ = home
        place = furnish(1)
        pick = random.Random(1)
        started = time.perf_counter()
        upload(place, _rows(pick, READY))
        until(lambda: settled(place) >= READY)
        ready = (time.perf_counter() - started) / 60
        started = time.perf_counter()
        upload(place, _rows(pick, MANY))
        until(lambda: sum(states(place).values()) >= READY + MANY)
        split = time.perf_counter() - started
        theirs = {"texts_per_s": Desk(rival, _texts(pick, MANY)).texts_per_s} if rival else {}
    figures = {"texts_per_s": MANY / split, "minutes_to_ready_10k": ready * 10_000 / READY}
    for name, value in figures.items():
        print(f"{name:28} {value:10.2f}")
    return figures | compared(figures, theirs)


def _rows(pick: random.Random, count: int) -> bytes:
    rows = (
        json.dumps({"id": f"t{number}", "text": text})
        for number, text in enumerate(_texts(pick, count))
    )
    return ("\n".join(rows) + "\n").encode()


def _texts(pick: random.Random, count: int) -> list[str]:
    return [
        " ".join(pick.choices(WORDS, k=20)) + f" case {pick.randrange(10**9)}."
        for _ in range(count)
    ]


if __name__ == "__main__":
    run()
