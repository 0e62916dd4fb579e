"""Inviting many at once: each address gets a link of its own, or the reason why it got none.

- One transaction: what could be made is made; a row with a problem makes nothing and stops nothing.
- Each invitation has its own event, like one that was made alone.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import UUID

from sealmark.access.domain import Principal
from sealmark.kernel.clock import Clock
from sealmark.kernel.errors import InvalidInputError
from sealmark.tenancy import selectors
from sealmark.tenancy.domain import Offer
from sealmark.tenancy.errors import NoSuchPersonError
from sealmark.tenancy.invitations import invite, refuse_odd_address

MOST_INVITED = 500


class RowProblem(StrEnum):
    """Why an address got no invitation."""

    NO_ADDRESS = "no_address"
    TWICE = "twice"
    MEMBER = "member"
    INVITED = "invited"


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitedRow:
    """What became of one address: an invitation with its secret, shown once, or a problem."""

    email: str
    invitation: UUID | None = None
    token: str = field(default="", repr=False)
    problem: RowProblem | None = None


# allow-audited: `invite` records each invitation that it makes.
def invite_many(
    who: Principal, emails: Sequence[str], offer: Offer, *, clock: Clock
) -> list[InvitedRow]:
    """Invite each address with the same roles; inside the project's scope."""
    if not 0 < len(emails) <= MOST_INVITED:
        raise InvalidInputError(
            f"Name 1 to {MOST_INVITED} addresses. Send the rest in a second go.", field="emails"
        )
    if offer.project is None:
        raise NoSuchPersonError
    now = clock.now()
    members = {one.person.email for one in selectors.members_and_suspended(offer.project, now)}
    waiting = {one.email for one in selectors.open_invitations(now, offer.project)}
    seen: set[str] = set()
    rows = []
    for given in emails:
        email, problem = _judged(given, members=members, waiting=waiting, seen=seen)
        seen.add(email)
        if problem is not None:
            rows.append(InvitedRow(email=email, problem=problem))
            continue
        made, token = invite(who, replace(offer, email=email), clock=clock)
        rows.append(InvitedRow(email=email, invitation=made, token=token))
    return rows


def _judged(
    given: str, *, members: set[str], waiting: set[str], seen: set[str]
) -> tuple[str, RowProblem | None]:
    try:
        email = refuse_odd_address(given)
    except InvalidInputError:
        return given.strip(), RowProblem.NO_ADDRESS
    if email in seen:
        return email, RowProblem.TWICE
    if email in members:
        return email, RowProblem.MEMBER
    return email, RowProblem.INVITED if email in waiting else None
