"""The promise of the policy studio: seen before it holds, weaker only with two, and nothing shown.

- A data steward edits, tries, compares and publishes; a second person says yes to less.
- What a policy hides is told by kind and length: no original place reaches a browser.
- Texts that were redacted before are redacted anew, and labels stay where they were.
"""

# SPDX-License-Identifier: Apache-2.0
import json
import os
from pathlib import Path

import pytest
from acceptance.installation import Installation, Person
from acceptance.policy_pages import StudioPage
from acceptance.stage import Stage
from acceptance.sweep import Sweep, settle
from playwright.sync_api import Browser, expect

pytestmark = [pytest.mark.promise("web"), pytest.mark.promise("policy"), pytest.mark.timeout(420)]

PROJECT = "Clinic letters"
TEXTS = (
    "Mr. Jonathan Whitfield was seen on 3 March 2021 and takes metformin. Call 202-555-0143.",
    "Mrs. Mary Ellison takes aspirin twice a day since 7 May 2020. Her MRN is 48213377.",
    "The patient reports no pain at all in the left knee this week.",
    "Dr. Kowalczyk raised the dose on 12 June 2021; the patient lives at 12 Oak Street, Boston.",
    "La paciente toma metformina dos veces al día y no tiene dolor en la rodilla izquierda.",
)
SECRETS = (
    *("Whitfield", "Ellison", "Kowalczyk", "3 March", "7 May", "12 June", "0143", "48213377"),
    *("Oak Street", "rodilla"),
)
IMAGES = os.environ.get("SEALMARK_GUIDE_IMAGES", "")


@pytest.fixture(scope="module")
def stage(home: Installation, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    folder = tmp_path_factory.mktemp("policy")
    made = Stage(home=home, browser=browser, folder=folder, width=1440)
    admin = made.enter_as("policy-admin", "admin")
    admin.app.create_project(PROJECT)
    made.invite(admin, "policy-steward", "steward", ["Data steward"])
    file = folder / "letters.jsonl"
    file.write_text("".join(json.dumps({"text": text}) + "\n" for text in TEXTS), encoding="utf-8")
    made.ingest(PROJECT, str(file))
    return made


def studio(stage: Stage, who: str = "policy-steward") -> StudioPage:
    person = stage.people[who]
    person.app.open_project(PROJECT)
    person.app.go("Policy")
    return StudioPage(page=person.app.page)


def _picture(person: Person, name: str) -> None:
    if IMAGES:
        person.app.page.mouse.move(0, 0)
        settle(person.app.page)
        person.app.page.screenshot(path=Path(IMAGES) / f"{name}.png", animations="disabled")


def expect_no_original_told(stage: Stage) -> None:
    """Until version 2 held, nobody's browser was told a date, and names were never told."""
    told = [
        one.text
        for who in ("policy-steward", "policy-admin")
        for one in stage.home.heard.by(who)
        if "/policy" in one.path
    ]
    assert any("takes metformin" in text for text in told)
    assert not [secret for secret in SECRETS for text in told if secret in text]
    assert "metformin" not in stage.people["policy-steward"].app.browser_storage()


def test_a_policy_is_seen_before_it_holds_and_needs_two_to_be_weaker(stage: Stage) -> None:
    steward, sweep = stage.people["policy-steward"], Sweep()
    with stage.pictured_on_failure():
        page = studio(stage)
        page.outcome(len(TEXTS))
        sweep.look(steward, "policy-draft")
        _a_draft_as_strong_is_not_called_weaker(page)
        _a_weaker_draft_says_what_it_no_longer_hides(page, steward)
        sweep.look(steward, "policy-weaker")
        _a_mistake_is_told_by_field(page)
        _a_pasted_text_is_tried(page)
        _the_draft_is_kept(stage, page)
        _weaker_waits_for_a_second_person(stage, page, sweep)
        _texts_are_renewed(stage, sweep)
    assert sweep.found == []
    assert stage.home.heard.complaints == []


def _a_draft_as_strong_is_not_called_weaker(page: StudioPage) -> None:
    page.set_kind("DATE", "Nothing")
    page.outcome(len(TEXTS))
    expect(page.figure("No longer hidden")).to_contain_text("0 places")
    expect(page.page.get_by_text("This hides less")).to_be_hidden()


def _a_weaker_draft_says_what_it_no_longer_hides(page: StudioPage, steward: Person) -> None:
    page.set_kind("DATE", "Shown")
    expect(page.page.get_by_text("This hides less than the version in force.")).to_be_visible()
    expect(page.page.get_by_text("DATE is no longer hidden.")).to_be_visible()
    expect(page.figure("No longer hidden")).to_contain_text("3 places", timeout=30_000)
    expect(page.figure("No longer hidden")).to_contain_text("date 3")
    expect(page.figure("In quarantine")).to_contain_text("1 of 5")
    expect(page.chips("No longer hidden:").first).to_be_visible()
    assert "date · 12 characters" in page.told()
    assert "takes metformin" in page.told()
    assert not [secret for secret in SECRETS if secret in page.told()]
    page.page.get_by_label("Only what changes").check()
    expect(page.page.locator("article")).to_have_count(3)
    _picture(steward, "policy-compared")
    page.page.get_by_label("Only what changes").uncheck()


def _a_mistake_is_told_by_field(page: StudioPage) -> None:
    page.open_tab("YAML")
    good = page.yaml().input_value()
    page.yaml().fill(good.replace("otherwise: token", "otherwise: hide-it"))
    refusal = page.page.get_by_role("alert").filter(has_text="`otherwise`")
    expect(refusal).to_contain_text("there are: date-shift, drop")
    expect(page.page.get_by_role("button", name="Publish…")).to_be_disabled()
    page.yaml().fill(good)
    expect(refusal).to_be_hidden()
    page.open_tab("Kinds")


def _a_pasted_text_is_tried(page: StudioPage) -> None:
    page.paste("Please ring Mr. Zebediah Quux on 5 April 2022.")
    told = page.page.get_by_role("main").locator("article").inner_text()
    assert "Please ring" in told
    assert "name · 13 characters" in told
    assert "Zebediah" not in told
    page.open_tab("On your texts")


def _the_draft_is_kept(stage: Stage, page: StudioPage) -> None:
    page.save()
    again = studio(stage)
    again.outcome(len(TEXTS))
    expect(again.page.get_by_text("DATE is no longer hidden.")).to_be_visible()


def _weaker_waits_for_a_second_person(stage: Stage, page: StudioPage, sweep: Sweep) -> None:
    steward = stage.people["policy-steward"]
    page.publish("The dates matter for this study.", confirm="Ask for a yes")
    page.expect_state(2, "waits for a second person")
    page.expect_state(1, "in force")
    row = page.version(2)
    expect(row).to_contain_text("1 weaker rule; on 5 texts 3 places no longer hidden")
    expect(row).to_contain_text("Another data steward or a project admin must say yes.")
    expect(row.get_by_role("button", name="Say yes…")).to_be_hidden()
    sweep.look(steward, "policy-versions")
    _picture(steward, "policy-versions")
    admin = studio(stage, "policy-admin")
    admin.version(2).get_by_role("button", name="Read version 2").click()
    reading = admin.page.get_by_role("dialog")
    expect(reading).to_contain_text("The dates matter for this study.")
    admin.page.keyboard.press("Escape")
    sweep.look(stage.people["policy-admin"], "policy-second-person")
    admin.say(2, "yes", "Agreed with the study’s board.")
    admin.expect_state(2, "in force")
    admin.expect_state(1, "was in force")


def _texts_are_renewed(stage: Stage, sweep: Sweep) -> None:
    page = studio(stage)
    page.open_tab("Versions")
    expect(page.page.get_by_text("5 texts were redacted under an earlier version.")).to_be_visible()
    page.renew()
    expect(page.version(2)).to_contain_text("4 texts ready, 1 in quarantine, in 1 dataset")
    expect(page.version(1)).to_contain_text("No texts")
    sweep.look(stage.people["policy-steward"], "policy-renewed")
    expect_no_original_told(stage)
