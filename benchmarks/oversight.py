"""What a steward waits for: a long quarantine, and the figures of a project with a million texts.

- Answers are asked for over HTTP as the pages ask for them, and the figure is the slowest answer's
  median: every order and filter of the quarantine, its first page, one from the middle, its counts.
- `dashboard_ms_1m` reads the privacy dashboard; `dashboard_again_ms_1m` is how long the worker
  takes to count all of it anew, while people go on working.
- `progress_ms_1m` is the progress page on a day like any other, `progress_first_ms_1m` the slowest
  of the answers that first close the days before.
- Most rows are written by `fill_tasks` and `fill_oversight`; nothing of them is served.
"""

# SPDX-License-Identifier: Apache-2.0
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

from benchmarks.installation import (
    Installation,
    Workplace,
    furnish,
    join,
    running,
    settled,
    until,
    upload,
)
from benchmarks.queue import Annotator
from sealmark.kernel.ids import UserId

TASKS: Final = int(os.environ.get("SEALMARK_BENCH_TASKS", "1000000"))
HELD: Final = int(os.environ.get("SEALMARK_BENCH_HELD", "100000"))
DONE: Final = int(os.environ.get("SEALMARK_BENCH_DONE", "300000"))
ROUNDS: Final = 5
PEOPLE: Final = 8
MIDDLE: Final = 30
ORDERS: Final = ("oldest", "newest", "riskiest", "safest")
FILTERS: Final[tuple[Mapping[str, object], ...]] = (
    {},
    {"aside": "true"},
    {"reason": "language"},
    {"reason": "nothing-like-it"},
    {"kind": "DATE"},
    {"kind": "ID"},
    {"language": "fr"},
    {"risk": 0.97},
    {"hours": 24 * 40},
    {"kind": "ID", "language": "de", "risk": 0.5},
)


def run() -> dict[str, float]:
    """Measure; see the module's text."""
    with running() as home:
        place = furnish(PEOPLE)
        steward = Annotator(home.port, _steward(place), place.project)
        upload(
            place,
            b"".join(json.dumps({"text": f"tea number {n}"}).encode() + b"\n" for n in range(3)),
        )
        until(lambda: settled(place) >= 3)
        _fill(home, place)
        figures = _held(steward) | _dashboard(steward) | _progress(steward)
    figures |= {"tasks": float(TASKS), "held": float(HELD)}
    for name, value in figures.items():
        print(f"{name:28} {value:10.1f}", flush=True)
    return figures


def _held(steward: Annotator) -> dict[str, float]:
    """Look through the quarantine as its page does."""
    took = {"counts": _timed(steward, "/quarantine/waiting")}
    for order in ORDERS:
        for narrowed in FILTERS:
            asked = urlencode({"order": order, **narrowed})
            took[asked] = _timed(steward, f"/quarantine?{asked}")
        cursor = None
        for _ in range(MIDDLE):
            page = _told(steward, _going_on(order, cursor))
            cursor = page["next"]
        took[f"{order}, in the middle"] = _timed(steward, _going_on(order, cursor))
    for name, value in sorted(took.items(), key=lambda one: -one[1])[:8]:
        print(f"  held, {name:44} {value:8.1f} ms", flush=True)
    return {
        "held_ms_100k": max(took.values()),
        "held_median_ms_100k": statistics.median(took.values()),
    }


def _going_on(order: str, cursor: str | None) -> str:
    asked = {"order": order} if cursor is None else {"order": order, "cursor": cursor}
    return f"/quarantine?{urlencode(asked)}"


def _dashboard(steward: Annotator) -> dict[str, float]:
    """Have everything counted, twice: the first time nothing was read before; then read it."""
    again = [_counted(steward) for _ in range(2)]
    print("  counted anew, ms:", *[f"{one:.0f}" for one in again], flush=True)
    return {
        "dashboard_ms_1m": _timed(steward, "/privacy"),
        "dashboard_again_ms_1m": again[-1],
    }


def _counted(steward: Annotator) -> float:
    before = _told(steward, "/privacy")["counted_at"]
    began = time.perf_counter()
    status, body = steward.ask("POST", "/privacy/count", b"{}")
    if status != 202:
        raise RuntimeError(f"count: {status} {body[:200]!r}")
    until(lambda: bool(_told(steward, "/privacy")["counted_at"] != before))
    return 1_000 * (time.perf_counter() - began)


def _progress(steward: Annotator) -> dict[str, float]:
    closing = []
    while True:
        began = time.perf_counter()
        behind = _told(steward, "/progress")["behind"]
        closing.append(1_000 * (time.perf_counter() - began))
        if not behind:
            break
    return {
        "progress_ms_1m": _timed(steward, "/progress"),
        "progress_first_ms_1m": max(closing),
    }


def _timed(steward: Annotator, path: str) -> float:
    """Return the median milliseconds of an answer; the first one is not counted."""
    took = []
    for _ in range(ROUNDS + 1):
        began = time.perf_counter()
        _told(steward, path)
        took.append(1_000 * (time.perf_counter() - began))
    return statistics.median(took[1:])


def _told(steward: Annotator, path: str) -> dict[str, Any]:
    status, body = steward.ask("GET", path)
    if status != 200:
        raise RuntimeError(f"{path}: {status} {body[:200]!r}")
    told: dict[str, Any] = json.loads(body)
    return told


def _steward(place: Workplace) -> str:
    """Make a data steward who may also see progress; return their session."""
    from sealmark.identity import services as identity
    from sealmark.identity.domain import AgentFamily
    from sealmark.infra import scope
    from sealmark.kernel.clock import SystemClock
    from sealmark.kernel.ids import ProjectId

    clock, address = SystemClock(), "steward@bench.example"
    with scope.sign_in():
        user = identity.create_account(email=address, name="Steward", clock=clock)
        key = identity.open_session(user, agent=AgentFamily.CHROME, clock=clock).key
    roles = ("data_steward", "project_admin")
    join(ProjectId(place.project), user, address, by=UserId(place.admin), roles=roles)
    return key


def _fill(home: Installation, place: Workplace) -> None:
    _as("redactor", home, "fill_tasks", place.project, TASKS, 60)
    _as("owner", home, "fill_oversight", place.project, HELD, DONE, *_people(place))


def _people(place: Workplace) -> list[UserId]:
    from sealmark.infra import scope
    from sealmark.kernel.clock import SystemClock
    from sealmark.kernel.ids import ProjectId
    from sealmark.tenancy import selectors as tenancy

    with scope.project(ProjectId(place.project)):
        members = tenancy.project_members(ProjectId(place.project), SystemClock().now())
    return [one.person.user for one in members][:PEOPLE]


def _as(identity: str, home: Installation, module: str, *words: object) -> None:
    environment = {**os.environ, "SEALMARK_HOME": str(home.home), "SEALMARK_IDENTITY": identity}
    command = [sys.executable, "-m", f"benchmarks.{module}", *map(str, words)]
    subprocess.run(command, env=environment, check=True)
