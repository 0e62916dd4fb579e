"""The frame around every page: palette, keys, language, bell, ways back, and how little is loaded.

- Everything here is done with the keyboard alone, as somebody without a mouse would.
- Cold: what a browser that has never been here loads of compressed script has a limit on each page.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from collections.abc import Iterator
from typing import Final

import pytest
from acceptance.installation import Installation, Person
from acceptance.sweep import Sweep
from playwright.sync_api import Browser, Page, Response, expect

pytestmark = [pytest.mark.promise("web"), pytest.mark.timeout(300)]
PROJECT: Final = "Discharge letters"
# A policy is tried while its page is quiet enough to fetch what may be asked for: that counts, too.
MOST_KIB: Final = {"/label": 189, "/review": 189}
OTHERS_KIB: Final = 180
SECTIONS: Final = ("", "/tasks", "/upload", "/jobs", "/exports", "/people", "/setup")
DESKS: Final = (
    ("labeler", "/work"),
    ("labeler", "/label"),
    ("reviewer", "/review"),
    ("steward", "/quarantine"),
    ("steward", "/policy"),
)


_INVITE: Final = """
async (project) => {
  const token = /csrftoken=([^;]+)/.exec(document.cookie)[1];
  const answer = await fetch(`/api/projects/${project}/invitations`, {
    method: "POST",
    headers: { "X-CSRFToken": token, "Content-Type": "application/json" },
    body: JSON.stringify({ email: "kim@example.org", roles: ["labeler"] }),
  });
  return (await answer.json()).token;
}
"""


@pytest.fixture(scope="module")
def admin(installation: Installation, browser: Browser) -> Iterator[Person]:
    person = installation.person(browser, "shell-admin")
    person.app.redeem(installation.fresh_link("admin"))
    yield person
    person.context.close()


@pytest.fixture(autouse=True)
def _in_english(admin: Person) -> Iterator[None]:
    yield
    page = admin.app.page
    page.evaluate("localStorage.clear()")


def project_of(page: Page) -> str:
    found = re.search(r"/projects/([0-9a-f-]{36})", page.url)
    assert found is not None
    return found.group(1)


def open_palette(page: Page) -> None:
    """Open the palette and wait until it takes letters."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="A page, a project, an action")).to_be_focused()


def palette(page: Page, letters: str) -> None:
    """Open the palette and choose the first thing that these letters mean."""
    open_palette(page)
    page.keyboard.type(letters)
    expect(page.get_by_role("option", selected=True)).to_have_count(1)
    page.keyboard.press("Enter")


def test_coming_in_and_looking_around_asks_for_nothing_that_is_refused(
    installation: Installation, browser: Browser
) -> None:
    person = installation.person(browser, "first-day")
    person.app.redeem(installation.fresh_link("admin"))
    person.app.open_project(PROJECT)
    ways = person.app.page.get_by_role("navigation", name="Project").get_by_role("link")
    expect(ways.filter(has_text="Exports")).to_be_visible()
    for way in ways.all_inner_texts():
        person.app.go(way)
        expect(person.app.page.get_by_role("heading", level=1)).to_be_visible()
        person.app.page.wait_for_load_state("networkidle")
    person.context.close()
    asked = installation.heard.by("first-day")
    assert len(asked) > 20
    assert [(one.path, one.status) for one in asked if one.status >= 400] == []


def test_the_palette_leads_to_pages_and_projects_by_a_few_letters(admin: Person) -> None:
    page = admin.app.page
    admin.app.open("/")
    palette(page, "dischlett")
    expect(page.get_by_role("heading", name=PROJECT, level=1)).to_be_visible()
    palette(page, "expo")
    expect(page.get_by_role("heading", name="Exports", level=1)).to_be_visible()


def test_the_palette_does_what_it_names(admin: Person) -> None:
    page = admin.app.page
    admin.app.open("/")
    page.emulate_media(color_scheme="light")
    palette(page, "dark look")
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    palette(page, "light look")
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "light")


def test_one_sees_where_one_is_and_gets_back(admin: Person) -> None:
    page = admin.app.page
    admin.app.open_project(PROJECT)
    admin.app.go("People")
    crumbs = page.get_by_role("navigation", name="Where you are").get_by_role("link")
    expect(crumbs).to_have_text([PROJECT, "People"])
    crumbs.first.click()
    expect(page.get_by_role("heading", name=PROJECT, level=1)).to_be_visible()


def test_the_sheet_of_keys_shows_the_keys_that_are_in_use_and_they_can_be_changed(
    admin: Person,
) -> None:
    page = admin.app.page
    admin.app.open("/account")
    page.get_by_role("button", name="Show all keys").click()
    field = page.get_by_role("button", name="Change the key of Skip this text")
    field.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("g")
    expect(page.get_by_text("The same key means: Show or hide the guideline.")).to_be_visible()
    field.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("x")
    expect(page.get_by_text("The same key means")).to_have_count(0)
    # What was changed follows to every browser: a fresh document asks the server.
    page.reload()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    page.keyboard.press("?")
    row = page.get_by_role("dialog").locator("dl > div", has_text="Skip this text")
    expect(row).to_contain_text("X")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Undo all changes").click()
    page.get_by_role("button", name="Undo", exact=True).click()
    page.get_by_role("button", name="Undo all changes").click()
    expect(page.get_by_role("button", name="Undo all changes")).to_have_count(0)


def test_the_interface_speaks_german_from_one_click_on_and_loses_nothing(admin: Person) -> None:
    page = admin.app.page
    admin.app.open("/account")
    page.get_by_label("Current password").fill("half-written")
    page.get_by_role("button", name="Language", exact=True).click()
    page.get_by_role("button", name="Deutsch").click()
    expect(page.get_by_role("heading", name="Ihr Konto")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "de")
    assert page.get_by_label("Aktuelles Passwort").input_value() == "half-written"
    page.get_by_role("button", name="Sprache", exact=True).click()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()


def test_a_project_that_is_not_ones_own_is_as_absent_as_none(admin: Person) -> None:
    admin.app.open("/projects/00000000-0000-4000-8000-000000000000/people")
    expect(admin.app.page.get_by_role("heading", name="There is nothing here")).to_be_visible()
    admin.app.page.get_by_role("link", name="To your projects").click()
    expect(admin.app.page.get_by_role("heading", name="Projects")).to_be_visible()


def test_the_bell_tells_who_came_and_leads_there_and_is_read_by_looking(
    admin: Person, installation: Installation, browser: Browser
) -> None:
    page = admin.app.page
    admin.app.open_project(PROJECT)
    secret = page.evaluate(_INVITE, project_of(page))
    newcomer = installation.person(browser, "shell-newcomer")
    link = f"{installation.base}/invitation#{secret}"
    newcomer.app.join(link, name="Kim", password="quiet-harbour-42")
    newcomer.context.close()
    admin.app.open("/")
    page.get_by_role("button", name=re.compile(r"Notifications, \d+ new")).focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("region", name="Notifications")
    expect(panel.get_by_role("link")).to_contain_text(["you invited"])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="People", level=1)).to_be_visible()
    expect(page.get_by_role("button", name="Notifications", exact=True)).to_be_visible()


def weight_of(browser: Browser, person: Person, address: str) -> float:
    """Return the KiB of compressed script that a page takes from a browser without a memory."""
    context = browser.new_context(storage_state=person.state)  # type: ignore[arg-type] # its own answer
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - wants a function
    page.goto(address, wait_until="networkidle")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    # As sent: what is asked of an answer while the page is left may be cut off.
    sent = [
        answer.request.sizes()["responseBodySize"]
        for answer in answers
        if "javascript" in answer.headers.get("content-type", "")
    ]
    context.close()
    assert len(sent) > 5, sent
    return sum(sent) / 1024


def test_a_browser_that_was_never_here_loads_little_on_any_page(
    admin: Person, installation: Installation, browser: Browser
) -> None:
    admin.app.open_project(PROJECT)
    project = f"/projects/{project_of(admin.app.page)}"
    paths = ["/", "/account", *(f"{project}{each}" for each in SECTIONS)]
    weights = {path: weight_of(browser, admin, f"{installation.base}{path}") for path in paths}
    for role, section in DESKS:
        person = installation.person(browser, f"shell-{role}")
        person.app.redeem(installation.fresh_link(role))
        address = f"{installation.base}{project}{section}"
        weights[section] = weight_of(browser, person, address)
        person.context.close()
    heavy = {
        path: weight for path, weight in weights.items() if weight > MOST_KIB.get(path, OTHERS_KIB)
    }
    assert heavy == {}, sorted(weights.items())


def test_every_part_of_the_frame_is_fit_for_every_eye(admin: Person) -> None:
    page, sweep = admin.app.page, Sweep()
    admin.app.open_project(PROJECT)
    open_palette(page)
    sweep.look(admin, "palette")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    sweep.look(admin, "keys")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Notifications").click()
    sweep.look(admin, "bell")
    page.keyboard.press("Escape")
    admin.app.open("/account")
    page.get_by_role("button", name="Show all keys").click()
    sweep.look(admin, "account")
    assert sweep.found == []


def test_nothing_broke_the_content_policy(admin: Person, installation: Installation) -> None:
    _ = admin
    assert [said for said in installation.heard.complaints if said.startswith("shell")] == []
