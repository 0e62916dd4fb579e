"""The data explorer in a browser: filtered, chosen by key, meant for somebody, never a text."""

# SPDX-License-Identifier: Apache-2.0
import os
import re
from pathlib import Path

import pytest
from acceptance.installation import (
    Installation,
    Person,
    accessibility_violations,
)
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.promise("web"), pytest.mark.timeout(300)]
PICTURES = os.environ.get("SEALMARK_PICTURES")


@pytest.fixture(scope="module")
def labeler(home: Installation, browser: Browser) -> Person:
    person = home.person(browser, "labeler", width=1440)
    person.app.redeem(home.fresh_link("labeler"))
    return person


@pytest.fixture(scope="module")
def admin(home: Installation, browser: Browser) -> Person:
    person = home.person(browser, "admin", width=1440)
    person.app.redeem(home.fresh_link("admin"))
    return person


@pytest.fixture
def tasks(admin: Person) -> Page:
    admin.app.open_project("Discharge letters")
    admin.app.page.get_by_role("link", name="Tasks", exact=True).click()
    expect(admin.app.page.get_by_role("row")).to_have_count(41, timeout=60_000)
    return admin.app.page


def row_ids(page: Page) -> list[str]:
    return page.locator("tbody tr td:nth-child(2)").all_inner_texts()


def test_tasks_are_chosen_by_key_and_given_to_the_person_they_are_meant_for(
    tasks: Page, labeler: Person
) -> None:
    tasks.get_by_label("Order").select_option("Next in the queue")
    expect(tasks).to_have_url(re.compile("order=queue"))
    expect(tasks.locator("table[aria-busy=false]")).to_be_visible()
    last = tasks.locator("tbody tr").last
    wanted = last.locator("td").nth(1).inner_text()
    last.get_by_role("checkbox").focus()
    tasks.keyboard.press("Space")
    tasks.get_by_role("button", name="Meant for…").click()
    tasks.get_by_role("menuitem", name="Lee Labeler").click()
    expect(tasks.get_by_text("1 task changed.")).to_be_visible()
    tasks.get_by_label("Meant for").select_option("Lee Labeler")
    expect(tasks.get_by_role("row")).to_have_count(2)
    assert row_ids(tasks) == [wanted]
    with labeler.app.page.expect_response(re.compile("/tasks/next$")) as answered:
        labeler.app.open_project("Discharge letters")
        labeler.app.page.get_by_role("link", name="Label the next text").click()
    assert answered.value.json()["task_id"].startswith(wanted)


def test_no_text_reaches_the_explorer(tasks: Page, home: Installation) -> None:
    tasks.get_by_label("State").select_option(index=1)
    expect(tasks).to_have_url(re.compile("state=open"))
    told = [one for one in home.heard.by("admin") if "/tasks" in one.path]
    assert told
    assert not any("referring" in one.text for one in told)
    assert not home.heard.complaints


def test_a_range_is_chosen_with_shift_and_moved_to_the_front(tasks: Page) -> None:
    tasks.get_by_label("State").select_option(index=1)
    expect(tasks).to_have_url(re.compile("state=open"))
    boxes = tasks.locator("tbody").get_by_role("checkbox")
    boxes.nth(4).click()
    boxes.nth(6).click(modifiers=["Shift"])
    expect(tasks.get_by_text("3 tasks chosen")).to_be_visible()
    tasks.get_by_role("toolbar").get_by_role("button", name="First").click()
    expect(tasks.get_by_text("3 tasks changed.")).to_be_visible()
    expect(tasks.get_by_role("cell", name="First", exact=True)).to_have_count(3)


def test_all_that_match_are_changed_after_one_question(tasks: Page) -> None:
    tasks.get_by_label("Choose all shown").click()
    tasks.get_by_role("button", name="Choose all that match").click()
    tasks.get_by_role("toolbar").get_by_role("button", name="Normal").click()
    tasks.get_by_role("dialog").get_by_role("button", name="Change them all").click()
    expect(tasks.get_by_text(re.compile(r"\d\d tasks changed\."))).to_be_visible()
    expect(tasks.get_by_role("cell", name="First", exact=True)).to_have_count(0)


def test_an_empty_list_says_what_to_do(tasks: Page) -> None:
    tasks.get_by_label("State").select_option(index=5)
    expect(tasks.get_by_text("No task fits")).to_be_visible()
    tasks.get_by_role("button", name="Clear").click()
    expect(tasks.get_by_role("row")).to_have_count(41)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1024, 1440])
def test_the_page_is_accessible_and_fits(
    home: Installation, browser: Browser, *, dark: bool, width: int
) -> None:
    person = home.person(browser, "admin", dark=dark, width=width)
    person.app.redeem(home.fresh_link("admin"))
    person.app.open_project("Discharge letters")
    page = person.app.page
    page.get_by_role("link", name="Tasks", exact=True).click()
    expect(page.get_by_role("row")).to_have_count(41)
    page.get_by_label("Choose all shown").click()
    expect(page.get_by_text("40 tasks chosen")).to_be_visible()
    assert accessibility_violations(person) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"tasks-{width}-{'dark' if dark else 'light'}.png")
    person.context.close()
