"""Blobs: every zone has a place of its own, and nobody has one they have no part in."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator

from sealmark.interfaces.cli.checks._patient import Finding, Patient
from sealmark.kernel.errors import SealmarkError
from sealmark.storage.services import check_places


def findings(patient: Patient) -> Iterator[Finding]:
    """Hold what each identity's folder of keys says about blobs against the zones."""
    try:
        check_places(patient.home)
    except SealmarkError as error:
        remedy = "mend blobs.json in the folder of keys; see docs/operate/run.md"
        yield Finding(about="blobs", told=error.detail, remedy=remedy)
    else:
        yield Finding(about="blobs", told="each zone has a place of its own")
