"""Read issues: where one stands, under its lock; and many of them, opened.

- An erased document's issues cannot be read any more: they are left out.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sealmark.annotations.domain import (
    IssueFacts,
    IssueOpened,
    IssueState,
    ObjectRef,
    Said,
    Voice,
)
from sealmark.annotations.issues import comment_place, object_place
from sealmark.annotations.models import Comment, Hushed, Issue
from sealmark.kernel.ids import (
    AssetId,
    DocumentId,
    GuidelineVersionId,
    IssueId,
    ProjectId,
    TaskId,
    UserId,
)
from sealmark.vault import runtime
from sealmark.vault.domain import DataKey, Place, Sealed, Work


def locked_issue(project: ProjectId, issue: IssueId) -> IssueFacts | None:
    """Lock an issue until the transaction ends and say where it stands."""
    row = Issue.objects.select_for_update().filter(project_id=project, id=issue).first()
    return None if row is None else _facts(row)


def open_issues(project: ProjectId, document: DocumentId) -> int:
    """Count the questions about a document that wait for an answer."""
    rows = Issue.objects.filter(project_id=project, document_id=document)
    return rows.filter(state=IssueState.OPEN).count()


def opened_issues(project: ProjectId, issues: Sequence[IssueId]) -> list[IssueOpened]:
    """Open issues, in the order in which they are named."""
    rows = Issue.objects.filter(project_id=project, id__in=issues).in_bulk(field_name="id")
    keys = runtime.work().item_keys(project, {row.document_id for row in rows.values()})
    said: defaultdict[UUID, list[Comment]] = defaultdict(list)
    comments = Comment.objects.filter(project_id=project, issue_id__in=issues)
    for comment in comments.order_by("created_at", "id"):
        said[comment.issue_id].append(comment)
    found = [rows[issue] for issue in issues if issue in rows]
    hushed = _hushed(project, {row.asset_id for row in found})
    return [
        _opened(project, row, keys, said[row.id], hushed)
        for row in found
        if row.document_id in keys
    ]


def _hushed(project: ProjectId, assets: Collection[UUID]) -> Collection[UUID]:
    rows = Hushed.objects.filter(project_id=project, asset_id__in=assets)
    return set(rows.values_list("written", flat=True))


def _opened(
    project: ProjectId,
    row: Issue,
    keys: Mapping[UUID, DataKey],
    comments: Sequence[Comment],
    hushed: Collection[UUID],
) -> IssueOpened:
    key = keys[row.document_id]
    return IssueOpened(
        facts=_facts(row),
        duty=row.duty,
        at=row.created_at,
        about=_object(project, row, key),
        guideline_number=row.guideline_number,
        is_seen=row.seen_at is not None,
        said=tuple(
            Said(
                id=one.id,
                voice=Voice(one.voice),
                author=UserId(one.author),
                at=one.created_at,
                is_hushed=one.id in hushed,
                text=""
                if one.id in hushed
                else _open(project, key, one.body, comment_place(project, one.id)),
            )
            for one in comments
        ),
    )


def _object(project: ProjectId, row: Issue, key: DataKey) -> ObjectRef | None:
    if row.object is None:
        return None
    told: dict[str, Any] = json.loads(
        _open(project, key, row.object, object_place(project, row.id))
    )
    return ObjectRef(id=told["id"], class_id=told["class_id"])


def _facts(row: Issue) -> IssueFacts:
    return IssueFacts(
        id=IssueId(row.id),
        asset=AssetId(row.asset_id),
        document=DocumentId(row.document_id),
        task=TaskId(row.task_id),
        asker=UserId(row.asker),
        state=IssueState(row.state),
        is_aside=row.is_aside,
        guideline=GuidelineVersionId(row.guideline_version_id),
        answered_at=row.answered_at,
    )


def _open(project: ProjectId, key: DataKey, blob: bytes | memoryview, at: Place) -> str:
    sealed = Sealed(zone=Work, blob=bytes(blob))
    return runtime.work().open(project, key, sealed, at).reveal_text()
