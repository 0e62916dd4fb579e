"""Reads the tables of `docs/security/roles.md`: the hand-written truth about roles."""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sealmark.access.domain import (
    Action,
    OrganizationRole,
    Principal,
    ProjectRole,
    Resource,
    ResourceKind,
    Service,
)
from sealmark.kernel.ids import OrganizationId, ProjectId, UserId

PAGE = Path(__file__).parents[4] / "docs/security/roles.md"
PERSON = UserId(UUID(int=101))
ORGANIZATION = OrganizationId(UUID(int=102))
PROJECT = ProjectId(UUID(int=103))
IDS = {
    ResourceKind.DEPLOYMENT: UUID(int=0),
    ResourceKind.ACCOUNT: PERSON,
    ResourceKind.ORGANIZATION: ORGANIZATION,
    ResourceKind.PROJECT: PROJECT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Whether the page says that `who` may do `action`."""

    who: str
    action: Action
    allowed: bool


def said() -> dict[tuple[str, Action], bool]:
    """Return what the page's tables say, by (column, action)."""
    cells: dict[tuple[str, Action], bool] = {}
    columns: list[str] = []
    for line in PAGE.read_text().splitlines():
        if not line.startswith("|"):
            columns = []
            continue
        first, *rest = [cell.strip() for cell in line.strip("|").split("|")]
        if first == "action":
            columns = rest
        elif columns and not first.startswith("---"):
            for who, mark in zip(columns, rest, strict=True):
                assert mark in {"", "yes"}, line
                assert (who, Action(first)) not in cells, line
                cells[who, Action(first)] = mark == "yes"
    return cells


def whoever(who: str) -> Principal:
    """Return the principal that a column of the page speaks of."""
    if who == "nobody":
        return Principal()
    if who in set(Service):
        return Principal(service=Service(who))
    return person(
        roles=frozenset({ProjectRole(who)}) if who in set(ProjectRole) else frozenset(),
        organization_role=OrganizationRole(who) if who in set(OrganizationRole) else None,
    )


def person(
    *,
    roles: frozenset[ProjectRole] = frozenset(),
    organization_role: OrganizationRole | None = None,
    project: ProjectId = PROJECT,
    organization: OrganizationId = ORGANIZATION,
) -> Principal:
    """Return somebody signed in, who holds these roles there."""
    return Principal(
        user=PERSON,
        organization=organization,
        organization_role=organization_role,
        project=project,
        roles=roles,
    )


def target(action: Action) -> Resource:
    """Return the resource that an action of the tests is about."""
    return Resource(kind=action.resource, id=IDS[action.resource])


def cells() -> list[Cell]:
    """Return every column x action: a pair that the page does not name is a no."""
    page = said()
    columns = sorted({who for who, _ in page})
    return [
        Cell(who=who, action=action, allowed=page.get((who, action), default(who, action, page)))
        for who in columns
        for action in Action
    ]


def default(who: str, action: Action, page: dict[tuple[str, Action], bool]) -> bool:
    """Return what holds where a table has no such column: roles do not take away `anybody`."""
    return who not in set(Service) | {"nobody"} and page.get(("anybody", action), False)
