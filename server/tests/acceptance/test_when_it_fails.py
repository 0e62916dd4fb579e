"""What a page says when something fails: what happened, what was kept, what to do.

- An address that leads nowhere, a server with a problem, no network, a part of the app that is gone
  because the app was brought up to date: each is met on a page that somebody works on.
- Nothing that was typed goes, and nothing is loaded anew by itself.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator
from typing import Final

import pytest
from acceptance.installation import Installation, Person
from acceptance.sweep import Sweep
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = [pytest.mark.promise("web"), pytest.mark.timeout(300)]
PROJECT: Final = "Discharge letters"
TYPED: Final = "half-written"


@pytest.fixture
def admin(home: Installation, browser: Browser) -> Iterator[Person]:
    person = home.person(browser, "admin")
    person.app.redeem(home.fresh_link("admin"))
    yield person
    person.context.close()


@pytest.fixture(scope="module")
def sweep() -> Iterator[Sweep]:
    sweep = Sweep()
    yield sweep
    assert sweep.found == []


def gone(route: Route) -> None:
    """Answer as a server does that has no such file any more."""
    route.fulfill(status=404, content_type="text/plain", body="")


def broken(route: Route) -> None:
    """Answer as a proxy does whose server is away."""
    route.fulfill(status=502, content_type="text/html", body="<h1>Bad gateway</h1>")


def half_written(admin: Person) -> Page:
    admin.app.open("/account")
    admin.app.page.get_by_label("Current password").fill(TYPED)
    return admin.app.page


def test_an_address_that_leads_nowhere_says_so_and_leads_back(admin: Person, sweep: Sweep) -> None:
    page = admin.app.page
    admin.app.open("/nowhere/at/all")
    expect(page.get_by_role("heading", name="There is nothing here")).to_be_visible()
    expect(page.get_by_text("ask them to let you into the project")).to_be_visible()
    sweep.look(admin, "nowhere")
    page.get_by_role("link", name="To your projects").click()
    expect(page.get_by_role("heading", name="Projects")).to_be_visible()


def test_a_page_whose_server_has_a_problem_says_what_is_kept_and_tries_again(
    admin: Person, sweep: Sweep
) -> None:
    page = admin.app.page
    admin.app.open_project(PROJECT)
    page.route("**/api/projects/*/exports*", broken)
    admin.app.go("Exports")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Nothing that was saved is lost. Try again in a moment.")
    expect(alert).not_to_contain_text("gateway")
    sweep.look(admin, "problem")
    page.unroute("**/api/projects/*/exports*")
    alert.get_by_role("button", name="Try again").click()
    expect(alert).to_be_hidden()
    expect(page.get_by_role("heading", name="Exports", level=1)).to_be_visible()


def test_an_app_that_cannot_begin_says_so_and_begins_when_it_can(
    admin: Person, sweep: Sweep
) -> None:
    page = admin.app.page
    page.route("**/api/session", broken)
    admin.app.open("/account")
    expect(page.get_by_role("heading", name="This page could not be shown")).to_be_visible()
    expect(page.get_by_text("Nothing that was saved is lost.")).to_be_visible()
    sweep.look(admin, "cannot-begin")
    page.unroute("**/api/session")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()


def test_without_a_network_nothing_on_screen_is_taken_away(admin: Person, sweep: Sweep) -> None:
    page = admin.app.page
    admin.app.open_project(PROJECT)
    admin.context.set_offline(True)
    admin.app.go("People")
    told = page.get_by_role("alert").filter(has_text="Once you are connected")
    expect(told).to_be_visible()
    # Asked for too early, it stays: the browser's own page would take this one's place.
    told.get_by_role("button", name="Load the page anew").click()
    expect(told).to_be_visible()
    expect(page.get_by_role("navigation", name="Project")).to_be_visible()
    sweep.look(admin, "offline")
    admin.context.set_offline(False)
    told.get_by_role("button", name="Load the page anew").click()
    expect(page.get_by_role("heading", name="People", level=1)).to_be_visible()
    expect(page.get_by_role("row", name="Ada Admin")).to_be_visible()


def test_a_page_that_is_gone_after_an_upgrade_offers_to_load_anew(
    admin: Person, sweep: Sweep
) -> None:
    page = admin.app.page
    admin.app.open_project(PROJECT)
    page.route("**/assets/PeoplePage-*", gone)
    admin.app.go("People")
    expect(page.get_by_role("alert")).to_contain_text("Sealmark may have been brought up to date")
    expect(page.get_by_role("alert")).not_to_contain_text("module")
    sweep.look(admin, "gone")
    page.unroute("**/assets/PeoplePage-*")
    page.get_by_role("button", name="Load the page anew").click()
    expect(page.get_by_role("heading", name="People", level=1)).to_be_visible()


def test_a_dialog_that_is_gone_after_an_upgrade_takes_nothing_typed_with_it(
    admin: Person, sweep: Sweep
) -> None:
    page = half_written(admin)
    page.route("**/assets/Palette-*", gone)
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("Control+k")
    told = page.get_by_role("alert")
    expect(told).to_contain_text("This part could not be loaded.")
    sweep.look(admin, "gone-dialog")
    told.get_by_role("button", name="Close").click()
    expect(told).to_be_hidden()
    assert page.get_by_label("Current password").input_value() == TYPED
    page.unroute("**/assets/Palette-*")
    page.reload()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="A page, a project, an action")).to_be_visible()
