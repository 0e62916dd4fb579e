"""Issues: a question about an object or a text, with what is said about it.

- Both are sealed under the document's key, so that they go when the document is erased.
- Who speaks is told to others as a voice, never as a person.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from datetime import datetime
from uuid import UUID

from sealmark.annotations.domain import IssueState, NewIssue, Voice
from sealmark.annotations.models import Comment, Issue
from sealmark.kernel.ids import (
    CommentId,
    IssueId,
    ProjectId,
    UserId,
    new_handle,
)
from sealmark.vault import runtime
from sealmark.vault.domain import DataKey, Place, place
from sealmark.vault.services import mark_written


# allow-audited: the workflow records who asked, about which task.
def open_issue(new: NewIssue, key: DataKey) -> IssueId:
    """Put a question down."""
    issue = IssueId(new_handle())
    about = None
    if new.about is not None:
        content = json.dumps({"id": new.about.id, "class_id": new.about.class_id})
        about = _seal(new.project, key, content, object_place(new.project, issue))
    Issue.objects.create(
        id=issue,
        project_id=new.project,
        created_at=new.at,
        document_id=new.document,
        asset_id=new.asset,
        task_id=new.task,
        duty=new.duty,
        asker=new.asker,
        object=about,
        ontology_version_id=new.ontology,
        guideline_version_id=new.guideline,
        guideline_number=new.guideline_number,
        is_aside=new.is_aside,
    )
    add_comment(
        new.project, issue, key, author=new.asker, voice=Voice.ASKER, text=new.text, at=new.at
    )
    return issue


# allow-audited: the workflow records who answered.
def add_comment(
    project: ProjectId,
    issue: IssueId,
    key: DataKey,
    *,
    author: UserId,
    voice: Voice,
    text: str,
    at: datetime,
) -> None:
    """Say something about an issue."""
    comment = CommentId(new_handle())
    Comment.objects.create(
        id=comment,
        project_id=project,
        created_at=at,
        issue_id=issue,
        author=author,
        voice=voice,
        body=_seal(project, key, text, comment_place(project, comment)),
    )


# allow-audited: the workflow records what moved it.
def move_issue(
    project: ProjectId, issue: IssueId, state: IssueState, *, answered_at: datetime | None
) -> None:
    """Let an issue stand in another state; what is new has not been seen."""
    Issue.objects.filter(project_id=project, id=issue).update(
        state=state, answered_at=answered_at, seen_at=None
    )


# allow-audited: a person has read what was written to them; nothing else changes.
def mark_seen(project: ProjectId, issue: IssueId, asker: UserId, *, at: datetime) -> None:
    """Note that whoever asked has read the answer."""
    own = Issue.objects.filter(project_id=project, id=issue, asker=asker)
    own.filter(seen_at__isnull=True).update(seen_at=at)


def _seal(project: ProjectId, key: DataKey, text: str, at: Place) -> bytes:
    return runtime.work().seal(project, key, mark_written(text.encode()), at).blob


def object_place(project: UUID, issue: UUID) -> Place:
    """Name the place of which object an issue is about."""
    return place("annotations_issue.object", project, issue)


def comment_place(project: UUID, comment: UUID) -> Place:
    """Name the place of what was said."""
    return place("annotations_comment.body", project, comment)
