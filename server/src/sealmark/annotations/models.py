"""Label documents and their revisions; a revision never changes.

- The body is sealed under the document's own work key, with the salt of its commitment.
- A rendition is named by its id alone, for `redaction` is a sibling; the database holds the key.
- Class ids and counts stand in `Tally`, which erasure may delete; a revision holds none.
- Statements and events name people by the project's pseudonym; rows hold the account's id.
"""

# SPDX-License-Identifier: Apache-2.0
from typing import ClassVar

from django.db import models

from sealmark.annotations.domain import MADE_IN_BULK, DocumentState, IssueState, Origin, Voice
from sealmark.infra.models import ProjectRow, SeenRow, link

_STATES = [(state.value, state.name.title()) for state in DocumentState]
_ISSUE_STATES = [(state.value, state.name.title()) for state in IssueState]
_VOICES = [(voice.value, voice.name.title()) for voice in Voice]
_ORIGINS = [(origin.value, origin.name.title()) for origin in Origin]


class Document(SeenRow):
    """The labels of one rendition on one track: the row that its writers lock first."""

    asset = link("assets.Asset")
    rendition_id = models.UUIDField()
    track = models.TextField(default="main")
    derived_from = link("annotations.Document", null=True)
    state = models.TextField(choices=_STATES, default=DocumentState.OPEN)
    number = models.IntegerField(default=0)
    current = models.UUIDField(null=True)

    class Meta:
        db_table = "annotations_document"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project_id", "asset", "rendition_id", "track"],
                name="annotations_document_track",
            )
        ]


class Revision(SeenRow):
    """One answer, immutable, with its origin and every version that it was made under."""

    document = link("annotations.Document")
    asset = link("assets.Asset")
    number = models.IntegerField()
    parent = models.UUIDField(null=True)
    origin = models.TextField(choices=_ORIGINS)
    task_id = models.UUIDField(null=True)
    duty = models.TextField(null=True)  # noqa: DJ001 - NULL, not "": the composite key to hands skips it
    author = models.UUIDField(null=True)
    outcome = models.TextField()
    submit_key = models.TextField(null=True)  # noqa: DJ001 - an import has none
    body = models.BinaryField()
    commitment = models.TextField()
    ontology_version_id = models.UUIDField(null=True)
    guideline_version_id = models.UUIDField(null=True)
    policy_version_id = models.UUIDField()
    rendition_id = models.UUIDField()
    clearance_id = models.UUIDField()

    class Meta:
        db_table = "annotations_revision"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project_id", "document", "number"], name="annotations_revision_number"
            ),
            models.UniqueConstraint(
                fields=["project_id", "task_id", "author", "submit_key"],
                name="annotations_revision_submit",
            ),
            models.CheckConstraint(
                name="annotations_revision_has_author",
                condition=models.Q(origin__in=[str(origin) for origin in MADE_IN_BULK])
                | models.Q(
                    author__isnull=False,
                    duty__isnull=False,
                    task_id__isnull=False,
                    submit_key__isnull=False,
                ),
            ),
        ]


class Unplaced(ProjectRow):
    """A label that has no exact place on a newer rendition: its class, and about where it was.

    `author` has it in a draft; without one it was in a revision.
    """

    document = link("annotations.Document")
    rendition_id = models.UUIDField()
    author = models.UUIDField(null=True)
    class_id = models.TextField()
    start = models.IntegerField()
    end = models.IntegerField()

    class Meta:
        db_table = "annotations_unplaced"
        indexes: ClassVar = [
            models.Index(fields=["project_id", "document"], name="annotations_unplaced_of")
        ]


class Issue(SeenRow):
    """A question about one object or a whole text, tied to the versions it came up under.

    `object` is sealed: which object, of which class; NULL where the whole text is meant.
    """

    document = link("annotations.Document")
    asset = link("assets.Asset")
    task_id = models.UUIDField()
    duty = models.TextField()
    asker = models.UUIDField()
    object = models.BinaryField(null=True)
    ontology_version_id = models.UUIDField()
    guideline_version_id = models.UUIDField()
    guideline_number = models.IntegerField()
    state = models.TextField(choices=_ISSUE_STATES, default=IssueState.OPEN)
    is_aside = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "annotations_issue"
        indexes: ClassVar = [
            models.Index(fields=["project_id", "created_at", "id"], name="annotations_issue_list"),
            models.Index(fields=["project_id", "document"], name="annotations_issue_of_doc"),
            models.Index(
                fields=["project_id", "asker"],
                condition=models.Q(state="answered", seen_at__isnull=True),
                name="annotations_issue_unseen",
            ),
            models.Index(
                fields=["project_id"],
                condition=models.Q(state="open"),
                name="annotations_issue_open",
            ),
        ]


class Comment(SeenRow):
    """What somebody wrote about an issue, sealed under the document's key; never changed."""

    issue = link("annotations.Issue")
    author = models.UUIDField()
    voice = models.TextField(choices=_VOICES)
    body = models.BinaryField()

    class Meta:
        db_table = "annotations_comment"
        indexes: ClassVar = [
            models.Index(
                fields=["project_id", "issue", "created_at"], name="annotations_comment_thread"
            )
        ]


class Hushed(ProjectRow):
    """Something written about an asset that is not shown: it repeats what somebody had hidden.

    `written` is a comment, or what a reviewer sent back with; `because` is the report. Taken away
    when the report is dismissed; what was written is never changed.
    """

    asset = link("assets.Asset")
    written = models.UUIDField()
    because = models.UUIDField()

    class Meta:
        db_table = "annotations_hushed"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project_id", "written", "because"], name="annotations_hushed_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["project_id", "because"], name="annotations_hushed_for")
        ]


class Tally(ProjectRow):
    """What a revision holds, counted: for filters and progress; its id is the revision's."""

    document = link("annotations.Document")
    spans = models.IntegerField()
    answers = models.IntegerField()
    relations = models.IntegerField(db_default=0)
    doubts = models.IntegerField(db_default=0)
    classes = models.TextField()

    class Meta:
        db_table = "annotations_tally"
