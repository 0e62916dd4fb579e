"""Incidents: what was reported, where it stands, and every step a steward took, with its reason.

- Ids, offsets, kinds and states; what somebody wrote is sealed, and content is not here.
- A step is never changed.
"""

# SPDX-License-Identifier: Apache-2.0
from typing import ClassVar

from django.db import models

from sealmark.infra.models import ProjectRow, SeenRow, link
from sealmark.oversight.domain import IncidentState

_STATES = [(state.value, state.name.title()) for state in IncidentState]


class Incident(SeenRow):
    """Something that people saw and should not have; opened by a report, closed by a steward."""

    miss = link("redaction.Miss")
    asset = link("assets.Asset")
    state = models.TextField(choices=_STATES, default=IncidentState.OPEN)
    opened_by = models.UUIDField()
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "oversight_incident"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project_id", "miss"], name="oversight_incident_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["project_id", "state", "created_at"], name="oversight_incident_state"
            )
        ]


class IncidentStep(ProjectRow):
    """A steward moved an incident on; the reason is sealed."""

    incident = link("oversight.Incident")
    state = models.TextField(choices=_STATES)
    by = models.UUIDField()
    reason = models.BinaryField()

    class Meta:
        db_table = "oversight_incident_step"
        indexes: ClassVar = [
            models.Index(fields=["project_id", "incident"], name="oversight_step_of")
        ]


class Snapshot(ProjectRow):
    """When the figures of the privacy dashboard were counted; a project has one."""

    class Meta:
        db_table = "oversight_snapshot"


class Figure(ProjectRow):
    """One count: of what, by two words, of which day; never of whom or of which text."""

    snapshot = link("oversight.Snapshot")
    name = models.TextField()
    first = models.TextField()
    second = models.TextField()
    day = models.DateField(null=True)
    value = models.BigIntegerField()

    class Meta:
        db_table = "oversight_figure"
        indexes: ClassVar = [
            models.Index(fields=["project_id", "snapshot"], name="oversight_figure_of")
        ]
