"""Notices: kinds and ids."""

# SPDX-License-Identifier: Apache-2.0
from typing import ClassVar

from django.db import models

from sealmark.kernel.ids import new_uuid


class Notice(models.Model):
    """Something that one person should know of."""

    id = models.UUIDField(primary_key=True, default=new_uuid, editable=False)
    user_id = models.UUIDField()
    organization_id = models.UUIDField()
    project_id = models.UUIDField()
    kind = models.TextField()
    subject_id = models.UUIDField()
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "notices_notice"
        indexes: ClassVar = [
            models.Index(fields=["user_id", "-created_at"], name="notices_notice_newest")
        ]

    def __str__(self) -> str:
        return str(self.id)
