"""Where people act: one installation, one browser, everybody in a context of their own.

- `Stage` holds who is who, and what is needed to judge afterwards.
- The demo's people join a project as anybody would: invited by its admin, with a link.
"""

# SPDX-License-Identifier: Apache-2.0
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from acceptance.installation import Installation, Person, accessibility_violations
from acceptance.pages import PeoplePage
from playwright.sync_api import Browser, Page, Route, expect

PARTS = "**/uploads/*/files/*/parts/*"
"""The requests that send a file's content."""


@dataclass(kw_only=True)
class Stage:
    """People at work in one installation."""

    home: Installation
    browser: Browser
    folder: Path
    width: int = 1280
    violations: list[str] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)
    storage: str = ""

    def enter(self, who: str) -> Person:
        """Give somebody a browser."""
        self.people[who] = self.home.person(self.browser, who, width=self.width)
        return self.people[who]

    def enter_as(self, who: str, role: str) -> Person:
        """Give a person of the demo a browser, and sign in with a link."""
        person = self.enter(who)
        person.app.redeem(self.home.fresh_link(role))
        return person

    def invite(self, admin: Person, who: str, role: str, roles: Sequence[str]) -> Person:
        """Invite a person of the demo into the admin's open project, and join for them."""
        admin.app.go("People")
        link = PeoplePage(page=admin.app.page).invite(f"{role}@demo.example", roles)
        person = self.enter_as(who, role)
        person.app.page.goto(link)
        person.app.page.get_by_role("button", name="Join").click()
        expect(person.app.page.get_by_role("button", name="Sign out")).to_be_visible()
        return person

    def ask(self, person: Person, path: str) -> Any:  # noqa: ANN401 - JSON
        """Ask the server as somebody's browser would; return the JSON."""
        answer = person.context.request.get(f"{self.home.base}/api/{path}")
        assert answer.ok, (path, answer.status)
        return answer.json()

    def ingest(self, project: str, *words: str) -> tuple[str, str]:
        """Bring texts in from the command line; return what it said and what it complained of."""
        home = ["--as", "admin@demo.example", "--home", str(self.home.up.home)]
        told = self.home.command("ingest", project, *words, *home)
        assert told.returncode == 0, told.stderr
        return told.stdout, told.stderr

    def look(self, who: str, name: str) -> None:
        """Judge a page by axe, and keep a picture of it where pictures are wanted."""
        person = self.people[who]
        self.violations += [f"{name}: {one}" for one in accessibility_violations(person)]
        self.storage += person.app.browser_storage()
        wanted = os.environ.get("SEALMARK_SCREENSHOTS")
        if wanted:
            person.app.page.screenshot(path=Path(wanted) / f"{name}.png", animations="disabled")

    @contextmanager
    def pictured_on_failure(self) -> Iterator[None]:
        """Keep a picture of everybody's page if something goes wrong, and say where."""
        try:
            yield
        except BaseException:  # whatever ends the test, a failed expectation too; raised again
            for who, person in self.people.items():
                person.app.page.screenshot(path=self.folder / f"failed-{who}.png")
            print(f"pictures of what people saw: {self.folder}")  # noqa: T201 - shown by pytest
            raise


class Gate:
    """Holds requests of a page back until it is opened; closed to begin with.

    It stays in its place when it is open: a browser loses what it asks for at the very moment at
    which nobody stands in the way of its requests any more.
    """

    def __init__(self, page: Page, pattern: str = PARTS) -> None:
        """Stand in the way of requests whose address is like `pattern`."""
        self._held: list[Route] = []
        self._is_open = False
        page.route(pattern, self._meet)

    def _meet(self, route: Route) -> None:
        if self._is_open:
            route.fallback()
        else:
            self._held.append(route)

    def open(self) -> None:
        """Let everything through, what was held back first."""
        for route in self._held:
            route.continue_()
        self.take_away()

    def take_away(self) -> None:
        """Hold nothing back any more; what was held is given up by the page itself."""
        self._is_open = True


def project_of(page: Page) -> str:
    """Return the id of the project that a page is about."""
    return cast("str", page.evaluate("location.pathname.split('/')[2]"))
