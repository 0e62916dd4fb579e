"""The privacy dashboard in a browser: pictures, their tables, and fives for who sees no content."""

# SPDX-License-Identifier: Apache-2.0
import json
import os
import re
from pathlib import Path

import pytest
from acceptance.installation import Installation
from acceptance.stage import Stage
from acceptance.sweep import Sweep, settle
from acceptance.text_pages import JOB_PATIENCE_MS
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.promise("web"), pytest.mark.timeout(420)]
PROJECT = "Counted letters"
TEXTS = [
    *[
        f"Mr. Jonathan Whitfield was seen on {day} March 2021. Call 202-555-01{day} on metformin."
        for day in range(10, 22)
    ],
    "The letter came from kx77@oddhost about 48213 7719 20044 and 88123 55012 90210.",
    "La paciente toma metformina dos veces al día y no tiene dolor en la rodilla izquierda.",
]
SECRETS = ("Whitfield", "oddhost", "metformin", "rodilla")
IMAGES = os.environ.get("SEALMARK_GUIDE_IMAGES", "")


@pytest.fixture(scope="module")
def stage(home: Installation, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    folder = tmp_path_factory.mktemp("privacy")
    made = Stage(home=home, browser=browser, folder=folder, width=1440)
    admin = made.enter_as("p-admin", "admin")
    admin.app.create_project(PROJECT)
    made.invite(admin, "p-steward", "steward", ["Data steward"])
    file = folder / "letters.jsonl"
    file.write_text("".join(json.dumps({"text": text}) + "\n" for text in TEXTS), encoding="utf-8")
    made.ingest(PROJECT, str(file))
    return made


def test_the_steward_sees_the_figures_their_tables_and_how_sure_they_are(stage: Stage) -> None:
    steward, sweep = stage.people["p-steward"], Sweep()
    page = steward.app.page
    with stage.pictured_on_failure():
        steward.app.open_project(PROJECT)
        steward.app.go("Privacy")
        expect(page.get_by_text(re.compile("^Counts of"))).to_be_visible(timeout=JOB_PATIENCE_MS)
        expect(page.get_by_text("Waiting in quarantine")).to_be_visible()
        expect(page.get_by_text(re.compile("was not measured yet"))).to_be_visible()
        page.get_by_role("button", name="Measure it").click()
        expect(page.get_by_text(re.compile(r"9\d(\.\d)?% ± \d")).first).to_be_visible(
            timeout=JOB_PATIENCE_MS
        )
        _a_table_stands_behind_a_picture(page)
        sweep.look(steward, "privacy")
        if IMAGES:
            page.set_viewport_size({"width": 1440, "height": 900})
            settle(page)
            page.screenshot(path=Path(IMAGES) / "privacy.png", animations="disabled")
        page.get_by_role("radiogroup", name="Days").get_by_text("7 days").click()
        expect(page).to_have_url(re.compile("days=7"))
        steward.app.go("Policy")
        page.get_by_role("tab", name="Versions", exact=True).click()
        expect(
            page.get_by_text(re.compile(r"Finds 9\d.*± \d.* of what is planted"))
        ).to_be_visible()
        sweep.look(steward, "policy-versions-measured")
    assert sweep.found == []
    assert stage.home.heard.complaints == []
    _nobody_was_told_a_word(stage)


def _nobody_was_told_a_word(stage: Stage) -> None:
    told = [
        one.text
        for who in ("p-steward", "p-admin")
        for one in stage.home.heard.by(who)
        if one.path.endswith(("/privacy", "/measured")) or "/privacy?" in one.path
    ]
    assert told
    assert not [secret for secret in SECRETS for text in told if secret in text]


def _a_table_stands_behind_a_picture(page: Page) -> None:
    button = page.get_by_role("button", name=re.compile("table.*Hidden places by kind"))
    button.focus()
    page.keyboard.press("Enter")
    table = page.get_by_role("region", name="Hidden places by kind")
    expect(table.get_by_role("row").filter(has_text="Phone")).to_contain_text("12")


def test_the_admin_is_told_fives_and_nobody_is_told_a_word_or_a_name(stage: Stage) -> None:
    admin, sweep = stage.people["p-admin"], Sweep()
    with stage.pictured_on_failure():
        admin.app.open_project(PROJECT)
        admin.app.go("Privacy")
        page = admin.app.page
        expect(page.get_by_text("so every count is rounded to fives")).to_be_visible(
            timeout=JOB_PATIENCE_MS
        )
        sweep.look(admin, "privacy-rounded")
    assert sweep.found == []
    _nobody_was_told_a_word(stage)
