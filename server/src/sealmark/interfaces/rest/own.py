"""Routes about one's own screen: what one prefers, and what one was told."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping
from typing import Self
from uuid import UUID

from ninja import Router, Schema, Status
from pydantic import AwareDatetime

from sealmark.access.domain import Action
from sealmark.identity import selectors as accounts
from sealmark.identity import services as identity
from sealmark.identity.domain import Preferences
from sealmark.interfaces.rest.door import Request, action
from sealmark.interfaces.rest.work_schemas import StrictSchema
from sealmark.notices import selectors, services
from sealmark.notices.domain import NoticeKind, NoticeView
from sealmark.tenancy import selectors as tenancy

router = Router(tags=["account"])


class PreferencesIn(StrictSchema):
    """How one likes one's screen; empty: as it comes."""

    language: str
    preset: str
    keys: dict[str, str]
    snap: str = ""


class PreferencesOut(Schema):
    """How one likes one's screen; an empty key means that the action has none."""

    language: str
    preset: str
    keys: dict[str, str]
    snap: str

    @classmethod
    def of(cls, mine: Preferences) -> Self:
        """Spell preferences."""
        keys: Mapping[str, str] = mine.keys
        return cls(language=mine.language, preset=mine.preset, keys=dict(keys), snap=mine.snap)


class NoticeOut(Schema):
    """Something to know of: the kind, and which project and thing it is about."""

    id: UUID
    kind: NoticeKind
    project_id: UUID
    subject_id: UUID
    at: AwareDatetime
    is_read: bool

    @classmethod
    def of(cls, notice: NoticeView) -> Self:
        """Spell a notice."""
        return cls(
            id=notice.id,
            kind=notice.kind,
            project_id=notice.project,
            subject_id=notice.subject,
            at=notice.at,
            is_read=notice.is_read,
        )


@router.get("/preferences", response=PreferencesOut)
@action(Action.ACCOUNT_VIEW, scope="principal")
def get_preferences(request: Request) -> PreferencesOut:
    """Tell how one likes one's screen."""
    return PreferencesOut.of(accounts.preferences_of(request.visit.user))


@router.put("/preferences", response=PreferencesOut)
@action(Action.ACCOUNT_PREFER, scope="principal")
def keep_preferences(request: Request, body: PreferencesIn) -> PreferencesOut:
    """Keep how one likes one's screen."""
    wanted = Preferences(language=body.language, preset=body.preset, keys=body.keys, snap=body.snap)
    return PreferencesOut.of(identity.keep_preferences(request.visit.user, wanted))


@router.get("/notices", response=list[NoticeOut])
@action(Action.ACCOUNT_VIEW, scope="principal")
def list_notices(request: Request) -> list[NoticeOut]:
    """List what one was told, newest first, about projects that one still belongs to."""
    user, now = request.visit.user, request.visit.clock.now()
    mine = [project.id for project in tenancy.my_projects(user, now)]
    return [NoticeOut.of(notice) for notice in selectors.newest(user, mine)]


@router.post("/notices/read", response={204: None})
@action(Action.ACCOUNT_PREFER, scope="principal")
def read_notices(request: Request) -> Status[None]:
    """Take everything that one was told as read."""
    services.mark_read(request.visit.user, clock=request.visit.clock)
    return Status(204, None)
