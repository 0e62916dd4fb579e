"""Whoever is signed out learns that before anything else; every refusal is in the one form."""

# SPDX-License-Identifier: Apache-2.0
import pytest
from integration.access.test_every_route import ROUTES, SHUT, Route, a_place, ids_of
from integration.identity.people import AUTH, Browser, browser_of

from sealmark.access.domain import ResourceKind

WRITES = [route for route in SHUT if route.body() is not None]
PUBLIC = [route for route in ROUTES if route.action.resource is ResourceKind.DEPLOYMENT]
BAD_BODIES = ("not JSON at all", "[]", '{"nobody": "asked for this"}')


def sent(browser: Browser, route: Route, path: str, body: str) -> tuple[int, str]:
    answer = browser.client.generic(
        route.method,
        path,
        body,
        content_type="application/json",
        headers={"X-CSRFToken": browser.client.cookies["csrftoken"].value},
    )
    return answer.status_code, answer.json()["error"]


@pytest.mark.parametrize("body", BAD_BODIES)
def test_a_bad_body_from_somebody_signed_out_is_not_spoken_of(body: str) -> None:
    _, project, organization = a_place()
    nobody = Browser()
    assert len(WRITES) > 10
    for route in WRITES:
        path = route.at(**ids_of(route, project, organization))
        assert sent(nobody, route, path, body) == (401, "signed-out"), str(route)


def test_a_bad_path_from_somebody_signed_out_is_not_spoken_of() -> None:
    nobody = Browser()
    assert nobody.get("/api/projects/not-an-id/work").status_code in {401, 404}
    for route in WRITES:
        answer = sent(nobody, route, route.at(), "{")
        assert answer == (401, "signed-out"), str(route)


def test_a_bad_body_from_somebody_signed_in_is_named() -> None:
    owner, project, _ = a_place()
    browser = browser_of(owner)
    answer = browser.post(f"/api/projects/{project}/ontology", {"wrong": 1})
    assert (answer.status_code, answer.json()["error"]) == (422, "invalid-input")


def test_a_bad_body_at_a_public_route_is_named_to_anybody() -> None:
    nobody = Browser()
    asked = [route for route in PUBLIC if route.body() is not None]
    assert asked
    for route in asked:
        assert sent(nobody, route, route.at(), "[]") == (422, "invalid-input"), str(route)


def test_sign_in_without_the_anti_forgery_token_is_refused_in_our_form() -> None:
    answer = Browser().client.post(
        f"{AUTH}auth/login", {"email": "a@b.example", "password": "x"}, "application/json"
    )
    assert answer.status_code == 403
    assert answer["Content-Type"].startswith("application/json")
    assert answer.json() == {
        "error": "forgery",
        "message": "This request did not come from the page. Load the page again.",
        "field": None,
    }
