"""Progress in a browser: what was done is there, with table and file; empty says what is next."""

# SPDX-License-Identifier: Apache-2.0
import csv
from pathlib import Path

import pytest
from acceptance.installation import Installation, Person
from acceptance.sweep import Sweep
from acceptance.text_pages import WorkPage
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.promise("web"), pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def admin(home: Installation, browser: Browser) -> Person:
    person = home.person(browser, "admin", width=1440)
    person.app.redeem(home.fresh_link("admin"))
    return person


@pytest.fixture(scope="module")
def labeled(home: Installation, browser: Browser) -> int:
    """Two texts of the demo are handed in by its labeler."""
    person = home.person(browser, "labeler")
    person.app.redeem(home.fresh_link("labeler"))
    person.app.open_project("Discharge letters")
    work = WorkPage(page=person.app.page)
    work.begin("Label the next text")
    for _ in range(2):
        before = work.text()
        work.answer("Is a follow-up planned?", "Yes")
        work.submit()
        work.expect_another(before)
    person.app.page.get_by_role("button", name="Pause").click()
    expect(person.app.page.get_by_role("link", name="Progress", exact=True)).to_have_count(0)
    return 2


@pytest.fixture
def page(admin: Person, labeled: int) -> Page:
    assert labeled == 2
    admin.app.open_project("Discharge letters")
    admin.app.go("Progress")
    expect(admin.app.page.get_by_role("heading", name="Where it stands")).to_be_visible()
    return admin.app.page


def test_what_was_handed_in_is_counted_with_its_doubts(page: Page) -> None:
    figures = page.locator("dl").first
    expect(figures.get_by_text("of 40 texts, 5 %.")).to_be_visible()
    expect(page.get_by_text("Told once there are five days with work.")).to_be_visible()
    people = page.get_by_role("region", name="By person")
    expect(people.get_by_role("row").filter(has_text="Lee Labeler")).to_contain_text("2")
    expect(page.get_by_role("region", name="Time per text").get_by_role("row")).to_have_count(2)


def test_a_count_leads_to_what_it_counts(page: Page) -> None:
    page.locator("dl").first.get_by_role("link", name="See them").first.click()
    expect(page.get_by_role("heading", name="Tasks", level=1)).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(3)


def test_each_chart_has_its_table_and_its_file(page: Page) -> None:
    page.get_by_role("button", name="Show the table: Texts so far").press("Enter")
    table = page.get_by_role("region", name="Texts so far")
    expect(table.get_by_role("row")).to_have_count(31)
    expect(table.get_by_role("row").last).to_contain_text("40")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as CSV: Texts so far").click()
    with Path(saved.value.path()).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["Day", "Ready to be labeled", "Labeled", "Reviewed"]
    assert (len(rows), rows[-1][1:3]) == (31, ["40", "2"])


def test_the_days_stand_in_the_address_and_go_by_key(page: Page) -> None:
    page.get_by_role("radio", name="30 days").press("ArrowLeft")
    page.wait_for_url("**/progress?days=7")
    page.reload()
    page.get_by_role("button", name="Show the table: Labeled per day").click()
    rows = page.get_by_role("region", name="Labeled per day").get_by_role("row")
    expect(rows).to_have_count(8)


def test_the_page_is_accessible_and_fits_full_and_empty(page: Page, admin: Person) -> None:
    sweep = Sweep()
    sweep.look(admin, "progress")
    admin.app.create_project("Nothing yet")
    admin.app.go("Progress")
    expect(page.get_by_text("Nothing to count yet")).to_be_visible()
    sweep.look(admin, "progress-empty")
    assert sweep.found == []
