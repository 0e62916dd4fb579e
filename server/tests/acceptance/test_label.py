"""Labeling and review: by mouse and by keyboard alone, nothing lost, nobody known to the other.

- One run over the demo's letters; each test is one reason to trust the work that was done there.
- Then every page of the app, at two widths, in the light and in the dark look.
"""

# SPDX-License-Identifier: Apache-2.0
import pytest
from acceptance import label_journey as steps
from acceptance.installation import Installation, Person
from acceptance.label_journey import LABELER, OVERLAP, PROJECT, SYMPTOM, Labeling
from acceptance.materials import SPANISH
from acceptance.sweep import Sweep
from acceptance.text_pages import JOB_PATIENCE_MS, QuarantinePage, WorkPage
from playwright.sync_api import Browser, expect

pytestmark = [pytest.mark.promise("web"), pytest.mark.promise("label"), pytest.mark.timeout(300)]
PAGES = {
    *("login", "code", "projects", "project", "queue", "task", "review", "upload", "jobs"),
    *("quarantine", "held", "exports", "people", "labels", "guideline", "policy", "steps"),
    *("settings", "lost"),
}


@pytest.fixture(scope="module")
def done(
    installation: Installation, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Labeling:
    stage = Labeling(home=installation, browser=browser, folder=tmp_path_factory.mktemp("label"))
    with stage.pictured_on_failure():
        steps.prepare(stage)
        steps.set_up_second_step(stage)
        steps.label_by_mouse(stage)
        steps.label_by_keyboard(stage)
        steps.skip_one(stage)
        steps.change_ones_own(stage)
        steps.review(stage)
    return stage


def user_of(stage: Labeling, who: str) -> str:
    return str(stage.ask(stage.people[who], "session")["user"]["id"])


def test_marks_may_overlap_by_mouse_and_by_keyboard(done: Labeling) -> None:
    by_mouse, by_keys = list(done.made.values())[:2]
    assert {SYMPTOM, OVERLAP} <= set(by_mouse)
    (long, _), (short, _) = sorted(by_keys, key=lambda one: -len(one[0]))[:2]
    assert long.startswith(short)
    assert long != short


def test_a_draft_survives_a_lost_connection_and_a_reload(done: Labeling) -> None:
    assert done.kept == [True, True, True]


def test_the_time_that_is_left_for_a_text_counts_down(done: Labeling) -> None:
    first, later = done.left
    assert 0 < later < first <= 20 * 60


def test_the_reviewer_sees_the_labels_exactly_as_they_were_handed_in(done: Labeling) -> None:
    assert done.reviewed == done.made
    assert len(done.made) == 2


def test_no_answer_tells_who_labeled_or_who_reviewed(done: Labeling) -> None:
    reviewer = user_of(done, "label-reviewer")
    hidden = {
        "label-reviewer": [user_of(done, "label-labeler"), *LABELER],
        "label-labeler": [reviewer, "reviewer@demo.example", "Robin Reviewer"],
    }
    for who, signs in hidden.items():
        answers = [one for one in done.home.heard.by(who) if "/tasks/" in one.path]
        assert answers
        for answer in done.home.heard.by(who):
            assert not [sign for sign in signs if sign in answer.text], (who, answer.path)


def test_what_was_reviewed_cannot_be_changed_any_more(done: Labeling) -> None:
    assert done.recent == [("reviewed", False)] * 2


def test_a_skipped_text_is_out_of_the_queue_and_counted(done: Labeling) -> None:
    counts = done.ask(done.people["label-admin"], f"projects/{_project(done)}")["counts"]
    assert counts["tasks"]["label"]["skipped"] == 1
    told = [one for one in done.home.heard.by("label-labeler") if one.path.endswith("/skip")]
    assert [one.status for one in told] == [200]


@pytest.fixture(scope="module")
def swept(done: Labeling) -> Sweep:
    """Look at every page as the person whose page it is."""
    sweep = Sweep()
    with done.pictured_on_failure():
        done.folder.joinpath("spanish.txt").write_text(SPANISH, encoding="utf-8")
        done.ingest(PROJECT, str(done.folder / "spanish.txt"))
        _sweep_admin(done, sweep)
        _sweep_work(done, sweep)
        _sweep_quarantine(done, sweep)
        _sweep_doors(done, sweep)
    return sweep


def test_no_page_has_an_accessibility_violation_or_is_wider_than_its_window(swept: Sweep) -> None:
    assert swept.looked == PAGES
    assert swept.found == []


def test_no_page_breaks_the_content_policy_or_fails_in_the_browser(
    done: Labeling, swept: Sweep
) -> None:
    del swept
    assert [one for one in done.home.heard.complaints if one.startswith("label-")] == []


def test_the_second_step_is_asked_for_and_a_wrong_code_is_refused(
    done: Labeling, swept: Sweep
) -> None:
    del swept
    assert done.refused == [401]
    session = done.ask(done.people["label-labeler"], "session")
    assert session["totp_enabled"]
    assert session["user"]["email"] == LABELER[0]


def _project(stage: Labeling) -> str:
    projects = stage.ask(stage.people["label-admin"], "session")["projects"]
    return str(next(one["id"] for one in projects if one["name"] == PROJECT))


def _go(person: Person, section: str) -> None:
    person.app.go(section)
    expect(person.app.page.get_by_role("main").get_by_role("heading", level=1)).to_be_visible()


def _sweep_admin(stage: Labeling, sweep: Sweep) -> None:
    admin = stage.people["label-admin"]
    page = admin.app.page
    admin.app.open("/")
    expect(page.get_by_role("button", name="New project")).to_be_visible()
    sweep.look(admin, "projects")
    admin.app.open_project(PROJECT)
    sweep.look(admin, "project")
    for section, name in (("Add texts", "upload"), ("Jobs", "jobs"), ("Exports", "exports")):
        _go(admin, section)
        sweep.look(admin, name)
    _go(admin, "People")
    expect(page.get_by_role("row").filter(has_text=LABELER[1])).to_be_visible()
    sweep.look(admin, "people")
    _go(admin, "Set-up")
    for tab, name in (("Labels", "labels"), ("Guideline", "guideline"), ("Steps", "steps")):
        page.get_by_role("tab", name=tab).click()
        sweep.look(admin, name)
    page.get_by_role("tab", name="Policy").click()
    expect(page.get_by_label("Policy, YAML")).not_to_be_empty()
    sweep.look(admin, "policy")
    admin.app.open("/nowhere")
    sweep.look(admin, "lost")


def _sweep_work(stage: Labeling, sweep: Sweep) -> None:
    labeler, reviewer = stage.people["label-labeler"], stage.people["label-reviewer"]
    labeler.app.open_project(PROJECT)
    expect(labeler.app.page.get_by_text("reviewed").first).to_be_visible()
    sweep.look(labeler, "queue")
    work = stage.work_of("label-labeler")
    work.begin("Label the next text")
    for words, label in (SYMPTOM, OVERLAP):
        work.mark(words, label)
    work.answer(steps.FOLLOW_UP, "No")
    work.wait_until_saved()
    sweep.look(labeler, "task")
    before = work.text()
    work.submit()
    work.expect_another(before)
    reviewer.app.open_project(PROJECT)
    under_review = WorkPage(page=reviewer.app.page)
    under_review.begin("Review the next text")
    under_review.mark("tolerated", "Symptom")
    under_review.wait_until_saved()
    sweep.look(reviewer, "review")


def _sweep_quarantine(stage: Labeling, sweep: Sweep) -> None:
    steward = stage.people["label-steward"]
    steward.app.open_project(PROJECT)
    steward.app.go("Quarantine")
    spanish = steward.app.page.get_by_role("row").filter(
        has=steward.app.page.get_by_role("cell", name="es", exact=True)
    )
    expect(spanish).to_be_visible(timeout=JOB_PATIENCE_MS)
    sweep.look(steward, "quarantine")
    spanish.get_by_role("link").click()
    held = QuarantinePage(page=steward.app.page)
    expect(held.surface).to_be_visible(timeout=JOB_PATIENCE_MS)
    held.mark("hace una semana", "Date")
    sweep.look(steward, "held")


def _sweep_doors(stage: Labeling, sweep: Sweep) -> None:
    labeler = stage.people["label-labeler"]
    page = labeler.app.page
    labeler.app.open("/account")
    expect(page.get_by_text("The second step is on.")).to_be_visible()
    sweep.look(labeler, "settings")
    labeler.app.sign_out()
    sweep.look(labeler, "login")
    steps.begin_to_sign_in(stage)
    sweep.look(labeler, "code")
    steps.give_codes(stage)
