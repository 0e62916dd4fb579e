"""Routes about one's own account: who is signed in, one's sessions, one-time links.

- Signing in, out, passwords and second factors are the sign-in library's, under `/_allauth/`.
- A link's secret comes in the body, never in a path that a log could keep.
"""

# SPDX-License-Identifier: Apache-2.0
from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.middleware.csrf import get_token, rotate_token
from ninja import Router, Status

from sealmark.access.domain import Action
from sealmark.identity import selectors as accounts
from sealmark.identity import services as identity
from sealmark.identity.domain import IDLE, SignedIn, agent_family
from sealmark.identity.events import AccountEvent, AccountEventKind
from sealmark.identity.middleware import set_session_cookie
from sealmark.infra import events, scope
from sealmark.interfaces.rest.door import Request, SignedOutError, action
from sealmark.interfaces.rest.people_schemas import (
    EndedOut,
    LinkOut,
    OwnOrganizationOut,
    OwnProjectOut,
    OwnSessionOut,
    RedeemedOut,
    RedeemIn,
    SessionOut,
    TokenIn,
    UserOut,
)
from sealmark.kernel.ids import SessionId
from sealmark.tenancy import selectors as tenancy

router = Router(tags=["account"])


@router.get("/session", response=SessionOut)
@action(Action.ACCOUNT_VIEW, scope="principal")
def get_session(request: Request) -> SessionOut:
    """Tell who is signed in, where they belong, and the token that unsafe requests carry."""
    who, now = _who(request), request.visit.clock.now()
    return SessionOut(
        user=UserOut.of(who),
        session_id=who.session,
        organizations=[OwnOrganizationOut.of(o) for o in tenancy.my_organizations(who.user, now)],
        projects=[OwnProjectOut.of(p) for p in tenancy.my_projects(who.user, now)],
        csrf=get_token(request),
        totp_enabled=accounts.has_second_factor(who.user),
        idle_minutes=IDLE // timedelta(minutes=1),
    )


@router.get("/sessions", response=list[OwnSessionOut])
@action(Action.ACCOUNT_SESSIONS_READ, scope="principal")
def list_sessions(request: Request) -> list[OwnSessionOut]:
    """List one's own live sessions."""
    who = _who(request)
    mine = accounts.own_sessions(who.user, request.visit.clock.now())
    return [OwnSessionOut.of(session, who=who) for session in mine]


@router.delete("/sessions/{session_id}", response={204: None})
@action(Action.ACCOUNT_SESSIONS_END, scope="principal")
def end_session(request: Request, session_id: UUID) -> Status[None]:
    """End one of one's own sessions; its next request is refused."""
    identity.end_session(request.visit.user, SessionId(session_id), request.visit.clock)
    return Status(204, None)


@router.post("/session/end-others", response=EndedOut)
@action(Action.ACCOUNT_SESSIONS_END, scope="principal")
def end_other_sessions(request: Request) -> EndedOut:
    """End all of one's sessions but this one."""
    return EndedOut(ended=identity.end_other_sessions(_who(request), request.visit.clock))


@router.post("/links/preview", response=LinkOut)
@action(Action.LINK_REDEEM, scope="public")
def preview_link(request: Request, body: TokenIn) -> LinkOut:
    """Tell what a one-time link is for, without using it."""
    with scope.sign_in():
        return LinkOut(purpose=identity.purpose_of(body.token, request.visit.clock))


@router.post("/links/redeem", response=RedeemedOut)
@action(Action.LINK_REDEEM, scope="public")
def redeem_link(request: Request, response: HttpResponse, body: RedeemIn) -> RedeemedOut:
    """Use a one-time link: it signs in, or sets a password with which to sign in."""
    agent = agent_family(request.headers.get("User-Agent", ""))
    with scope.sign_in():
        done = identity.redeem_link(
            body.token, clock=request.visit.clock, password=body.password, agent=agent
        )
    if not isinstance(done, identity.OpenedSession):
        with scope.principal(done):
            events.publish(AccountEvent(kind=AccountEventKind.PASSWORD_CHANGED, user=done))
        return RedeemedOut(signed_in=False)
    with scope.principal(done.user):
        opened = AccountEventKind.SESSION_OPENED
        events.publish(AccountEvent(kind=opened, user=done.user, session=done.session))
    rotate_token(request)
    set_session_cookie(response, done.key)
    return RedeemedOut(signed_in=True)


def _who(request: Request) -> SignedIn:
    if request.visit.signed_in is None:
        raise SignedOutError
    return request.visit.signed_in
