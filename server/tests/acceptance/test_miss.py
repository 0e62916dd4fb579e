"""Missed something: one reports it, everybody loses the text, a steward decides, labels live.

- A labeler and a steward, each in a browser of their own, in the demo's letters.
"""

# SPDX-License-Identifier: Apache-2.0
import re
import time
from dataclasses import dataclass, field

import pytest
from acceptance.installation import Installation
from acceptance.label_journey import PROJECT, SYMPTOM
from acceptance.stage import Stage
from acceptance.sweep import Sweep
from acceptance.text_pages import JOB_PATIENCE_MS, QuarantinePage, WorkPage, give_reason
from playwright.sync_api import Browser, expect

pytestmark = [pytest.mark.promise("web"), pytest.mark.promise("miss"), pytest.mark.timeout(300)]
LOSES_WITHIN_S = 10
"""A page that nobody touches asks every five seconds; the rest is for a busy machine."""


@dataclass(kw_only=True)
class Missed(Stage):
    """What people saw."""

    sweep: Sweep = field(default_factory=Sweep)
    reported: str = ""
    left_behind: str = ""
    lost_after_s: float = 0.0
    held_without: bool = False
    came_back: list[tuple[str, str]] = field(default_factory=list)
    came_back_without: bool = False
    states: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def done(
    installation: Installation, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Missed:
    stage = Missed(home=installation, browser=browser, folder=tmp_path_factory.mktemp("miss"))
    with stage.pictured_on_failure():
        for role in ("labeler", "steward"):
            stage.enter_as(f"miss-{role}", role)
        _report(stage)
        _decide(stage)
        _go_on(stage)
        _recall(stage)
    return stage


def _report(stage: Missed) -> None:
    person = stage.people["miss-labeler"]
    person.app.open_project(PROJECT)
    work = WorkPage(page=person.app.page)
    work.begin("Label the next text")
    work.mark(*SYMPTOM)
    work.wait_until_saved()
    stage.reported = _some_words(work)
    work.select(stage.reported)
    work.page.keyboard.press("h")
    dialog = work.page.get_by_role("dialog")
    expect(dialog.get_by_text(stage.reported)).to_be_visible()
    stage.sweep.look(person, "report")
    dialog.get_by_role("button", name="Hide it now").click()
    expect(work.page.get_by_role("heading", name="Thank you")).to_be_visible()
    stage.left_behind = work.page.content()
    stage.sweep.look(person, "reported")
    work.page.get_by_role("button", name="Go on with the next text").click()
    work.wait()
    work.page.get_by_role("button", name="Pause").click()


def _some_words(work: WorkPage) -> str:
    """Choose words of the text that are no mark and no token, on one line."""
    found: list[str] = re.findall(r"(?<![\w\[])[a-z]{5,12} [a-z]{4,12}(?![\w\]])", work.text())
    return next(one for one in found if SYMPTOM[0] not in one and one not in SYMPTOM[0])


def _decide(stage: Missed) -> None:
    person = stage.people["miss-steward"]
    person.app.open_project(PROJECT)
    person.app.go("Incidents")
    page = person.app.page
    row = page.get_by_role("row").filter(has_text="open")
    expect(row).to_have_count(1)
    stage.sweep.look(person, "incidents")
    row.get_by_role("link", name="Look at it").click(timeout=JOB_PATIENCE_MS)
    held = QuarantinePage(page=page)
    expect(held.surface).to_be_visible(timeout=JOB_PATIENCE_MS)
    stage.held_without = stage.reported not in held.text()
    stage.sweep.look(person, "held-reported")
    held.release("It was a name. Nothing else is in it.")
    person.app.go("Incidents")
    for act, state in (("Confirm", "confirmed"), ("Close the incident", "closed")):
        page.get_by_role("button", name=act, exact=True).click()
        give_reason(page, "A name, for sure.", act)
        expect(page.get_by_role("row").filter(has_text=state)).to_be_visible()
        stage.states.append(state)


def _go_on(stage: Missed) -> None:
    person = stage.people["miss-labeler"]
    work = WorkPage(page=person.app.page)
    work.page.reload()
    work.begin("Go on")
    stage.came_back = work.marks()
    stage.came_back_without = stage.reported not in work.text()


def _recall(stage: Missed) -> None:
    """Take back the text that the labeler has open, while they look at it and touch nothing."""
    labeler = stage.people["miss-labeler"].app.page
    steward = stage.people["miss-steward"]
    page = steward.app.page
    steward.app.go("Incidents")
    page.get_by_role("button", name="Take it back…").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("1 person has it open")
    dialog.get_by_label("Reason").fill("Looked at again.")
    stage.sweep.look(steward, "recall")
    began = time.monotonic()
    dialog.get_by_role("button", name="Take it back", exact=True).click()
    expect(labeler.get_by_role("heading", name="This text was taken back")).to_be_visible(
        timeout=LOSES_WITHIN_S * 1000
    )
    stage.lost_after_s = time.monotonic() - began
    stage.sweep.look(stage.people["miss-labeler"], "taken-back")
    expect(page.get_by_text("The text was taken back. It waits in quarantine.")).to_be_visible()


def test_the_text_is_off_the_reporters_screen_with_the_report(done: Missed) -> None:
    assert done.reported
    assert done.reported not in done.left_behind


def test_the_steward_gets_the_text_without_the_place(done: Missed) -> None:
    assert done.held_without


def test_the_steward_takes_the_incident_from_open_to_closed(done: Missed) -> None:
    assert done.states == ["confirmed", "closed"]


def test_the_labels_come_back_on_the_new_text(done: Missed) -> None:
    assert done.came_back_without
    assert done.came_back == [SYMPTOM]


def test_a_page_that_nobody_touches_loses_a_recalled_text_within_seconds(done: Missed) -> None:
    assert 0 < done.lost_after_s < LOSES_WITHIN_S


def test_what_is_shown_on_the_way_is_accessible_and_fits(done: Missed) -> None:
    assert done.sweep.looked >= {"report", "reported", "incidents", "held-reported", "taken-back"}
    assert done.sweep.found == []
    assert [one for one in done.home.heard.complaints if one.startswith("miss-")] == []
