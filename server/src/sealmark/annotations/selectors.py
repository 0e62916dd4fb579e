"""Read what is known of revisions. Never content."""

# SPDX-License-Identifier: Apache-2.0
from sealmark.annotations.models import Revision
from sealmark.kernel.ids import ProjectId, RevisionId, TaskId, UserId


def handed_in(
    project: ProjectId, task: TaskId, author: UserId, *, key: str
) -> tuple[RevisionId, int] | None:
    """Return the revision, and its number, that a person handed in with this key, if any."""
    row = (
        Revision.objects.filter(project_id=project, task_id=task, author=author, submit_key=key)
        .values_list("id", "number")
        .first()
    )
    return (RevisionId(row[0]), row[1]) if row else None
