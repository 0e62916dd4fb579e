"""Errors as answers: a code, the sentence, the field at fault; nothing else, least of all content.

- Our errors carry their own status and sentence.
- Bad input of the framework's own checks is named by field.
- Anything unforeseen is a 500 with a number to look up in the log.
"""

# SPDX-License-Identifier: Apache-2.0
import logging

from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from sealmark.kernel.errors import (
    InvalidInputError,
    NotFoundError,
    SealmarkError,
    Unavailable,
)
from sealmark.kernel.ids import new_uuid

log = logging.getLogger(__name__)


def mount(api: NinjaAPI) -> None:
    """Answer every error of `api` in the one form."""

    @api.exception_handler(SealmarkError)
    def ours(request: HttpRequest, error: SealmarkError) -> HttpResponse:
        return answer(api, request, error)

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, error: Http404) -> HttpResponse:
        _ = error
        return answer(api, request, NotFoundError())

    @api.exception_handler(ValidationError)
    def unfit(request: HttpRequest, error: ValidationError) -> HttpResponse:
        first = error.errors[0] if error.errors else {}
        place = [str(part) for part in first.get("loc", ())]
        if place[:1] == ["path"]:
            return answer(api, request, NotFoundError())
        field = ".".join(place[2:] or place[1:]) or None
        sentence = f"{field or 'The request'}: {first.get('msg', 'is not as it must be')}."
        return answer(api, request, InvalidInputError(sentence, field=field))

    @api.exception_handler(HttpError)
    def unread(request: HttpRequest, error: HttpError) -> HttpResponse:
        _ = error
        return answer(api, request, InvalidInputError("The request is not valid JSON."))

    @api.exception_handler(OperationalError)
    def down(request: HttpRequest, error: OperationalError) -> HttpResponse:
        log.warning("database: %s", type(error).__name__)
        return answer(api, request, Unavailable("The database is not ready. Try again."))

    @api.exception_handler(InterfaceError)
    def gone(request: HttpRequest, error: InterfaceError) -> HttpResponse:
        log.warning("database: %s", type(error).__name__)
        return answer(api, request, Unavailable("The database is not ready. Try again."))

    @api.exception_handler(Exception)
    def defect(request: HttpRequest, error: Exception) -> HttpResponse:
        number = new_uuid()
        log.error("defect %s: %s", number, type(error).__name__, exc_info=error)
        sentence = (
            f"Something went wrong on our side. Tell your administrator this number: {number}"
        )
        return answer(api, request, SealmarkError(sentence))


def answer(api: NinjaAPI, request: HttpRequest, error: SealmarkError) -> HttpResponse:
    """Spell an error."""
    body = {"error": error.code, "message": error.detail, "field": error.field}
    return api.create_response(request, body, status=error.status)
