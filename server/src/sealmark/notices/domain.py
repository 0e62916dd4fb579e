"""Notices: what there is to tell, and where it is about."""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sealmark.kernel.ids import OrganizationId, ProjectId


class NoticeKind(StrEnum):
    """What happened. A new kind needs its sentence in the web app, which has one for each."""

    SENT_BACK = "work.sent-back"
    RECALLED = "work.recalled"
    EXPORT_READY = "export.ready"
    EXPORT_FAILED = "export.failed"
    EXPORT_REFUSED = "export.refused"
    APPROVAL_WANTED = "export.approval-wanted"
    INVITATION_ACCEPTED = "people.invitation-accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something happened: the project, and in it the thing it is about."""

    organization: OrganizationId
    project: ProjectId
    subject: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """One notice, as the person it is for sees it."""

    id: UUID
    kind: NoticeKind
    project: ProjectId
    subject: UUID
    at: datetime
    is_read: bool
