"""The rules about people that need no database."""

# SPDX-License-Identifier: Apache-2.0
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealmark.access.domain import OrganizationRole, ProjectRole, ProjectState, ResourceKind
from sealmark.kernel.ids import OrganizationId, ProjectId, UserId, new_uuid
from sealmark.tenancy.domain import (
    ProjectFacts,
    refuse_appointment,
    refuse_losing_last_admin,
    refuse_losing_last_owner,
    refuse_past_end,
)
from sealmark.tenancy.errors import (
    AppointmentError,
    EndInThePastError,
    LastOwnerError,
    LastProjectAdminError,
)

NOW = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
ANN, BEN = UserId(new_uuid()), UserId(new_uuid())
ROLES = st.sampled_from(OrganizationRole)


@given(by=st.none() | ROLES, roles=st.frozensets(ROLES))
def test_only_owners_give_or_take_more_than_membership(
    by: OrganizationRole | None, roles: frozenset[OrganizationRole]
) -> None:
    if by is OrganizationRole.OWNER or roles <= {OrganizationRole.MEMBER}:
        refuse_appointment(by=by, roles=roles)
        return
    with pytest.raises(AppointmentError):
        refuse_appointment(by=by, roles=roles)


def test_the_last_owner_is_not_lost() -> None:
    with pytest.raises(LastOwnerError):
        refuse_losing_last_owner(owners=frozenset({ANN}), losing=ANN)


@pytest.mark.parametrize("owners", [frozenset({ANN, BEN}), frozenset({BEN})])
def test_an_owner_beside_others_and_a_non_owner_may_go(owners: frozenset[UserId]) -> None:
    refuse_losing_last_owner(owners=owners, losing=ANN)


def test_the_last_project_admin_is_not_lost() -> None:
    with pytest.raises(LastProjectAdminError):
        refuse_losing_last_admin(admins=frozenset({ANN}), losing=ANN)


@given(st.timedeltas(max_value=timedelta(0), min_value=timedelta(days=-9)))
def test_what_is_over_is_not_granted(span: timedelta) -> None:
    with pytest.raises(EndInThePastError):
        refuse_past_end(NOW + span, NOW)


@pytest.mark.parametrize("ends", [None, NOW + timedelta(seconds=1)])
def test_a_grant_without_an_end_or_with_a_later_one_is_fine(ends: datetime | None) -> None:
    refuse_past_end(ends, NOW)


def test_facts_become_a_principal_with_roles_in_this_project_only() -> None:
    facts = ProjectFacts(
        user=ANN,
        project=ProjectId(new_uuid()),
        organization=OrganizationId(new_uuid()),
        organization_role=OrganizationRole.MEMBER,
        roles=frozenset({ProjectRole.LABELER}),
        state=ProjectState.CLOSED,
        separates_steps=True,
    )
    who = facts.principal()
    assert (who.project, who.roles) == (facts.project, facts.roles)
    assert (facts.resource.kind, facts.resource.state) == (ResourceKind.PROJECT, "closed")
