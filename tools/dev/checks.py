"""`make check`: everything that is decided without running the product.

- Each step is independent; all run, the slow ones first, as many at a time as there are cores.
- A failing step prints its whole output; a passing one only its name and time.
"""

# SPDX-License-Identifier: Apache-2.0
import os
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from tools.dev import web
from tools.dev.environment import PYTHON, VENV
from tools.dev.shell import ROOT, Command, Failure, capture, spell

PYTHON_FOLDERS = ("server", "verify", "tools", "benchmarks", "conftest.py")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One tool with its arguments."""

    name: str
    command: Command
    cwd: Path = ROOT


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one check found; `seconds` of wall time."""

    check: Check
    status: int
    output: str
    seconds: float


def all_checks() -> list[Check]:
    """Return the checks, the slowest first."""
    tool = VENV / "bin"
    return [
        Check(name="types", command=[tool / "mypy"]),
        *web_checks(),
        Check(name="layers", command=[tool / "lint-imports", "--no-logo"]),
        Check(name="unused packages", command=[tool / "deptry", "."], cwd=ROOT / "server"),
        Check(name="dead code", command=[PYTHON, "-m", "tools.dead_code"]),
        Check(name="own rules", command=[PYTHON, "-m", "tools.lints"]),
        Check(name="layer picture", command=[PYTHON, "-m", "tools.layers"]),
        Check(name="style", command=[tool / "ruff", "check", "--quiet", *PYTHON_FOLDERS]),
        Check(name="format", command=[tool / "ruff", "format", "--check", *PYTHON_FOLDERS]),
    ]


def web_checks() -> list[Check]:
    """Return the web app's own checks, and that it knows the routes."""
    if not web.exists():
        return []
    return [
        Check(name="web", command=["npm", "run", "--silent", "check"], cwd=web.WEB),
        Check(name="contract", command=[PYTHON, "-m", "tools.contract"]),
    ]


def check() -> None:
    """Run every check; raise `Failure` naming those that found something."""
    began = time.monotonic()
    failed: list[str] = []
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        running = [pool.submit(carry_out, each) for each in all_checks()]
        for done in as_completed(running):
            outcome = done.result()
            report(outcome)
            if outcome.status != 0:
                failed.append(outcome.check.name)
    print(f"-- check: {time.monotonic() - began:.1f} s", flush=True)
    if failed:
        raise Failure(f"checks failed: {', '.join(sorted(failed))}")


def carry_out(each: Check) -> Outcome:
    """Run one check quietly."""
    began = time.monotonic()
    status, output = capture(each.command, cwd=each.cwd)
    return Outcome(check=each, status=status, output=output, seconds=time.monotonic() - began)


def report(outcome: Outcome) -> None:
    """Print one line for a check that passed, all of its output for one that did not."""
    word = "ok  " if outcome.status == 0 else "FAIL"
    print(f"{word} {outcome.check.name:<16} {outcome.seconds:5.1f} s", flush=True)
    if outcome.status != 0:
        print(f"     {spell(outcome.check.command)}\n{outcome.output}", flush=True)
