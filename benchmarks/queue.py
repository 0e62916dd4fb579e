"""Labeling speed: many annotators at once, over HTTP, every control on.

- Closed loop: 32 annotators lease, read and submit as fast as they are answered; the best of three
  rounds, all of which are printed: the others were disturbed by what else the machine did.
- Open loop: 30 labels a second; the delay of `next` counts from when it was due.
- A full cycle is next (with the rendition), one autosave, submit; `onward` cycles let the submit
  bring the next task along, as the web app does. CPU is that of all processes of
  the installation, database and log included, read from the kernel.
- Flatness: the same with 990,000 more open tasks in the project. Those rows are copied in by the
  redactor's role; the tasks that are served are real ones.
- Beside a rival (see `benchmarks.rivals`), rounds alternate: both meet the same machine.
"""

# SPDX-License-Identifier: Apache-2.0
import http.client
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

from benchmarks.installation import (
    Installation,
    Workplace,
    furnish,
    running,
    settled,
    until,
    upload,
)
from benchmarks.rivals import beside, compared
from benchmarks.rivals.label_studio_desk import Desk

ANNOTATORS = 32
WARM = 200
CLOSED = int(os.environ.get("SEALMARK_BENCH_LABELS", "3000"))
ROUNDS = 3
CYCLES = 400
OPEN_RATE, OPEN_S = 30, int(os.environ.get("SEALMARK_BENCH_OPEN_S", "30"))
REAL = int(os.environ.get("SEALMARK_BENCH_REAL", "10000"))
MORE = int(os.environ.get("SEALMARK_BENCH_MORE", "990000"))
TEXT = "The patient takes aspirin every day and walked {a} steps and {b} stairs without any pain."


class Annotator:
    """One person with one connection."""

    def __init__(self, port: int, cookie: str, project: object) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port)
        self._base = f"/api/projects/{project}"
        # The token of the double-submit cookie: 32 letters, the same in cookie and header.
        token = "a" * 32
        self._headers = {
            "Content-Type": "application/json",
            "Cookie": f"sealmark={cookie}; csrftoken={token}",
            "X-CSRFToken": token,
        }
        self._next = json.dumps({"duty": "label"}).encode()

    def ask(self, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
        """Send one request, return status and body."""
        try:
            return self._ask(method, path, body)
        except (OSError, http.client.HTTPException):
            self._connection.close()  # an idle connection was closed by the server
            return self._ask(method, path, body)

    def _ask(self, method: str, path: str, body: bytes | None) -> tuple[int, bytes]:
        self._connection.request(method, self._base + path, body, self._headers)
        answer = self._connection.getresponse()
        return answer.status, answer.read()

    def lease(self) -> dict[str, object] | None:
        """Lease the next task."""
        status, body = self.ask("POST", "/tasks/next", self._next)
        if status == 204:
            return None
        if status != 200:
            raise RuntimeError(f"next: {status} {body[:200]!r}")
        work: dict[str, object] = json.loads(body)
        return work

    def draft(self, task: object) -> None:
        """Autosave once."""
        body = json.dumps({"key": uuid4().hex, "seq": 1, "document": DOCUMENT}).encode()
        status, answer = self.ask("PUT", f"/tasks/{task}/draft", body)
        if status != 200:
            raise RuntimeError(f"draft: {status} {answer[:200]!r}")

    def submit(self, task: object, *, onward: bool = False) -> dict[str, object] | None:
        """Hand labels in; with `onward` the next task comes along, as the web app asks for it."""
        body = json.dumps({"key": uuid4().hex, "document": DOCUMENT, "next": onward}).encode()
        status, answer = self.ask("POST", f"/tasks/{task}/submit", body)
        if status != 200:
            raise RuntimeError(f"submit: {status} {answer[:200]!r}")
        brought: dict[str, object] | None = json.loads(answer)["next"]
        return brought


DOCUMENT = {"spans": [{"id": "s1", "start": 18, "end": 25, "class_id": "drug"}], "answers": []}


def run() -> dict[str, float]:
    """Measure; see the module's text."""
    workers = {"SEALMARK_WEB_WORKERS": os.environ.get("SEALMARK_WEB_WORKERS", "2")}
    with beside(ANNOTATORS) as rival, running(workers) as home:
        place = furnish(ANNOTATORS)
        texts = [TEXT.format(a=n % 900, b=n // 900) for n in range(REAL)]
        upload(place, "".join(json.dumps({"text": text}) + "\n" for text in texts).encode())
        until(lambda: settled(place) >= REAL)
        desk = rival and Desk(rival, texts)
        people = [Annotator(home.port, cookie, place.project) for cookie in place.cookies]
        seen: list[object] = []
        _closed(people, WARM, seen)
        rates = []
        for _ in range(ROUNDS):
            rates.append(_closed(people, CLOSED // ROUNDS, seen))
            if desk:
                desk.label_round()
        print("closed loop, labels/s:", *[f"{rate:.1f}" for rate in rates], flush=True)
        figures = {"labels_per_s": max(rates)}
        figures["cpu_ms_per_label"] = _cycles(home, people, seen)
        figures["cpu_ms_per_label_onward"] = _onward_cost(home, people, seen) * 1_000 / CYCLES
        figures["statements_per_label"] = _statements(place, seen)
        figures["statements_per_label_onward"] = _statements(place, seen, onward=True)
        theirs = desk.labeling() if desk else {}
        figures["next_p95_ms_open"] = _open(people, seen)
        small = _cost(home, people, seen)
        _fill(home, place, MORE)
        large = _cost(home, people, seen)
        figures["flatness_1m_over_10k"] = large / small
        figures["duplicates"] = float(len(seen) - len(set(seen)))
    for name, value in figures.items():
        print(f"{name:28} {value:10.2f}")
    return figures | compared(figures, theirs)


def _closed(people: list[Annotator], labels: int, seen: list[object]) -> float:
    """Label as fast as possible; return labels per second."""
    left = iter(range(labels))
    lock = threading.Lock()

    def work(person: Annotator) -> None:
        while True:
            with lock:
                if next(left, None) is None:
                    return
            task = person.lease()
            if task is None:
                return
            seen.append(task["task_id"])
            person.submit(task["task_id"])

    before = time.perf_counter()
    _together([partial(work, person) for person in people])
    return labels / (time.perf_counter() - before)


def _cycles(home: Installation, people: list[Annotator], seen: list[object]) -> float:
    """Full cycles by four people; return CPU milliseconds per label."""
    _full(people[:4], 40, seen)
    return _cost(home, people, seen) * 1_000 / CYCLES


def _cost(home: Installation, people: list[Annotator], seen: list[object]) -> float:
    """CPU seconds of full cycles that ask for each task."""
    return _cpu(home, lambda: _full(people[:4], CYCLES, seen))


def _onward_cost(home: Installation, people: list[Annotator], seen: list[object]) -> float:
    """CPU seconds of full cycles in which a hand-in brings the next task."""
    return _cpu(home, lambda: _full(people[:4], CYCLES, seen, onward=True))


def _cpu(home: Installation, cycles: Callable[[], None]) -> float:
    """CPU seconds of cycles, the smaller of two runs: the other one was disturbed."""
    costs = []
    for _ in range(2):
        before = home.processes()
        cycles()
        time.sleep(1.0)  # the log catches up
        costs.append(home.cpu_s(before))
    return min(costs)


def _full(
    people: list[Annotator], labels: int, seen: list[object], *, onward: bool = False
) -> None:
    def work(person: Annotator) -> None:
        task, count = None, labels // len(people)
        for number in range(count):
            task = task or person.lease()
            if task is None:
                return
            seen.append(task["task_id"])
            person.draft(task["task_id"])
            task = person.submit(task["task_id"], onward=onward and number < count - 1)

    _together([partial(work, person) for person in people])


def _open(people: list[Annotator], seen: list[object]) -> float:
    """Ask at fixed moments; return the 95th percentile of `next` in milliseconds."""
    delays: list[float] = []
    start = time.perf_counter()
    due = iter(range(OPEN_RATE * OPEN_S))
    lock = threading.Lock()

    def work(person: Annotator) -> None:
        while True:
            with lock:
                turn = next(due, None)
            if turn is None:
                return
            moment = start + turn / OPEN_RATE
            time.sleep(max(0.0, moment - time.perf_counter()))
            task = person.lease()
            delays.append(time.perf_counter() - moment)
            if task is None:
                return
            seen.append(task["task_id"])
            person.submit(task["task_id"])

    _together([partial(work, person) for person in people])
    delays.sort()
    return delays[int(len(delays) * 0.95)] * 1_000


def _together(jobs: list[Callable[[], None]]) -> None:
    failures: list[BaseException] = []

    def guarded(job: Callable[[], None]) -> None:
        try:
            job()
        except (RuntimeError, OSError, http.client.HTTPException) as error:
            failures.append(error)

    threads = [threading.Thread(target=guarded, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def _statements(place: Workplace, seen: list[object], *, onward: bool = False) -> float:
    """Statements of one full cycle, counted in this process, without BEGIN, COMMIT and scopes."""
    from django.db import connection
    from django.test import Client

    client = Client(headers={"X-CSRFToken": "a" * 32}, SERVER_NAME="127.0.0.1")
    client.cookies.load({"sealmark": place.cookies[0], "csrftoken": "a" * 32})
    base, counted = f"/api/projects/{place.project}/tasks", [0]

    def count(execute: Any, sql: str, *rest: Any) -> Any:  # noqa: ANN401 - Django's wrapper
        counted[0] += "set_config" not in sql and "transaction_timestamp" not in sql
        return execute(sql, *rest)

    cycles, task = 20, None
    for number in range(cycles + 2):
        if number == 2:  # what is read once per process has been read
            counted[0] = 0
        with connection.execute_wrapper(count):
            if task is None:
                leased = client.post(f"{base}/next", {"duty": "label"}, "application/json")
                if leased.status_code != 200:
                    raise RuntimeError(f"next: {leased.status_code} {leased.content[:200]!r}")
                task = leased.json()
            seen.append(task["task_id"])
            here = f"{base}/{task['task_id']}"
            saved = {"key": uuid4().hex, "seq": 1, "document": DOCUMENT}
            client.put(f"{here}/draft", saved, "application/json")
            labels: dict[str, Any] = {"key": uuid4().hex, "document": DOCUMENT}
            labels["next"] = onward and number < cycles + 1
            done = client.post(f"{here}/submit", labels, "application/json")
        if done.status_code != 200:
            raise RuntimeError(f"submit: {done.status_code} {done.content[:200]!r}")
        task = done.json()["next"]
    return counted[0] / cycles


def _fill(home: Installation, place: Workplace, more: int) -> None:
    """Copy open tasks in, behind the real ones, as the redactor's role."""
    environment = {**os.environ, "SEALMARK_HOME": str(home.home), "SEALMARK_IDENTITY": "redactor"}
    command = [sys.executable, "-m", "benchmarks.fill_tasks", str(place.project), str(more)]
    subprocess.run(command, env=environment, check=True)


if __name__ == "__main__":
    run()
