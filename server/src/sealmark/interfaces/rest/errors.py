"""Errors as answers: a code, the sentence, the field at fault; nothing else, least of all content.

- Our errors carry their own status and sentence.
- Bad input of the framework's own checks is named by field, to people who are signed in: whoever is
  not learns that first.
- Anything unforeseen is a 500 with a number to look up in the log.
"""

# SPDX-License-Identifier: Apache-2.0
import logging
from collections.abc import Callable, Collection
from functools import partial
from traceback import format_tb
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from psycopg.errors import DiskFull

from sealmark.interfaces.rest.door import SignedOutError, refuse_signed_out
from sealmark.kernel.errors import (
    InvalidInputError,
    NotFoundError,
    SealmarkError,
    Unavailable,
)
from sealmark.kernel.ids import new_uuid

log = logging.getLogger(__name__)
Translation = Callable[[Any], SealmarkError]


def mount(api: NinjaAPI, *, public: Collection[tuple[str, str]]) -> None:
    """Answer every error of `api` in the one form; `public` are methods and paths open to all."""
    for kind, translated in _TRANSLATIONS.items():
        api.add_exception_handler(kind, partial(_respond, api, public, translated))


def _respond(
    api: NinjaAPI,
    public: Collection[tuple[str, str]],
    translated: Translation,
    request: HttpRequest,
    error: Any,  # noqa: ANN401 - of the kind that the translation takes
) -> HttpResponse:
    if isinstance(error, ValidationError | HttpError) and not _is_public(request, public):
        try:
            refuse_signed_out(request)
        except SignedOutError as signed_out:
            return answer(api, request, signed_out)
    return answer(api, request, translated(error))


def _is_public(request: HttpRequest, public: Collection[tuple[str, str]]) -> bool:
    match = request.resolver_match
    route = "" if match is None else match.route.partition("/")[2]
    return (str(request.method), route) in public


def _ours(error: SealmarkError) -> SealmarkError:
    return error


def _missing(_: Http404) -> SealmarkError:
    return NotFoundError()


def _unfit(error: ValidationError) -> SealmarkError:
    first = error.errors[0] if error.errors else {}
    place = [str(part) for part in first.get("loc", ())]
    if place[:1] == ["path"]:
        return NotFoundError()
    field = ".".join(place[2:] or place[1:]) or None
    sentence = f"{field or 'The request'}: {first.get('msg', 'is not as it must be')}."
    return InvalidInputError(sentence, field=field)


def _unread(_: HttpError) -> SealmarkError:
    return InvalidInputError("The request is not valid JSON.")


def _down(error: Exception) -> SealmarkError:
    cause = error.__cause__
    log.warning("database: %s", type(cause or error).__name__)
    if isinstance(cause, DiskFull):
        return Unavailable(
            "The disk of this installation is full, so this was not saved. What was saved is safe. "
            "Leave this page open, tell your administrator, and try again."
        )
    return Unavailable("The database is not ready. Try again.")


def _defect(error: Exception) -> SealmarkError:
    number = new_uuid()
    # Where it broke, not what it said: an error's own words may hold content.
    where = "".join(format_tb(error.__traceback__))
    log.error("defect %s: %s\n%s", number, type(error).__name__, where)
    return SealmarkError(
        f"Something went wrong on our side. Tell your administrator this number: {number}"
    )


_TRANSLATIONS: dict[type[Exception], Translation] = {
    SealmarkError: _ours,
    Http404: _missing,
    ValidationError: _unfit,
    HttpError: _unread,
    OperationalError: _down,
    InterfaceError: _down,
    Exception: _defect,
}


def answer(api: NinjaAPI, request: HttpRequest, error: SealmarkError) -> HttpResponse:
    """Spell an error."""
    body = {"error": error.code, "message": error.detail, "field": error.field}
    return api.create_response(request, body, status=error.status)
