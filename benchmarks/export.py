"""Export: speed and memory with all evidence, through the queue and the real processes.

- `labels_per_s`: from asking to a bundle that is ready: the log holding the request, gathering,
  the customer's ids from sealed originals, data, statements, events, proofs, seal. A label is one
  label document of three spans; a tenth as many are exported first, which warms all up.
- `cpu_ms_per_label`: what that took of all processes, the database included: a busy machine changes
  it less than the seconds.
- `rss_growth_mb`: how much worker and redactor together grew at their peaks in the large export.
- Both bundles are held against the offline verifier, in a process of its own: `verified_per_s`,
  `verify_peak_mb`.
- What the database tidies up after so many new rows is waited for, and not counted.
- The labels are written by `fill_labels`: real sealing for every row, one repeated text.
"""

# SPDX-License-Identifier: Apache-2.0
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

from benchmarks.fill_labels import versions
from benchmarks.installation import Installation, Workplace, furnish, running, states, until, upload
from benchmarks.rivals import beside, compared
from benchmarks.rivals.label_studio import Rival
from benchmarks.rivals.label_studio_desk import Desk

LABELS = int(os.environ.get("SEALMARK_BENCH_LABELS", "1000000"))


def run() -> dict[str, float]:
    """Measure; see the module's text."""
    with beside(1) as rival, running() as home:
        place = furnish(0)
        upload(place, b'{"id": "first", "text": "the patient takes aspirin and is well"}\n')
        until(lambda: sum(states(place).values()) == 1 and not states(place).get("received"))
        _fill(home, place, LABELS // 10)
        _verify(place, _export(place)[2])
        _fill(home, place, LABELS - LABELS // 10)
        before, used = _peaks(home), home.processes()
        seconds, counts, export = _export(place)
        cpu_ms = home.cpu_s(used) * 1_000 / counts["documents"]
        _tell_shares(home, used, counts["documents"])
        grown = {name: peak - before[name] for name, peak in _peaks(home).items()}
        verifying, peak_mb = _verify(place, export)
        theirs = _theirs(rival) if rival else {}
    for name, growth in grown.items():
        print(f"{name:12} grew by {growth / 1024:8.1f} MB")
    figures = {
        "labels_per_s": counts["documents"] / seconds,
        "rss_growth_mb": sum(grown.values()) / 1024,
        "cpu_ms_per_label": cpu_ms,
        "verified_per_s": counts["documents"] / verifying,
        "verify_peak_mb": peak_mb,
        "labels": counts["documents"],
        "spans": counts["spans"],
    }
    for name, value in figures.items():
        print(f"{name:20} {value:12.1f}")
    return figures | compared(figures, theirs)


def _theirs(rival: Rival) -> dict[str, float]:
    """Export labels of three spans there: plain JSON, without evidence; it has none."""
    text = "the patient takes aspirin and is well"
    return Desk(rival, [text] * min(LABELS, 10_000), spans=3).exporting()


def _export(place: Workplace) -> tuple[float, dict[str, int], UUID]:
    """Ask for everything and wait; return the seconds, the counts, and which export it is."""
    from sealmark.export import selectors, services
    from sealmark.export.domain import Content, Wanted
    from sealmark.infra import jobs, scope
    from sealmark.kernel.clock import SystemClock
    from sealmark.kernel.ids import ProjectId

    person, project = _person(place), ProjectId(place.project)
    wanted = Wanted(
        format="jsonl",
        content=Content.RENDITION,
        include_unreviewed=False,
        include_free_text=False,
        recipient_key="",
    )
    started = time.perf_counter()
    with scope.project(project):
        export = services.request(person, wanted, reason="Benchmark.", clock=SystemClock())
    view: Any = None

    def ended() -> bool:
        nonlocal view
        with scope.project(project):
            view = selectors.release_view(project, export, at=SystemClock().now())
        return view is not None and view.state in {"ready", "failed"}

    until(ended)
    seconds = time.perf_counter() - started
    if view.state != "ready":
        raise RuntimeError(view.failure)
    print(f"  exported {view.counts['documents']:,} labels in {seconds:.1f} s", flush=True)
    with scope.project(project):
        for job in reversed(jobs.latest(project, limit=3)):
            ran = (job.finished_at or job.created_at) - (job.started_at or job.created_at)
            print(f"    {job.kind:16} {ran.total_seconds():8.1f} s", flush=True)
    return seconds, dict(view.counts), export


def _person(place: Workplace) -> Any:  # noqa: ANN401 - known after django.setup()
    from sealmark.export.services import Person
    from sealmark.infra import scope
    from sealmark.kernel.clock import SystemClock
    from sealmark.kernel.ids import OrganizationId, ProjectId, SessionId, UserId, new_uuid
    from sealmark.tenancy import selectors as tenancy

    user, session = UserId(place.admin), SessionId(new_uuid())
    with scope.principal(user):
        facts = tenancy.facts(user, ProjectId(place.project), SystemClock().now())
    if facts is None:
        raise RuntimeError("the admin has no place in the project")
    return Person(
        who=facts.principal(session),
        user=user,
        session=session,
        project=ProjectId(place.project),
        organization=OrganizationId(place.organization),
        policy_set="benchmark",
    )


def _verify(place: Workplace, export: Any) -> tuple[float, float]:  # noqa: ANN401 - known after django.setup()
    """Hold the bundle against the verifier; return the seconds and its peak in MB."""
    from sealmark.export import services
    from sealmark.export.domain import LARGEST_ANSWER
    from sealmark.infra import scope
    from sealmark.kernel.clock import SystemClock

    person = _person(place)
    with tempfile.TemporaryDirectory() as folder:
        bundle, at, size = Path(folder, "bundle.zip"), 0, 1
        with bundle.open("wb") as file:
            while at < size:
                wanted = f"bytes={at}-{at + LARGEST_ANSWER - 1}"
                with scope.project(person.project):
                    piece = services.download(person, export, wanted, clock=SystemClock())
                file.write(piece.content)
                at, size = at + len(piece.content), piece.size
        command = [sys.executable, "-c", "from sealmark_verify.cli import entry; entry()"]
        started = time.perf_counter()
        process = subprocess.Popen([*command, str(bundle), "--quiet"])
        _, status, usage = os.wait4(process.pid, 0)
        seconds, peak_mb = time.perf_counter() - started, usage.ru_maxrss / 1024
        if os.waitstatus_to_exitcode(status) != 0:
            raise RuntimeError("the bundle does not verify")
    print(f"  verified {size / 1e6:.1f} MB offline: {seconds:.1f} s, {peak_mb:.0f} MB", flush=True)
    return seconds, peak_mb


def _fill(home: Installation, place: Workplace, count: int) -> None:
    """Write labels as the redactor, one process a core, and wait until the log holds them."""
    started = time.perf_counter()
    environment = {
        **os.environ,
        "SEALMARK_IDENTITY": "redactor",
        "SEALMARK_HOME": str(home.home),
    }
    under, cores = json.dumps(versions(place.project)), os.cpu_count() or 1
    shares = [count // cores + (n < count % cores) for n in range(cores)]
    command = [sys.executable, "-m", "benchmarks.fill_labels", str(place.project)]
    filling = [subprocess.Popen([*command, str(share), under], env=environment) for share in shares]
    ended = [process.wait() for process in filling]
    if any(ended):
        raise RuntimeError("the labels could not be filled in")
    until(lambda: _waiting(place) == 0)
    _let_tidy_up(home)
    print(f"  filled {count:,} in {time.perf_counter() - started:.0f} s", flush=True)


def _let_tidy_up(home: Installation) -> None:
    """Wait for what the database does after so many new rows: labels of years are tidied long ago.

    It looks for work every five seconds; twelve seconds without any mean that there is none.
    """
    quiet_since = time.perf_counter()
    while time.perf_counter() - quiet_since < 12:
        if any("autovacuum worker" in " ".join(_words(pid)) for pid in home.processes()):
            quiet_since = time.perf_counter()
        time.sleep(0.5)


def _words(pid: int) -> list[str]:
    """Return the words of a process's command line; none if it has ended."""
    with suppress(OSError):
        return Path("/proc", str(pid), "cmdline").read_bytes().decode().replace("\0", " ").split()
    return []


def _waiting(place: Workplace) -> int:
    """Count the events that the log does not hold yet."""
    from django.db import connection

    from sealmark.infra import scope
    from sealmark.kernel.ids import ProjectId

    with scope.project(ProjectId(place.project)), connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM audit_event WHERE project_id = %s)"
            " - (SELECT count(*) FROM audit_leaf l JOIN audit_event e ON e.id = l.event_id"
            " WHERE e.project_id = %s)",
            [place.project, place.project],
        )
        (waiting,) = cursor.fetchone()
    return int(waiting)


def _tell_shares(home: Installation, before: dict[int, float], labels: int) -> None:
    """Print which programs the CPU went to."""
    shares: defaultdict[str, float] = defaultdict(float)
    for pid, seconds in home.processes().items():
        words = _words(pid)
        entries = (word.rpartition(".")[2] for word in words if word.endswith("_entry"))
        database = "postgres " + " ".join(words[1:2]) if words[:1] == ["postgres:"] else "other"
        shares[next(entries, database)] += seconds - before.get(pid, 0)
    for name, seconds in sorted(shares.items(), key=lambda one: -one[1]):
        print(f"  {name:28} {seconds * 1e6 / labels:8.1f} us CPU a label", flush=True)


def _peaks(home: Installation) -> dict[str, int]:
    """Return the peak resident memory (KiB) of worker and redactor, and begin anew."""
    found = {}
    for pid in home.processes():
        folder = Path("/proc", str(pid))
        words = _words(pid)
        for name in ("worker", "redactor"):
            if f"sealmark.interfaces.{name}_entry" in words:
                status = dict(
                    line.split(":", 1) for line in (folder / "status").read_text().splitlines()
                )
                found[name] = int(status["VmHWM"].split()[0])
                # proc(5): 5 resets the peak to what is resident now.
                (folder / "clear_refs").write_text("5")
    if len(found) < 2:
        raise RuntimeError("worker or redactor is not running")
    return found


if __name__ == "__main__":
    run()
