"""Labeling and reviewing the demo's letters, in all the ways a hand can do it.

- `Labeling` is what three people did and saw, for the tests to judge.
- The labeler has a password and an authenticator app; codes are computed as such an app does.
"""

# SPDX-License-Identifier: Apache-2.0
import base64
import hmac
import re
import struct
import time
from dataclasses import dataclass, field
from typing import Final

from acceptance.installation import Person
from acceptance.pages import PeoplePage, SetUpPage
from acceptance.stage import Stage, project_of
from acceptance.text_pages import WorkPage
from playwright.sync_api import Page, expect

PROJECT: Final = "Discharge letters"
LABELER: Final = ("tilda.thorsen@lab.example", "Tilda Thorsen")
PASSWORD: Final = "nine green lanterns"
FOLLOW_UP: Final = "Is a follow-up planned?"
CLARITY: Final = "How clear is the letter?"
AREAS: Final = "Which areas are concerned?"
REMARK: Final = "Anything else?"
COMMENT: Final = "The other symptom is missing."
SYMPTOM: Final = ("acute distress", "Symptom")
OVERLAP: Final = ("distress", "Drug")
STEP_S: Final = 30
LATEST_S: Final = 25  # a code that is about to end could end on its way


@dataclass(kw_only=True)
class Labeling(Stage):
    """What was made by whom, text by text: the marks as (words, label)."""

    made: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    reviewed: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    kept: list[bool] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    recent: list[tuple[str, bool]] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    secret: str = ""
    used: int = 0

    def work_of(self, who: str) -> WorkPage:
        """Return the page on which somebody works."""
        return WorkPage(page=self.people[who].app.page)


def prepare(stage: Labeling) -> None:
    """Add two questions, bring a text for quarantine in, and let everybody sign in."""
    admin = stage.enter_as("label-admin", "admin")
    admin.app.open_project(PROJECT)
    admin.app.go("Set-up")
    parts = SetUpPage(page=admin.app.page)
    parts.add_question("multiple", AREAS)
    parts.page.get_by_label("Answer", exact=True).nth(-2).fill("Heart")
    parts.page.get_by_label("Answer", exact=True).nth(-1).fill("Lungs")
    parts.add_free_text(REMARK)
    parts.publish()
    admin.app.go("People")
    link = PeoplePage(page=admin.app.page).invite(LABELER[0], ["Labeler"])
    labeler = stage.enter("label-labeler")
    labeler.app.join(link, name=LABELER[1], password=PASSWORD)
    for role in ("reviewer", "steward"):
        stage.enter_as(f"label-{role}", role)


def set_up_second_step(stage: Labeling) -> None:
    """Turn the second step of signing in on, as an authenticator app would."""
    page = stage.people["label-labeler"].app.page
    page.get_by_title("Your account").click()
    page.get_by_role("button", name="Set it up").click()
    stage.secret = page.get_by_label("Key for the authenticator app").input_value()
    page.get_by_label("Code", exact=True).fill(code(stage))
    page.get_by_role("button", name="Turn it on").click()
    again = page.get_by_label("Your password, to be sure it is you")
    on = page.get_by_text("The second step is on.")
    expect(on.or_(again)).to_be_visible()
    if again.is_visible():
        again.fill(PASSWORD)
        page.get_by_role("button", name="Continue").click()
    expect(on).to_be_visible()


def code(stage: Labeling) -> str:
    """Return the code of this moment (RFC 6238); never the same twice, as it works only once."""
    while (step := int(time.time()) // STEP_S) == stage.used or time.time() % STEP_S > LATEST_S:
        time.sleep(0.5)
    stage.used = step
    key = base64.b32decode(stage.secret.replace(" ", ""))
    digest = hmac.digest(key, struct.pack(">Q", step), "sha1")
    place = digest[-1] & 15
    number = struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def label_by_mouse(stage: Labeling) -> None:
    """Mark, overlap, undo, redo, answer; lose the connection; reload; hand in."""
    person = stage.people["label-labeler"]
    person.app.open_project(PROJECT)
    work = stage.work_of("label-labeler")
    work.begin("Label the next text")
    page = work.page
    watch_the_timer(stage, page)
    work.mark(*SYMPTOM)
    work.mark(*OVERLAP)
    page.get_by_role("button", name="Undo").click()
    work.expect_marks([SYMPTOM])
    page.get_by_role("button", name="Redo").click()
    work.expect_marks([SYMPTOM, OVERLAP])
    work.answer(FOLLOW_UP, "Yes")
    work.answer(AREAS, "Lungs")
    work.answer(CLARITY, "4")
    work.wait_until_saved()
    write_offline(stage, person)
    page.reload()
    work.wait()
    work.expect_marks([SYMPTOM, OVERLAP])
    stage.kept = [
        page.get_by_role("textbox", name=REMARK).input_value() == "Well written.",
        page.get_by_role("group", name=CLARITY).get_by_label("4").is_checked(),
        page.get_by_role("group", name=AREAS).get_by_label("Lungs").is_checked(),
    ]
    hand_in(stage)


def write_offline(stage: Labeling, person: Person) -> None:
    """Write without a connection, and wait until it is saved with one."""
    work = stage.work_of("label-labeler")
    person.context.set_offline(True)
    work.write(REMARK, "Well written.")
    expect(work.save_state).to_have_text("Offline, kept here")
    person.context.set_offline(False)
    work.wait_until_saved()


def label_by_keyboard(stage: Labeling) -> None:
    """Everything by keys, from reaching the text to handing in: no mouse, no focus set for it."""
    work = stage.work_of("label-labeler")
    page, press = work.page, work.page.keyboard.press
    tab_to(page, "[data-testid=text-surface]")
    for key in ("Control+Home", *["Control+Shift+ArrowRight"] * 4, "3"):
        press(key)
    for key in ("Control+Home", *["Control+Shift+ArrowRight"] * 2, "1"):
        press(key)
    expect(page.get_by_role("option")).to_have_count(2)
    press("Control+z")
    expect(page.get_by_role("option")).to_have_count(1)
    press("Control+Shift+z")
    expect(page.get_by_role("option")).to_have_count(2)
    before = sorted(work.marks())
    press("Alt+ArrowDown")
    press("Backspace")
    expect(page.get_by_role("option")).to_have_count(1)
    press("Control+z")
    work.expect_marks(before)
    press("y")
    tab_to(page, "[data-question=clarity] input")
    press("Space")
    press("ArrowRight")
    expect(page.get_by_role("group", name=CLARITY).get_by_label("2")).to_be_checked()
    tab_to(page, "textarea")
    page.keyboard.type("By keys alone.")
    work.wait_until_saved()
    hand_in(stage)


def skip_one(stage: Labeling) -> None:
    """Skip a text with a reason and a comment, and pause."""
    work = stage.work_of("label-labeler")
    before = work.text()
    work.page.keyboard.press("s")
    dialog = work.page.get_by_role("dialog")
    dialog.get_by_label("It shows something that should be hidden").check()
    dialog.get_by_label("More about it").fill("A street stands in the last line.")
    dialog.get_by_role("button", name="Skip", exact=True).click()
    work.expect_another(before)
    pause(stage)


def change_ones_own(stage: Labeling) -> None:
    """Take the newest text back before anybody reviewed it, and hand it in changed."""
    work = stage.work_of("label-labeler")
    page = work.page
    expect(page.get_by_role("button", name="Change it")).to_have_count(2)
    page.get_by_role("button", name="Change it").first.click()
    work.wait()
    assert work.text() in stage.made, "not one of ours"
    assert sorted(work.marks()) == stage.made[work.text()], "it came back changed"
    page.keyboard.press("n")
    work.wait_until_saved()
    hand_in(stage)
    pause(stage)


def review(stage: Labeling) -> None:
    """See both texts as they were labeled; correct one, send one back; accept it mended."""
    reviewer = stage.people["label-reviewer"]
    reviewer.app.open_project(PROJECT)
    work = stage.work_of("label-reviewer")
    work.begin("Review the next text")
    before = work.text()
    stage.reviewed[before] = sorted(work.marks())
    work.send_back(COMMENT)
    work.expect_another(before)
    before = work.text()
    stage.reviewed[before] = sorted(work.marks())
    work.mark("tolerated", "Symptom")
    work.submit()
    work.expect_nothing_left()
    labeler = stage.people["label-labeler"]
    labeler.app.open_project(PROJECT)
    again = stage.work_of("label-labeler")
    again.begin("Go on")
    expect(again.page.get_by_text(COMMENT)).to_be_visible()
    again.mark("side effects", "Symptom")
    hand_in(stage)
    pause(stage)
    reviewer.app.open_project(PROJECT)
    work.begin("Review the next text")
    stage.reviewed[work.text()] = sorted(work.marks())
    work.accept()
    work.expect_nothing_left()
    labeler.app.open_project(PROJECT)
    recent = stage.ask(labeler, f"projects/{project_of(labeler.app.page)}/recent")
    stage.recent = [(one["state"], one["can_reopen"]) for one in recent]


def hand_in(stage: Labeling) -> None:
    """Note what the labeler made, and hand it in."""
    work = stage.work_of("label-labeler")
    before = work.text()
    stage.made[before] = sorted(work.marks())
    work.submit()
    work.expect_another(before)


def pause(stage: Labeling) -> None:
    """Leave the open text; one's work follows."""
    page = stage.people["label-labeler"].app.page
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("heading", name="Your work")).to_be_visible()


def watch_the_timer(stage: Labeling, page: Page) -> None:
    """Read the lease's timer, and again once it shows something else."""
    timer = page.get_by_text(re.compile(r"\d+:\d\d left"))
    shown = timer.inner_text()
    expect(timer).not_to_have_text(shown)
    stage.left += [_seconds(shown), _seconds(timer.inner_text())]


def _seconds(timer: str) -> int:
    found = re.search(r"(\d+):(\d\d) left", timer)
    assert found is not None, timer
    return 60 * int(found[1]) + int(found[2])


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on what is meant."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def begin_to_sign_in(stage: Labeling) -> None:
    """Give the right password: the code is asked for."""
    page = stage.people["label-labeler"].app.page
    page.get_by_label("E-mail").fill(LABELER[0])
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_label("Code")).to_be_visible()


def give_codes(stage: Labeling) -> None:
    """Give a wrong code, which is refused, and then the right one."""
    app = stage.people["label-labeler"].app
    right = code(stage)
    app.give_code(f"{(int(right) + 1) % 1_000_000:06}")
    expect(app.page.get_by_role("alert")).to_contain_text("Incorrect code")
    refused = stage.people["label-labeler"].context.request.get(f"{stage.home.base}/api/session")
    stage.refused = [refused.status]
    app.give_code(right)
    expect(app.page.get_by_role("button", name="Sign out")).to_be_visible()
