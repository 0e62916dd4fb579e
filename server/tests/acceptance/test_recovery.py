"""Nothing that was labeled is lost: not with the tab, the network, the answer, nor the session.

- What the browser keeps meanwhile is sealed, holds no word of a text, and goes at sign-out.
"""

# SPDX-License-Identifier: Apache-2.0
import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, cast

import pytest
from acceptance.installation import Installation, Person
from acceptance.pages import PeoplePage
from acceptance.stage import Gate, Stage, project_of
from acceptance.text_pages import WorkPage
from playwright.sync_api import Browser, Page, Route, expect
from playwright.sync_api import Error as BrowserError

pytestmark = [pytest.mark.promise("web"), pytest.mark.promise("label"), pytest.mark.timeout(300)]
PROJECT: Final = "Discharge letters"
PASSWORD: Final = "nine green lanterns"
FOLLOW_UP: Final = "Is a follow-up planned?"
MARKS: Final = [("acute distress", "Symptom"), ("distress", "Drug")]
SESSION_COOKIE: Final = "sealmark"
_SHELF = """
() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("sealmark-kept");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const db = opening.result;
    if (!db.objectStoreNames.contains("parcels")) { db.close(); return resolve([]); }
    const all = db.transaction("parcels").objectStore("parcels").getAll();
    all.onsuccess = () => { db.close(); resolve(all.result.map(({ owner, at, nonce, sealed }) =>
      ({ owner, at, sealed: new TextDecoder("latin1").decode(sealed) }))); };
  };
})
"""


@dataclass(kw_only=True)
class Desk:
    """A labeler with a password at a browser, and the page on which they work."""

    stage: Stage
    person: Person
    email: str

    @property
    def work(self) -> WorkPage:
        return WorkPage(page=self.page)

    @property
    def page(self) -> Page:
        return self.person.context.pages[-1]

    def open(self) -> None:
        """Open the labeling page in a new tab."""
        project = project_of(self.person.app.page)
        self.person.context.new_page().goto(f"{self.stage.home.base}/projects/{project}/label")
        self.work.wait()

    def mark(self) -> None:
        for words, label in MARKS:
            self.work.mark(words, label)
        self.work.answer(FOLLOW_UP, "Yes")

    def kept(self) -> list[dict[str, object]]:
        return cast("list[dict[str, object]]", self.person.app.page.evaluate(_SHELF))

    def kill(self) -> None:
        """End the tab's process as a crash does."""
        with contextlib.suppress(BrowserError):
            self.page.goto("chrome://crash", timeout=5_000)
        self.page.close()

    def handed_in(self) -> int:
        project = project_of(self.person.app.page)
        return len(self.stage.ask(self.person, f"projects/{project}/recent"))


@pytest.fixture(scope="module")
def stage(home: Installation, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    stage = Stage(home=home, browser=browser, folder=tmp_path_factory.mktemp("recovery"))
    admin = stage.enter_as("recovery-admin", "admin")
    admin.app.open_project(PROJECT)
    admin.app.go("People")
    return stage


@pytest.fixture
def desk(stage: Stage, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """Invite somebody new, who takes a text in a tab of its own and gives it back at the end."""
    email = f"{abs(hash(request.node.name))}@lab.example"
    link = PeoplePage(page=stage.people["recovery-admin"].app.page).invite(email, ["Labeler"])
    who = f"recovery-{len(stage.people)}"
    person = stage.enter(who)
    person.app.join(link, name="Lena Lost", password=PASSWORD)
    person.app.open_project(PROJECT)
    desk = Desk(stage=stage, person=person, email=email)
    with stage.pictured_on_failure():
        desk.open()
        yield desk
    if desk.page != person.app.page:
        desk.page.get_by_role("button", name="Pause").click()
    person.context.close()
    del stage.people[who]


def test_a_killed_tab_loses_no_label(desk: Desk) -> None:
    gate = Gate(desk.page, "**/draft")
    desk.mark()
    expect(desk.work.save_state).to_have_text("Saving…")
    desk.page.wait_for_timeout(300)
    gate.take_away()
    desk.kill()
    desk.open()
    desk.work.expect_marks(MARKS)
    expect(desk.page.get_by_text("Your labels are back.")).to_be_visible()
    desk.work.wait_until_saved()
    desk.page.get_by_role("button", name="Use the last saved version").click()
    desk.work.expect_marks([])
    desk.page.get_by_role("button", name="Redo").click()
    desk.work.expect_marks(MARKS)
    desk.work.wait_until_saved()
    assert desk.kept() == []


def test_what_is_kept_in_the_browser_is_sealed_and_holds_no_word(desk: Desk) -> None:
    gate = Gate(desk.page, "**/draft")
    desk.mark()
    expect(desk.work.save_state).to_have_text("Saving…")
    desk.page.wait_for_timeout(300)
    (parcel,) = desk.kept()
    assert set(parcel) == {"owner", "at", "sealed"}
    sealed = str(parcel["sealed"])
    assert sealed
    for word in ("acute", "distress", "Symptom", "class_id", "spans", "start"):
        assert word not in sealed
    gate.open()
    desk.work.wait_until_saved()
    assert desk.kept() == []


def test_without_a_network_the_hand_in_waits_and_goes_out_once(desk: Desk) -> None:
    desk.mark()
    before = desk.work.text()
    desk.person.context.set_offline(True)
    desk.work.submit()
    expect(desk.page.get_by_text("Not handed in yet, kept.")).to_be_visible()
    desk.work.expect_marks(MARKS)
    desk.person.context.set_offline(False)
    desk.work.expect_another(before)
    assert desk.handed_in() == 1


def test_an_answer_that_is_lost_doubles_nothing(desk: Desk) -> None:
    desk.mark()
    before = desk.work.text()

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        desk.page.unroute("**/submit")
        route.abort()

    desk.page.route("**/submit", lose_the_answer)
    desk.work.submit()
    desk.work.expect_another(before)
    assert desk.handed_in() == 1


def test_a_hand_in_that_waits_survives_the_tab(desk: Desk) -> None:
    desk.mark()
    before = desk.work.text()
    desk.person.context.set_offline(True)
    desk.work.submit()
    expect(desk.page.get_by_text("Not handed in yet, kept.")).to_be_visible()
    desk.page.wait_for_timeout(300)
    desk.kill()
    desk.person.context.set_offline(False)
    desk.open()
    desk.work.expect_marks(MARKS)
    expect(desk.page.get_by_text("You had handed this text in")).to_be_visible()
    desk.work.submit()
    desk.work.expect_another(before)
    assert desk.handed_in() == 1


def test_after_the_session_ended_one_signs_in_and_goes_on_with_the_same_labels(
    desk: Desk,
) -> None:
    desk.work.mark(*MARKS[0])
    desk.work.wait_until_saved()
    text = desk.work.text()
    desk.person.context.clear_cookies(name=SESSION_COOKIE)
    desk.work.mark(*MARKS[1])
    cover = desk.page.get_by_role("dialog", name="You were signed out")
    cover.get_by_label("E-mail").fill(desk.email)
    cover.get_by_label("Password", exact=True).fill(PASSWORD)
    cover.get_by_role("button", name="Sign in", exact=True).click()
    expect(cover).to_be_hidden()
    desk.work.wait_until_saved()
    desk.work.expect_marks(MARKS)
    assert desk.work.text() == text
    desk.page.reload()
    desk.work.wait()
    desk.work.expect_marks(MARKS)


def test_at_sign_out_the_browser_forgets(desk: Desk) -> None:
    gate = Gate(desk.page, "**/draft")
    desk.mark()
    expect(desk.work.save_state).to_have_text("Saving…")
    desk.page.wait_for_timeout(300)
    assert len(desk.kept()) == 1
    gate.take_away()
    desk.kill()
    desk.person.app.sign_out()
    assert desk.kept() == []


def test_two_windows_of_one_person_do_not_take_a_text_from_each_other_on_and_on(
    desk: Desk,
) -> None:
    mine = desk.page
    other = desk.stage.enter("recovery-elsewhere")
    other.app.sign_in(desk.email, PASSWORD)
    project = project_of(desk.person.app.page)
    other.app.page.goto(f"{desk.stage.home.base}/projects/{project}/label")
    WorkPage(page=other.app.page).wait()
    # Each takes it back by itself once; then a person is asked, and left to decide.
    mine.get_by_role("button", name="Take it again").wait_for(timeout=30_000)
    mine.wait_for_timeout(6_000)
    mine.get_by_role("button", name="Take it again").click()
    mine.get_by_role("button", name="Take it again").wait_for(state="hidden")
    asked = other.app.page.get_by_role("button", name="Take it again")
    asked.wait_for(timeout=10_000)
    other.app.page.get_by_role("button", name="Leave this text").click()
    del desk.stage.people["recovery-elsewhere"]
