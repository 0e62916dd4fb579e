"""A project whose labels are to leave: three texts with people to hide and a formula to disarm."""

# SPDX-License-Identifier: Apache-2.0
import json

from acceptance.installation import Person
from acceptance.pages import SetUpPage
from acceptance.stage import Stage
from acceptance.text_pages import WorkPage

FORMATS = {
    "JSON Lines": "jsonl",
    "CSV": "csv",
    "Label Studio JSON": "label_studio",
    "CoNLL-2003": "conll",
}
TEXTS = {
    "x-1": '=HYPERLINK("http://203.0.113.9/x","click") and then she took aspirin.',
    "x-2": "+1 tablet of aspirin, as Wilhelmina Quartermaine asked for it.",
    "x-3": "Mrs. Quartermaine takes no aspirin any more.",
}


def set_up(admin: Person, project: str) -> None:
    """Make a project with one label, in which nothing is reviewed a second time."""
    admin.app.create_project(project)
    admin.app.go("Set-up")
    parts = SetUpPage(page=admin.app.page)
    parts.add_label("Drug", key="1")
    parts.publish()
    parts.open_part("Guideline")
    parts.write_guideline("# Mark every drug")
    parts.publish()
    parts.open_part("Steps")
    parts.review_share(0)


def label_all(stage: Stage, labeler: Person, project: str) -> None:
    """Bring the texts in, and mark the drug in each."""
    file = stage.folder / "texts.jsonl"
    rows = [json.dumps({"id": name, "text": text}) for name, text in TEXTS.items()]
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    said, _ = stage.ingest(project, str(file), "--id", "id")
    assert "3 ready" in said, said
    labeler.app.open_project(project)
    work = WorkPage(page=labeler.app.page)
    work.begin("Label the next text")
    for _ in TEXTS:
        before = work.text()
        work.mark("aspirin", "Drug")
        work.expect_marks([("aspirin", "Drug")])
        work.submit()
        work.expect_another(before)
