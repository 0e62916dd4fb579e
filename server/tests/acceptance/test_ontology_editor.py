"""The ontology's form in a browser: everything can be asked, brought along, compared and tried."""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from acceptance.installation import (
    Installation,
    Person,
    an_installation,
)
from acceptance.pages import SetUpPage
from acceptance.sweep import Sweep
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.promise("web"), pytest.mark.timeout(300)]
XML = """<View>
  <Text name="text" value="$text"/>
  <Image name="scan" value="$scan"/>
  <Labels name="label" toName="text"><Label value="Allergy"/><Label value="Drug"/></Labels>
  <Relations><Relation value="caused by"/></Relations>
  <Header value="Body part"/>
  <Taxonomy name="part" toName="text" maxUsages="2">
    <Choice value="Head"><Choice value="Ear"/><Choice value="Eye"/></Choice>
  </Taxonomy>
</View>"""


@pytest.fixture
def home(chromium: Path) -> Iterator[Installation]:
    """Start one for each test: each publishes versions of its own."""
    _ = chromium
    with an_installation() as started:
        yield started


@pytest.fixture
def admin(home: Installation, browser: Browser) -> Person:
    person = home.person(browser, "admin", width=1440)
    person.app.redeem(home.fresh_link("admin"))
    return person


@pytest.fixture
def form(admin: Person) -> SetUpPage:
    admin.app.open_project("Discharge letters")
    admin.app.page.get_by_role("link", name="Set-up", exact=True).click()
    SetUpPage(page=admin.app.page).open_labels()
    expect(admin.app.page.get_by_label("Name of the label").first).to_be_visible(timeout=30_000)
    return SetUpPage(page=admin.app.page)


def published(page: Page) -> dict[str, object]:
    project = page.url.split("/projects/")[1].split("/")[0]
    script = f"fetch('/api/projects/{project}/ontology').then((answer) => answer.json())"
    return dict(page.evaluate(script))


def look(person: Person, name: str) -> None:
    """Nothing on the page may keep somebody out, in either size and look."""
    sweep = Sweep()
    sweep.look(person, name)
    assert sweep.found == []


def test_attributes_relations_and_trees_are_asked_for_and_tried_at_once(
    form: SetUpPage, admin: Person
) -> None:
    page = form.page
    page.get_by_role("button", name="Attributes of Drug").click()
    page.get_by_role("button", name="Add an attribute").click()
    page.get_by_label("Question", exact=True).first.fill("Form")
    for at, name in enumerate(("Tablet", "Drip")):
        page.get_by_label("Answer", exact=True).nth(at).fill(name)
    page.get_by_role("button", name="Add a relation").click()
    page.get_by_label("Name of the relation").last.fill("has dose")
    form.add_question("tree", "Code")
    page.get_by_label("Answers, as an outline").last.fill("Skin\n  Rash\n  Itch\nOther")
    form.add_question("number", "Days in hospital")
    page.get_by_label("At least", exact=True).fill("5")
    page.get_by_label("At most", exact=True).fill("2")
    expect(page.get_by_text("The least is above the most.")).to_be_visible()
    expect(page.get_by_role("button", name="Publish version")).to_be_disabled()
    page.get_by_label("At least", exact=True).fill("0")
    page.get_by_label("At most", exact=True).fill("90")
    trial = page.get_by_role("region", name="As labelers see it")
    trial.get_by_label("Tablet").check()
    trial.get_by_label("Search in Code").fill("rash")
    trial.get_by_label("Search in Code").press("Enter")
    expect(trial.get_by_role("button", name="Take Rash back")).to_be_visible()
    trial.get_by_label("Days in hospital").fill("2,50")
    look(admin, "ontology-form")
    form.publish()
    body = json.dumps(published(page))
    for word in ('"Tablet"', '"has dose"', '"parent": "skin"', '"max": "90"'):
        assert word.replace(": ", ":") in body.replace(": ", ":"), word


def test_a_configuration_is_imported_with_what_it_leaves_out_and_nothing_is_published(
    form: SetUpPage, admin: Person
) -> None:
    page = form.page
    before = published(page)["number"]
    page.get_by_role("button", name="Import…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("What to import").fill("<View>")
    dialog.get_by_role("button", name="Read it").click()
    expect(dialog.get_by_text("line 1")).to_be_visible(timeout=30_000)
    dialog.get_by_label("What to import").fill(XML)
    dialog.get_by_role("button", name="Read it").click()
    expect(dialog.get_by_text("2 labels, 0 attributes, 1 relation and 1 question")).to_be_visible(
        timeout=30_000
    )
    row = dialog.get_by_role("row").filter(has_text="Image")
    expect(row).to_contain_text("It is about something other than text")
    look(admin, "ontology-import")
    dialog.get_by_role("button", name="Add to what is there").click()
    names = page.get_by_label("Name of the label")
    expect(names.last).to_have_value("Allergy")
    assert published(page)["number"] == before
    form.publish()
    page.get_by_role("button", name="Versions").click()
    changes = page.get_by_role("dialog").get_by_role("listitem")
    expect(changes.filter(has_text="label Allergy")).to_contain_text("added")
    expect(changes.filter(has_text="caused by")).to_contain_text("added")
    look(admin, "ontology-versions")
    page.keyboard.press("Escape")


def test_an_export_is_what_was_published(form: SetUpPage) -> None:
    page = form.page
    with page.expect_download() as download:
        page.get_by_role("button", name="Export JSON").click()
    taken = json.loads(Path(download.value.path()).read_text())
    assert taken == published(page)["document"]


def test_what_changes_in_a_guideline_is_shown_word_by_word(form: SetUpPage, admin: Person) -> None:
    page = form.page
    form.open_part("Guideline")
    field = page.get_by_label("Markdown")
    old = field.input_value()
    field.fill(
        old.replace("# Discharge letters", "# Letters at discharge") + "\n## Drug\nName it.\n"
    )
    expect(page.get_by_text("Without a heading of their own")).to_contain_text("Dose")
    page.get_by_text("What changes").click()
    expect(page.locator("ins").filter(has_text="Name it.")).to_be_visible()
    expect(page.locator("del").first).to_be_visible()
    look(admin, "guideline-changes")
    form.publish()


def test_labels_in_use_are_merged_once_what_it_touches_was_seen(
    form: SetUpPage, admin: Person
) -> None:
    page = form.page
    before = int(str(published(page)["number"]))
    page.get_by_role("button", name="Change labels in use…").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Merge", exact=True)).to_be_disabled()
    dialog.get_by_role("button", name="Labels choose").press("Enter")
    dialog.get_by_role("checkbox", name="Drug").press("Space")
    expect(dialog.get_by_role("button", name="Labels Drug")).to_be_visible()
    dialog.get_by_label("Into").select_option("Symptom")
    dialog.get_by_role("button", name="See what it touches").click()
    expect(dialog.get_by_text("No text that is labeled is touched.")).to_be_visible()
    look(admin, "ontology-change")
    dialog.get_by_role("button", name="Merge", exact=True).click()
    expect(dialog.get_by_text("A job is at work.")).to_be_visible()
    dialog.get_by_role("link", name="Watch the job").click()
    row = page.get_by_text("Let labels follow a change").first
    expect(row).to_be_visible()
    number = published(page)["number"]
    assert number == before + 1
    document = published(page)["document"]
    assert isinstance(document, dict)
    retired = [one["name"] for one in document["classes"] if one.get("retired")]
    assert retired == ["Drug"]


def test_the_guideline_opens_at_the_label_in_question(
    form: SetUpPage, home: Installation, browser: Browser
) -> None:
    _ = form
    labeler = home.person(browser, "labeler", width=1440)
    labeler.app.redeem(home.fresh_link("labeler"))
    page = labeler.app.page
    labeler.app.open_project("Discharge letters")
    page.get_by_role("link", name="Label the next text").click()
    expect(page.get_by_label("Text to label")).to_be_visible(timeout=60_000)
    page.get_by_role("toolbar", name="Labels").get_by_role("button", name="Drug").click()
    page.keyboard.press("g")
    found = page.locator("[data-found]")
    expect(found).to_have_text("drug", ignore_case=True)
    expect(found).to_be_in_viewport()
