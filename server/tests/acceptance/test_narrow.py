"""At 1024 pixels the panels beside a text are tabs; the text that is open stays as it was.

- Crossing the width opens nothing: each opening of a text is written into the log.
- The keyboard reaches every tab, and the keys of labels work while another one is shown.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator
from typing import Final

import pytest
from acceptance.installation import Installation, Person
from acceptance.stage import Stage
from acceptance.sweep import Sweep
from acceptance.text_pages import WorkPage
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = [pytest.mark.promise("web"), pytest.mark.timeout(300)]
LETTERS: Final = "Discharge letters"
FOLLOW_UP: Final = "Is a follow-up planned?"


@pytest.fixture(scope="module")
def stage(
    home: Installation, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Stage, Sweep]]:
    stage = Stage(home=home, browser=browser, folder=tmp_path_factory.mktemp("narrow"))
    with stage.pictured_on_failure():
        sweep = Sweep()
        yield stage, sweep
        assert sweep.found == []
        assert stage.home.heard.complaints == []


def narrow(page: Page, count: int) -> None:
    page.set_viewport_size({"width": 1024, "height": 768})
    expect(tabs(page)).to_have_count(count)


def wide(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})


def tabs(page: Page) -> Locator:
    return page.get_by_role("radiogroup", name="Show beside the text").get_by_role("radio")


def reach(page: Page, name: str) -> None:
    """Go to the tabs and to one of them as somebody without a mouse does."""
    chosen = tabs(page).and_(page.locator(":checked"))
    for _ in range(60):
        if chosen.evaluate("(tab) => tab === document.activeElement"):
            break
        page.keyboard.press("Tab")
    wanted = tabs(page).and_(page.get_by_label(name))
    for _ in range(4):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowRight")
    raise AssertionError(f"{name} cannot be reached")


def openings(stage: Stage, who: str) -> int:
    """How often a text was asked for."""
    asked = stage.home.heard.by(who)
    return len([one for one in asked if one.path.endswith("/work")])


def _take(stage: Stage, who: str, button: str) -> tuple[Person, WorkPage]:
    person = stage.enter_as(who, who)
    person.app.open_project(LETTERS)
    work = WorkPage(page=person.app.page)
    work.begin(button)
    return person, work


def test_a_labeler_and_a_reviewer_lose_nothing_when_the_window_becomes_narrow(
    stage: tuple[Stage, Sweep],
) -> None:
    home, sweep = stage
    labeler, work = _take(home, "labeler", "Label the next text")
    page = work.page
    before, text = openings(home, "labeler"), work.text()
    narrow(page, 4)
    labels = page.get_by_role("toolbar", name="Labels")
    expect(labels).to_be_visible()
    work.mark("acute distress", "Symptom")
    expect(page.get_by_role("option", name="acute distress")).to_be_visible()
    reach(page, "Guideline")
    expect(labels).to_be_hidden()
    work.mark_by_key("distress", "1")
    reach(page, "Marked (2)")
    expect(page.get_by_role("option")).to_have_count(2)
    wide(page)
    expect(labels).to_be_visible()
    work.expect_marks([("acute distress", "Symptom"), ("distress", "Drug")])
    page.keyboard.press("Control+z")
    work.expect_marks([("acute distress", "Symptom")])
    sweep.look(labeler, "label-tabs")
    assert (openings(home, "labeler"), work.text()) == (before, text)
    work.answer(FOLLOW_UP, "Yes")
    work.submit()
    work.expect_another(text)
    _what_was_marked_is_what_a_reviewer_sees_first(home, sweep)


def _what_was_marked_is_what_a_reviewer_sees_first(home: Stage, sweep: Sweep) -> None:
    _, review = _take(home, "reviewer", "Review the next text")
    before = openings(home, "reviewer")
    narrow(review.page, 4)
    expect(review.page.get_by_role("option", name="acute distress")).to_be_visible()
    reach(review.page, "Labels")
    expect(review.page.get_by_role("toolbar", name="Labels")).to_be_visible()
    sweep.look(home.people["reviewer"], "review-tabs")
    assert openings(home, "reviewer") == before
