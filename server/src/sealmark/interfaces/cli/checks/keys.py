"""Keys: every identity has all of its own, and they can be read."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator

from sealmark.interfaces.cli.checks._patient import Finding, Patient
from sealmark.vault.errors import VaultUnavailableError

# allow-privacy: reads key files before anything else runs
from sealmark.vault.keystores.file import FileKeyStore
from sealmark.vault.layout import Identity

_REMEDY = "bring it back: sealmark keys restore (with the recovery key), or from a backup"


def findings(patient: Patient) -> Iterator[Finding]:
    """Read each identity's keys."""
    for identity in Identity:
        about = f"keys of {identity}"
        try:
            FileKeyStore(patient.home.keys, identity).check()
        except VaultUnavailableError as error:
            yield Finding(about=about, told=error.detail, remedy=_REMEDY)
        else:
            yield Finding(about=about, told="all there")
