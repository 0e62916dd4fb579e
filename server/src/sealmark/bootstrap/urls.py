"""Every path of the web process."""

# SPDX-License-Identifier: Apache-2.0
from django.urls import include, path, re_path

from sealmark.interfaces import health, pages
from sealmark.interfaces.rest.api import build

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("_allauth/", include("allauth.headless.urls")),
    path("api/", build().urls),
    path("verify.html", pages.verifier),
    re_path(r"^assets/(?P<name>[A-Za-z0-9_.-]+)$", pages.asset),
    re_path(r"^(?!api/|_allauth/|assets/).*$", pages.page),
]
handler404 = "sealmark.interfaces.pages.not_found"
handler500 = "sealmark.interfaces.pages.defect"
handler400 = "sealmark.interfaces.pages.bad_request"
