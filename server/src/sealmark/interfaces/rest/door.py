"""The door of every route: who asks, in which scope, and whether the policies allow it.

- A route declares one action and one scope; the API does not start with a route that has none.
- One request is one transaction; it is rolled back by any error.
- What is not yours answers like what is not there: one 404, byte for byte.
- Unsafe methods need the anti-forgery token of this browser.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal, cast
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from ninja.utils import check_csrf

from sealmark.access import services as access
from sealmark.access.domain import (
    Action,
    Context,
    Decision,
    Principal,
    Resource,
    ResourceKind,
)
from sealmark.identity import services as identity
from sealmark.identity.domain import TOUCH_EVERY, SignedIn
from sealmark.infra import scope as scopes
from sealmark.kernel.clock import Clock, SystemClock
from sealmark.kernel.errors import ForbiddenError, NotFoundError, SealmarkError
from sealmark.kernel.ids import OrganizationId, ProjectId, UserId
from sealmark.tenancy import selectors as tenancy
from sealmark.tenancy.domain import Found, ProjectFacts

ScopeName = Literal["project", "organization", "principal", "public"]
View = Callable[..., Any]
DEPLOYMENT = UUID(int=0)
CLOCK: Clock = SystemClock()


class SignedOutError(SealmarkError):
    """You are signed out. Sign in again; what you had on your desk is kept."""

    status = 401


class ForgeryError(ForbiddenError):
    """This request did not come from the page. Load the page again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What a route may know of the request: who, what was decided, the project, the time."""

    signed_in: SignedIn | None
    principal: Principal
    decision: Decision
    facts: ProjectFacts | None
    clock: Clock

    @property
    def user(self) -> UserId:
        """The signed-in person."""
        if self.signed_in is None:
            raise SignedOutError
        return self.signed_in.user

    @property
    def organization(self) -> OrganizationId:
        """The organization whose scope, or whose project's, is open."""
        if self.principal.organization is None:
            raise NotFoundError
        return self.principal.organization


class Request(HttpRequest):
    """A request that came through the door."""

    visit: Visit


def action(wanted: Action, *, scope: ScopeName) -> Callable[[View], View]:
    """Let a route be called only by whom the policies allow `wanted`, inside one open scope."""

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - any route
            _refuse_forgery(request, guarded)
            return _ENTRIES[scope](request, wanted, lambda: view(request, *args, **kwargs), kwargs)

        guarded.sealmark_action = wanted  # type: ignore[attr-defined] # read by `undeclared`
        guarded.sealmark_scope = scope  # type: ignore[attr-defined] # read by `public_routes`
        return guarded

    return declare


def allow(request: HttpRequest, wanted: Action, *, own: bool | None = None) -> Decision:
    """Decide on a second action inside a route (a duty, an approval of somebody else's request)."""
    visit = cast("Request", request).visit
    if visit.facts is None:
        raise NotFoundError
    resource = _project_resource(visit.facts)
    return access.require(visit.principal, wanted, resource, Context(own=own))


def refuse_signed_out(request: HttpRequest) -> None:
    """Refuse who is signed out."""
    _signed_in(request)


def _refuse_forgery(request: HttpRequest, view: View) -> None:
    if check_csrf(request, view) is not None:
        raise ForgeryError


def _signed_in(request: HttpRequest) -> SignedIn:
    found = identity.authenticate(request.COOKIES.get(settings.SESSION_COOKIE_NAME), CLOCK)
    if found is None:
        raise SignedOutError
    return found


def _public(
    request: HttpRequest, wanted: Action, call: Callable[[], Any], _names: dict[str, Any]
) -> Any:  # noqa: ANN401 - any route's answer
    signed_in = identity.authenticate(request.COOKIES.get(settings.SESSION_COOKIE_NAME), CLOCK)
    principal = _principal(signed_in)
    decision = access.require(
        principal, wanted, Resource(kind=ResourceKind.DEPLOYMENT, id=DEPLOYMENT)
    )
    _welcome(request, signed_in, principal, decision, None)
    with transaction.atomic():
        return call()


def _own(
    request: HttpRequest, wanted: Action, call: Callable[[], Any], _names: dict[str, Any]
) -> Any:  # noqa: ANN401 - any route's answer
    who = _signed_in(request)
    principal = _principal(who)
    with scopes.principal(who.user):
        resource = Resource(kind=ResourceKind.ACCOUNT, id=who.user)
        decision = access.require(principal, wanted, resource)
        identity.touch(who, CLOCK)
        _welcome(request, who, principal, decision, None)
        return call()


def _organization(
    request: HttpRequest, wanted: Action, call: Callable[[], Any], names: dict[str, Any]
) -> Any:  # noqa: ANN401 - any route's answer
    who = _signed_in(request)
    target = OrganizationId(_id(names, "organization_id"))
    with scopes.principal(who.user) as opened:
        identity.touch(who, CLOCK)
        role = tenancy.organization_role(who.user, target, CLOCK.now())
        principal = Principal(
            user=who.user, session=who.session, organization=target, organization_role=role
        )
        decision = access.require(
            principal, wanted, Resource(kind=ResourceKind.ORGANIZATION, id=target)
        )
        opened.narrow_to_organization(target)
        _welcome(request, who, principal, decision, None)
        return call()


def _project(
    request: HttpRequest, wanted: Action, call: Callable[[], Any], names: dict[str, Any]
) -> Any:  # noqa: ANN401 - any route's answer
    project = ProjectId(_id(names, "project_id"))
    with transaction.atomic():
        # One statement tells the session and the person's place in the project.
        found = tenancy.find(request.COOKIES.get(settings.SESSION_COOKIE_NAME), project, CLOCK)
        if found is None:
            raise SignedOutError
        if found.facts is None:
            raise NotFoundError
        _keep_awake(found)
        with scopes.project(project, by=found.who.user, stamp=found.stamp):
            principal = found.facts.principal(found.who.session)
            decision = access.require(principal, wanted, _project_resource(found.facts))
            _welcome(request, found.who, principal, decision, found.facts)
            return call()


def _keep_awake(found: Found) -> None:
    if CLOCK.now() - found.who.last_seen >= TOUCH_EVERY:
        with scopes.principal(found.who.user, stamp=found.stamp):
            identity.touch(found.who, CLOCK)


_ENTRIES: dict[ScopeName, Callable[..., Any]] = {
    "project": _project,
    "organization": _organization,
    "principal": _own,
    "public": _public,
}


def _project_resource(facts: ProjectFacts) -> Resource:
    return Resource(kind=ResourceKind.PROJECT, id=facts.project, state=facts.state)


def _principal(who: SignedIn | None) -> Principal:
    if who is None:
        return Principal()
    return Principal(user=who.user, session=who.session)


def _id(names: dict[str, Any], name: str) -> UUID:
    value = names.get(name)
    if not isinstance(value, UUID):
        raise NotFoundError
    return value


def _welcome(
    request: HttpRequest,
    who: SignedIn | None,
    principal: Principal,
    decision: Decision,
    facts: ProjectFacts | None,
) -> None:
    cast("Request", request).visit = Visit(
        signed_in=who, principal=principal, decision=decision, facts=facts, clock=CLOCK
    )
