"""Releases: what was asked for (immutable), who approved exactly that, and how far it got."""

# SPDX-License-Identifier: Apache-2.0
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from sealmark.infra.models import ProjectRow, SeenRow, link


class Request(SeenRow):
    """What somebody asks to take out; approvals bind to its digest."""

    format = models.TextField()
    content = models.TextField()
    include_unreviewed = models.BooleanField()
    include_free_text = models.BooleanField(default=False)
    recipient_key = models.TextField(default="")
    datasets = ArrayField(models.UUIDField(), default=list)
    guidelines = ArrayField(models.IntegerField(), default=list)
    classes = ArrayField(models.TextField(), default=list)
    labeled_from = models.DateTimeField(null=True)
    labeled_until = models.DateTimeField(null=True)
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
    """How far a request got; its id is the request's.

    `sealed_key` is the export's own key under the project's: destroying it destroys the bundle.
    `data_key` names what the bundle is still to take over: revisions that wait, sealed, or the
    redactor's hand-over of an aligned export, with `report`: ciphertext to the
    recipient, and sealed counts. `failure` is a sentence of ours, `failure_code` its name.
    """

    class State(models.TextChoices):
        """Where the release stands."""

        REQUESTED = "requested"
        WAITING_FOR_APPROVAL = "waiting_for_approval"
        WAITING_FOR_LOG = "waiting_for_log"
        BUILDING = "building"
        READY = "ready"
        REFUSED = "refused"
        FAILED = "failed"
        CANCELLED = "cancelled"
        EXPIRED = "expired"

    state = models.TextField(choices=State)
    blob_key = models.TextField(default="")
    sealed_key = models.BinaryField(null=True)
    data_key = models.TextField(default="")
    report = models.BinaryField(null=True)
    size = models.BigIntegerField(default=0)
    sha256 = models.TextField(default="")
    counts = models.TextField(default="")
    failure = models.TextField(default="")
    failure_code = models.TextField(default="", db_default="")
    job_id = models.UUIDField(null=True)
    ready_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "export_release"


ENDED = (
    *(Release.State.READY, Release.State.REFUSED),
    *(Release.State.FAILED, Release.State.CANCELLED),
    Release.State.EXPIRED,
)
"""From here no work moves a release again; one that is ready expires."""


class Batch(ProjectRow):
    """A stretch of the log that an export takes along: events in order, and what they made.

    For each event: its place in the log, the revision it made (NULL: it only decided), and whether
    that revision is the one whose labels are exported. `identifiers` are the customer's own ids,
    sealed under the export's key by the redactor. Rows go when the release is ready or failed.
    """

    request = link("export.Request")
    ordinal = models.IntegerField()
    events = ArrayField(models.UUIDField())
    places = ArrayField(models.BigIntegerField())
    revisions = ArrayField(models.UUIDField(null=True))
    exported = ArrayField(models.BooleanField())
    identifiers = models.BinaryField(null=True)

    class Meta:
        db_table = "export_batch"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project_id", "request", "ordinal"], name="export_batch_ordinal"
            )
        ]


class Download(ProjectRow):
    """Somebody took a bundle away, in one session; logged."""

    request = link("export.Request")
    user_id = models.UUIDField()
    session_id = models.UUIDField()
    event_id = models.UUIDField()

    class Meta:
        db_table = "export_download"
        indexes: ClassVar = [
            models.Index(
                fields=["project_id", "request", "session_id"], name="export_download_session"
            )
        ]
