"""Whether an export may still leave: asked again by each process that does a part of it.

- The requester must still be allowed to ask, and for aligned content somebody else must have
  approved exactly this request and still be allowed to approve.
- Facts about people are read in their own principal scope; the service itself is decided on, too.
"""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass

from sealmark.access import services as access
from sealmark.access.domain import (
    Action,
    Context,
    Principal,
    Resource,
    ResourceKind,
    Service,
)
from sealmark.export.domain import Content, Selection, Wanted
from sealmark.export.errors import ApprovalMissingError, RightsGoneError
from sealmark.export.models import Approval, Release, Request
from sealmark.infra import scope
from sealmark.infra.jobs import Running
from sealmark.kernel.clock import Clock
from sealmark.kernel.ids import EventId, ExportId, OrganizationId, ProjectId, UserId
from sealmark.tenancy import selectors as tenancy


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A request as the processes that carry it out read it."""

    id: ExportId
    project: ProjectId
    organization: OrganizationId
    requester: UserId
    wanted: Wanted
    digest: str
    events: tuple[EventId, ...]
    approver: UserId | None
    state: Release.State


def read_order(job: Running) -> Order:
    """Read what a job is about, inside no scope; refuse a request that is not what was approved."""
    with scope.project(job.project):
        request = Request.objects.get(project_id=job.project, id=job.subject)
        release = Release.objects.get(project_id=job.project, id=job.subject)
        approval = Approval.objects.filter(
            project_id=job.project,
            request_id=request.id,
            request_digest=request.digest,
            approved=True,
        ).first()
        organization = tenancy.organization_of(job.project)
    order = Order(
        id=ExportId(request.id),
        project=job.project,
        organization=organization,
        requester=UserId(request.requester),
        wanted=wanted_of(request),
        digest=request.digest,
        events=tuple(EventId(row.event_id) for row in (request, approval) if row is not None),
        approver=UserId(approval.approver) if approval else None,
        state=Release.State(release.state),
    )
    computed = order.wanted.digest(
        project=order.project, export=order.id, requester=order.requester
    )
    if computed != order.digest:
        raise ApprovalMissingError
    return order


def refuse_unpermitted(order: Order, service: Service, act: Action, *, clock: Clock) -> None:
    """Refuse unless this service, the requester and, where one is needed, the approver may act."""
    resource = Resource(kind=ResourceKind.PROJECT, id=order.project)
    access.require(Principal(service=service), act, resource)
    _refuse_person(order, order.requester, Action.EXPORT_REQUEST, clock)
    if order.wanted.content is Content.ALIGNED:
        if order.approver is None:
            raise ApprovalMissingError
        _refuse_person(order, order.approver, Action.EXPORT_APPROVE, clock)


def wanted_of(request: Request) -> Wanted:
    """Return what a request asks for."""
    return Wanted(
        format=request.format,
        content=Content(request.content),
        include_unreviewed=request.include_unreviewed,
        include_free_text=request.include_free_text,
        recipient_key=request.recipient_key,
        selection=Selection(
            datasets=tuple(request.datasets),
            guidelines=tuple(request.guidelines),
            classes=tuple(request.classes),
            labeled_from=request.labeled_from,
            labeled_until=request.labeled_until,
        ),
    )


def _refuse_person(order: Order, person: UserId, act: Action, clock: Clock) -> None:
    with scope.principal(person):
        facts = tenancy.facts(person, order.project, clock.now())
    if facts is None:
        raise RightsGoneError
    own = person == order.requester if act is Action.EXPORT_APPROVE else None
    decision = access.decide(facts.principal(), act, facts.resource, Context(own=own))
    if not decision.allowed:
        raise RightsGoneError
