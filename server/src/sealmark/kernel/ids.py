"""Ids: every thing has a UUIDv7 made in Python, and a type of its own.

- Time-ordered where only we see them, so that new rows land at the right edge of their index;
  random where people or bundles see them: the time in a UUIDv7 would tell a reviewer who labeled.
- Made by the application: insert-only roles may not use `RETURNING`.
- A `TaskId` is never accepted where a `UserId` is wanted (mypy).
"""

# SPDX-License-Identifier: Apache-2.0
from typing import NewType
from uuid import UUID, uuid4

import uuid_utils.compat

OrganizationId = NewType("OrganizationId", UUID)
ProjectId = NewType("ProjectId", UUID)
UserId = NewType("UserId", UUID)
SessionId = NewType("SessionId", UUID)
DatasetId = NewType("DatasetId", UUID)
UploadId = NewType("UploadId", UUID)
AssetId = NewType("AssetId", UUID)
SubjectId = NewType("SubjectId", UUID)
PolicyVersionId = NewType("PolicyVersionId", UUID)
RenditionId = NewType("RenditionId", UUID)
ClearanceId = NewType("ClearanceId", UUID)
OntologyVersionId = NewType("OntologyVersionId", UUID)
GuidelineVersionId = NewType("GuidelineVersionId", UUID)
StepId = NewType("StepId", UUID)
TaskId = NewType("TaskId", UUID)
LeaseId = NewType("LeaseId", UUID)
DocumentId = NewType("DocumentId", UUID)
RevisionId = NewType("RevisionId", UUID)
IssueId = NewType("IssueId", UUID)
CommentId = NewType("CommentId", UUID)
EventId = NewType("EventId", UUID)
ExportId = NewType("ExportId", UUID)
JobId = NewType("JobId", UUID)


def new_uuid() -> UUID:
    """Make a UUIDv7 (RFC 9562 section 5.7): 48 bits of milliseconds, 74 random bits."""
    return uuid_utils.compat.uuid7()


def new_handle() -> UUID:
    """Make a random UUID (version 4) for a thing whose id people or bundles see."""
    return uuid4()
