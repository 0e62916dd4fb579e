"""Catalogue gate: every table obeys the isolation rules."""

# SPDX-License-Identifier: Apache-2.0
import os
import subprocess
import sys
from collections.abc import Iterator

from sealmark.interfaces.cli.checks._patient import Finding, Patient

_COMMAND = ("-m", "sealmark.interfaces.cli.main", "db", "verify")
_SECONDS = 120


def findings(patient: Patient) -> Iterator[Finding]:
    """Ask in a process of its own: the gate works through Django, as the owner."""
    asked = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, *_COMMAND, "--home", str(patient.home.path)],
        env={**os.environ, **patient.environment, "SEALMARK_IDENTITY": "owner"},
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    if asked.returncode == 0:
        yield Finding(about="catalogue", told="every table obeys the isolation rules")
        return
    for line in asked.stdout.splitlines() or ["the rules could not be checked"]:
        remedy = "do not serve people from this database; restore it, or sealmark db migrate"
        yield Finding(about="catalogue", told=line, remedy=remedy)
