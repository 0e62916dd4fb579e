"""What happened in a project, from the log itself: events, their places in it, and who acted.

- The log knows people by their pseudonyms in the project and, where their membership is concerned,
  by their account's id. Names are added for members, and only for who may read the members and
  neither labels nor reviews here: otherwise the log would tell a reviewer whose labels they see.
- Who is told no names looks for no person either: that would be the same answer, asked backwards.
"""

# SPDX-License-Identifier: Apache-2.0
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Query, Router, Schema
from pydantic import Field

from sealmark.access.domain import Action, ProjectRole
from sealmark.audit import selectors as audit
from sealmark.audit.pseudonyms import pseudonym
from sealmark.interfaces.rest.door import Request, action
from sealmark.kernel.errors import InvalidInputError
from sealmark.kernel.ids import ProjectId, UserId
from sealmark.tenancy import selectors as tenancy
from sealmark.tenancy.domain import ProjectMemberView

router = Router(tags=["activity"])

Family = Literal["work", "people", "data", "rules", "export", "system"]
FAMILIES: dict[Family, tuple[str, ...]] = {
    "work": ("task", "label", "labels", "review", "issue", "work"),
    "people": ("member", "invitation", "grant", "session", "account"),
    "data": ("dataset", "upload", "renditions", "quarantine", "clearance", "incident", "miss"),
    "rules": ("policy", "ontology", "guideline", "steps", "project", "protection", "organization"),
    "export": ("export",),
    "system": ("job", "keys"),
}
"""First words of kinds, by what a reader would look for."""
_BLIND = {ProjectRole.LABELER, ProjectRole.REVIEWER}
_READS_MEMBERS = {ProjectRole.PROJECT_ADMIN, ProjectRole.TEAM_MANAGER}


class NamelessError(InvalidInputError):
    """People are shown to you without their names here, so none of them can be looked for."""


class ActivityIn(Schema):
    """Which events: one family, one actor, older than `after`."""

    after: UUID | None = None
    family: Family | None = None
    actor: Annotated[UUID | None, Field(description="a pseudonym or an account's id")] = None


class HappenedOut(Schema):
    """One event; `index` is its place in the signed log, null until it has one."""

    id: UUID
    at: datetime
    kind: str
    actor: UUID
    facts: dict[str, Any]
    index: int | None


class MemberNameOut(Schema):
    """A member by their account's id."""

    id: UUID
    name: str


class ActivityOut(Schema):
    """A page of events, newest first; `people` names members by each id they act under."""

    items: list[HappenedOut]
    next: UUID | None
    people: dict[str, str]
    members: list[MemberNameOut]
    names_shown: bool


@router.get("/projects/{project_id}/activity", response=ActivityOut)
@action(Action.AUDIT_READ, scope="project")
def activity(request: Request, project_id: UUID, wanted: Query[ActivityIn]) -> ActivityOut:
    """Tell what happened in a project, newest first; `after` is where the last page ended."""
    visit, project = request.visit, ProjectId(project_id)
    roles = visit.principal.roles
    named = bool(_READS_MEMBERS & roles) and not _BLIND & roles
    if wanted.actor is not None and not named:
        raise NamelessError(field="actor")
    found, following = audit.activity(
        visit.organization,
        project,
        before=wanted.after,
        families=None if wanted.family is None else FAMILIES[wanted.family],
        actors=_ids(project, wanted.actor),
    )
    items = [
        HappenedOut(
            id=one.id,
            at=one.at,
            kind=one.kind,
            actor=one.actor,
            facts=dict(one.facts),
            index=one.index,
        )
        for one in found
    ]
    members = tenancy.project_members(project, visit.clock.now()) if named else []
    return ActivityOut(
        items=items,
        next=following,
        people=_people(project, members),
        members=[MemberNameOut(id=one.person.user, name=one.person.name) for one in members],
        names_shown=named,
    )


def _people(project: ProjectId, members: list[ProjectMemberView]) -> dict[str, str]:
    return {
        str(id_): one.person.name
        for one in members
        for id_ in (one.person.user, pseudonym(project, one.person.user))
    }


def _ids(project: ProjectId, actor: UUID | None) -> list[UUID] | None:
    """Return what a person of this id acts under: asked for by their account, both."""
    return None if actor is None else [actor, pseudonym(project, UserId(actor))]
