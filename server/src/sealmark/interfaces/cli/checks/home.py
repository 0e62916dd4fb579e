"""Home directory: nobody else can read or change it."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator

from sealmark.infra.home import problems
from sealmark.interfaces.cli.checks._patient import Finding, Patient


def findings(patient: Patient) -> Iterator[Finding]:
    """Name each folder or file with too wide permissions or the wrong owner."""
    found = [problem.detail for problem in problems(patient.home)]
    for detail in found:
        told, _, remedy = detail.partition(". ")
        yield Finding(about="home", told=told, remedy=remedy or "see above")
    if not found:
        yield Finding(about="home", told=f"{patient.home.path} is closed to others")
