"""The activity page in a browser: what was done, in sentences, with its place in the signed log."""

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
from playwright.sync_api import Browser, expect

pytestmark = [pytest.mark.promise("web"), pytest.mark.timeout(300)]
PICTURES = os.environ.get("SEALMARK_PICTURES")


def admin(home: Installation, browser: Browser, *, dark: bool = False, width: int = 1440) -> Person:
    person = home.person(browser, "admin", dark=dark, width=width)
    person.app.redeem(home.fresh_link("admin"))
    person.app.open("/")
    person.app.page.get_by_role("main").get_by_role("link", name="Discharge letters").click()
    person.app.page.get_by_role("link", name="Activity", exact=True).click()
    return person


def test_acts_are_told_in_sentences_with_their_entries_in_the_log(
    home: Installation, browser: Browser
) -> None:
    page = admin(home, browser).app.page
    told = page.get_by_role("listitem").filter(has_text="Ada Admin added texts")
    expect(told).to_be_visible()
    expect(told.get_by_text(re.compile(r"Entry \d+"))).to_be_visible()
    told.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(told.get_by_text("upload.completed")).to_be_visible()
    page.get_by_label("About").select_option("People and roles")
    expect(page.get_by_text("Ada Admin invited somebody").first).to_be_visible()
    expect(told).to_have_count(0)
    page.get_by_label("About").select_option("Exports")
    expect(page.get_by_text("Nothing like this happened yet")).to_be_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1024, 1440])
def test_the_page_is_accessible_and_fits(
    home: Installation, browser: Browser, *, dark: bool, width: int
) -> None:
    person = admin(home, browser, dark=dark, width=width)
    page = person.app.page
    page.get_by_text("Ada Admin added texts").click()
    assert accessibility_violations(person) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if PICTURES:
        look = "dark" if dark else "light"
        page.screenshot(path=Path(PICTURES) / f"activity-{width}-{look}.png")
    person.context.close()
