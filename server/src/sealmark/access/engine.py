"""Cedar behind one small face: parsed and checked once, asked with values, believed when clean.

- A policy without an `@id`, two with the same one, or one that does not fit the schema: refused.
- The hash of a policy set covers its schema and every policy, so that a decision can be replayed.
- A request is made of facts only (roles, kinds, state): real ids are replaced by `here` and
  `elsewhere`, so that equal facts give equal, cacheable answers.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import cedarpy

from sealmark.access.domain import (
    Action,
    OrganizationRole,
    ProjectRole,
    ProjectState,
    ResourceKind,
    Service,
)
from sealmark.access.errors import PoliciesRefusedError

HERE, ELSEWHERE = "here", "elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that a decision depends on; `here`: the principal's roles are those of the resource."""

    action: Action
    kind: ResourceKind
    here: bool
    known: bool
    service: Service | None
    organization_role: OrganizationRole | None
    roles: frozenset[ProjectRole]
    attributes: frozenset[str]
    state: ProjectState
    own: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the policies say to some facts."""

    allowed: bool
    policy_ids: tuple[str, ...]


class Engine:
    """A schema and a policy set, checked against each other."""

    def __init__(self, *, schema: str, policies: str) -> None:
        """Parse and validate; raise `PoliciesRefusedError` naming what does not fit."""
        checked = cedarpy.validate_policies(policies, schema)
        if not checked.validation_passed:
            faults = "; ".join(str(error) for error in checked.errors)
            raise PoliciesRefusedError(f"The access policies do not fit their schema: {faults}")
        _refuse_unnamed(policies)
        self._schema = cedarpy.Schema.from_str(schema)
        self._policies = cedarpy.PolicySet.from_str(policies)
        self.hash = hashlib.sha256(f"{schema}\0{policies}".encode()).hexdigest()
        self.decide = lru_cache(maxsize=4096)(self._decide)

    def _decide(self, facts: Facts) -> Verdict:
        answer = cedarpy.is_authorized(
            _request(facts), self._policies, _entities(facts), self._schema
        )
        # A `forbid` that fails to evaluate does not forbid: an error anywhere is a refusal.
        clean = answer.decision is cedarpy.Decision.Allow and not answer.diagnostics.errors
        return Verdict(
            allowed=clean,
            policy_ids=tuple(sorted(answer.diagnostics.id_annotations_by_reason.values())),
        )


def shipped() -> tuple[str, str]:
    """Return the schema and the policies of this release, in the order of their file names."""
    folder = files("sealmark.access") / "policies"
    texts = {entry.name: entry.read_text() for entry in folder.iterdir()}
    policies = "\n".join(texts[name] for name in sorted(texts) if name.endswith(".cedar"))
    return texts["schema.cedarschema"], policies


def _refuse_unnamed(policies: str) -> None:
    static = json.loads(cedarpy.policies_to_json_str(policies))["staticPolicies"]
    names = [policy.get("annotations", {}).get("id") for policy in static.values()]
    if not all(names) or len(set(names)) != len(names):
        raise PoliciesRefusedError("Every access policy needs an @id of its own.")


def _request(facts: Facts) -> dict[str, Any]:
    return {
        "principal": _principal(facts),
        "action": {"type": "Action", "id": facts.action.value},
        "resource": {"type": facts.kind.value, "id": HERE},
        "context": {} if facts.own is None else {"own": facts.own},
    }


def _principal(facts: Facts) -> dict[str, str]:
    if facts.service is not None:
        return {"type": "Service", "id": facts.service.value}
    return {"type": "Person" if facts.known else "Visitor", "id": "asking"}


def _entities(facts: Facts) -> str:
    resource: dict[str, Any] = {"uid": {"type": facts.kind.value, "id": HERE}, "parents": []}
    is_project = facts.kind is ResourceKind.PROJECT
    resource["attrs"] = {"state": facts.state.value} if is_project else {}
    principal: dict[str, Any] = {"uid": _principal(facts), "parents": [], "attrs": {}}
    if principal["uid"]["type"] == "Person":
        principal |= {"parents": _roles(facts), "attrs": _person(facts)}
    return json.dumps([resource, principal])


def _roles(facts: Facts) -> list[dict[str, str]]:
    parents = [{"type": "ProjectRole", "id": role.value} for role in sorted(facts.roles)]
    if facts.organization_role is not None:
        parents.append({"type": "OrganizationRole", "id": facts.organization_role.value})
    return parents


def _person(facts: Facts) -> dict[str, Any]:
    place = HERE if facts.here else ELSEWHERE
    held: dict[str, Any] = {"attributes": sorted(facts.attributes)}
    if facts.kind is not ResourceKind.DEPLOYMENT:
        entity = {"type": facts.kind.value, "id": place}
        held[facts.kind.name.lower()] = {"__entity": entity}
    return held
