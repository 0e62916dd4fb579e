"""The export page: what leaves is chosen and seen before, by whom it may; a stranger checks it.

- One project: its admin asks, a second person approves or not, somebody without a right looks.
- The bundle that was taken away is checked on the page that this installation serves, in a browser
  that never signed in.
"""

# SPDX-License-Identifier: Apache-2.0
import zipfile
from pathlib import Path

import pytest
from acceptance.installation import Installation, Person
from acceptance.outgoing import label_all, set_up
from acceptance.pages import ExportsPage, SetUpPage
from acceptance.stage import Stage
from acceptance.sweep import Sweep
from acceptance.text_pages import JOB_PATIENCE_MS
from playwright.sync_api import Browser, Locator, Page, Route, expect

pytestmark = [pytest.mark.promise("web"), pytest.mark.promise("export"), pytest.mark.timeout(300)]
PROJECT = "Leaving"


@pytest.fixture(scope="module")
def stage(
    installation: Installation, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Stage:
    """Three labeled texts, somebody who may ask for them, and somebody who may only look."""
    stage = Stage(home=installation, browser=browser, folder=tmp_path_factory.mktemp("leaving"))
    with stage.pictured_on_failure():
        admin = stage.enter_as("leaving-admin", "admin")
        set_up(admin, PROJECT)
        parts = SetUpPage(page=admin.app.page)
        parts.open_labels()
        parts.add_label("Dose", key="2")
        parts.publish()
        labeler = stage.invite(admin, "leaving-labeler", "labeler", ["Labeler"])
        stage.invite(admin, "leaving-steward", "steward", ["Data steward"])
        label_all(stage, labeler, PROJECT)
    return stage


@pytest.fixture
def admin(stage: Stage) -> Person:
    return _at_exports(stage, "leaving-admin")


@pytest.fixture
def steward(stage: Stage) -> Person:
    return _at_exports(stage, "leaving-steward")


def _at_exports(stage: Stage, who: str) -> Person:
    person = stage.people[who]
    person.app.open_project(PROJECT)
    person.app.go("Overview")
    person.app.go("Exports")
    return person


def _looks_right(person: Person, name: str) -> None:
    """Judge the page as it stands, at both widths and in both looks."""
    sweep = Sweep()
    sweep.look(person, name)
    assert sweep.found == []


def _narrow(dialog: Locator, label: str) -> None:
    """Choose a label with the mouse, and fold the choice by the key that would close the dialog."""
    field = dialog.get_by_label("Texts that hold one of these labels")
    field.click()
    dialog.get_by_role("checkbox", name=label).check()
    dialog.page.keyboard.press("Escape")
    expect(field).to_be_focused()


def _bundle(admin: Person, folder: Path) -> Path:
    page = ExportsPage(page=admin.app.page)
    page.request("JSON Lines", "For a stranger to check.")
    page.download(folder / "bundle.zip", "JSON Lines, redacted texts")
    return folder / "bundle.zip"


def _stranger(stage: Stage, browser: Browser) -> Page:
    page = browser.new_context(locale="en-GB").new_page()
    page.goto(f"{stage.home.base}/verify.html")
    return page


def test_what_would_leave_is_counted_and_seen_redacted_before_it_is_asked_for(
    admin: Person,
) -> None:
    with ExportsPage(page=admin.app.page).previewed() as dialog:
        expect(dialog.get_by_text("3 texts with their labels would leave.")).to_be_visible()
        table = dialog.get_by_role("table")
        expect(table.get_by_text("Drug: aspirin")).to_have_count(3)
        expect(table).not_to_contain_text("Quartermaine")
        dialog.get_by_text("How the file begins").click()
        expect(dialog.get_by_text('"quote":"aspirin"').last).to_be_visible()
        _narrow(dialog, "Dose")
        expect(table).to_have_count(0)
        dialog.get_by_role("button", name="Count and preview").click()
        expect(dialog.get_by_text("Nothing fits this choice.")).to_be_visible()
        _narrow(dialog, "Drug")
        dialog.get_by_role("button", name="Count and preview").click()
        expect(dialog.get_by_text("3 texts with their labels would leave.")).to_be_visible()
        _looks_right(admin, "export-request")
        dialog.get_by_label("Handed in from").fill("2099-01-01")
        expect(table).to_have_count(0)
        dialog.get_by_role("button", name="Count and preview").click()
        expect(dialog.get_by_text("Nothing fits this choice.")).to_be_visible()
        dialog.get_by_label("Handed in until").fill("2098-01-01")
        expect(dialog.get_by_text("This is before the first day.")).to_be_visible()


def test_who_may_not_ask_is_told_who_may(steward: Person) -> None:
    page = steward.app.page
    expect(page.get_by_text("Project admins ask for exports and take them away.")).to_be_visible()
    expect(page.get_by_role("button", name="Request an export")).to_have_count(0)
    expect(page.get_by_role("button", name="Download")).to_have_count(0)


def test_a_missing_approval_says_by_whose_word_and_the_second_person_gives_it(
    stage: Stage, admin: Person
) -> None:
    page = ExportsPage(page=admin.app.page)
    key = stage.folder / "leaving.key"
    line = stage.home.command("recipient", "new", str(key)).stdout.strip()
    page.request("JSON Lines", "For the hospital.", recipient_key=line)
    row = page.row("JSON Lines, aligned to the originals")
    expect(row).to_contain_text("Waits for the approval of a data steward who is not the one")
    expect(row).to_contain_text("1 person can give it.")
    _looks_right(admin, "exports-waiting")
    steward = _at_exports(stage, "leaving-steward")
    own = ExportsPage(page=steward.app.page)
    expect(own.row("aligned to the originals")).to_contain_text("you can give it")
    _looks_right(steward, "exports-to-approve")
    own.approve("The hospital may have it.")
    expect(own.row("aligned to the originals")).not_to_contain_text("you can give it")


def test_an_export_is_cancelled_by_who_may_ask_and_found_among_those_that_ended(
    stage: Stage, admin: Person
) -> None:
    page = ExportsPage(page=admin.app.page)
    line = stage.home.command("recipient", "new", str(stage.folder / "no.key")).stdout.strip()
    page.request("CSV", "By mistake.", recipient_key=line)
    row = page.row("CSV, aligned to the originals")
    row.get_by_role("button", name="Cancel").click()
    expect(row).to_contain_text("Cancelled")
    row.get_by_role("button", name="Ask again").click()
    dialog = admin.app.page.get_by_role("dialog")
    expect(dialog.get_by_label("Format")).to_have_value("csv")
    expect(dialog.get_by_role("radio", name="Aligned to the originals")).to_be_checked()
    admin.app.page.keyboard.press("Escape")
    admin.app.page.get_by_text("Failed, refused, cancelled or expired", exact=True).click()
    expect(page.row("CSV, aligned to the originals")).to_be_visible()
    admin.app.page.get_by_text("Under way", exact=True).click()
    expect(page.row("CSV, aligned to the originals")).to_be_hidden()


def test_a_stranger_checks_the_bundle_on_the_page_that_is_served(
    stage: Stage, admin: Person, browser: Browser, tmp_path: Path
) -> None:
    bundle = _bundle(admin, tmp_path)
    kept = ExportsPage(page=admin.app.page).row("JSON Lines, redacted texts")
    expect(kept).to_contain_text("kept until")
    _looks_right(admin, "exports")
    page = _stranger(stage, browser)
    page.locator("#file").set_input_files(bundle)
    verdict = page.locator("#verdict")
    expect(verdict).to_contain_text("with a key that you did not give", timeout=JOB_PATIENCE_MS)
    told = stage.home.command("audit", "keys", "--home", str(stage.home.up.home))
    assert told.returncode == 0, told.stderr
    keys = [one for one in told.stdout.splitlines() if one in _keys_in(bundle)]
    page.get_by_label("The key that you trust").fill(keys[0])
    expect(verdict).to_have_text("Verified")
    bent = bytearray(bundle.read_bytes())
    bent[len(bent) // 2] ^= 1
    (tmp_path / "bent.zip").write_bytes(bytes(bent))
    page.locator("#file").set_input_files(tmp_path / "bent.zip")
    expect(verdict).to_have_text("Not verified", timeout=JOB_PATIENCE_MS)
    page.context.close()


def _keys_in(bundle: Path) -> set[str]:
    with zipfile.ZipFile(bundle) as opened:
        return set(opened.read("evidence/log.key").decode().splitlines())


def test_a_download_that_breaks_off_goes_on_where_it_was(admin: Person, tmp_path: Path) -> None:
    page = admin.app.page
    exports = ExportsPage(page=page)
    exports.request("CSV", "For a line that breaks.")
    row = exports.row("CSV, redacted texts")
    asked: list[str] = []

    def break_off(route: Route) -> None:
        """Answer the first request with less than was asked for, and cut the second."""
        headers = route.request.headers
        asked.append(headers["range"])
        if len(asked) == 1:
            route.continue_(headers=headers | {"range": "bytes=0-4095"})
        elif len(asked) == 2:
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/download", break_off)
    row.get_by_role("button", name="Download").click(timeout=JOB_PATIENCE_MS)
    go_on = row.get_by_role("button", name="Go on with the download")
    expect(go_on).to_be_visible()
    with page.expect_download() as taken:
        go_on.click()
    page.unroute("**/download", break_off)
    taken.value.save_as(tmp_path / "whole.zip")
    assert [one.split("-")[0] for one in asked] == ["bytes=0", "bytes=4096", "bytes=4096"]
    with zipfile.ZipFile(tmp_path / "whole.zip") as bundle:
        assert bundle.testzip() is None


def test_the_page_speaks_german(admin: Person) -> None:
    page = admin.app.page
    expect(page.get_by_role("button", name="Request an export")).to_be_visible()
    page.get_by_role("button", name="Language").click()
    page.get_by_role("button", name="Deutsch").click()
    expect(page.get_by_role("button", name="Export beantragen")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Export beantragen")).to_be_visible()
    page.get_by_role("button", name="Sprache").click()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("button", name="Request an export")).to_be_visible()
