"""The guide's first hour, as it stands in `docs/guide/first-hour.md`, with its own sample files.

- It takes the guide's pictures: `SEALMARK_GUIDE_IMAGES` names the folder for them. Without it this
  is skipped; the main job proves the same way with other texts.
- Pictures show the sample texts only, which are made up.
"""

# SPDX-License-Identifier: Apache-2.0
import os
import re
from pathlib import Path

import pytest
from acceptance.installation import Installation, Person, verify_offline
from acceptance.pages import ExportsPage, SetUpPage, UploadPage
from acceptance.stage import Stage
from acceptance.sweep import settle
from acceptance.text_pages import QuarantinePage, WorkPage
from playwright.sync_api import Browser, expect

from tools.dev.shell import ROOT

IMAGES = os.environ.get("SEALMARK_GUIDE_IMAGES", "")
SAMPLES = ROOT / "docs/guide/samples"
PROJECT = "Letters and chats"
LARGEST = 150_000
GUIDELINE = """# What to mark

Mark every **problem** in the words of the text, and every **treatment** without its dose.

- Mark the words only, without the full stop.
- Grey places were changed to protect people. Leave them as they are.
"""
_TOLD = re.compile(
    r"with (?P<problem>[a-z ]+)\. (He|She).*We started (?P<treatment>[a-z]+)", re.DOTALL
)
pytestmark = [
    pytest.mark.promise("web"),
    pytest.mark.timeout(300),
    pytest.mark.skipif(not IMAGES, reason="takes the guide's pictures: set SEALMARK_GUIDE_IMAGES"),
]


def test_the_first_hour_of_the_guide_ends_with_a_bundle_that_verifies(
    installation: Installation, browser: Browser, tmp_path: Path
) -> None:
    stage = Stage(home=installation, browser=browser, folder=tmp_path, width=1440)
    with stage.pictured_on_failure():
        admin = stage.enter_as("guide-admin", "admin")
        _set_up(admin)
        _bring_in(stage, admin)
        people = {
            role: stage.invite(admin, f"guide-{role}", role, [title])
            for role, title in (
                ("labeler", "Labeler"),
                ("reviewer", "Reviewer"),
                ("steward", "Data steward"),
            )
        }
        _picture(admin, "people")
        _label(people["labeler"])
        _review(people["reviewer"])
        _release(people["steward"])
        bundle = _take_out(stage, admin)
    verdict = verify_offline(bundle, folder=tmp_path)
    assert verdict.returncode == 0, verdict.stderr
    sizes = {one.name: one.stat().st_size for one in Path(IMAGES).glob("*.png")}
    assert not [name for name, size in sizes.items() if size > LARGEST]


def _picture(person: Person, name: str) -> None:
    page = person.app.page
    page.mouse.move(0, 0)
    settle(page)
    page.screenshot(path=Path(IMAGES) / f"{name}.png", animations="disabled")


def _set_up(admin: Person) -> None:
    admin.app.create_project(PROJECT)
    admin.app.go("Set-up")
    parts = SetUpPage(page=admin.app.page)
    parts.add_label("Problem", key="1")
    parts.add_label("Treatment", key="2")
    parts.add_choice("Does somebody have to act?", ["Yes", "No"], needed=True)
    parts.page.get_by_label("Key of Yes").fill("y")
    parts.page.get_by_label("Key of No").fill("n")
    parts.publish()
    _picture(admin, "labels")
    parts.open_part("Guideline")
    parts.write_guideline(GUIDELINE)
    parts.publish()
    parts.open_part("Steps")
    parts.review_share(100)


def _bring_in(stage: Stage, admin: Person) -> None:
    admin.app.go("Add texts")
    upload = UploadPage(page=admin.app.page)
    upload.choose([SAMPLES / "letters.csv"])
    upload.new_dataset("Letters")
    upload.use_column("ward", "Shown beside the text, redacted")
    _picture(admin, "add-texts")
    upload.send()
    upload.wait_until_done()
    columns = ["--dataset", "Chats", "--content", "text", "--id", "id", "--subject", "customer"]
    stage.ingest(PROJECT, str(SAMPLES / "chats.jsonl"), *columns)
    admin.app.go("Overview")
    expect(admin.app.page.get_by_text("Quarantine holds")).to_be_visible()
    _picture(admin, "overview")


def _label(labeler: Person) -> None:
    labeler.app.open_project(PROJECT)
    work = WorkPage(page=labeler.app.page)
    work.begin("Label the next text")
    while (found := _TOLD.search(work.text())) is None:
        before = work.text()
        work.page.keyboard.press("n")
        _hand_in(work, before)
    work.mark(found["problem"], "Problem")
    work.mark(found["treatment"], "Treatment")
    work.page.keyboard.press("y")
    work.wait_until_saved()
    _picture(labeler, "label")
    _hand_in(work, work.text())
    for _ in range(2):
        before = work.text()
        work.page.keyboard.press("n")
        _hand_in(work, before)


def _hand_in(work: WorkPage, before: str) -> None:
    work.submit()
    work.expect_another(before)


def _review(reviewer: Person) -> None:
    reviewer.app.open_project(PROJECT)
    work = WorkPage(page=reviewer.app.page)
    work.begin("Review the next text")
    while work.surface.is_visible():
        before = work.text()
        if work.page.get_by_role("option").count():
            _picture(reviewer, "review")
        work.accept()
        work.expect_another(before)


def _release(steward: Person) -> None:
    steward.app.open_project(PROJECT)
    steward.app.go("Quarantine")
    spanish = steward.app.page.get_by_role("row").filter(
        has=steward.app.page.get_by_role("cell", name="es", exact=True)
    )
    spanish.get_by_role("link").click()
    held = QuarantinePage(page=steward.app.page)
    held.wait()
    held.mark("hace una semana", "Date")
    _picture(steward, "quarantine")
    held.hide("It says when.")


def _take_out(stage: Stage, admin: Person) -> Path:
    admin.app.open_project(PROJECT)
    admin.app.go("Exports")
    exports = ExportsPage(page=admin.app.page)
    with exports.previewed():
        _picture(admin, "export-request")
    exports.request("JSON Lines", "The first reviewed letters and chats.")
    bundle = stage.folder / "export.zip"
    exports.download(bundle)
    _picture(admin, "exports")
    return bundle
