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
from collections.abc import Callable

from benchmarks.installation import Workplace, furnish, running, states, upload

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
    with running() as home:
        _ = home
        place = furnish(1)
        pick = random.Random(1)
        started = time.perf_counter()
        upload(place, _rows(pick, READY))
        _wait(lambda: _settled(place) >= READY)
        ready = (time.perf_counter() - started) / 60
        started = time.perf_counter()
        upload(place, _rows(pick, MANY))
        _wait(lambda: sum(states(place).values()) >= READY + MANY)
        split = time.perf_counter() - started
    figures = {"texts_per_s": MANY / split, "minutes_to_ready_10k": ready * 10_000 / READY}
    for name, value in figures.items():
        print(f"{name:28} {value:10.2f}")
    return figures


def _rows(pick: random.Random, count: int) -> bytes:
    rows = []
    for number in range(count):
        text = " ".join(pick.choices(WORDS, k=20)) + f" case {pick.randrange(10**9)}."
        rows.append(json.dumps({"id": f"t{number}", "text": text}))
    return ("\n".join(rows) + "\n").encode()


def _settled(place: Workplace) -> int:
    counted = states(place)
    return counted["ready"] + counted["quarantined"]


def _wait(done: Callable[[], bool]) -> None:
    until = time.monotonic() + 1_800
    while not done():
        if time.monotonic() > until:
            raise RuntimeError("the texts did not get through")
        time.sleep(0.2)


if __name__ == "__main__":
    run()
