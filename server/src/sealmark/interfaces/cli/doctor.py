"""Check this installation: permissions, keys, database, roles, isolation rules, versions.

- Looks and changes nothing. A database that does not run is run for the time of the checks.
- One line per finding, with a remedy where something is wrong; exit status 1 if anything is.
- A check is one module in `checks`, found by being there.
"""

# SPDX-License-Identifier: Apache-2.0
import argparse
import contextlib
import importlib
import os
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol, cast

from sealmark.infra.home import Home, HomeInUseError, default_home
from sealmark.infra.postgres.cluster import EmbeddedCluster
from sealmark.interfaces.cli import checks, output
from sealmark.interfaces.cli.checks._patient import Finding, Patient
from sealmark.kernel.errors import Refusal


class HomeAbsentError(Refusal):
    """There is nothing to check here: run `sealmark up` first, or name the right --home."""


class Check(Protocol):
    """What a check's module offers."""

    def findings(self, patient: Patient) -> Iterator[Finding]:
        """Look, and tell what was found."""
        ...


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("--home", type=Path, default=default_home(os.environ))


def run(arguments: argparse.Namespace) -> int:
    """Carry out all checks."""
    home = Home(path=arguments.home.expanduser().resolve())
    if not home.postgres.is_dir():
        raise HomeAbsentError
    patient = Patient(home=home, environment=dict(os.environ))
    with contextlib.ExitStack() as opened:
        _ensure_server(patient, opened)
        found = [finding for check in _checks() for finding in check.findings(patient)]
    output.table([_row(finding) for finding in found])
    wrong = [finding for finding in found if not finding.good]
    output.say(f"\n{len(found)} checked, {len(wrong)} to mend." if wrong else "\nAll is well.")
    return 1 if wrong else 0


def _ensure_server(patient: Patient, opened: contextlib.ExitStack) -> None:
    made = (patient.home.postgres / "place.json").exists()
    if patient.outside or not made:
        return
    # In use: `sealmark up` runs it already.
    with contextlib.suppress(HomeInUseError):
        cluster = EmbeddedCluster(home=patient.home, environment=patient.environment)
        opened.enter_context(cluster)


def _checks() -> Iterator[Check]:
    for found in pkgutil.iter_modules(checks.__path__):
        if not found.name.startswith("_"):
            yield cast("Check", importlib.import_module(f"{checks.__name__}.{found.name}"))


def _row(finding: Finding) -> tuple[str, str, str]:
    told = finding.told if finding.good else f"{finding.told}. Remedy: {finding.remedy}"
    return ("ok" if finding.good else "WRONG", finding.about, told)
