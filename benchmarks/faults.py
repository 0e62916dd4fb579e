"""Faults: processes are killed with -9 while people label; nothing acknowledged may be lost.

- At random moments one of web, worker, redactor, sequencer and Postgres is killed.
- People go on as a browser does: a request that was not answered is sent again with the same key.
- Afterwards every acknowledged submission is looked up: it exists, once, and has its event in the
  log; a task was handed in by one person only. What was brought in meanwhile is ready, all of it.
"""

# SPDX-License-Identifier: Apache-2.0
import http.client
import json
import os
import random
import signal
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
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

KILLS = int(os.environ.get("SEALMARK_BENCH_KILLS", "300"))
PEOPLE = 6
LATE = 1_000
VICTIMS = ("web", "worker", "redactor", "sequencer", "postgres")
PAUSE = (0.4, 1.6)
PATIENCE_S = 120.0
TEXT = "The patient feels better after {a} steps and {b} stairs."
DOCUMENT = {"spans": [{"id": "s1", "start": 4, "end": 11, "class_id": "drug"}], "answers": []}


@dataclass(slots=True)
class Ledger:
    """What was acknowledged: task -> revision."""

    answers: dict[str, str] = field(default_factory=dict)
    unsettled: int = 0
    stop: threading.Event = field(default_factory=threading.Event)


def run() -> dict[str, float]:
    """Measure; see the module's text."""
    with running() as home:
        place = furnish(PEOPLE)
        texts = max(500, KILLS * 60)
        rows = (json.dumps({"text": TEXT.format(a=n % 900, b=n // 900)}) for n in range(texts))
        upload(place, "\n".join(rows).encode())
        until(lambda: settled(place) >= texts)
        # More comes in while processes are killed: jobs, too, must go on where they were.
        late = (
            json.dumps({"text": f"Late number {n}: {TEXT.format(a=n, b=n)}"}) for n in range(LATE)
        )
        upload(place, "\n".join(late).encode())
        ledger = Ledger()
        workers = [
            threading.Thread(target=_label, args=(home.port, cookie, place, ledger))
            for cookie in place.cookies
        ]
        for worker in workers:
            worker.start()
        kills = _kill(home, KILLS)
        until(lambda: bool(home.ready().get("ready")))
        until(lambda: settled(place) >= texts + LATE)
        ledger.stop.set()
        for worker in workers:
            worker.join()
        figures = {"kills": float(kills), **_judge(place, ledger)}
    for name, value in figures.items():
        print(f"{name:28} {value:10.0f}")
    return figures


def _label(port: int, cookie: str, place: Workplace, ledger: Ledger) -> None:
    """Label until told to stop, asking again whatever was not answered."""
    base = f"/api/projects/{place.project}/tasks"
    while not ledger.stop.is_set():
        status, body = _ask(port, cookie, "POST", f"{base}/next", {"duty": "label"})
        if status != 200:
            time.sleep(0.2)
            continue
        task = str(body["task_id"])
        wanted: dict[str, object] = {"key": uuid4().hex, "document": DOCUMENT}
        until = time.monotonic() + PATIENCE_S
        while True:
            status, body = _ask(port, cookie, "POST", f"{base}/{task}/submit", wanted)
            if status == 200:
                ledger.answers[task] = str(body["revision_id"])
                break
            if status in {404, 409}:
                break  # the lease was lost: nothing was acknowledged
            if time.monotonic() > until:
                ledger.unsettled += 1
                break
            time.sleep(0.1)


def _ask(
    port: int, cookie: str, method: str, path: str, wanted: dict[str, object]
) -> tuple[int, dict[str, object]]:
    token = "a" * 32
    headers = {
        "Content-Type": "application/json",
        "Cookie": f"sealmark={cookie}; csrftoken={token}",
        "X-CSRFToken": token,
    }
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request(method, path, json.dumps(wanted).encode(), headers)
        answer = connection.getresponse()
        content = answer.read()
        return answer.status, json.loads(content) if content else {}
    except (OSError, http.client.HTTPException, ValueError):
        return 0, {}
    finally:
        connection.close()


def _kill(home: Installation, wanted: int) -> int:
    """Kill `wanted` times, each victim once it is back; return how often."""
    pick = random.Random(20261122)
    kills = 0
    while kills < wanted:
        time.sleep(pick.uniform(*PAUSE))
        pid = _pid(home, pick.choice(VICTIMS))
        if pid is None:
            continue
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
        kills += 1
        if kills % 10 == 0:
            print(f"  {kills} of {wanted} kills", flush=True)
    return kills


def _pid(home: Installation, victim: str) -> int | None:
    try:
        if victim == "postgres":
            data = Path(json.loads((home.home / "postgres/place.json").read_text())["base"])
            found = next(data.rglob("postmaster.pid"), None)
            return int(found.read_text().splitlines()[0]) if found else None
        status = json.loads((home.home / "run/status" / f"{victim}.json").read_text())
        pid = status.get("pid")
        return int(pid) if pid and status.get("state") == "ready" else None
    except (OSError, ValueError, KeyError, IndexError):
        return None


def _judge(place: Workplace, ledger: Ledger) -> dict[str, float]:
    """Look every acknowledged submission up."""
    from django.db import OperationalError, close_old_connections, connection

    from sealmark.infra import scope
    from sealmark.kernel.ids import ProjectId

    time.sleep(3.0)  # the log catches up
    for _ in range(20):  # connections of before the kills are found broken one by one
        try:
            with scope.project(ProjectId(place.project)):
                break
        except OperationalError:
            close_old_connections()
            connection.close()
    with scope.project(ProjectId(place.project)), connection.cursor() as cursor:
        cursor.execute("SELECT id, task_id FROM annotations_revision")
        revisions = [(str(revision), str(task)) for revision, task in cursor.fetchall()]
        cursor.execute(
            "SELECT s.id FROM provenance_statement s JOIN audit_event e ON e.id = s.event_id"
            " JOIN audit_leaf l ON l.event_id = e.id"
        )
        logged = {str(row[0]) for row in cursor.fetchall()}
    known = {revision for revision, _ in revisions}
    tasks = [task for _, task in revisions]
    return {
        "acknowledged": float(len(ledger.answers)),
        "lost": float(sum(revision not in known for revision in ledger.answers.values())),
        "doubled": float(len(tasks) - len(set(tasks))),
        "unaudited": float(len(known - logged)),
        "unsettled": float(ledger.unsettled),
    }


if __name__ == "__main__":
    run()
