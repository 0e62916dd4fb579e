"""Every route of the API, asked by everybody it is not for.

- The list of routes is the API's own: a new route is tested by existing.
- Bodies and ids are made up from the route's own schema, so that they pass its first checks.
"""

# SPDX-License-Identifier: Apache-2.0
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpRequest
from integration.identity.people import (
    Account,
    Browser,
    Response,
    a_project,
    admit,
    an_account,
    an_organization,
    browser_of,
    join,
)
from ninja import Router
from ninja.operation import Operation
from unit.access.matrix import said

from sealmark.access.domain import Action, OrganizationRole, ProjectRole, ResourceKind
from sealmark.interfaces.rest.api import UndeclaredRouteError, build, refuse_undeclared
from sealmark.kernel.ids import OrganizationId, ProjectId, new_uuid

KINDS = {"string": "x", "integer": 1, "number": 1, "boolean": True, "null": None}


def example(schema: dict[str, Any], named: dict[str, Any]) -> Any:  # noqa: ANN401 - any JSON
    """Make up the smallest value that fits a JSON schema."""
    if "$ref" in schema:
        return example(named[schema["$ref"].rpartition("/")[2]], named)
    if "enum" in schema or "const" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    if "anyOf" in schema:
        return example(schema["anyOf"][0], named)
    if schema.get("format") in {"uuid", "date-time"}:
        return str(new_uuid()) if schema["format"] == "uuid" else "2126-01-01T00:00:00Z"
    if schema.get("type") == "array":
        return [example(schema["items"], named)] * schema.get("minItems", 0)
    if schema.get("type") in {"object", None}:
        required = schema.get("required", [])
        return {name: example(schema["properties"][name], named) for name in required}
    value = KINDS[schema["type"]]
    return value * max(1, schema.get("minLength", 1)) if isinstance(value, str) else value


def parameters(operation: Operation, source: str) -> dict[str, Any]:
    """Make up the parameters that an operation takes from its path or its body."""
    made: dict[str, Any] = {}
    for model in operation.models:
        if model.__ninja_param_source__ == source:
            schema = model.model_json_schema()
            made |= example(schema, schema.get("$defs", {}))
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One method of one path, and the action that it declares."""

    method: str
    path: str
    action: Action
    operation: Operation

    def at(self, **ids: object) -> str:
        """Return the path with these ids, and made-up ones for everything else."""
        return f"/api{self.path.format(**{**parameters(self.operation, 'path'), **ids})}"

    def body(self) -> object:
        """Return a made-up body that fits; `None` for a route that takes none."""
        made = parameters(self.operation, "body")
        return next(iter(made.values()), None)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def routes() -> Iterator[Route]:
    for prefix, router in build()._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                action = operation.view_func.sealmark_action  # type: ignore[attr-defined] # set by the door
                for method in operation.methods:
                    spelled = re.sub(r"{\w+:(\w+)}", r"{\1}", f"{prefix}{path}")
                    yield Route(method=method, path=spelled, action=action, operation=operation)


ROUTES = list(routes())
IN_PROJECTS = [route for route in ROUTES if route.action.resource is ResourceKind.PROJECT]
IN_ORGANIZATIONS = [r for r in ROUTES if r.action.resource is ResourceKind.ORGANIZATION]
SHUT = [route for route in ROUTES if route.action.resource is not ResourceKind.DEPLOYMENT]


def seen(answer: Response) -> tuple[int, bytes, dict[str, str]]:
    return answer.status_code, answer.content, dict(answer.headers)


def a_place() -> tuple[Account, ProjectId, OrganizationId]:
    owner = an_account(password=None)
    organization = an_organization(owner)
    return owner, a_project(owner, organization), organization


def test_there_are_routes() -> None:
    assert len(IN_PROJECTS) > 10
    assert len(IN_ORGANIZATIONS) > 5


def test_the_api_does_not_start_with_a_route_that_declares_no_action() -> None:
    api = build()
    undeclared = Router()

    @undeclared.get("/open-to-all")
    def open_to_all(request: HttpRequest) -> str:
        return str(request.path)

    api.add_router("", undeclared)
    with pytest.raises(UndeclaredRouteError, match="/open-to-all"):
        refuse_undeclared(api)


def test_no_route_needs_a_path_that_the_door_does_not_know() -> None:
    assert all("{project_id}" in route.path for route in IN_PROJECTS)
    assert all("{organization_id}" in route.path for route in IN_ORGANIZATIONS)


def test_strangers_are_told_the_same_of_a_project_as_of_none() -> None:
    _, project, _ = a_place()
    told_the_same(browser_of(an_account(password=None)), project)


@pytest.mark.parametrize("role", list(OrganizationRole))
def test_an_organization_role_is_told_the_same_of_a_project_as_of_none(
    role: OrganizationRole,
) -> None:
    owner, project, organization = a_place()
    member = an_account(password=None)
    admit(owner, organization, member, role)
    told_the_same(browser_of(member), project)


@pytest.mark.parametrize("role", list(ProjectRole))
def test_a_member_of_another_project_is_told_the_same_as_of_none(role: ProjectRole) -> None:
    owner, project, organization = a_place()
    member = an_account(password=None)
    join(owner, a_project(owner, organization), member, role)
    told_the_same(browser_of(member), project)


@pytest.mark.parametrize("role", list(ProjectRole))
def test_a_closed_project_is_gone_for_its_members_on_every_route(role: ProjectRole) -> None:
    owner, project, organization = a_place()
    member = an_account(password=None)
    join(owner, project, member, role)
    path = f"/api/organizations/{organization}/projects/{project}/close"
    assert browser_of(owner).post(path).status_code == 204
    told_the_same(browser_of(member), project)


def told_the_same(browser: Browser, project: ProjectId) -> None:
    """Ask every route of a project, and of one that never was: the same 404, byte for byte."""
    for route in IN_PROJECTS:
        body = route.body()
        foreign = browser.send(route.method, route.at(project_id=project), body)
        missing = browser.send(route.method, route.at(), body)
        assert seen(foreign) == seen(missing), str(route)
        assert foreign.status_code == 404, str(route)


def test_strangers_are_told_the_same_of_an_organization_as_of_none() -> None:
    _, _, organization = a_place()
    stranger = browser_of(an_account(password=None))
    for route in IN_ORGANIZATIONS:
        body = route.body()
        foreign = stranger.send(route.method, route.at(organization_id=organization), body)
        missing = stranger.send(route.method, route.at(), body)
        assert seen(foreign) == seen(missing), str(route)
        assert foreign.status_code == 404, str(route)


def test_without_a_session_nothing_answers() -> None:
    _, project, organization = a_place()
    nobody = Browser()
    for route in SHUT:
        path = route.at(**ids_of(route, project, organization))
        assert nobody.send(route.method, path, route.body()).status_code == 401, str(route)


def test_without_the_anti_forgery_token_nothing_changes() -> None:
    owner, project, organization = a_place()
    browser = browser_of(owner)
    for route in ROUTES:
        if route.method == "GET":
            continue
        path = route.at(**ids_of(route, project, organization))
        answer = browser.client.generic(
            route.method, path, json.dumps(route.body()), content_type="application/json"
        )
        assert answer.status_code == 403, str(route)


@pytest.mark.parametrize("role", list(ProjectRole))
def test_every_role_is_refused_exactly_what_the_page_does_not_give_it(role: ProjectRole) -> None:
    owner, project, _ = a_place()
    member = an_account(password=None)
    join(owner, project, member, role)
    browser, page = browser_of(member), said()
    for route in IN_PROJECTS:
        path = route.at(project_id=project)
        status = browser.send(route.method, path, route.body()).status_code
        if not page[role, route.action]:
            assert status == 403, f"{route} answered {status} to {role}"
        elif route.action.value.partition(".")[0] != "task":
            # Routes of tasks ask a second question: which duty.
            assert status not in {401, 403}, f"{route} answered {status} to {role}"


def ids_of(route: Route, project: ProjectId, organization: object) -> dict[str, object]:
    known = {"project_id": project, "organization_id": organization}
    return {name: value for name, value in known.items() if f"{{{name}}}" in route.path}
