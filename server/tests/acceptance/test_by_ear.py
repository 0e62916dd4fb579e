"""Labeling without eyes or mouse: names, roles, what is said, and keys of other tools.

- What is heard is read from the accessibility tree and from the place that screen readers watch.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from collections.abc import Iterator
from typing import Final

import pytest
from acceptance.installation import Installation, Person
from acceptance.text_pages import WorkPage
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.promise("web"), pytest.mark.timeout(300)]
PROJECT: Final = "Discharge letters"
_PREFER: Final = """
async (preset) => {
  const token = /csrftoken=([^;]+)/.exec(document.cookie)[1];
  await fetch("/api/preferences", {
    method: "PUT",
    headers: { "X-CSRFToken": token, "Content-Type": "application/json" },
    body: JSON.stringify({ language: "", preset, keys: {}, snap: "" }),
  });
}
"""


@pytest.fixture
def labeler(installation: Installation, browser: Browser) -> Iterator[Person]:
    person = installation.person(browser, "by-ear")
    person.app.redeem(installation.fresh_link("labeler"))
    yield person
    person.app.page.evaluate(_PREFER, "")
    person.context.close()


def sit_down(person: Person) -> WorkPage:
    person.app.open_project(PROJECT)
    work = WorkPage(page=person.app.page)
    way = person.app.page.get_by_role("main").get_by_role(
        "link", name=re.compile("next text|Go on")
    )
    way.click()
    work.wait()
    return work


def heard(page: Page, words: str | re.Pattern[str]) -> None:
    """Wait until this is what was said last."""
    expect(page.get_by_test_id("said")).to_have_text(words)


def test_everything_at_the_desk_has_a_name_and_a_role(labeler: Person) -> None:
    work = sit_down(labeler)
    page = work.page
    for role, name in (
        ("heading", re.compile("^Label")),
        ("textbox", re.compile("^Text to label$")),
        ("toolbar", re.compile("^Labels$")),
        ("toolbar", re.compile("^Tools for the text$")),
        ("button", re.compile("^Submit and next")),
        ("button", re.compile("^Skip")),
        ("checkbox", re.compile("^I am not sure about this text")),
        ("complementary", re.compile("^Marked words and guideline$")),
    ):
        expect(page.get_by_role(role, name=name).first).to_be_visible()  # type: ignore[arg-type] # roles
    unnamed = page.evaluate(
        """() => [...document.querySelectorAll("button, a, input, textarea, select, [role]")]
          .filter((one) => one.checkVisibility())
          .filter((one) => !one.matches("[role=presentation], [role=none]"))
          .filter((one) => !one.closest("[aria-hidden=true]"))
          .filter((one) => !(one.getAttribute("aria-label") || one.getAttribute("aria-labelledby")
            || one.labels?.length || one.textContent.trim() || one.role === "status"))
          .map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert unnamed == []


def test_a_text_is_labeled_by_keyboard_and_every_step_is_said(labeler: Person) -> None:
    work = sit_down(labeler)
    page, keys = work.page, work.page.keyboard
    before = page.get_by_role("option").count()
    work.surface.focus()
    keys.press("Control+Home")
    keys.press("Control+Shift+ArrowRight")
    keys.press("1")
    heard(page, re.compile(rf"^Marked as .+\. {before + 1} marks?\.$"))
    keys.press("2")
    heard(page, re.compile(r"^Now .+\.$"))
    keys.press("Backspace")
    heard(page, re.compile(rf"^1 mark removed\. {before} marks?\.$"))
    keys.press("Control+z")
    heard(page, re.compile(r"^Marked as .+\.$"))
    expect(page.get_by_test_id("save-state")).to_have_text("Saved")
    said = page.get_by_test_id("said").inner_text()
    (quote, _), *_ = work.marks()
    assert quote not in said


def test_escape_and_tab_lead_out_of_everything_on_the_way(labeler: Person) -> None:
    work = sit_down(labeler)
    page, keys = work.page, work.page.keyboard
    for key, title in (("?", "Keys"), ("q", "Ask a question"), ("s", "Skip this text")):
        work.surface.focus()
        keys.press("Escape")
        keys.press(key)
        dialog = page.get_by_role("dialog")
        expect(dialog).to_have_accessible_name(title)
        keys.press("Escape")
        expect(dialog).to_have_count(0)
    work.surface.focus()
    keys.press("Tab")
    assert page.evaluate("document.activeElement.dataset.testid") != "text-surface"


@pytest.mark.parametrize(
    ("preset", "skip", "next_mark"),
    [("label_studio", "Control+Space", "Alt+."), ("cvat", "f", "]")],
)
def test_the_keys_of_another_tool_mean_the_same_here(
    labeler: Person, preset: str, skip: str, next_mark: str
) -> None:
    labeler.app.page.evaluate(_PREFER, preset)
    labeler.app.page.reload()
    work = sit_down(labeler)
    page, keys = work.page, work.page.keyboard
    work.surface.focus()
    keys.press("Control+Home")
    keys.press("Control+Shift+ArrowRight")
    keys.press("1")
    keys.press("Escape")
    expect(page.get_by_role("option", selected=True)).to_have_count(0)
    keys.press(next_mark)
    expect(page.get_by_role("option", selected=True)).to_have_count(1)
    keys.press("Escape")
    keys.press(skip)
    expect(page.get_by_role("dialog")).to_have_accessible_name("Skip this text")
    keys.press("Escape")
