"""The main job, as people do it one after the other in browsers of their own.

- Each function is what one person does; it waits for what an eye would see, never for time.
- `Journey` holds what is needed to judge afterwards.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from acceptance.materials import chats, dialogues
from acceptance.pages import ExportsPage, PeoplePage, SetUpPage, UploadPage
from acceptance.stage import Stage
from acceptance.text_pages import JOB_PATIENCE_MS, QuarantinePage, TextPage, WorkPage
from playwright.sync_api import expect

PROJECT: Final = "Knee pain study"
PASSWORD: Final = "seven quiet harbours"
LABELER: Final = ("lina.larsen@lab.example", "Lina Larsen")
REVIEWER: Final = ("rolf.rasmussen@lab.example", "Rolf Rasmussen")
STEWARD: Final = "steward@demo.example"
QUESTION: Final = "Is a follow-up planned?"
REMARK: Final = "Anything to remark?"
COMMENT: Final = "Please mark the other words too."
GUIDELINE: Final = """# What to mark

Mark every **complaint** in the patient's own words, and every **body part**.

- Mark the words only, without the full stop.
- Grey places were changed to protect people. Leave them as they are.
"""
_TWO_WORDS = re.compile(r"\b[a-z]{3,} [a-z]{3,}\b")


@dataclass(kw_only=True)
class Journey(Stage):
    """One run of the main job."""

    corpora: Path | None
    brought_in: int = 0

    @property
    def bundle(self) -> Path:
        """Where the export was downloaded to."""
        return self.folder / "export.zip"


def do_the_main_job(journey: Journey) -> None:
    """All of it, in order."""
    invitations = set_up(journey)
    bring_in(journey)
    join(journey, invitations)
    label_three(journey)
    review_three(journey)
    mend(journey)
    watch_over(journey)
    take_out(journey)


def set_up(journey: Journey) -> dict[str, str]:
    """Sign in by link, make a project, publish labels and guideline; return the invitations."""
    admin = journey.enter("admin")
    admin.app.redeem(journey.home.link("admin"))
    admin.app.create_project(PROJECT)
    journey.look("admin", "overview-new")
    admin.app.go("Set-up")
    parts = SetUpPage(page=admin.app.page)
    parts.add_label("Complaint", key="1")
    parts.add_label("Body part", key="2")
    parts.add_choice(QUESTION, ["Yes", "No"], needed=True)
    parts.page.get_by_label("Key of Yes").fill("y")
    parts.page.get_by_label("Key of No").fill("n")
    parts.add_free_text(REMARK)
    parts.publish()
    journey.look("admin", "set-up-labels")
    parts.open_part("Guideline")
    parts.write_guideline(GUIDELINE)
    parts.publish()
    journey.look("admin", "set-up-guideline")
    parts.open_part("Steps")
    parts.review_share(100)
    admin.app.go("People")
    people = PeoplePage(page=admin.app.page)
    invitations = {
        "labeler": people.invite(LABELER[0], ["Labeler"]),
        "reviewer": people.invite(REVIEWER[0], ["Reviewer"]),
        "steward": people.invite(STEWARD, ["Data steward"]),
    }
    journey.look("admin", "people")
    return invitations


def bring_in(journey: Journey) -> None:
    """Upload a table in the browser, and a file of chats from the command line."""
    admin = journey.people["admin"]
    table, lines = journey.folder / "dialogues.csv", journey.folder / "chats.jsonl"
    journey.brought_in = dialogues(journey.corpora, table) + chats(journey.corpora, lines)
    admin.app.go("Add texts")
    upload = UploadPage(page=admin.app.page)
    upload.choose([table])
    upload.new_dataset("Dialogues")
    upload.use_column("dialogue", "The text")
    upload.use_column("ID", "Your id, given back in exports")
    upload.use_column("section_header", "Shown beside the text, redacted")
    journey.look("admin", "add-texts")
    upload.send()
    upload.wait_until_done()
    journey.look("admin", "texts-are-redacted")
    command = ["ingest", PROJECT, str(lines), "--as", "admin@demo.example"]
    columns = ["--dataset", "Chats", "--content", "text", "--id", "id", "--subject", "customer"]
    told = journey.home.command(*command, *columns, "--home", str(journey.home.up.home))
    assert told.returncode == 0, told.stderr
    admin.app.go("Jobs")
    journey.look("admin", "jobs")
    admin.app.go("Overview")
    journey.look("admin", "overview")


def join(journey: Journey, invitations: dict[str, str]) -> None:
    """Accept the invitations: two people are new, the steward has an account already."""
    for who, (_, name) in (("labeler", LABELER), ("reviewer", REVIEWER)):
        person = journey.enter(who)
        person.app.page.goto(invitations[who])
        expect(person.app.page.get_by_label("Your name")).to_be_visible()
        journey.look(who, f"invitation-{who}")
        person.app.join(invitations[who], name=name, password=PASSWORD)
    steward = journey.enter("steward")
    steward.app.redeem(journey.home.link("steward"))
    steward.app.page.goto(invitations["steward"])
    steward.app.page.get_by_role("button", name="Join").click()
    expect(steward.app.page.get_by_role("button", name="Sign out")).to_be_visible()
    journey.look("steward", "projects")


def label_three(journey: Journey) -> None:
    """Label by mouse, by keyboard alone, and by both; then skip one."""
    person = journey.people["labeler"]
    person.app.open_project(PROJECT)
    journey.look("labeler", "your-work")
    work = WorkPage(page=person.app.page)
    work.begin("Label the next text")
    _label_by_mouse(journey, work)
    _label_by_keyboard(work)
    work.mark_by_key(_words(work).split()[0], "2")
    person.app.page.keyboard.press("n")
    _hand_in(work)
    before = work.text()
    work.skip("It is unclear how to label this")
    work.expect_another(before)
    person.app.page.get_by_role("button", name="Pause").click()
    expect(person.app.page.get_by_role("heading", name="Your work")).to_be_visible()


def _label_by_mouse(journey: Journey, work: WorkPage) -> None:
    """Overlapping marks, an answer, a remark; undone, redone, reloaded; then handed in."""
    page, both = work.page, _words(work)
    first = both.split()[0]
    work.mark(both, "Complaint")
    work.mark(first, "Body part")
    marked = sorted([(both, "Complaint"), (first, "Body part")])
    work.expect_marks(marked)
    page.keyboard.press("Control+z")
    work.expect_marks(marked[1:] if marked[0][0] == first else marked[:1])
    page.keyboard.press("Control+Shift+z")
    work.expect_marks(marked)
    work.answer(QUESTION, "Yes")
    work.write(REMARK, "Call (217) 555-0199 for more.")
    expect(page.get_by_text("seems to hold a phone")).to_be_visible()
    journey.look("labeler", "label")
    work.submit()
    expect(page.get_by_role("alert")).to_be_visible()
    work.write(REMARK, "A clear description.")
    work.wait_until_saved()
    page.reload()
    work.wait()
    work.expect_marks(marked)
    expect(page.get_by_role("textbox", name=REMARK)).to_have_value("A clear description.")
    _hand_in(work)


def _label_by_keyboard(work: WorkPage) -> None:
    """Select, mark, answer and hand in without the mouse."""
    keyboard = work.page.keyboard
    work.surface.focus()
    keyboard.press("Control+Home")
    keyboard.press("Control+Shift+ArrowRight")
    keyboard.press("1")
    expect(work.page.get_by_role("option")).to_have_count(1)
    keyboard.press("y")
    work.wait_until_saved()
    _hand_in(work)


def review_three(journey: Journey) -> None:
    """Accept one, correct one, send one back."""
    person = journey.people["reviewer"]
    person.app.open_project(PROJECT)
    work = WorkPage(page=person.app.page)
    work.begin("Review the next text")
    journey.look("reviewer", "review")
    before = work.text()
    work.accept()
    work.expect_another(before)
    before, words = work.text(), _words(work)
    work.mark_by_key(words, "2")
    expect(person.app.page.get_by_text("1 changed")).to_be_visible()
    journey.look("reviewer", "review-corrected")
    work.submit()
    work.expect_another(before)
    work.send_back(COMMENT)
    work.expect_nothing_left()


def mend(journey: Journey) -> None:
    """The labeler gets one text back with the comment, and mends it; the reviewer accepts it."""
    labeler = journey.people["labeler"]
    labeler.app.open_project(PROJECT)
    expect(labeler.app.page.get_by_text("came back to you with a comment")).to_be_visible()
    work = WorkPage(page=labeler.app.page)
    work.begin("Go on")
    expect(labeler.app.page.get_by_text(COMMENT)).to_be_visible()
    journey.look("labeler", "sent-back")
    work.mark_by_key(_words(work), "1")
    _hand_in(work)
    labeler.app.page.get_by_role("button", name="Pause").click()
    expect(labeler.app.page.get_by_role("heading", name="Your work")).to_be_visible()
    reviewer = journey.people["reviewer"]
    reviewer.app.open_project(PROJECT)
    work = WorkPage(page=reviewer.app.page)
    work.begin("Review the next text")
    work.accept()
    work.expect_nothing_left()


def watch_over(journey: Journey) -> None:
    """The steward sees what is held back, hides more of it, and releases it with a reason."""
    steward = journey.people["steward"]
    steward.app.open_project(PROJECT)
    steward.app.go("Quarantine")
    journey.look("steward", "quarantine")
    held = QuarantinePage(page=steward.app.page)
    held.open_first()
    held.mark("hace una semana", "Date")
    journey.look("steward", "quarantined-text")
    held.hide("It says when.")
    expect(held.surface).not_to_contain_text("hace una semana", timeout=JOB_PATIENCE_MS)
    held.release("Nothing in it names anybody.")
    expect(steward.app.page.get_by_text("Nothing waits here")).to_be_visible()


def take_out(journey: Journey) -> None:
    """Ask for the reviewed labels and download the bundle."""
    admin = journey.people["admin"]
    admin.app.open_project(PROJECT)
    admin.app.go("Exports")
    exports = ExportsPage(page=admin.app.page)
    exports.request("JSON Lines", "The first reviewed labels.")
    exports.download(journey.bundle)
    journey.look("admin", "exports")


def _hand_in(work: WorkPage) -> None:
    before = work.text()
    work.submit()
    work.expect_another(before)


def _words(page: TextPage) -> str:
    """Two words of the text that stand beside each other and are nothing special."""
    found = _TWO_WORDS.search(page.text())
    assert found is not None, "the text has no two plain words"
    return found[0]
