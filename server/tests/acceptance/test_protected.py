"""Protected mode, met in a browser: texts are pictures, copying is answered, exemptions recorded.

- What is looked for in the page are words of the text itself that no page of ours says.
"""

# SPDX-License-Identifier: Apache-2.0
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from acceptance.installation import Installation, Person
from acceptance.stage import Stage, project_of
from acceptance.sweep import Sweep, settle
from acceptance.text_pages import WorkPage, give_reason
from playwright.sync_api import Browser, Page, expect

pytestmark = [
    pytest.mark.promise("web"),
    pytest.mark.promise("label"),
    pytest.mark.timeout(300),
]
PROJECT: Final = "Discharge letters"
CHATS: Final = "Service chats"
QUESTION: Final = "Is a follow-up planned?"
TEXTS: Final = Path(__file__).parents[3] / "web/src/i18n/en"
ROLES: Final = ("admin", "labeler", "reviewer", "steward")


@pytest.fixture
def stage(
    home: Installation, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Stage, Sweep]]:
    stage = Stage(home=home, browser=browser, folder=tmp_path_factory.mktemp("protected"))
    with stage.pictured_on_failure():
        for role in ROLES:
            stage.enter_as(role, role)
        sweep = Sweep()
        yield stage, sweep
        assert sweep.found == [], sweep.found
        assert stage.home.heard.complaints == []


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A text on somebody's desk, as the server sent it."""

    work: WorkPage
    sent: dict[str, Any]

    @property
    def text(self) -> str:
        found: str = self.sent["text"]
        return found

    def words(self) -> set[str]:
        """Return the longer words that stand in the text and in no page of ours."""
        pages = [*TEXTS.glob("*.json"), TEXTS.parents[2] / "index.html"]
        ours = "".join(file.read_text() for file in pages).lower()
        ours += json.dumps(self.work.page.evaluate(_SET_UP)).lower()
        long = set(re.findall(r"[^\W\d_]{6,}", self.text))
        return {word for word in long if word.lower() not in ours}


_SET_UP = """
async () => {
  const base = `/api/projects/${location.pathname.split("/")[2]}`;
  const read = async (part) => (await fetch(`${base}/${part}`)).json();
  return Promise.all(["ontology", "guideline"].map(read));
}
"""


def protect(stage: Stage, sweep: Sweep, project: str = PROJECT) -> Person:
    """Let the admin switch protected mode on, in the set-up."""
    admin = stage.people["admin"]
    admin.app.open_project(project)
    admin.app.go("Set-up")
    admin.app.page.get_by_role("tab", name="Protection").click()
    is_on = admin.app.page.get_by_text("Protected mode is on since")
    switch = admin.app.page.get_by_role("button", name="Switch it on")
    expect(is_on.or_(switch)).to_be_visible()
    if switch.is_visible():
        sweep.look(admin, "protection-off")
        switch.click()
    expect(is_on).to_be_visible()
    return admin


def take(person: Person, button: str, project: str = PROJECT) -> Opened:
    """Take a text, and keep what the server said of it."""
    person.app.open_project(project)
    work = WorkPage(page=person.app.page)
    with person.app.page.expect_response("**/tasks/next") as answer:
        work.begin(button)
    return Opened(work=work, sent=answer.value.json())


def in_the_page(page: Page) -> str:
    """Everything that the page holds as text: its markup, and what is read aloud."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    markup = re.sub(r"<(?:link|script)[^>]*>", "", page.content())  # names of our own files
    return json.dumps([markup, tree], ensure_ascii=False)


def expect_no_word(opened: Opened) -> None:
    words = opened.words()
    assert words, "the text has words of its own"
    held = in_the_page(opened.work.page)
    assert [held[held.find(word) - 60 :][:120] for word in words if word in held] == []


def label_a_word_each_way(opened: Opened) -> list[str]:
    """Mark one word with the mouse and one by keys; return the words, as the server gets them."""
    page, surface = opened.work.page, opened.work.surface
    surface.dblclick(position={"x": 30, "y": 24})
    page.keyboard.press("1")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Escape")
    page.keyboard.press("Control+End")
    page.keyboard.press("Control+Shift+ArrowLeft")
    page.keyboard.press("Control+Shift+ArrowLeft")
    page.keyboard.press("2")
    expect(page.get_by_role("option")).to_have_count(2)
    opened.work.answer(QUESTION, "Yes")
    with page.expect_request("**/submit") as request:
        opened.work.submit()
    spans = json.loads(request.value.post_data or "{}")["document"]["spans"]
    return [opened.text[span["start"] : span["end"]] for span in spans]


def expect_refusals(page: Page) -> None:
    """Copying, the menu on the picture, and printing: nothing comes of them, and it is said."""
    page.context.grant_permissions(["clipboard-read"])
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    expect(page.get_by_text("Copying is off in this project.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == ""
    menu = "new MouseEvent('contextmenu', { bubbles: true, cancelable: true })"
    surface = page.get_by_test_id("text-surface")
    assert surface.evaluate(f"surface => surface.dispatchEvent({menu})") is False
    page.emulate_media(media="print")
    expect(page.locator("#root")).to_be_hidden()
    expect(page.get_by_text("Printing is off in this project")).to_be_visible()
    page.emulate_media(media="screen")
    expect(page.locator("#root")).to_be_visible()


def test_a_protected_text_is_labeled_and_reviewed_as_a_picture(
    stage: tuple[Stage, Sweep],
) -> None:
    people, sweep = stage
    protect(people, sweep)
    labeling = take(people.people["labeler"], "Label the next text")
    mark = labeling.sent["protection"]["mark"]
    assert labeling.sent["protection"]["exempt_until"] is None
    expect(labeling.work.page.get_by_text("This project is protected")).to_be_visible()
    expect_no_word(labeling)
    expect_refusals(labeling.work.page)
    sweep.look(people.people["labeler"], "protected-labeling")
    by_mouse, by_keys = label_a_word_each_way(labeling)
    assert labeling.text.startswith(by_mouse) or f" {by_mouse}" in labeling.text[:40]
    assert by_keys in labeling.text[-40:]
    reviewing = take(people.people["reviewer"], "Review the next text")
    expect(reviewing.work.page.get_by_role("option").first).to_be_visible()
    expect_no_word(reviewing)
    assert reviewing.sent["protection"]["mark"] != mark
    name = mark.split(" · ")[0]
    assert name not in in_the_page(reviewing.work.page), "a reviewer learns no labeler's name"
    sweep.look(people.people["reviewer"], "protected-review")
    reviewing.work.accept()


_FRAMES = """
(turn) => {
  const box = (what) => document.querySelector(what)?.getBoundingClientRect().toJSON() ?? null;
  const seen = document.querySelector("main").getBoundingClientRect();
  const words = `[data-turn="${turn}"][data-part=words]`;
  return {
    words: box(words), next: box(`[data-turn="${turn + 1}"]`), seen: seen.toJSON(),
    questions: box("[aria-label^='Questions about turn']"),
    who: document.querySelector(`[data-turn="${turn}"][data-part=head]`)?.dataset.who,
    atHand: [...document.querySelectorAll("[data-at-hand]")].map((one) => one.dataset.turn),
  };
}
"""


def expect_frames(page: Page, turn: int, role: str) -> None:
    """The turn at hand stands in a frame, its questions below its words and above the next turn."""
    now = page.evaluate(_FRAMES, turn)
    assert (now["who"], set(now["atHand"])) == (role.title(), {str(turn)})
    assert now["words"]["height"] >= 38
    if role != "customer":
        assert now["questions"] is None
        return
    asked = now["questions"]
    assert now["words"]["bottom"] <= asked["top"] < now["words"]["bottom"] + 20
    assert asked["bottom"] <= now["seen"]["bottom"], "what is asked can be seen"
    assert now["next"] is None or asked["bottom"] <= now["next"]["top"]


def label_turn_by_turn(opened: Opened) -> dict[str, Any]:
    """Answer about every turn of the customer, and mark in the first, by keys alone."""
    page, turns = opened.work.page, opened.sent["turns"]
    opened.work.surface.focus()
    page.keyboard.press("Control+Home")
    for number, turn in enumerate(turns, start=1):
        expect(page.get_by_text(f"Turn {number} of {len(turns)}")).to_be_visible()
        settle(page)
        expect_frames(page, number, turn["role"])
        if number == 1:
            # To the beginning of what was said, then far beyond the end of the turn.
            for key in ("Control+ArrowUp", *["Shift+ArrowDown"] * 9, "p"):
                page.keyboard.press(key)
            expect(page.get_by_role("option")).to_have_count(1)
            page.keyboard.press("Escape")
        if turn["role"] == "customer":
            page.keyboard.press("1")
        if number < len(turns):
            page.keyboard.press("Control+ArrowDown")
    asked = sum(turn["role"] == "customer" for turn in turns)
    expect(page.get_by_text(f"{asked} of {asked} turns answered")).to_be_visible()
    with page.expect_request("**/submit") as request:
        opened.work.submit()
    document: dict[str, Any] = json.loads(request.value.post_data or "{}")["document"]
    return document


def test_a_protected_conversation_is_labeled_turn_by_turn(stage: tuple[Stage, Sweep]) -> None:
    people, sweep = stage
    protect(people, sweep, CHATS)
    opened = take(people.people["labeler"], "Label the next text", CHATS)
    expect_no_word(opened)
    sweep.look(people.people["labeler"], "protected-conversation")
    document = label_turn_by_turn(opened)
    turns = opened.sent["turns"]
    answered = {one["turn"]: one["value"] for one in document["answers"]}
    assert answered == {
        number: "calm" for number, turn in enumerate(turns, 1) if turn["role"] == "customer"
    }
    (span,) = document["spans"]
    assert turns[0]["start"] <= span["start"] < span["end"] <= turns[0]["end"]


def exempt_the_labeler(stage: Stage, sweep: Sweep, admin: Person) -> None:
    page = admin.app.page
    page.get_by_role("button", name="Exempt somebody").click()
    dialog = page.get_by_role("dialog")
    name = stage.ask(stage.people["labeler"], "session")["user"]["name"]
    dialog.get_by_label("Person").select_option(label=name)
    until = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
    dialog.get_by_label("Until").fill(until)
    dialog.get_by_label("Why?").fill("Uses a screen reader.")
    sweep.look(admin, "protection-exempt")
    dialog.get_by_role("button", name="Give the exemption").click()
    expect(page.get_by_role("cell", name="Uses a screen reader.")).to_be_visible()
    sweep.look(admin, "protection-on")


_EXEMPT = """
async ([project, body]) => {
  const token = /csrftoken=([^;]+)/.exec(document.cookie)[1];
  const answer = await fetch(`/api/projects/${project}/protection/exemptions`, {
    method: "POST", body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
  });
  return answer.status;
}
"""


def openings(stage: Stage, admin: Person) -> int:
    answer = stage.ask(admin, f"projects/{project_of(admin.app.page)}/activity")
    return sum(one["kind"] == "protection.opened-exempt" for one in answer["items"])


def test_an_exemption_shows_ordinary_text_and_ends_at_once(stage: tuple[Stage, Sweep]) -> None:
    people, sweep = stage
    admin = protect(people, sweep)
    exempt_the_labeler(people, sweep, admin)
    before = openings(people, admin)
    opened = take(people.people["labeler"], "Label the next text")
    page = opened.work.page
    expect(page.get_by_text("You see this as ordinary text until")).to_be_visible()
    expect(page.locator("[data-drawn]")).to_have_count(0)
    assert [word for word in opened.words() if word not in opened.work.text()] == []
    sweep.look(people.people["labeler"], "protected-exempt")
    assert openings(people, admin) == before + 1, "another size or look of the page opens nothing"
    admin.app.page.get_by_role("button", name="End it for").click()
    again = page.get_by_role("button", name="Take it again")
    drawn = page.locator("[data-drawn]").first
    expect(again.or_(drawn)).to_be_visible(timeout=20_000)
    if again.is_visible():
        again.click()
    expect(drawn).to_be_visible()
    expect(page.get_by_text("Your exemption has ended.", exact=True)).to_be_visible()
    sweep.look(people.people["labeler"], "protected-exempt-over")
    expect_no_word(opened)
    assert openings(people, admin) == before + 1, "what is opened as a picture is no exemption's"
    page.get_by_role("button", name="Pause").click()


def test_an_exemption_that_lapses_over_an_open_text_makes_it_a_picture(
    stage: tuple[Stage, Sweep],
) -> None:
    people, sweep = stage
    admin = protect(people, sweep)
    labeler = people.people["labeler"]
    user = people.ask(labeler, "session")["user"]["id"]
    ends = datetime.now(UTC) + timedelta(seconds=45)
    body = {"user_id": user, "ends": ends.isoformat(), "reason": "Uses a screen reader."}
    project = project_of(admin.app.page)
    assert admin.app.page.evaluate(_EXEMPT, [project, body]) == 201
    opened = take(labeler, "Label the next text")
    page = opened.work.page
    before = openings(people, admin)
    expect(page.get_by_text("You see this as ordinary text until")).to_be_visible()
    opened.work.surface.dblclick(position={"x": 30, "y": 24})
    page.keyboard.press("1")
    expect(page.locator("[data-drawn]").first).to_be_visible(timeout=60_000)
    assert datetime.now(UTC) < ends + timedelta(seconds=15), "within seconds"
    expect(page.get_by_text("Your exemption has ended.", exact=True)).to_be_visible()
    expect(page.get_by_role("option")).to_have_count(1)
    expect_no_word(opened)
    assert openings(people, admin) == before
    page.get_by_role("button", name="Pause").click()


def test_switching_it_off_takes_a_second_person(stage: tuple[Stage, Sweep]) -> None:
    people, sweep = stage
    admin, steward = protect(people, sweep), people.people["steward"]
    admin.app.page.get_by_role("button", name="Ask to switch it off").click()
    give_reason(admin.app.page, "The letters are public now.", "Ask")
    expect(admin.app.page.get_by_text("You asked to switch protected mode off.")).to_be_visible()
    expect(admin.app.page.get_by_role("button", name="Switch it off")).to_have_count(0)
    steward.app.open_project(PROJECT)
    steward.app.go("Set-up")
    steward.app.page.get_by_role("tab", name="Protection").click()
    expect(steward.app.page.get_by_text("The letters are public now.")).to_be_visible()
    sweep.look(steward, "protection-asked")
    steward.app.page.get_by_role("button", name="Switch it off").click()
    expect(steward.app.page.get_by_text("Protected mode is off")).to_be_visible()
