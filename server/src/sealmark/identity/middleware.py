"""The gate in front of the sign-in library: it alone gives a request a session and a user.

- Only paths under `/_allauth/` that `doors` opens get one; they run in one transaction, inside the
  sign-in scope, and what happened is told in the same transaction.
- All other requests pass untouched: they are authenticated by `services.authenticate`.
- An answer of 500 or above undoes everything.
- Too many attempts: 429, with the time after which it surely works again.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import UpdateError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from sealmark.identity import doors
from sealmark.identity.domain import agent_family
from sealmark.identity.events import AccountEvent, AccountEventKind
from sealmark.identity.models import Session, User
from sealmark.identity.sessions import SessionStore
from sealmark.infra import scope
from sealmark.infra.events import publish
from sealmark.kernel.clock import SystemClock
from sealmark.kernel.ids import SessionId, UserId

RETRY_AFTER_S = 300
_FAILED = 500
_THROTTLED = 429
_DONE = 200
_SIGNED_OUT = 401


class SessionGate:
    """Middleware: opens the sign-in door, for its own paths only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        if not request.path.startswith(doors.PREFIX):
            request.user = AnonymousUser()
            return self._get_response(request)
        if (request.method, request.path) not in doors.OPEN:
            raise Http404
        try:
            with transaction.atomic():
                return self._through_the_door(request)
        except UpdateError:
            # The session was ended elsewhere while this request ran: what it did is undone.
            return _answer(_SIGNED_OUT, "Your session has ended. Please sign in.", "signed-out")

    def _through_the_door(self, request: HttpRequest) -> HttpResponse:
        with scope.sign_in():
            before = _enter(request)
            response = self._get_response(request)
            if response.status_code >= _FAILED:
                transaction.set_rollback(True)
                return response
            after = _leave(request, response)
        for event in _events(request, response, before, after):
            with scope.principal(event.user):
                publish(event)
        return _throttled() if response.status_code == _THROTTLED else response


def _enter(request: HttpRequest) -> AccountEvent | None:
    store = SessionStore(
        request.COOKIES.get(settings.SESSION_COOKIE_NAME),
        agent=agent_family(request.headers.get("User-Agent", "")),
    )
    request.session = store
    request.user = get_user(request)
    row = store.row
    if row is not None:
        # The key's holder is at work: without this, somebody in the settings page would idle out.
        Session.objects.filter(id=row.id, key_hash=row.key_hash).update(
            last_seen_at=SystemClock().now()
        )
    return _present(request, AccountEventKind.SESSION_ENDED)


def _leave(request: HttpRequest, response: HttpResponse) -> AccountEvent | None:
    store = request.session
    if store.is_empty():
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.delete_cookie(settings.SESSION_COOKIE_NAME, samesite="Strict")
        return None
    if store.modified:
        store.save()
        set_session_cookie(response, str(store.session_key))
    return _present(request, AccountEventKind.SESSION_OPENED)


def _present(request: HttpRequest, kind: AccountEventKind) -> AccountEvent | None:
    row = getattr(request.session, "row", None)
    if row is None or not isinstance(request.user, User):
        return None
    return AccountEvent(kind=kind, user=UserId(request.user.id), session=SessionId(row.id))


def _events(
    request: HttpRequest,
    response: HttpResponse,
    before: AccountEvent | None,
    after: AccountEvent | None,
) -> list[AccountEvent]:
    if before is None or after is None:
        return [event for event in (before, after) if event is not None]
    telling = doors.TELLING.get((str(request.method), request.path))
    if telling is None or response.status_code != _DONE:
        return []
    return [AccountEvent(kind=telling, user=after.user, session=after.session)]


def _throttled() -> HttpResponse:
    sentence = "Too many attempts. Wait five minutes, then try again."
    response = _answer(_THROTTLED, sentence, "throttled")
    response["Retry-After"] = str(RETRY_AFTER_S)
    return response


def _answer(status: int, sentence: str, code: str) -> HttpResponse:
    body = {"status": status, "errors": [{"code": code, "message": sentence}]}
    return JsonResponse(body, status=status, headers={"Cache-Control": "no-store"})


def set_session_cookie(response: HttpResponse, key: str) -> None:
    """Hand a session's key to the browser: for this site only, gone when the browser closes."""
    response.set_cookie(
        settings.SESSION_COOKIE_NAME,
        key,
        path="/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
