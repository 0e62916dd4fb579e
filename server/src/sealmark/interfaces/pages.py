"""The web app: one page with a nonce made anew for each answer, and its hashed assets.

- Enforcing content policy without `unsafe-*`; nothing comes from elsewhere.
- Assets carry a digest in their name, are read once, and may be cached for good. They are the same
  for everybody, so they are sent compressed, as they were when they were built; answers with
  somebody's content never are.
- Beside it the page that verifies bundles, for everybody: it stands alone and asks for nothing.
"""

# SPDX-License-Identifier: Apache-2.0
import gzip
import mimetypes
import re
import secrets
from functools import cache
from importlib import resources

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token

from sealmark.interfaces.rest.door import ForgeryError

_TREE = resources.files("sealmark.interfaces").joinpath("static_web")
_PLACEHOLDER = "__CSP_NONCE__"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; "
    "img-src 'self' blob: data:; media-src 'self' blob:; font-src 'self'; connect-src 'self'; "
    "worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_OWN_POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]+)"')
_SMALL = ".gz"
_FOREVER = "public, max-age=31536000, immutable"


def page(request: HttpRequest) -> HttpResponse:
    """Answer the page; the app finds its way by the path."""
    if request.method not in {"GET", "HEAD"}:
        return _missing()
    body = _text("index.html")
    if body is None:
        return HttpResponse(
            "The web app is not built. Run `make setup`, or install a released wheel.",
            content_type="text/plain; charset=utf-8",
            status=503,
        )
    get_token(request)  # sets the anti-forgery cookie, before anybody is signed in
    nonce = secrets.token_urlsafe(18)
    response = HttpResponse(body.replace(_PLACEHOLDER, nonce))
    response.headers["Content-Security-Policy"] = _POLICY.format(nonce=nonce)
    return response


def verifier(request: HttpRequest) -> HttpResponse:
    """Answer the page that verifies bundles; its own policy forbids every request."""
    body = _text("verify.html")
    if body is None or request.method not in {"GET", "HEAD"}:
        return _missing()
    response = HttpResponse(body)
    own = _OWN_POLICY.search(body)
    if own is not None:
        response.headers["Content-Security-Policy"] = f"{own[1]}; frame-ancestors 'none'"
    return response


def asset(request: HttpRequest, name: str) -> HttpResponse:
    """Answer one built file by its hashed name."""
    content = _content(name) if name in _names() else None
    if content is None:
        return _missing()
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(_compressed(name), content_type=kind)
        response.headers["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(content, content_type=kind)
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = _FOREVER
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what is not there, like what is not yours."""
    _ = (request, exception)
    return _missing()


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that cannot be read."""
    _ = (request, exception)
    return JsonResponse(
        {"error": "invalid-input", "message": "This request cannot be read.", "field": None},
        status=400,
    )


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a request without this browser's anti-forgery token, as the API does."""
    _ = (request, reason)
    error = ForgeryError()
    body = {"error": error.code, "message": error.detail, "field": None}
    return JsonResponse(body, status=error.status)


def defect(request: HttpRequest) -> HttpResponse:
    """Answer a defect of ours, without any detail of it."""
    _ = request
    return JsonResponse(
        {"error": "sealmark", "message": "Something went wrong on our side.", "field": None},
        status=500,
    )


def _missing() -> HttpResponse:
    return JsonResponse(
        {
            "error": "not-found",
            "message": "There is nothing here, or it is not yours.",
            "field": None,
        },
        status=404,
    )


@cache
def _text(name: str) -> str | None:
    found = _TREE.joinpath(name)
    return found.read_text(encoding="utf-8") if found.is_file() else None


@cache
def _names() -> frozenset[str]:
    folder = _TREE.joinpath("assets")
    names = [one.name for one in folder.iterdir()] if folder.is_dir() else []
    return frozenset(name for name in names if not name.endswith(_SMALL))


@cache
def _content(name: str) -> bytes | None:
    found = _TREE.joinpath("assets").joinpath(name)
    return found.read_bytes() if found.is_file() else None


@cache
def _compressed(name: str) -> bytes:
    return _content(name + _SMALL) or gzip.compress(_content(name) or b"", mtime=0)
