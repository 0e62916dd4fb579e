"""People for the tests: accounts, browsers that behave, organizations and projects."""

# SPDX-License-Identifier: Apache-2.0
import itertools
import json
from dataclasses import dataclass
from typing import Any, Protocol

from django.conf import settings
from django.test import Client

from sealmark.access.domain import OrganizationRole, Principal, ProjectRole
from sealmark.identity import services as identity
from sealmark.identity.domain import AgentFamily
from sealmark.infra import scope
from sealmark.kernel.clock import Clock, SystemClock
from sealmark.kernel.ids import OrganizationId, ProjectId, UserId, new_uuid
from sealmark.tenancy import selectors, services
from sealmark.tenancy.domain import Offer, Person

PASSWORD = "a long and quiet evening"
CLOCK = SystemClock()
AUTH = "/_allauth/browser/v1/"
_ADDRESSES = (f"10.{a}.{b}.{c}" for a, b, c in itertools.product(range(250), repeat=3))


class Response(Protocol):
    """What the tests read of an answer."""

    status_code: int
    content: bytes
    headers: Any
    cookies: Any

    def __getitem__(self, header: str) -> str:
        """Return a header."""
        ...

    def json(self) -> Any:  # noqa: ANN401 - whatever was answered
        """Return the body, read."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody with an account, and an e-mail address that no other test uses."""

    user: UserId
    email: str
    name: str

    @property
    def person(self) -> Person:
        return Person(user=self.user, email=self.email, name=self.name)


def an_email() -> str:
    return f"{new_uuid().hex}@example.org"


def an_account(*, password: str | None = PASSWORD, clock: Clock = CLOCK) -> Account:
    email, name = an_email(), "Robin Tester"
    with scope.sign_in():
        user = identity.create_account(email=email, name=name, password=password, clock=clock)
    return Account(user=user, email=email, name=name)


def an_organization(owner: Account) -> OrganizationId:
    return services.create_organization("Clinic", owner.person, clock=CLOCK)


def as_owner(owner: Account, organization: OrganizationId) -> Principal:
    return Principal(
        user=owner.user, organization=organization, organization_role=OrganizationRole.OWNER
    )


def a_project(owner: Account, organization: OrganizationId) -> ProjectId:
    with scope.principal(owner.user):
        return services.create_project(
            as_owner(owner, organization), organization, "Letters", clock=CLOCK
        )


def join(
    admin: Account,
    project: ProjectId,
    account: Account,
    *roles: ProjectRole,
    clock: Clock = CLOCK,
    **terms: Any,  # noqa: ANN401 - the offer's own fields
) -> None:
    """Invite somebody into a project and let them accept."""
    with scope.principal(admin.user) as opened:
        facts = selectors.facts(admin.user, project, clock.now())
        assert facts is not None
        opened.narrow_to_project(project)
        offer = Offer(email=account.email, project=project, project_roles=frozenset(roles), **terms)
        _, token = services.invite(facts.principal(), offer, clock=clock)
    accept(account, token, clock=clock)


def admit(
    owner: Account,
    organization: OrganizationId,
    account: Account,
    role: OrganizationRole = OrganizationRole.MEMBER,
) -> None:
    """Invite somebody into an organization and let them accept."""
    with scope.organization(organization, by=owner.user):
        offer = Offer(email=account.email, organization_role=role)
        _, token = services.invite(as_owner(owner, organization), offer, clock=CLOCK)
    accept(account, token)


def accept(account: Account, token: str, *, clock: Clock = CLOCK) -> None:
    key = a_session(account, clock=clock)
    who = identity.authenticate(key, clock)
    assert who is not None
    with scope.sign_in() as door:
        services.accept_as(door, token, who, clock=clock)


def a_session(account: Account, *, clock: Clock = CLOCK) -> str:
    """Open a session and return its key."""
    with scope.sign_in():
        return identity.open_session(account.user, agent=AgentFamily.FIREFOX, clock=clock).key


class Browser:
    """A browser with an address of its own, that keeps cookies and sends the anti-forgery token."""

    def __init__(self, key: str | None = None, *, address: str | None = None) -> None:
        self.client = Client(enforce_csrf_checks=True, REMOTE_ADDR=address or next(_ADDRESSES))
        self.client.get(f"{AUTH}config")
        if key is not None:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = key

    @property
    def key(self) -> str:
        """The session cookie's value."""
        cookie = self.client.cookies.get(settings.SESSION_COOKIE_NAME)
        return cookie.value if cookie else ""

    def send(self, method: str, path: str, body: object = None, **headers: str) -> Response:
        token = self.client.cookies["csrftoken"].value
        data = "" if body is None else json.dumps(body)
        response: Response = self.client.generic(
            method,
            path,
            data,
            content_type="application/json",
            headers={"X-CSRFToken": token, **headers},
        )
        return response

    def get(self, path: str) -> Response:
        return self.send("GET", path)

    def post(self, path: str, body: object = None) -> Response:
        return self.send("POST", path, body)

    def sign_in(self, email: str, password: str = PASSWORD, **headers: str) -> Response:
        body = {"email": email, "password": password}
        return self.send("POST", f"{AUTH}auth/login", body, **headers)


def browser_of(account: Account) -> Browser:
    """Return a browser in which somebody is signed in."""
    return Browser(a_session(account))
