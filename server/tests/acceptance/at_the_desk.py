"""At the labeler's desk of the demo: a text taken, a word marked, what is kept by the server."""

# SPDX-License-Identifier: Apache-2.0
from typing import Final

from acceptance.installation import Installation
from acceptance.text_pages import WorkPage
from playwright.sync_api import Browser, expect

PROJECT: Final = "Discharge letters"
QUESTION: Final = "Is a follow-up planned?"
BACK_MS: Final = 90_000


def sit_down(home: Installation, browser: Browser) -> WorkPage:
    """Sign the demo's labeler in and take a text."""
    person = home.person(browser, "labeler")
    person.app.redeem(home.link("labeler"))
    person.app.open_project(PROJECT)
    page = WorkPage(page=person.app.page)
    page.begin("Label the next text")
    return page


def draft_is_kept(work: WorkPage) -> None:
    """Load the page anew: what was marked is there, from the server."""
    marks = work.marks()
    work.wait_until_saved()
    work.page.reload()
    work.wait()
    work.expect_marks(marks)


def mark_a_word(work: WorkPage, key: str) -> None:
    """Mark the first word by the label's key, and answer what is asked."""
    marks = work.page.get_by_role("option").count()
    work.surface.focus()
    work.page.keyboard.press("Control+Home")
    work.page.keyboard.press("Control+Shift+ArrowRight")
    work.page.keyboard.press(key)
    expect(work.page.get_by_role("option")).to_have_count(marks + 1)
    work.answer(QUESTION, "Yes")
