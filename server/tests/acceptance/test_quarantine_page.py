"""The quarantine in a browser: narrowed, walked by key, decided one by one and many at once.

- What the list tells holds no word of a text; a text is told only to whoever opens it.
- Everything here is done with the keyboard alone, but for what is typed into fields.
"""

# SPDX-License-Identifier: Apache-2.0
import json
import os
import re
from pathlib import Path

import pytest
from acceptance.installation import Installation
from acceptance.stage import Stage
from acceptance.sweep import Sweep, settle
from acceptance.text_pages import JOB_PATIENCE_MS, QuarantinePage, give_reason
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.promise("web"), pytest.mark.timeout(420)]
PROJECT = "Mixed letters"
DOUBTFUL = (
    "The letter came from kx{n}@oddhost and kz{n}@oddhost about 48213 7719 200{n} and 88123 55012"
    " 902{n}, also 33981 22011 441{n} for Wexlbrunn and Kowalczek near Tinsbrok."
)
SPANISH = "La paciente toma metformina dos veces al día y no tiene dolor en la rodilla izquierda."
TEXTS = [
    *[DOUBTFUL.format(n=number) for number in range(11, 17)],
    SPANISH,
    "The patient reports no pain at all in the left knee this week.",
]
TALKS = "Held talks"
TALK = [
    {"role": "user", "name": "Nora", "content": DOUBTFUL.format(n=21)},
    {"role": "agent", "name": "Jonas", "content": "Thank you. I will write that down."},
    {"role": "user", "name": "Nora", "content": "Good, I call again tomorrow then."},
]
IMAGES = os.environ.get("SEALMARK_GUIDE_IMAGES", "")


@pytest.fixture(scope="module")
def stage(home: Installation, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    folder = tmp_path_factory.mktemp("quarantine")
    made = Stage(home=home, browser=browser, folder=folder, width=1440)
    admin = made.enter_as("q-admin", "admin")
    admin.app.create_project(PROJECT)
    made.invite(admin, "q-steward", "steward", ["Data steward"])
    file = folder / "letters.jsonl"
    file.write_text("".join(json.dumps({"text": text}) + "\n" for text in TEXTS), encoding="utf-8")
    made.ingest(PROJECT, str(file))
    return made


def texts(page: Page, count: int) -> None:
    """Wait until so many texts are listed."""
    expect(page.locator("tbody tr")).to_have_count(count, timeout=JOB_PATIENCE_MS)


def _picture(page: Page, name: str) -> None:
    if IMAGES:
        page.mouse.move(0, 0)
        settle(page)
        page.screenshot(path=Path(IMAGES) / f"{name}.png", animations="disabled")


def test_the_quarantine_is_worked_through_with_the_keyboard(stage: Stage) -> None:
    steward, sweep = stage.people["q-steward"], Sweep()
    page = steward.app.page
    with stage.pictured_on_failure():
        steward.app.open_project(PROJECT)
        steward.app.go("Quarantine")
        texts(page, 7)
        sweep.look(steward, "quarantine-list")
        _it_is_narrowed_and_the_address_says_so(page)
        _a_text_is_set_aside_and_the_undo_puts_it_back(page)
        _chosen_texts_are_seen_to_be_chosen(page)
        sweep.look(steward, "quarantine-chosen")
        _picture(page, "quarantine-list")
        _a_wish_is_asked_for(page)
        _all_doubts_of_many_are_hidden(page)
        _many_are_released_and_what_must_be_looked_at_is_left(page)
        sweep.look(steward, "quarantine-left")
        _a_text_is_opened_hidden_in_and_released(page, sweep, stage)
        _nothing_is_left(page)
        sweep.look(steward, "quarantine-empty")
        steward.app.go("Policy")
        wish = page.get_by_role("region", name="1 wish from the quarantine")
        expect(wish).to_contain_text("These hosts are ours.")
        sweep.look(steward, "policy-wishes")
        wish.get_by_role("button", name="Done", exact=True).click()
        expect(wish).to_be_hidden()
    assert sweep.found == []
    assert stage.home.heard.complaints == []
    _the_list_told_no_word_of_a_text(stage)


def test_a_held_conversation_stands_in_its_turns(stage: Stage) -> None:
    admin, sweep = stage.people["q-admin"], Sweep()
    with stage.pictured_on_failure():
        admin.app.create_project(TALKS)
        steward = stage.invite(admin, "q-talks", "steward", ["Data steward"])
        file = stage.folder / "talk.jsonl"
        file.write_text(json.dumps({"messages": TALK}) + "\n", encoding="utf-8")
        stage.ingest(TALKS, str(file))
        page = steward.app.page
        steward.app.open_project(TALKS)
        steward.app.go("Quarantine")
        held = QuarantinePage(page=page)
        held.open_first()
        turns = page.get_by_role("region", name="Turns")
        expect(turns).to_contain_text("Turn 1 of 3")
        expect(page.locator("[data-surface] [data-who]")).to_have_count(3)
        page.keyboard.press("Control+ArrowDown")
        page.keyboard.press("Control+ArrowDown")
        expect(turns).to_contain_text("Turn 3 of 3")
        sweep.look(steward, "quarantine-talk")
        held.mark("tomorrow", "Date")
        held.hide("They said when.")
        expect(page.get_by_text("Decided before")).to_be_visible(timeout=JOB_PATIENCE_MS)
        expect(held.surface).not_to_contain_text("tomorrow", timeout=JOB_PATIENCE_MS)
        expect(page.locator("[data-surface] [data-who]")).to_have_count(3)
    assert sweep.found == []


def _the_list_told_no_word_of_a_text(stage: Stage) -> None:
    told = [one for one in stage.home.heard.by("q-steward") if "/quarantine" in one.path]
    lists = [one for one in told if "/view/" not in one.path]
    assert any("doubts" in one.text for one in lists)
    assert not [one for one in lists for word in ("oddhost", "dos veces") if word in one.text]
    assert "dos veces" not in stage.people["q-steward"].app.browser_storage()


def _it_is_narrowed_and_the_address_says_so(page: Page) -> None:
    page.get_by_label("Why it waits").select_option("language")
    texts(page, 1)
    expect(page).to_have_url(re.compile("reason=language"))
    page.reload()
    texts(page, 1)
    page.get_by_role("button", name="Clear").click()
    texts(page, 7)
    page.get_by_label("Order").select_option(label="Riskiest first")
    expect(page).to_have_url(re.compile("order=riskiest"))
    texts(page, 7)


def _a_text_is_set_aside_and_the_undo_puts_it_back(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("a")
    give_reason(page, "Somebody else looks at it.", "Set aside")
    texts(page, 6)
    page.get_by_role("button", name="Undo").click()
    texts(page, 7)


def _chosen_texts_are_seen_to_be_chosen(page: Page) -> None:
    page.get_by_label("Choose all shown").focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("7 texts chosen")).to_be_visible()


def _a_wish_is_asked_for(page: Page) -> None:
    page.keyboard.press("w")
    give_reason(page, "These hosts are ours.", "Ask")
    expect(page.get_by_text("Asked. It waits in the policy studio.")).to_be_visible()


def _all_doubts_of_many_are_hidden(page: Page) -> None:
    page.get_by_label("Choose all shown").focus()
    page.keyboard.press("Space")
    page.keyboard.press("h")
    give_reason(page, "None of this is needed.", "Hide")
    done = page.get_by_text(re.compile(r"Doubts were hidden in \d texts?"))
    expect(done).to_be_visible(timeout=JOB_PATIENCE_MS)


def _many_are_released_and_what_must_be_looked_at_is_left(page: Page) -> None:
    page.get_by_label("Choose all shown").focus()
    page.keyboard.press("Space")
    page.keyboard.press("r")
    unseen = page.get_by_text("Nobody has opened 6 of these texts as they stand now.")
    expect(unseen).to_be_visible()
    give_reason(page, "All doubts are hidden.", "Release")
    expect(page.get_by_text(re.compile(r"6 texts were released"))).to_be_visible(
        timeout=JOB_PATIENCE_MS
    )
    expect(page.get_by_text("1 text was left out and must be looked at")).to_be_visible()
    texts(page, 1)


def _a_text_is_opened_hidden_in_and_released(page: Page, sweep: Sweep, stage: Stage) -> None:
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    held = QuarantinePage(page=page)
    expect(held.surface).to_be_visible(timeout=JOB_PATIENCE_MS)
    assert "dos veces" in held.text()
    sweep.look(stage.people["q-steward"], "quarantine-text")
    held.mark("dos veces", "Date")
    page.keyboard.press("h")
    give_reason(page, "It is rare.", "Hide")
    expect(page.get_by_text("Decided before")).to_be_visible(timeout=JOB_PATIENCE_MS)
    expect(held.surface).not_to_contain_text("dos veces", timeout=JOB_PATIENCE_MS)
    page.keyboard.press("r")
    give_reason(page, "I read Spanish.", "Release")


def _nothing_is_left(page: Page) -> None:
    expect(page.get_by_text("Nothing waits here")).to_be_visible(timeout=JOB_PATIENCE_MS)
    expect(page.get_by_text("The text was released.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    texts(page, 1)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    held = QuarantinePage(page=page)
    expect(held.surface).to_be_visible(timeout=JOB_PATIENCE_MS)
    held.release("It was right after all.")
    expect(page.get_by_text("Nothing waits here")).to_be_visible(timeout=JOB_PATIENCE_MS)
