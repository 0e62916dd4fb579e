"""Routes of policies: those that ship with Sealmark, and the project's newest version."""

# SPDX-License-Identifier: Apache-2.0
from typing import Any, Literal
from uuid import UUID

from ninja import Router, Schema

from sealmark.access.domain import Action
from sealmark.interfaces.rest.door import Request, action
from sealmark.interfaces.rest.work_schemas import StrictSchema
from sealmark.kernel.errors import NotFoundError
from sealmark.kernel.ids import ProjectId
from sealmark.redaction import selectors, services
from sealmark.redaction.services import Steward

router = Router(tags=["redaction"])
PolicyState = Literal["proposed", "in_force"]


class PackOut(Schema):
    """A policy that ships with Sealmark."""

    name: str
    title: str
    yaml: str


class PolicyIn(StrictSchema):
    """A proposed policy."""

    yaml: str
    reason: str


class PolicyOut(Schema):
    """A policy version; `state` says whether the redactor has taken it into force."""

    number: int
    digest: str
    yaml: str
    state: PolicyState


@router.get("/policy-packs", response=list[PackOut])
@action(Action.ACCOUNT_VIEW, scope="principal")
def list_packs(request: Request) -> list[PackOut]:
    """List the policies that ship with Sealmark."""
    _ = request
    return [PackOut(name=pack.name, title=pack.title, yaml=pack.yaml) for pack in selectors.packs()]


@router.get("/policy-schema", response=dict[str, Any])
@action(Action.ACCOUNT_VIEW, scope="principal")
def policy_schema(request: Request) -> dict[str, Any]:
    """Return the JSON Schema of policies, for editors."""
    _ = request
    return selectors.policy_schema()


@router.get("/projects/{project_id}/policy", response=PolicyOut)
@action(Action.POLICY_READ, scope="project")
def get_policy(request: Request, project_id: UUID) -> PolicyOut:
    """Show the newest policy version."""
    _ = request
    return _policy(ProjectId(project_id))


@router.post("/projects/{project_id}/policy", response=PolicyOut)
@action(Action.POLICY_PUBLISH, scope="project")
def propose_policy(request: Request, project_id: UUID, body: PolicyIn) -> PolicyOut:
    """Propose a new policy version; the redactor takes it into force, or says why not."""
    visit = request.visit
    services.propose_policy(
        ProjectId(project_id),
        body.yaml,
        reason=body.reason,
        by=visit.user,
        organization=visit.organization,
        clock=visit.clock,
    )
    return _policy(ProjectId(project_id))


def _policy(project: ProjectId) -> PolicyOut:
    row, in_force = selectors.latest_policy(project), selectors.policy_in_force(project)
    if row is None:
        raise NotFoundError
    state: PolicyState = (
        "in_force" if in_force is not None and in_force.id == row.id else "proposed"
    )
    return PolicyOut(
        number=row.number, digest=row.digest, yaml=selectors.policy_yaml(row), state=state
    )


def steward_of(request: Request) -> Steward:
    """Take the facts of a signed-in steward."""
    who = request.visit.principal
    if not (who.user and who.session and who.project and who.organization):
        raise NotFoundError
    return Steward(
        user=who.user, session=who.session, project=who.project, organization=who.organization
    )
