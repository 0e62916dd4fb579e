"""Releases: what was asked for (immutable), who approved exactly that, and how far it got."""

# SPDX-License-Identifier: Apache-2.0
from typing import ClassVar

from django.db import models

from sealmark.infra.models import ProjectRow, SeenRow, link


class Request(SeenRow):
    """What somebody asks to take out; approvals bind to its digest."""

    format = models.TextField()
    content = models.TextField()
    include_unreviewed = models.BooleanField()
    recipient_key = models.TextField(default="")
    requester = models.UUIDField()
    digest = models.TextField()
    reason = models.BinaryField()
    event_id = models.UUIDField()

    class Meta:
        db_table = "export_request"


class Approval(ProjectRow):
    """A second person's yes or no to exactly this request."""

    request = link("export.Request")
    request_digest = models.TextField()
    requester = models.UUIDField()
    approver = models.UUIDField()
    approved = models.BooleanField()
    reason = models.BinaryField()
    event_id = models.UUIDField()

    class Meta:
        db_table = "export_approval"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project_id", "request", "approver"], name="export_approval_once"
            ),
            models.CheckConstraint(
                name="export_approval_second_person",
                condition=~models.Q(approver=models.F("requester")),
            ),
        ]


class Release(ProjectRow):
    """How far a request got; its id is the request's."""

    class State(models.TextChoices):
        """Where the release stands."""

        REQUESTED = "requested"
        WAITING_FOR_APPROVAL = "waiting_for_approval"
        WAITING_FOR_LOG = "waiting_for_log"
        BUILDING = "building"
        READY = "ready"
        REFUSED = "refused"
        FAILED = "failed"

    state = models.TextField(choices=State)
    blob_key = models.TextField(default="")
    sealed_key = models.BinaryField(null=True)
    size = models.BigIntegerField(default=0)
    sha256 = models.TextField(default="")
    labels = models.BigIntegerField(default=0)
    failure = models.TextField(default="")
    job_id = models.UUIDField(null=True)
    ready_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "export_release"
