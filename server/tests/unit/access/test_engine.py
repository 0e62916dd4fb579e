"""A policy set that is not as it must be is refused, and every change to ours is noticed."""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Iterator
from typing import Any

import cedarpy
import pytest
from unit.access.matrix import cells, person, target, whoever

from sealmark.access.domain import (
    Action,
    Context,
    OrganizationRole,
    Principal,
    ProjectRole,
    ProjectState,
    Resource,
    ResourceKind,
)
from sealmark.access.engine import Engine, shipped
from sealmark.access.errors import PoliciesRefusedError
from sealmark.access.services import ENGINE, decide
from sealmark.kernel.ids import OrganizationId, ProjectId, new_uuid

SCHEMA, POLICIES = shipped()
LABELER = person(roles=frozenset({ProjectRole.LABELER}))


def mutants() -> Iterator[tuple[str, str]]:
    """Yield our policy set, changed in one place at a time, with a name for the change."""
    document = json.loads(cedarpy.policies_to_json_str(POLICIES))
    for key, policy in document["staticPolicies"].items():
        name = policy["annotations"]["id"]
        for change, mutant in changes(policy):
            others = {k: v for k, v in document["staticPolicies"].items() if k != key}
            changed = {**others, key: mutant} if mutant else others
            text = cedarpy.policies_from_json_str(
                json.dumps({**document, "staticPolicies": changed})
            )
            yield f"{name}: {change}", text


def changes(policy: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """Yield what can go wrong with one policy."""
    yield "removed", None
    if policy["conditions"]:
        yield "unconditional", {**policy, "conditions": []}
    if policy["principal"]["op"] in {"in", "=="}:
        yield "any principal", {**policy, "principal": {"op": "All"}}
    actions = policy["action"].get("entities", [])
    if policy["action"]["op"] != "All" and policy["effect"] == "permit":
        anything = {"action": {"op": "All"}, "resource": {"op": "All"}, "conditions": []}
        yield "any action on anything", {**policy, **anything}
    for dropped in actions:
        kept = [action for action in actions if action != dropped]
        yield f"without {dropped['id']}", {**policy, "action": {"op": "in", "entities": kept}}
    flipped = "forbid" if policy["effect"] == "permit" else "permit"
    yield "turned around", {**policy, "effect": flipped}


def differences(engine: Engine) -> Iterator[str]:
    """Yield the questions to which `engine` answers otherwise than the page and the floors say."""
    for who, action, resource, context, expected in QUESTIONS:
        if decide(who, action, resource, context, engine=engine).allowed is not expected:
            yield f"{action}"


def questions() -> Iterator[tuple[Principal, Action, Resource, Context, bool]]:
    """Yield every question of the page, and those about the floors, with the right answer."""
    for cell in cells():
        yield whoever(cell.who), cell.action, target(cell.action), Context(), cell.allowed
    full = person(roles=frozenset(ProjectRole), organization_role=OrganizationRole.OWNER)
    away = Principal(
        user=full.user,
        project=ProjectId(new_uuid()),
        organization=OrganizationId(new_uuid()),
        roles=full.roles,
        organization_role=full.organization_role,
    )
    for action in Action:
        here = target(action)
        if action.resource in {ResourceKind.PROJECT, ResourceKind.ORGANIZATION}:
            yield away, action, here, Context(), False
        if action.resource is ResourceKind.PROJECT:
            closed = Resource(kind=here.kind, id=here.id, state=ProjectState.CLOSED)
            yield full, action, closed, Context(), False
        if action.resource is ResourceKind.ACCOUNT:
            other = Resource(kind=ResourceKind.ACCOUNT, id=new_uuid())
            yield full, action, other, Context(), False
    for action in (Action.EXPORT_APPROVE, Action.POLICY_APPROVE, Action.REVIEW):
        yield full, action, target(action), Context(own=True), False
        yield full, action, target(action), Context(own=False), True


QUESTIONS = list(questions())
MUTANTS = dict(mutants())


@pytest.mark.parametrize("name", MUTANTS)
def test_any_change_to_a_policy_is_noticed(name: str) -> None:
    try:
        engine = Engine(schema=SCHEMA, policies=MUTANTS[name])
    except PoliciesRefusedError:
        return
    assert next(differences(engine), None) is not None


def test_our_own_policies_give_every_right_answer() -> None:
    assert list(differences(ENGINE)) == []


def test_a_policy_that_fails_to_evaluate_refuses_what_others_allow() -> None:
    # Valid for the schema, an overflow when evaluated: Cedar itself would skip it and allow.
    overflow = "9223372036854775807 + 1 == 2"
    failing = f'@id("fails") forbid (principal is Person, action, resource) when {{ {overflow} }};'
    engine = Engine(schema=SCHEMA, policies=f"{POLICIES}\n{failing}")
    asked = (LABELER, Action.TASK_LEASE, target(Action.TASK_LEASE))
    assert decide(*asked).allowed
    assert not decide(*asked, engine=engine).allowed


def test_a_policy_that_does_not_fit_the_schema_is_refused() -> None:
    strange = '@id("x") permit (principal, action == Action::"project.fly", resource);'
    with pytest.raises(PoliciesRefusedError):
        Engine(schema=SCHEMA, policies=strange)


def test_text_that_is_no_policy_is_refused() -> None:
    with pytest.raises(PoliciesRefusedError):
        Engine(schema=SCHEMA, policies="permit everything")


@pytest.mark.parametrize("names", [("", ""), ('@id("a")', '@id("a")')])
def test_policies_without_names_of_their_own_are_refused(names: tuple[str, str]) -> None:
    text = "\n".join(f"{name} permit (principal is Visitor, action, resource);" for name in names)
    with pytest.raises(PoliciesRefusedError):
        Engine(schema=SCHEMA, policies=text)


def test_no_policies_allow_nothing() -> None:
    engine = Engine(schema=SCHEMA, policies="")
    assert not any(
        decide(whoever(cell.who), cell.action, target(cell.action), engine=engine).allowed
        for cell in cells()
    )


def test_the_hash_tells_policy_sets_apart() -> None:
    assert Engine(schema=SCHEMA, policies=f"{POLICIES}\n").hash != ENGINE.hash
