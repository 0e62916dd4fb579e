"""Errors of starting and ending processes."""

# SPDX-License-Identifier: Apache-2.0
from sealmark.kernel.errors import SealmarkError


class GuardError(SealmarkError):
    """The guard process did not start, so nothing else was. See whether Python runs here."""
