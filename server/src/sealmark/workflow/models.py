"""Steps, tasks, leases, drafts, and whose hands touched what.

- A task names a clearance of the very rendition and asset it is about (composite key): no task
  without a clearance.
- One open lease per task and per person; an expired one is ended by whoever asks next.
- `Hands` gives each person one duty per asset; a second one needs a waiver, which is logged.
"""

# SPDX-License-Identifier: Apache-2.0
from typing import ClassVar

from django.db import models

from sealmark.infra.models import ProjectRow, SeenRow, link
from sealmark.workflow.domain import Duty

_DUTIES = [(duty.value, duty.name.title()) for duty in Duty]


class Step(ProjectRow):
    """One stage of the work; a review step draws its share by a seed committed before."""

    position = models.IntegerField()
    duty = models.TextField(choices=_DUTIES)
    name = models.TextField()
    share_bp = models.IntegerField(default=10_000)
    seed = models.BinaryField()
    seed_commitment = models.TextField()
    lease_minutes = models.IntegerField(default=20)

    class Meta:
        db_table = "workflow_step"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project_id", "position"], name="workflow_step_position"
            )
        ]


class Task(SeenRow):
    """One asset to be labeled or reviewed in one step."""

    class State(models.TextChoices):
        """Where a task stands."""

        OPEN = "open"
        LEASED = "leased"
        DONE = "done"
        SKIPPED = "skipped"
        RETURNED = "returned"
        WITHDRAWN = "withdrawn"
        ASIDE = "aside"

    step = link("workflow.Step")
    duty = models.TextField(choices=_DUTIES)
    asset = link("assets.Asset")
    rendition = link("redaction.Rendition")
    clearance = link("redaction.Clearance")
    document = link("annotations.Document")
    state = models.TextField(choices=State, default=State.OPEN)
    rank = models.BigIntegerField(default=0)
    prior = models.UUIDField()
    owner = models.UUIDField(null=True)
    assigned = models.UUIDField(null=True)
    done_at = models.DateTimeField(null=True)
    reason = models.TextField(default="")

    class Meta:
        db_table = "workflow_task"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project_id", "document", "step"], name="workflow_task_once_per_step"
            )
        ]


class Lease(SeenRow):
    """One person's minutes with one task, in one session."""

    task = link("workflow.Task")
    holder = models.UUIDField()
    session_id = models.UUIDField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ending = models.TextField(default="")

    class Meta:
        db_table = "workflow_lease"


class Draft(ProjectRow):
    """What a person has so far, sealed under the document's key; a later `seq` wins."""

    task = link("workflow.Task")
    author = models.UUIDField()
    seq = models.BigIntegerField()
    key = models.TextField()
    body = models.BinaryField()
    saved_at = models.DateTimeField()

    class Meta:
        db_table = "workflow_draft"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project_id", "task", "author"], name="workflow_draft_one_per_author"
            )
        ]


class Hands(ProjectRow):
    """A person touched an asset in a duty: the constraint behind separation of duties."""

    asset = link("assets.Asset")
    user_id = models.UUIDField()
    duty = models.TextField(choices=_DUTIES)
    waiver = models.TextField(null=True)  # noqa: DJ001 - the one slot is "WHERE waiver IS NULL"

    class Meta:
        db_table = "workflow_hands"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project_id", "asset", "user_id", "duty"], name="workflow_hands_duty"
            ),
            models.UniqueConstraint(
                fields=["project_id", "asset", "user_id"],
                condition=models.Q(waiver__isnull=True),
                name="workflow_hands_apart",
            ),
        ]


class Verdict(ProjectRow):
    """What a reviewer decided about one exact revision, with the sealed comment.

    `notes` are the sealed comments on single objects.
    """

    class Outcome(models.TextChoices):
        """Accepted as it stood, corrected, or sent back."""

        ACCEPT = "accept"
        CORRECT = "correct"
        SEND_BACK = "send_back"

    task = link("workflow.Task")
    asset = link("assets.Asset")
    revision_id = models.UUIDField()
    reviewer = models.UUIDField()
    duty = models.TextField(default=Duty.REVIEW)
    outcome = models.TextField(choices=Outcome)
    comment = models.BinaryField(null=True)
    notes = models.BinaryField(null=True)
    key = models.TextField()
    event_id = models.UUIDField(null=True)

    class Meta:
        db_table = "workflow_verdict"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project_id", "task", "key"], name="workflow_verdict_key"
            )
        ]


class Day(ProjectRow):
    """How often something happened on a day that is over, of one person or (`NOBODY`) of all.

    A row `closed` says that the day was counted; `guideline` is 0 where none matters.
    """

    class Act(models.TextChoices):
        """What is counted; what reviewers decided counts for whoever wrote what was judged."""

        ADDED = "added"
        LABELED = "labeled"
        RELABELED = "relabeled"
        ACCEPTED = "accepted"
        CORRECTED = "corrected"
        SENT_BACK = "sent_back"
        REVIEWED = "reviewed"
        CLOSED = "closed"

    day = models.DateField()
    person = models.UUIDField()
    act = models.TextField(choices=Act)
    guideline = models.IntegerField(default=0)
    number = models.IntegerField()

    class Meta:
        db_table = "workflow_day"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project_id", "person", "day", "act", "guideline"],
                name="workflow_day_counted_once",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["project_id", "day"], name="workflow_day_by_day")]


class Skip(ProjectRow):
    """A person passed a task by, and why; counted, so that nobody leafs through a project."""

    task = link("workflow.Task")
    user_id = models.UUIDField()
    reason = models.TextField()
    comment = models.BinaryField(null=True)

    class Meta:
        db_table = "workflow_skip"
        indexes: ClassVar = [
            models.Index(fields=["project_id", "user_id", "created_at"], name="workflow_skip_pace")
        ]
