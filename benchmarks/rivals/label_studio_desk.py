"""What is measured at Label Studio: the same texts, the same number of people, the same acts.

- A cycle is next, one autosave, submit, as in our `queue`; a round of the closed loop is without
  the autosave, there and here.
- Handed out twice counts texts that two people got at the same time.
"""

# SPDX-License-Identifier: Apache-2.0
import json
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from benchmarks.rivals.label_studio import Rival
from benchmarks.rivals.label_studio_person import Person

ROUND = 128
CYCLES = 40
COUNTED = 20
BATCH = 10_000
SPAN = {
    "from_name": "label",
    "to_name": "text",
    "type": "labels",
    "value": {"start": 18, "end": 25, "text": "aspirin", "labels": ["Drug"]},
}


class Desk:
    """A project there, with texts in it."""

    def __init__(self, rival: Rival, texts: Iterable[str], *, spans: int = 0) -> None:
        """Bring texts in, labeled with so many spans each if any."""
        self.rival = rival
        self._owner = rival.people[0]
        self._project = self._owner.make_project("Bench")
        self._rates: list[float] = []
        self._seen: list[int] = []
        tasks: list[dict[str, Any]] = [{"data": {"text": text}} for text in texts]
        if spans:
            for task in tasks:
                task["annotations"] = [{"result": _result(spans)}]
        started = time.perf_counter()
        for at in range(0, len(tasks), BATCH):
            self._owner.bring_in(self._project, json.dumps(tasks[at : at + BATCH]).encode())
        self.texts_per_s = len(tasks) / (time.perf_counter() - started)

    def label_round(self) -> None:
        """Let everybody label as fast as they are answered, for one round."""
        turns = iter(range(ROUND))

        def work(person: Person) -> None:
            for _ in turns:
                task = self._next(person)
                person.submit(self._project, task, _result(1))

        started = time.perf_counter()
        with ThreadPoolExecutor(len(self.rival.people)) as pool:
            list(pool.map(work, self.rival.people))
        self._rates.append(ROUND / (time.perf_counter() - started))

    def labeling(self) -> dict[str, float]:
        """Return the figures of labeling: the best round, and the cost of a cycle."""
        self._cycles(self.rival.people[:4], CYCLES)
        costs = []
        for _ in range(2):  # the smaller of two: the other one was disturbed
            before = self.rival.cpu()
            self._cycles(self.rival.people[:4], CYCLES)
            costs.append(self.rival.cpu_s(before) * 1_000 / CYCLES)
        with self.rival.counting() as statements:
            self._cycles(self.rival.people[:1], COUNTED)
        return {
            "labels_per_s": max(self._rates),
            "cpu_ms_per_label": min(costs),
            "statements_per_label": statements[0] / COUNTED,
            "duplicates": float(len(self._seen) - len(set(self._seen))),
            "first_start_s": self.rival.first_start_s,
        }

    def exporting(self) -> dict[str, float]:
        """Export everything once for warmth and once for the figures."""
        self._owner.export(self._project)
        before, started = self.rival.cpu(), time.perf_counter()
        labels = len(json.loads(self._owner.export(self._project)))
        seconds = time.perf_counter() - started
        left = sum(file.stat().st_size for file in self.rival.data.rglob("export/*"))
        return {
            "labels_per_s": labels / seconds,
            "cpu_ms_per_label": self.rival.cpu_s(before) * 1_000 / labels,
            "plaintext_left_mb": left / 1e6,
        }

    def _cycles(self, people: list[Person], labels: int) -> None:
        def work(person: Person) -> None:
            for _ in range(labels // len(people)):
                task = self._next(person)
                person.draft(self._project, task, _result(1))
                person.submit(self._project, task, _result(1))

        with ThreadPoolExecutor(len(people)) as pool:
            list(pool.map(work, people))

    def _next(self, person: Person) -> int:
        task = person.next(self._project)
        if task is None:
            raise RuntimeError("it has no more tasks")
        self._seen.append(task)
        return task


def _result(spans: int) -> list[dict[str, Any]]:
    return [{**SPAN, "id": f"s{number}"} for number in range(spans)]
