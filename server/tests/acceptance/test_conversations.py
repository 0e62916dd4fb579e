"""Conversations in a browser: brought in, labeled turn by turn by keyboard, reviewed, proven.

- The chats are made up, so that what is true of each turn is known: the export must say just that.
- `SEALMARK_GUIDE_IMAGES` names a folder for the guide's pictures; `SEALMARK_SCREENSHOTS` for all.
"""

# SPDX-License-Identifier: Apache-2.0
import json
import os
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest
from acceptance.installation import Installation, Person, verify_offline
from acceptance.pages import ExportsPage, SetUpPage, UploadPage
from acceptance.stage import Stage
from acceptance.sweep import Sweep, settle
from acceptance.text_pages import WorkPage
from playwright.sync_api import Browser, Page, expect

from sealmark.interfaces.cli._demo_chats import Chat, chats

PROJECT: Final = "Support chats"
MOOD: Final = "Which mood is the customer in?"
CHATS: Final = chats(2)
MOODS: Final = {"calm": "1", "annoyed": "2", "angry": "3"}
LONG_TURNS: Final = 2_000
FRAME_MS: Final = 400  # two shared cores; a page that lays everything out takes seconds
pytestmark = [
    pytest.mark.promise("web"),
    pytest.mark.timeout(420),
]
_SPEED = """
async (turns) => {
  const frame = () => new Promise(requestAnimationFrame);
  const took = [];
  for (let n = 0; n < turns; n++) {
    const before = performance.now();
    document.querySelector("[aria-keyshortcuts='Control+ArrowDown']").click();
    await frame();
    await frame();
    took.push(performance.now() - before);
  }
  return took.sort((a, b) => a - b)[Math.floor(turns / 2)];
}
"""


@dataclass(kw_only=True)
class Talking(Stage):
    """What was clicked for each chat, by turn, and what came of it."""

    clicked: dict[str, dict[int, str]] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    sweep: Sweep = field(default_factory=Sweep)
    records: list[dict[str, Any]] = field(default_factory=list)
    bundle: Path = Path()


@pytest.fixture(scope="module")
def done(
    installation: Installation, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Talking:
    folder = tmp_path_factory.mktemp("chats")
    stage = Talking(home=installation, browser=browser, folder=folder, width=1440)
    with stage.pictured_on_failure():
        admin = stage.enter_as("chats-admin", "admin")
        set_up(admin)
        bring_in(stage, admin)
        labeler = stage.invite(admin, "chats-labeler", "labeler", ["Labeler"])
        reviewer = stage.invite(admin, "chats-reviewer", "reviewer", ["Reviewer"])
        label_all(stage, labeler)
        review_all(stage, reviewer)
        take_out(stage, admin)
    return stage


def set_up(admin: Person) -> None:
    """Ask about the mood of each of the customer's turns."""
    admin.app.create_project(PROJECT)
    admin.app.go("Set-up")
    parts = SetUpPage(page=admin.app.page)
    parts.add_label("Product", key="p")
    parts.add_choice(MOOD, ["Calm", "Annoyed", "Angry"], needed=True)
    page = admin.app.page
    page.get_by_label(f"What {MOOD} is asked of").select_option(label="Each turn of a conversation")
    roles = page.get_by_role("group", name="Whose turns")
    for role in ("Agent", "Assistant", "System", "Other speakers"):
        roles.get_by_label(role, exact=True).uncheck()
    for option, key in zip(("Calm", "Annoyed", "Angry"), MOODS.values(), strict=True):
        page.get_by_label(f"Key of {option}", exact=True).fill(key)
    expect(page.get_by_text("Asked of each turn of a conversation")).to_be_visible()
    guide_picture(page, "conversation-question")
    parts.publish()
    parts.open_part("Steps")
    parts.review_share(100)


def bring_in(stage: Talking, admin: Person) -> None:
    """Bring two chats in as JSON Lines, through the page."""
    file = stage.folder / "chats.jsonl"
    file.write_text("".join(json.dumps(chat.row()) + "\n" for chat in CHATS), encoding="utf-8")
    admin.app.go("Add texts")
    upload = UploadPage(page=admin.app.page)
    upload.choose([file])
    upload.new_dataset("Chats")
    upload.send()
    upload.wait_until_done()


def chat_on(page: Page) -> Chat:
    """Tell which chat is open, by what its turns say and its number of them."""
    count = page.locator("[data-part=head]").count()
    text = page.get_by_test_id("text-surface").inner_text()
    fitting = [one for one in CHATS if len(one.turns) == count]
    said = [one for one in fitting if one.turns[-3].words.split(".")[0] in text]
    return (said or fitting)[0]


def label_all(stage: Talking, labeler: Person) -> None:
    """Answer about every turn of the customer by keys alone; mark within a turn."""
    labeler.app.open_project(PROJECT)
    work = WorkPage(page=labeler.app.page)
    work.begin("Label the next text")
    page, press = work.page, work.page.keyboard.press
    for number in range(len(CHATS)):
        chat = chat_on(page)
        before = work.text()
        stage.seen.append(before)
        if number == 0:
            hand_in_too_early(page)
        work.surface.focus()
        press("Control+Home")
        for at, turn in enumerate(chat.turns, start=1):
            expect(page.get_by_text(f"Turn {at} of {len(chat.turns)}")).to_be_visible()
            if turn.mood:
                press(MOODS[turn.mood])
                stage.clicked.setdefault(chat.id, {})[at] = turn.mood
            if number == 0 and at == 2:
                mark_beyond_the_turn(page)
                look(stage, labeler)
            if at < len(chat.turns):
                press("Control+ArrowDown")
        asked = len(stage.clicked[chat.id])
        expect(page.get_by_text(f"{asked} of {asked} turns answered")).to_be_visible()
        work.wait_until_saved()
        work.submit()
        work.expect_another(before)


def hand_in_too_early(page: Page) -> None:
    """Be led to the first turn without an answer, and undo what a key did."""
    page.keyboard.press("Control+Enter")
    expect(
        page.get_by_text("This question needs an answer before you can hand in.")
    ).to_be_visible()
    expect(page.get_by_text("Turn 2 of")).to_be_visible()
    group = page.get_by_role("group", name=MOOD)
    page.get_by_test_id("text-surface").focus()
    page.keyboard.press("3")
    expect(group.get_by_label("Angry")).to_be_checked()
    same = page.get_by_role("button", name=re.compile("Same answers for"))
    same.click()
    expect(page.get_by_text(re.compile(r"(\d) of \1 turns answered"))).to_be_visible()
    for _ in range(2):
        page.keyboard.press("Control+z")
    expect(group.get_by_label("Angry")).not_to_be_checked()


def mark_beyond_the_turn(page: Page) -> None:
    """Mark a word, and then everything from it to far below: the mark ends with the turn."""
    options = page.get_by_role("listbox").get_by_role("option")
    for count, keys in ((1, ["Control+Shift+ArrowRight"]), (2, ["Shift+ArrowDown"] * 6)):
        for key in (*keys, "p"):
            page.keyboard.press(key)
        expect(options).to_have_count(count)


def look(stage: Talking, labeler: Person) -> None:
    """Judge the page in every size and look, and keep the guide's picture."""
    guide_picture(labeler.app.page, "conversation")
    stage.sweep.look(labeler, "conversation")
    labeler.app.page.set_viewport_size({"width": 1440, "height": 900})
    WorkPage(page=labeler.app.page).surface.focus()


def review_all(stage: Talking, reviewer: Person) -> None:
    """Correct one answer of the first chat, accept the second as it is."""
    reviewer.app.open_project(PROJECT)
    work = WorkPage(page=reviewer.app.page)
    work.begin("Review the next text")
    page = work.page
    chat, before = chat_on(page), work.text()
    work.surface.focus()
    page.keyboard.press("Control+Home")
    page.keyboard.press("Control+ArrowDown")
    page.keyboard.press(MOODS["annoyed" if chat.turns[1].mood != "annoyed" else "angry"])
    stage.clicked[chat.id][2] = "annoyed" if chat.turns[1].mood != "annoyed" else "angry"
    expect(page.get_by_role("button", name="1 turn changed")).to_be_visible()
    was = page.get_by_role("group", name=MOOD).locator("s")
    expect(was).to_have_text(re.compile(chat.turns[1].mood, re.IGNORECASE))
    guide_picture(page, "conversation-review")
    stage.sweep.look(reviewer, "conversation-review")
    work.surface.focus()
    work.wait_until_saved()
    work.submit()
    work.expect_another(before)
    work.accept()
    work.expect_nothing_left()


def take_out(stage: Talking, admin: Person) -> None:
    """Export everything as JSON Lines."""
    admin.app.open_project(PROJECT)
    admin.app.go("Exports")
    page = ExportsPage(page=admin.app.page)
    page.request("JSON Lines", "To train on")
    stage.bundle = stage.folder / "bundle.zip"
    page.download(stage.bundle)
    with zipfile.ZipFile(stage.bundle) as bundle:
        lines = bundle.read("data/labels.jsonl").splitlines()
    stage.records = [json.loads(line) for line in lines]


def guide_picture(page: Page, name: str) -> None:
    wanted = os.environ.get("SEALMARK_GUIDE_IMAGES")
    if wanted:
        page.mouse.move(0, 0)
        settle(page)
        page.screenshot(path=Path(wanted) / f"{name}.png", animations="disabled")


def test_the_exported_answers_about_turns_are_those_that_were_clicked(done: Talking) -> None:
    with zipfile.ZipFile(done.bundle) as bundle:
        (question,) = json.loads(bundle.read("data/ontology.json"))["questions"]
    names = {option["id"]: option["name"].lower() for option in question["options"]}
    exported = {
        record["id"]: {
            turn["number"]: names[turn["answers"][question["id"]]]
            for turn in record["turns"]
            if "answers" in turn
        }
        for record in done.records
    }
    assert exported == done.clicked
    assert len(exported) == len(CHATS)


def test_a_mark_that_was_drawn_further_ends_with_its_turn(done: Talking) -> None:
    marked = [(one, span) for one in done.records for span in one["spans"]]
    assert len(marked) == 2
    ends = []
    for record, span in marked:
        (turn,) = [one for one in record["turns"] if one["start"] <= span["start"] < one["end"]]
        assert span["end"] <= turn["end"]
        ends.append(span["end"] == turn["end"])
    assert any(ends)


def test_turns_keep_who_spoke_and_nobody_is_named(done: Talking) -> None:
    for record in done.records:
        chat = next(one for one in CHATS if one.id == record["id"])
        assert [turn["role"] for turn in record["turns"]] == [one.role for one in chat.turns]
        speakers = {turn["role"]: turn["speaker"] for turn in record["turns"]}
        assert speakers["customer"] != speakers["agent"]
        for turn, said in zip(record["turns"], chat.turns, strict=True):
            assert turn["speaker"] == speakers[turn["role"]]
            assert said.name.split()[0] not in record["text"]


def test_no_browser_received_the_name_of_a_speaker(done: Talking) -> None:
    names = {name for chat in CHATS for turn in chat.turns for name in turn.name.split()}
    for who in ("chats-labeler", "chats-reviewer"):
        for answer in done.home.heard.by(who):
            if "/tasks/" in answer.path:
                assert not [name for name in names if name in answer.text], answer.path


def test_the_bundle_verifies_offline(done: Talking, tmp_path: Path) -> None:
    verdict = verify_offline(done.bundle, folder=tmp_path)
    assert verdict.returncode == 0, verdict.stderr


def test_the_page_of_a_conversation_is_accessible_and_fits_its_window(done: Talking) -> None:
    assert done.sweep.looked == {"conversation", "conversation-review"}
    assert done.sweep.found == []


def test_a_chat_of_two_thousand_turns_stays_quick(done: Talking) -> None:
    words = ("I see.", "Please go on.", "That is clear now.")
    messages = [
        {"role": ("customer", "agent")[n % 2], "content": words[n % 3]} for n in range(LONG_TURNS)
    ]
    file = done.folder / "long.jsonl"
    file.write_text(json.dumps({"id": "long", "messages": messages}), encoding="utf-8")
    done.ingest(PROJECT, str(file))
    labeler = done.people["chats-labeler"]
    labeler.app.open_project(PROJECT)
    work = WorkPage(page=labeler.app.page)
    work.begin("Label the next text")
    expect(work.page.get_by_text(f"Turn 1 of {LONG_TURNS:,}")).to_be_visible()
    assert work.page.evaluate(_SPEED, 20) < FRAME_MS
    work.surface.focus()
    work.page.keyboard.press("Control+End")
    expect(work.page.get_by_text(f"Turn {LONG_TURNS:,} of {LONG_TURNS:,}")).to_be_visible()
