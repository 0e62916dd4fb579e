"""The policies say what the hand-written page says, and nothing more."""

# SPDX-License-Identifier: Apache-2.0
import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.access.matrix import PROJECT, cells, person, said, target, whoever

from sealmark.access.domain import (
    Action,
    Context,
    Decision,
    OrganizationRole,
    Principal,
    ProjectRole,
    ProjectState,
    Resource,
    ResourceKind,
    Service,
)
from sealmark.access.services import decide, require
from sealmark.kernel.errors import ForbiddenError, NotFoundError
from sealmark.kernel.ids import OrganizationId, ProjectId, new_uuid

PROJECT_ACTIONS = [action for action in Action if action.resource is ResourceKind.PROJECT]
ORGANIZATION_ACTIONS = [action for action in Action if action.resource is ResourceKind.ORGANIZATION]


def answer(who: Principal, action: Action) -> Decision:
    return decide(who, action, target(action))


@pytest.mark.parametrize("who", sorted({cell.who for cell in cells()}))
def test_policies_equal_the_hand_written_page(who: str) -> None:
    column = [cell for cell in cells() if cell.who == who]
    said_yes = {cell.action for cell in column if cell.allowed}
    assert {c.action for c in column if answer(whoever(who), c.action).allowed} == said_yes


def test_the_page_names_every_action_once() -> None:
    assert {action for _, action in said()} == set(Action)


def test_the_page_names_every_role_and_service() -> None:
    named = {who for who, _ in said()}
    assert named == {*ProjectRole, *OrganizationRole, *Service, "nobody", "anybody"}


@given(roles=st.frozensets(st.sampled_from(ProjectRole)), action=st.sampled_from(PROJECT_ACTIONS))
def test_several_roles_give_the_union(roles: frozenset[ProjectRole], action: Action) -> None:
    page = said()
    expected = any(page.get((role, action), False) for role in roles)
    assert answer(person(roles=roles), action).allowed is expected


@given(organization_role=st.sampled_from(OrganizationRole), action=st.sampled_from(PROJECT_ACTIONS))
def test_organization_roles_never_open_a_project(
    organization_role: OrganizationRole, action: Action
) -> None:
    decision = answer(person(organization_role=organization_role), action)
    with pytest.raises(NotFoundError):
        decision.or_refuse()


@given(
    organization_role=st.sampled_from(OrganizationRole),
    roles=st.frozensets(st.sampled_from(ProjectRole), min_size=1),
    action=st.sampled_from(PROJECT_ACTIONS),
)
def test_organization_roles_add_nothing_to_project_roles(
    organization_role: OrganizationRole, roles: frozenset[ProjectRole], action: Action
) -> None:
    both = person(roles=roles, organization_role=organization_role)
    assert answer(both, action) == answer(person(roles=roles), action)


@given(
    roles=st.frozensets(st.sampled_from(ProjectRole), min_size=1),
    action=st.sampled_from(PROJECT_ACTIONS),
)
def test_all_roles_elsewhere_are_nothing_here(
    roles: frozenset[ProjectRole], action: Action
) -> None:
    stranger = person(roles=roles, project=ProjectId(new_uuid()))
    with pytest.raises(NotFoundError):
        answer(stranger, action).or_refuse()


@pytest.mark.parametrize("action", ORGANIZATION_ACTIONS)
@pytest.mark.parametrize("role", OrganizationRole)
def test_an_organization_role_elsewhere_is_nothing_here(
    role: OrganizationRole, action: Action
) -> None:
    stranger = person(organization_role=role, organization=OrganizationId(new_uuid()))
    with pytest.raises(NotFoundError):
        answer(stranger, action).or_refuse()


@pytest.mark.parametrize("role", ProjectRole)
def test_a_closed_project_is_gone_for_everybody(role: ProjectRole) -> None:
    closed = Resource(kind=ResourceKind.PROJECT, id=PROJECT, state=ProjectState.CLOSED)
    for action in PROJECT_ACTIONS:
        with pytest.raises(NotFoundError):
            require(person(roles=frozenset({role})), action, closed)


def test_what_is_allowed_is_answered_with_its_decision() -> None:
    labeler = person(roles=frozenset({ProjectRole.LABELER}))
    decision = require(labeler, Action.TASK_LEASE, target(Action.TASK_LEASE))
    assert decision.allowed


@pytest.mark.parametrize("action", [Action.EXPORT_APPROVE, Action.POLICY_APPROVE, Action.REVIEW])
def test_nobody_passes_their_own_whatever_their_roles(action: Action) -> None:
    mine = decide(person(roles=frozenset(ProjectRole)), action, target(action), Context(own=True))
    with pytest.raises(ForbiddenError):
        mine.or_refuse()


@pytest.mark.parametrize("action", [Action.EXPORT_APPROVE, Action.POLICY_APPROVE, Action.REVIEW])
def test_what_another_asked_for_may_be_passed(action: Action) -> None:
    theirs = Context(own=False)
    assert decide(person(roles=frozenset(ProjectRole)), action, target(action), theirs).allowed


def test_a_member_without_the_right_learns_that_it_is_forbidden() -> None:
    labeler = person(roles=frozenset({ProjectRole.LABELER}))
    with pytest.raises(ForbiddenError):
        answer(labeler, Action.EXPORT_REQUEST).or_refuse()


def test_another_ones_account_does_not_exist() -> None:
    other = Resource(kind=ResourceKind.ACCOUNT, id=new_uuid())
    with pytest.raises(NotFoundError):
        decide(person(), Action.ACCOUNT_VIEW, other).or_refuse()


def test_a_decision_names_the_policies_that_made_it() -> None:
    labeler = person(roles=frozenset({ProjectRole.LABELER, ProjectRole.REVIEWER}))
    assert answer(labeler, Action.TASK_LEASE).policy_ids == ("labeler", "reviewer")
