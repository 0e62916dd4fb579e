"""Rows every context builds on: the project-scoped base, links across tables, and background jobs.

- Project-scoped rows have one UUIDv7 key and a `project_id`; the database adds the composite key.
- A link is a foreign key without Django's own constraint: `infra.sql.reference` adds the composite
  one, so that no row can point into another project.
"""

# SPDX-License-Identifier: Apache-2.0
from typing import Any, ClassVar

from django.db import models

from sealmark.kernel.ids import new_handle, new_uuid


class ProjectRow(models.Model):
    """A row that belongs to one project and is seen only in its scope."""

    id = models.UUIDField(primary_key=True, default=new_uuid, editable=False)
    project_id = models.UUIDField(editable=False)
    created_at = models.DateTimeField(editable=False)

    class Meta:
        abstract = True


class SeenRow(ProjectRow):
    """A project row whose id people see: random, for an id must not tell when it was made."""

    id = models.UUIDField(primary_key=True, default=new_handle, editable=False)

    class Meta:
        abstract = True


def link(to: str, *, null: bool = False) -> Any:  # noqa: ANN401 - the field's own type is generic over `to`
    """Point at another table of the same project: `"assets.Asset"`."""
    return models.ForeignKey(
        to,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
        null=null,
    )


class Job(ProjectRow):
    """Progress of one background job; its id is the nonce of the queue row's MAC."""

    class State(models.TextChoices):
        """Where a job stands."""

        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"
        REFUSED = "refused"

    kind = models.TextField()
    subject_id = models.UUIDField()
    started_by = models.UUIDField()
    state = models.TextField(choices=State, default=State.QUEUED)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    problems = models.BigIntegerField(default=0)
    failure = models.TextField(default="")
    due_at = models.DateTimeField(null=True)
    cancel_requested_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "infra_job"
        indexes: ClassVar = [
            models.Index(fields=["project_id", "created_at"], name="infra_job_recent")
        ]
