"""The people of a project in a browser: many invited, found, suspended, and what each one sees."""

# SPDX-License-Identifier: Apache-2.0
import csv
from pathlib import Path

import pytest
from acceptance.installation import Installation, Person
from acceptance.sweep import Sweep
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.promise("web"), pytest.mark.timeout(600)]
PASTED = """Name;E-mail
Berg, Anna;anna.berg@lab.example
Bo <bo@lab.example>
bo@lab.example
labeler@demo.example
cy.lab.example
"""


@pytest.fixture(scope="module")
def admin(home: Installation, browser: Browser) -> Person:
    person = home.person(browser, "admin", width=1440)
    person.app.redeem(home.fresh_link("admin"))
    return person


@pytest.fixture
def page(admin: Person) -> Page:
    admin.app.open_project("Discharge letters")
    admin.app.go("People")
    expect(admin.app.page.get_by_role("row").filter(has_text="Lee Labeler")).to_be_visible()
    return admin.app.page


def test_many_are_invited_at_once_and_each_problem_is_named(page: Page, admin: Person) -> None:
    page.get_by_role("button", name="Invite many").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("E-mail addresses").fill(PASTED)
    expect(dialog.get_by_text("5 addresses")).to_be_visible()
    sweep = Sweep()
    sweep.look(admin, "invite-many")
    dialog.get_by_role("button", name="Make the links").click()
    expect(dialog.get_by_text("2 links were made.")).to_be_visible()
    for email, why in (
        ("bo@lab.example", "stands there twice"),
        ("labeler@demo.example", "is in the project already"),
        ("cy.lab.example", "is not an e-mail address"),
    ):
        expect(dialog.get_by_role("row").filter(has_text=email)).to_contain_text(why)
    sweep.look(admin, "invited-many")
    with page.expect_download() as saved:
        dialog.get_by_role("button", name="Save the links as CSV").click()
    with Path(saved.value.path()).open(encoding="utf-8-sig", newline="") as file:
        _, *rows = csv.reader(file)
    assert [email for email, _ in rows] == ["anna.berg@lab.example", "bo@lab.example"]
    assert all("/invitation#" in link for _, link in rows)
    dialog.get_by_role("button", name="Done").click()
    expect(page.get_by_role("row").filter(has_text="anna.berg@lab.example")).to_be_visible()
    assert sweep.found == []


def test_people_are_found_by_name_and_role_and_an_empty_list_helps(page: Page) -> None:
    people = page.get_by_role("table").first
    find = page.get_by_role("search", name="Find people")
    find.get_by_label("Name or address").fill("LEE")
    expect(people.get_by_role("row")).to_have_count(2)
    find.get_by_label("Role").select_option("Reviewer")
    expect(page.get_by_text("Nobody fits")).to_be_visible()
    page.get_by_role("button", name="Show everybody").click()
    expect(people.get_by_role("row").filter(has_text="Lee Labeler")).to_be_visible()


def test_what_somebody_sees_is_told_in_sentences(page: Page, admin: Person) -> None:
    page.get_by_role("button", name="Change Lee Labeler").click()
    seen = page.get_by_role("region", name="What this person sees here")
    expect(seen.get_by_text("One redacted text at a time, for a few minutes")).to_be_visible()
    expect(seen.get_by_text("Lee Labeler never sees an original")).to_be_visible()
    expect(seen.get_by_text("The redaction policy.")).to_have_count(0)
    sweep = Sweep()
    sweep.look(admin, "person")
    page.keyboard.press("Escape")
    sweep.look(admin, "people")
    assert sweep.found == []


def test_who_is_suspended_is_out_at_the_next_click_and_comes_back(
    page: Page, home: Installation, browser: Browser
) -> None:
    labeler = home.person(browser, "labeler")
    labeler.app.redeem(home.fresh_link("labeler"))
    labeler.app.open_project("Discharge letters")
    page.get_by_role("button", name="Change Lee Labeler").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Suspend…").press("Enter")
    expect(dialog.get_by_text("their draft is kept")).to_be_visible()
    dialog.get_by_role("button", name="Suspend Lee Labeler").click()
    expect(dialog.get_by_text("Nothing: this person is suspended here.")).to_be_visible()
    page.keyboard.press("Escape")
    row = page.get_by_role("row").filter(has_text="Lee Labeler")
    expect(row.get_by_text("suspended here")).to_be_visible()
    labeler.app.open("/")
    expect(labeler.app.page.get_by_role("heading", name="Projects", level=1)).to_be_visible()
    shown = labeler.app.page.get_by_role("main").get_by_role("link", name="Discharge letters")
    expect(shown).to_have_count(0)
    row.get_by_role("button", name="Change Lee Labeler").click()
    dialog.get_by_role("button", name="Let in again…").click()
    dialog.get_by_role("button", name="Let Lee Labeler in again").click()
    expect(dialog.get_by_role("button", name="Suspend…")).to_be_visible()
    page.keyboard.press("Escape")
    labeler.app.open_project("Discharge letters")
