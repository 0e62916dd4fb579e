"""People at work on one text: questions and comments at marks, and nobody known to the other."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from acceptance.installation import Installation, an_installation
from acceptance.stage import Stage
from acceptance.sweep import Sweep
from acceptance.text_pages import WorkPage
from playwright.sync_api import Browser, expect

pytestmark = [pytest.mark.promise("web"), pytest.mark.promise("label"), pytest.mark.timeout(300)]
PROJECT: Final = "Discharge letters"
MARK: Final = ("acute distress", "Symptom")
FOLLOW_UP: Final = "Is a follow-up planned?"
COMMENT: Final = "It is denied here: not a symptom."
QUESTION: Final = "Does this count when it is denied?"
ANSWER: Final = "Yes, mark it. The guideline says so under symptoms."


@pytest.fixture
def home(chromium: Path) -> Iterator[Installation]:
    """Start one for each test: both begin with the same texts, and none of them labeled."""
    _ = chromium
    with an_installation() as started:
        yield started


@pytest.fixture
def stage(
    home: Installation, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Stage, Sweep]]:
    stage = Stage(home=home, browser=browser, folder=tmp_path_factory.mktemp("questions"))
    with stage.pictured_on_failure():
        for role in ("admin", "labeler", "reviewer"):
            stage.enter_as(role, role)
        sweep = Sweep()
        yield stage, sweep
        assert sweep.found == []
        assert stage.home.heard.complaints == []


def ask_at_a_mark(desk: Stage, sweep: Sweep) -> str:
    """Mark, ask by key, and put the text aside; another text follows. Return what was asked at."""
    labeler = desk.people["labeler"]
    page = labeler.app.page
    labeler.app.open_project(PROJECT)
    work = WorkPage(page=page)
    work.begin("Label the next text")
    work.mark(*MARK)
    text = work.text()
    page.keyboard.press("q")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("The picked mark: acute distress (Symptom)")).to_be_checked()
    dialog.get_by_label("What do you want to know?").fill(QUESTION)
    dialog.get_by_label("Put this text aside").check()
    sweep.look(labeler, "ask")
    dialog.get_by_role("button", name="Ask", exact=True).click()
    work.expect_another(text)
    page.get_by_role("button", name="Pause").click()
    return text


def answer_it(desk: Stage, sweep: Sweep) -> None:
    admin = desk.people["admin"]
    admin.app.open_project(PROJECT)
    ways = admin.app.page.get_by_role("navigation", name="Project")
    expect(ways.get_by_role("link", name="Questions")).to_contain_text("1")
    ways.get_by_role("link", name="Questions").click()
    question = admin.app.page.get_by_role("article").filter(has_text=QUESTION)
    expect(question).to_contain_text("about a Symptom mark")
    question.get_by_label("Your answer").fill(ANSWER)
    sweep.look(admin, "issues")
    question.get_by_role("button", name="Send").click()
    expect(question).to_be_hidden()


def test_a_text_waits_for_its_answer_and_comes_back_with_it(stage: tuple[Stage, Sweep]) -> None:
    desk, sweep = stage
    text = ask_at_a_mark(desk, sweep)
    answer_it(desk, sweep)
    labeler = desk.people["labeler"]
    labeler.app.open_project(PROJECT)
    work = WorkPage(page=labeler.app.page)
    work.begin("Go on")
    assert work.text() == text
    work.expect_marks([MARK])
    labeler.app.page.get_by_text("Questions (1)").click()
    beside = labeler.app.page.get_by_role("region", name="Questions to others")
    expect(beside).to_contain_text(ANSWER)
    expect(beside).to_contain_text("Manager")
    expect(beside).not_to_contain_text("Ada Admin")
    sweep.look(labeler, "answered")


def go_over_the_marks(desk: Stage, sweep: Sweep) -> str:
    """Accept a mark, take that back, comment on it, and send the text back with the comment."""
    reviewer = desk.people["reviewer"]
    page = reviewer.app.page
    reviewer.app.open_project(PROJECT)
    work = WorkPage(page=page)
    work.begin("Review the next text")
    text = work.text()
    page.get_by_role("option").first.click()
    page.keyboard.press("e")
    expect(page.get_by_role("button", name="Right", exact=True)).to_be_visible()
    page.keyboard.press("Control+z")
    expect(page.get_by_role("button", name="It is right")).to_be_visible()
    page.keyboard.press("c")
    page.keyboard.type(COMMENT)
    expect(page.get_by_role("button", name="Accept and next")).to_be_hidden()
    sweep.look(reviewer, "decide")
    page.get_by_role("button", name="Send back with 1 comment").click()
    page.get_by_role("dialog").get_by_role("button", name="Send back").click()
    work.expect_nothing_left()
    return text


def mend_the_mark(work: WorkPage) -> None:
    """Give the mark that was commented on another label, by key."""
    work.page.get_by_role("button", name="acute distress (Symptom)").click()
    work.page.keyboard.press("1")
    work.expect_marks([("acute distress", "Drug")])


def test_a_comment_goes_to_its_mark_and_what_was_mended_is_shown(
    stage: tuple[Stage, Sweep],
) -> None:
    desk, sweep = stage
    labeler, reviewer = desk.people["labeler"], desk.people["reviewer"]
    page, work = labeler.app.page, WorkPage(page=labeler.app.page)
    labeler.app.open_project(PROJECT)
    work.begin("Label the next text")
    work.mark(*MARK)
    work.answer(FOLLOW_UP, "Yes")
    before = work.text()
    work.submit()
    work.expect_another(before)
    page.get_by_role("button", name="Pause").click()
    text = go_over_the_marks(desk, sweep)
    labeler.app.open_project(PROJECT)
    work.begin("Go on")
    assert work.text() == text
    expect(page.get_by_text(COMMENT)).to_be_visible()
    mend_the_mark(work)
    sweep.look(labeler, "sent-back")
    work.submit()
    work.expect_another(text)
    reviewer.app.open_project(PROJECT)
    again = WorkPage(page=reviewer.app.page)
    again.begin("Review the next text")
    expect(again.page.get_by_text("This came back mended.")).to_be_visible()
    expect(again.page.get_by_text("Mended (1)")).to_be_visible()
    sweep.look(reviewer, "mended")
    again.accept()
    again.expect_nothing_left()
