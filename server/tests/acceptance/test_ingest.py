"""Bringing texts in: whatever is wrong with one is told, and nothing of it stops the others.

- One project and one person at a browser; each test brings something of its own.
- Connections are held back and broken on purpose, at the moment that the test chooses.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from collections.abc import Iterator

import pytest
from acceptance import intake
from acceptance.installation import Installation
from acceptance.intake_stage import (
    Intake,
    Ward,
    a_project_with_labels,
    all_that_is_labeled,
    bodies,
    originals_told,
    weak_connection,
)
from acceptance.pages import JobsPage
from acceptance.stage import PARTS, Gate, project_of
from acceptance.text_pages import JOB_PATIENCE_MS, QuarantinePage
from playwright.sync_api import Browser, expect

pytestmark = [pytest.mark.promise("web"), pytest.mark.promise("ingest"), pytest.mark.timeout(240)]
MANY = 800
SENT_PART = re.compile(r"/parts/\d+$")


@pytest.fixture(scope="module")
def stage(
    installation: Installation, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Intake:
    stage = Intake(home=installation, browser=browser, folder=tmp_path_factory.mktemp("ingest"))
    with stage.pictured_on_failure():
        stage.admin = stage.enter_as("ingest-admin", "admin")
        stage.admin.app.create_project("Intake")
        stage.project = project_of(stage.admin.app.page)
    return stage


@pytest.fixture(autouse=True)
def pictured(stage: Intake, request: pytest.FixtureRequest) -> Iterator[None]:
    failures = request.session.testsfailed
    yield
    if request.session.testsfailed > failures:
        stage.admin.app.page.screenshot(path=stage.folder / f"{request.node.name}.png")


@pytest.fixture(scope="module")
def ward(stage: Intake) -> Ward:
    """Send a folder, held back in the middle for a look at it; wait until it is redacted."""
    before, page = stage.assets(), stage.open()
    page.choose_folder(intake.ward(stage.folder))
    page.new_dataset("Ward")
    left_out = page.page.get_by_text("left out, because")
    assert "ward/scan.png" in left_out.filter(has_text="only .txt, .md").inner_text()
    assert "ward/empty.txt" in left_out.filter(has_text="nothing in it").inner_text()
    gate = Gate(page.page)
    page.begin()
    bar = page.page.get_by_role("progressbar", name="Sent")
    expect(bar).to_have_attribute("aria-valuenow", "0")
    gate.open()
    page.wait_until_done()
    stage.look("ingest-admin", "not-taken")
    return Ward(problems=page.problems(), before=before, after=stage.assets())


def test_everything_bad_in_a_folder_is_told_by_file_row_and_remedy(ward: Ward) -> None:
    told = {name: (row, says) for name, row, says in ward.problems}
    assert told.keys() == intake.BAD.keys()
    for name, (row, says) in intake.BAD.items():
        assert told[name][0] == row, name
        assert told[name][1].startswith(says), name


def test_whatever_is_good_in_the_folder_is_redacted_all_the_same(ward: Ward) -> None:
    gained = {state: ward.after[state] - number for state, number in ward.before.items()}
    assert gained["ready"] + gained["quarantined"] == intake.GOOD
    assert gained["quarantined"] >= 1
    assert gained["failed"] == gained["received"] == 0


def test_the_same_texts_again_come_in_only_once(stage: Intake, ward: Ward) -> None:
    del ward
    before = stage.held()
    page = stage.open()
    page.choose([stage.folder / "ward/inner/letter.txt", stage.folder / "ward/rows.tsv"])
    dataset = page.page.get_by_label("Dataset", exact=True)
    dataset.select_option(label="Ward")
    page.send()
    expect(page.page.get_by_text("2 texts were here already and came in only once")).to_be_visible()
    assert stage.held() == before


def test_an_upload_goes_on_by_itself_after_a_break_and_after_a_reload_with_what_is_missing(
    stage: Intake,
) -> None:
    before, file = stage.held(), intake.large(stage.folder / "large.jsonl", parts=5)
    page = stage.upload([file], "Large")
    sent: list[str] = []
    page.page.on("request", lambda one: sent.append(one.url) if _is_part(one.url) else None)
    page.page.route(PARTS, weak_connection())
    page.begin()
    expect(page.page).to_have_url(re.compile("upload="))
    at = f"projects/{stage.project}/uploads/{page.page.url.rpartition('=')[2]}"
    expect(page.page.get_by_role("progressbar", name="Sent")).to_have_attribute(
        "aria-valuenow", re.compile("^(5|6|7)"), timeout=20_000
    )
    assert stage.ask(stage.admin, at)["files"][0]["parts"] == [1, 2, 3]
    page.page.reload()
    expect(page.page.get_by_text("This upload is not finished.")).to_be_visible()
    page.page.unroute(PARTS)
    page.choose([file])
    sent.clear()
    page.page.get_by_role("button", name="Go on").click()
    page.wait_until_done()
    assert sorted(url.rpartition("/")[2] for url in sent) == ["4", "5"]
    assert stage.held() == before + 5


def test_other_files_than_the_ones_an_upload_began_with_are_refused(stage: Intake) -> None:
    before, file = stage.held(), intake.large(stage.folder / "began.jsonl", parts=2)
    page = stage.upload([file], "Began")
    gate = Gate(page.page)
    page.begin()
    expect(page.page).to_have_url(re.compile("upload="))
    page.page.reload()
    expect(page.page.get_by_text("This upload is not finished.")).to_be_visible()
    gate.take_away()
    page.choose([intake.many(stage.folder / "other.jsonl", 1)])
    page.page.get_by_role("button", name="Go on").click()
    expect(page.page.get_by_text("These are not the files")).to_be_visible()
    page.page.get_by_role("button", name="Give it up").click()
    expect(page.page.get_by_label("Dataset", exact=True)).to_be_visible()
    assert stage.held() == before


def test_a_cancelled_upload_leaves_nothing_behind(stage: Intake) -> None:
    before, file = stage.held(), intake.large(stage.folder / "regret.jsonl", parts=2)
    page = stage.upload([file], "Regret")
    gate = Gate(page.page)
    page.begin()
    expect(page.page).to_have_url(re.compile("upload="))
    found = page.page.url.rpartition("=")[2]
    page.page.get_by_role("button", name="Cancel").click()
    expect(page.page.get_by_role("button", name="Send and redact")).to_be_visible()
    gate.take_away()
    upload = stage.ask(stage.admin, f"projects/{stage.project}/uploads/{found}")
    assert upload["state"] == "cancelled"
    assert stage.held() == before


def test_a_job_can_be_cancelled_and_goes_on_where_it_stopped(stage: Intake) -> None:
    before = stage.held()
    page = stage.upload([intake.many(stage.folder / "many.jsonl", MANY)], "Many")
    page.send()
    stage.admin.app.go("Jobs")
    jobs = JobsPage(page=page.page)
    row = jobs.row("Redact texts")
    expect(row.get_by_text(re.compile(r"Waiting|Running"))).to_be_visible()
    jobs.act("Redact texts", "Cancel")
    expect(row.get_by_text("Cancelled")).to_be_visible()
    stopped = stage.assets()
    assert stopped["received"] > 0
    jobs.act("Redact texts", "Go on")
    expect(row.get_by_text("Done")).to_be_visible(timeout=120_000)
    assets = stage.assets()
    assert assets["ready"] + assets["quarantined"] == before + MANY
    assert assets["received"] == 0


def test_every_format_comes_in_from_the_command_line_with_its_labels(stage: Intake) -> None:
    files = intake.every_format(stage.folder / "formats")
    labeler = a_project_with_labels(stage)
    plain = [str(files[name]) for name in ("plain.txt", "plain.md", "tasks.json", "doccano.jsonl")]
    stage.ingest("Formats", *plain)
    wild = [str(files[name]) for name in files if name.startswith("wild")]
    columns = ["--content", "body", "--id", "ref", "--subject", "who"]
    said, _ = stage.ingest("Formats", *wild, *columns, "--shown", "ward", "--hidden", "cost")
    assert "The project holds: 7 ready." in said
    again, complained = stage.ingest("Formats", plain[0], str(stage.folder / "formats/scan.png"))
    assert "1 of the texts were here already" in again
    assert "scan.png" in complained
    labeler.app.open_project("Formats")
    seen = dict(all_that_is_labeled(labeler))
    assert len(seen) == 7
    marks = {text[:8]: found for text, found in seen.items() if found}
    assert marks == {
        "Yes 👍 sh": [("amoxicillin", "Drug"), ("cough", "Symptom")],
        "Metformi": [("dizziness", "Symptom")],
    }
    assert sum("eye ward" in body for body in bodies(stage, "ingest-labeler")) == 3
    assert originals_told(stage) == []


def test_a_held_text_is_read_hidden_and_released_with_a_reason_only(
    stage: Intake, ward: Ward
) -> None:
    del ward
    stage.admin.app.open_project("Intake")
    steward = stage.invite(stage.admin, "ingest-steward", "steward", ["Data steward"])
    steward.app.open_project("Intake")
    waiting, ready = stage.assets()["quarantined"], stage.assets()["ready"]
    steward.app.go("Quarantine")
    held = QuarantinePage(page=steward.app.page)
    spanish = steward.app.page.get_by_role("row").filter(
        has=steward.app.page.get_by_role("cell", name="es", exact=True)
    )
    spanish.get_by_role("link").click()
    held.wait()
    held.mark("dentro de dos semanas", "Date")
    held.hide("It tells a time.")
    expect(held.surface).not_to_contain_text("dos semanas", timeout=JOB_PATIENCE_MS)
    held.page.get_by_role("button", name="Release as it is").click()
    dialog = held.page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Release", exact=True)).to_be_disabled()
    dialog.get_by_label("Reason").fill("Nobody is named.")
    dialog.get_by_role("button", name="Release", exact=True).click()
    expect(dialog).to_be_hidden()
    after = stage.assets()
    assert (after["quarantined"], after["ready"]) == (waiting - 1, ready + 1)
    assert originals_told(stage) == []


def test_nothing_of_the_originals_is_in_any_answer_about_an_upload(
    stage: Intake, ward: Ward
) -> None:
    del ward
    assert bodies(stage, "ingest-admin")
    assert originals_told(stage) == []


def test_no_page_of_intake_has_an_accessibility_violation(stage: Intake, ward: Ward) -> None:
    del ward
    assert stage.violations == []


def _is_part(url: str) -> bool:
    return SENT_PART.search(url) is not None
