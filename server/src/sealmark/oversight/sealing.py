"""Where the sealed values of oversight belong: one name per place."""

# SPDX-License-Identifier: Apache-2.0
from uuid import UUID

from sealmark.vault.domain import Place, place


def step_place(project: UUID, step: UUID) -> Place:
    """Name the place of the reason for a step of an incident."""
    return place("oversight_incident_step.reason", project, step)
