"""From nothing to work by the set-up's own way: left, resumed, refused with reasons, started."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator

import pytest
from acceptance.installation import Installation, Person
from acceptance.pages import PeoplePage, SetUpPage, UploadPage
from acceptance.stage import Stage
from acceptance.sweep import Sweep
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = [pytest.mark.promise("web"), pytest.mark.timeout(600)]
TEXTS = "text\nThe patient takes aspirin and sleeps well.\nNo pain at all was reported this week.\n"


@pytest.fixture(scope="module")
def stage(
    home: Installation, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    stage = Stage(home=home, browser=browser, folder=tmp_path_factory.mktemp("set-up"))
    with stage.pictured_on_failure():
        stage.enter_as("admin", "admin")
        yield stage


def begin(admin: Person, name: str) -> Page:
    """Make a project as the dialog offers it; the way of its set-up follows."""
    page = admin.app.page
    admin.app.open("/")
    page.get_by_role("button", name="New project").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill(name)
    expect(dialog.get_by_role("button", name="Make the project")).to_be_enabled()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Set-up", level=1)).to_be_visible()
    return page


def step(page: Page, name: str) -> Locator:
    """Return one step of the way."""
    heading = page.get_by_role("heading", name=name)
    return page.get_by_role("listitem").filter(has=heading)


def back(admin: Person) -> None:
    """Come back to the way from wherever a step was done."""
    admin.app.go("Set-up")
    expect(admin.app.page.get_by_role("heading", name="Texts", level=2)).to_be_visible()


def test_a_new_project_is_led_from_its_first_text_to_its_first_label(stage: Stage) -> None:
    admin = stage.people["admin"]
    page = begin(admin, "Knee letters")
    expect_refusal(page)
    sweep = Sweep()
    sweep.look(admin, "set-up-new")
    bring_texts(stage, page)
    back(admin)
    expect(step(page, "Texts")).to_contain_text("2 texts are ready", timeout=90_000)
    page.get_by_role("link", name="Edit labels").click()
    parts = SetUpPage(page=page)
    parts.add_label("Drug", key="1")
    parts.publish()
    back(admin)
    expect(step(page, "Labels and questions")).to_contain_text("done")
    step(page, "People").get_by_role("link", name="Invite people").click()
    people = PeoplePage(page=page)
    link = people.invite("labeler@demo.example", ["Labeler"])
    people.invite("reviewer@demo.example", ["Reviewer"])
    back(admin)
    expect(step(page, "People")).to_contain_text("under way")
    labeler = join(stage, link)
    expect(labeler.get_by_text("The work has not been started, or is paused.")).to_be_visible()
    sweep.look(admin, "set-up-ready")
    page.get_by_role("button", name="Start work").click()
    expect(page.get_by_text("Work is under way")).to_be_visible()
    labeler.get_by_role("link", name="Back to your work").click()
    labeler.get_by_role("link", name="Label the next text").click()
    expect(labeler.get_by_test_id("text-surface")).to_be_visible()
    assert sweep.found == []
    assert stage.home.heard.complaints == []


def expect_refusal(page: Page) -> None:
    """Try to start too early; the page says what is missing, and what is next."""
    expect(page.locator("[aria-current=step]")).to_contain_text("Texts")
    page.get_by_role("button", name="Start work").press("Enter")
    refused = page.get_by_role("alert")
    for reason in ("Work cannot start yet.", "Add the first texts", "Invite somebody to label."):
        expect(refused).to_contain_text(reason)


def bring_texts(stage: Stage, page: Page) -> None:
    """Add two texts from where the way leads."""
    table = stage.folder / "letters.csv"
    table.write_text(TEXTS)
    page.get_by_role("link", name="Add texts").last.click()
    upload = UploadPage(page=page)
    upload.choose([table])
    upload.new_dataset("Letters")
    upload.use_column("text", "The text")
    upload.send()
    upload.wait_until_done()


def join(stage: Stage, link: str) -> Page:
    """Let the labeler in, who looks for work at once."""
    labeler = stage.enter_as("labeler", "labeler")
    labeler.app.page.goto(link)
    labeler.app.page.get_by_role("button", name="Join").click()
    expect(labeler.app.page.get_by_role("button", name="Sign out")).to_be_visible()
    labeler.app.open_project("Knee letters")
    project = labeler.app.page.url.split("/projects/")[1].split("/")[0]
    labeler.app.open(f"/projects/{project}/label")
    return labeler.app.page


def test_work_is_paused_and_goes_on(stage: Stage) -> None:
    admin = stage.people["admin"]
    page = admin.app.page
    admin.app.open_project("Discharge letters")
    admin.app.go("Set-up")
    page.get_by_role("button", name="Pause work").click()
    expect(page.get_by_role("button", name="Start work")).to_be_visible()
    admin.app.go("Overview")
    expect(page.get_by_text("Work is not under way.")).to_be_visible()
    page.get_by_role("link", name="See what is missing, or start it").click()
    page.get_by_role("button", name="Start work").click()
    expect(page.get_by_text("Work is under way")).to_be_visible()
