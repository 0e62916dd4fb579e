"""The API: every router, one error form, and a refusal to start with a route that has no action."""

# SPDX-License-Identifier: Apache-2.0
from importlib import metadata

from ninja import NinjaAPI

from sealmark.interfaces.rest import errors
from sealmark.interfaces.rest.activity import router as activity
from sealmark.interfaces.rest.auth import router as auth
from sealmark.interfaces.rest.explorer import router as explorer
from sealmark.interfaces.rest.exports import router as exports
from sealmark.interfaces.rest.incidents import router as incidents
from sealmark.interfaces.rest.ingest import router as ingest
from sealmark.interfaces.rest.issues import router as issues
from sealmark.interfaces.rest.jobs import router as jobs
from sealmark.interfaces.rest.members import router as members
from sealmark.interfaces.rest.ontology_changes import router as changes
from sealmark.interfaces.rest.own import router as own
from sealmark.interfaces.rest.people import router as people
from sealmark.interfaces.rest.policies import router as policies
from sealmark.interfaces.rest.privacy import router as privacy
from sealmark.interfaces.rest.progress import router as progress
from sealmark.interfaces.rest.projects import router as projects
from sealmark.interfaces.rest.protection import router as protection
from sealmark.interfaces.rest.quarantine import router as quarantine
from sealmark.interfaces.rest.schemas_and_guidelines import router as ontologies
from sealmark.interfaces.rest.setting_up import router as setting_up
from sealmark.interfaces.rest.studio import router as studio
from sealmark.interfaces.rest.work import router as work


class UndeclaredRouteError(RuntimeError):
    """A route declares no action: the API does not start."""


def build() -> NinjaAPI:
    """Mount every router."""
    api = NinjaAPI(
        title="Sealmark",
        version=metadata.version("sealmark"),
        docs_url=None,
        openapi_url=None,
        urls_namespace="api",
    )
    # Paths are tried in this order: what is asked most often comes first.
    about_work = (work, issues, explorer, incidents, ingest, jobs, exports, activity, progress)
    about_policies = (policies, quarantine, studio, privacy, protection)
    # A fixed word (`/members/…/suspend`) is tried before a name (`/members/…/{role}`).
    about_projects = (members, projects, setting_up, changes, ontologies)
    for router in (auth, people, *about_projects, *about_policies, *about_work, own):
        api.add_router("", router)
    refuse_undeclared(api)
    errors.mount(api, public=public_routes(api))
    return api


def refuse_undeclared(api: NinjaAPI) -> None:
    """Refuse to start when a route declares no action."""
    for _, router in api._routers:  # noqa: SLF001 - ninja offers no public way to list routes
        for path, operations in router.path_operations.items():
            for operation in operations.operations:
                if not hasattr(operation.view_func, "sealmark_action"):
                    raise UndeclaredRouteError(path)


def public_routes(api: NinjaAPI) -> frozenset[tuple[str, str]]:
    """Return method and path of every route that is open to people who are not signed in."""
    return frozenset(
        (method, path.lstrip("/"))
        for _, router in api._routers  # noqa: SLF001 - ninja offers no public way to list routes
        for path, operations in router.path_operations.items()
        for operation in operations.operations
        if operation.view_func.sealmark_scope == "public"  # type: ignore[attr-defined] # the door's
        for method in operation.methods
    )
