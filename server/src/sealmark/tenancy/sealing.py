"""Where the sealed words of tenancy belong: why protected mode may go, why somebody is exempt."""

# SPDX-License-Identifier: Apache-2.0
from uuid import UUID

from sealmark.vault.domain import Place, place


def request_place(project: UUID, change: UUID) -> Place:
    """Name the place of a reason to switch protected mode off."""
    return place("tenancy_protection_change.reason", project, change)


def exemption_place(project: UUID, exemption: UUID) -> Place:
    """Name the place of a reason for an exemption."""
    return place("tenancy_exemption.reason", project, exemption)
