"""A log of 600 entries under several signed checkpoints, written as the product writes it."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable
from contextlib import AbstractContextManager

from sealmark.audit import services as audit
from sealmark.audit.domain import AuditEvent
from sealmark.audit.sequencer import Sequencer
from sealmark.infra import scope
from sealmark.kernel.clock import SystemClock
from sealmark.kernel.ids import OrganizationId, new_uuid

BATCHES = (5, 300, 1, 294)
ENTRIES = sum(BATCHES)


def fill(acting_as: Callable[[str], AbstractContextManager[None]]) -> OrganizationId:
    """Record events and have them sequenced, batch by batch; return whose log it is."""
    organization, project = OrganizationId(new_uuid()), new_uuid()
    for size in BATCHES:
        with scope.organization(organization):
            audit.record_many(
                [
                    AuditEvent(
                        kind="task.leased",
                        organization=organization,
                        project=project,
                        actor=new_uuid(),
                        facts={"number": number},
                    )
                    for number in range(size)
                ]
            )
        with acting_as("sequencer"):
            assert Sequencer(SystemClock()).run_once() == size
    return organization
