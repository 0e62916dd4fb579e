"""Errors of the decision point."""

# SPDX-License-Identifier: Apache-2.0
from sealmark.kernel.errors import SealmarkError


class PoliciesRefusedError(SealmarkError):
    """The access policies do not fit their schema, so nothing is allowed and nothing starts."""
