"""Decide whether this principal may do this to that.

- The policies of this release are parsed and checked when this module is first imported, so that a
  process with broken policies does not start.
- A decision depends on values only, never on a clock or a database.
"""

# SPDX-License-Identifier: Apache-2.0
from sealmark.access.domain import (
    NO_CONTEXT,
    Action,
    Context,
    Decision,
    Principal,
    Resource,
    ResourceKind,
)
from sealmark.access.engine import Engine, Facts, shipped

_SCHEMA, _POLICIES = shipped()
ENGINE = Engine(schema=_SCHEMA, policies=_POLICIES)


def decide(
    principal: Principal,
    action: Action,
    resource: Resource,
    context: Context = NO_CONTEXT,
    *,
    engine: Engine = ENGINE,
) -> Decision:
    """Ask the policies; anything but a clean Allow is a refusal."""
    facts = Facts(
        action=action,
        kind=resource.kind,
        here=_holds_here(principal, resource),
        known=principal.user is not None,
        service=principal.service,
        organization_role=principal.organization_role,
        roles=principal.roles,
        attributes=principal.attributes,
        state=resource.state,
        own=context.own,
    )
    verdict = engine.decide(facts)
    return Decision(
        allowed=verdict.allowed,
        belongs=_belongs(facts),
        policy_ids=verdict.policy_ids,
        policy_set_hash=engine.hash,
    )


def require(
    principal: Principal, action: Action, resource: Resource, context: Context = NO_CONTEXT
) -> Decision:
    """Decide, and raise `ForbiddenError` or `NotFoundError` unless it is allowed."""
    decision = decide(principal, action, resource, context)
    decision.or_refuse()
    return decision


def _holds_here(principal: Principal, resource: Resource) -> bool:
    held = {
        ResourceKind.PROJECT: principal.project,
        ResourceKind.ORGANIZATION: principal.organization,
        ResourceKind.ACCOUNT: principal.user,
    }.get(resource.kind)
    return held is not None and held == resource.id


def _belongs(facts: Facts) -> bool:
    if not facts.here:
        return False
    if facts.kind is ResourceKind.PROJECT:
        return bool(facts.roles) and facts.state == "active"
    return facts.kind is ResourceKind.ACCOUNT or facts.organization_role is not None
