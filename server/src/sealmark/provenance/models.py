"""Statements: canonical bytes, one per revision; never changed."""

# SPDX-License-Identifier: Apache-2.0
from typing import ClassVar

from django.db import models

from sealmark.infra.models import ProjectRow


class Statement(ProjectRow):
    """The in-toto statement of one revision; its id is the revision's."""

    event_id = models.UUIDField()
    body = models.BinaryField()
    digest = models.TextField()

    class Meta:
        db_table = "provenance_statement"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project_id", "event_id"], name="provenance_event")
        ]
