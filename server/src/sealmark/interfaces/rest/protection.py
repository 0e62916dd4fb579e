"""Routes of protected mode: whether it is on, who asked to end it, and who is exempt.

- Names stand here for those who may read the members; others are told codes of this project.
- Why somebody is exempt may be a matter of health: only who may exempt is told.
"""

# SPDX-License-Identifier: Apache-2.0
from typing import Annotated
from uuid import UUID

from ninja import Router, Schema, Status
from pydantic import AwareDatetime, Field

from sealmark.access import services as access
from sealmark.access.domain import Action
from sealmark.audit.pseudonyms import pseudonym
from sealmark.interfaces.rest.door import Request, action
from sealmark.interfaces.rest.work_schemas import StrictSchema
from sealmark.kernel.errors import NotFoundError
from sealmark.kernel.ids import ProjectId, UserId
from sealmark.tenancy import selectors, services

router = Router(tags=["protection"])

Nothing = Status[None]
NOTHING: Nothing = Status(204, None)
DONE = {204: None}


class PersonShownOut(Schema):
    """Somebody: by name if the reader may read the members, and by a code of this project."""

    code: str
    name: str | None


class UnprotectRequestOut(Schema):
    """Somebody asked that protected mode be switched off."""

    id: UUID
    by: PersonShownOut
    is_own: bool
    at: AwareDatetime
    reason: str


class ExemptionOut(Schema):
    """Somebody sees ordinary text until a day; `reason` is told to those who may exempt."""

    id: UUID
    person: PersonShownOut
    granted_by: PersonShownOut
    since: AwareDatetime
    ends: AwareDatetime
    reason: str | None


class ProtectionOut(Schema):
    """Protected mode of a project; off where `since` is null."""

    since: AwareDatetime | None
    asked: UnprotectRequestOut | None
    exemptions: list[ExemptionOut]


class ReasonIn(StrictSchema):
    """Why."""

    reason: Annotated[str, Field(min_length=1, max_length=1_000)]


class ExemptionIn(ReasonIn):
    """Whom to show ordinary text, until when, and why."""

    user_id: UUID
    ends: AwareDatetime


class MadeOut(Schema):
    """What was made."""

    id: UUID


@router.get("/projects/{project_id}/protection", response=ProtectionOut)
@action(Action.PROTECTION_READ, scope="project")
def get_protection(request: Request, project_id: UUID) -> ProtectionOut:
    """Show whether protected mode is on, and who is exempt from it."""
    project, now = ProjectId(project_id), request.visit.clock.now()
    found = selectors.protection(project, now)
    shown = _People(request, project)
    tells_why = _may(request, Action.PROTECTION_EXEMPT)
    asked = found.asked
    return ProtectionOut(
        since=found.since,
        asked=None
        if asked is None
        else UnprotectRequestOut(
            id=asked.id,
            by=shown.of(asked.by),
            is_own=asked.by == request.visit.user,
            at=asked.at,
            reason=asked.reason,
        ),
        exemptions=[
            ExemptionOut(
                id=one.id,
                person=shown.of(one.user),
                granted_by=shown.of(one.granted_by),
                since=one.since,
                ends=one.ends,
                reason=one.reason if tells_why else None,
            )
            for one in found.exemptions
        ],
    )


@router.post("/projects/{project_id}/protection/on", response=DONE)
@action(Action.PROTECTION_STRENGTHEN, scope="project")
def protect(request: Request, project_id: UUID) -> Nothing:
    """Switch protected mode on; open texts have to be taken again."""
    visit = request.visit
    services.protect(visit.principal, ProjectId(project_id), clock=visit.clock)
    return NOTHING


@router.post("/projects/{project_id}/protection/off", response={201: MadeOut})
@action(Action.PROTECTION_WEAKEN, scope="project")
def ask_to_unprotect(request: Request, project_id: UUID, body: ReasonIn) -> Status[MadeOut]:
    """Ask that protected mode be switched off; somebody else has to approve it."""
    visit = request.visit
    made = services.ask_to_unprotect(
        visit.principal, ProjectId(project_id), reason=body.reason, clock=visit.clock
    )
    return Status(201, MadeOut(id=made))


@router.post("/projects/{project_id}/protection/off/{request_id}/approve", response=DONE)
@action(Action.PROTECTION_APPROVE, scope="project")
def unprotect(request: Request, project_id: UUID, request_id: UUID) -> Nothing:
    """Switch protected mode off, as somebody else asked."""
    visit = request.visit
    services.unprotect(visit.principal, ProjectId(project_id), request_id, clock=visit.clock)
    return NOTHING


@router.post("/projects/{project_id}/protection/off/{request_id}/decline", response=DONE)
@action(Action.PROTECTION_STRENGTHEN, scope="project")
def keep_protected(request: Request, project_id: UUID, request_id: UUID) -> Nothing:
    """Decline that protected mode be switched off, or take one's own request back."""
    visit = request.visit
    services.keep_protected(visit.principal, ProjectId(project_id), request_id, clock=visit.clock)
    return NOTHING


@router.post("/projects/{project_id}/protection/exemptions", response={201: MadeOut})
@action(Action.PROTECTION_EXEMPT, scope="project")
def exempt(request: Request, project_id: UUID, body: ExemptionIn) -> Status[MadeOut]:
    """Show one person ordinary text until a day: what reads the screen aloud needs it."""
    visit = request.visit
    made = services.exempt(
        visit.principal,
        ProjectId(project_id),
        UserId(body.user_id),
        reason=body.reason,
        ends=body.ends,
        clock=visit.clock,
    )
    return Status(201, MadeOut(id=made))


@router.delete("/projects/{project_id}/protection/exemptions/{exemption_id}", response=DONE)
@action(Action.PROTECTION_STRENGTHEN, scope="project")
def end_exemption(request: Request, project_id: UUID, exemption_id: UUID) -> Nothing:
    """Take an exemption back, at once."""
    visit = request.visit
    services.end_exemption(visit.principal, ProjectId(project_id), exemption_id, clock=visit.clock)
    return NOTHING


class _People:
    """Spells people for one reader."""

    def __init__(self, request: Request, project: ProjectId) -> None:
        self._project = project
        now = request.visit.clock.now()
        named = _may(request, Action.MEMBERS_READ)
        members = selectors.project_members(project, now) if named else []
        self._names = {one.person.user: one.person.name for one in members}

    def of(self, user: UserId) -> PersonShownOut:
        """Spell somebody."""
        code = str(pseudonym(self._project, user))[:8]
        return PersonShownOut(code=code, name=self._names.get(user))


def _may(request: Request, wanted: Action) -> bool:
    facts = request.visit.facts
    if facts is None:
        raise NotFoundError
    return access.decide(request.visit.principal, wanted, facts.resource).allowed
