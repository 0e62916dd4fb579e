"""What a project administrator publishes for labelers: refused clearly, or kept by its number."""

# SPDX-License-Identifier: Apache-2.0
import pytest
from django_fixture import ActAs
from integration.work.office import Office, open_office

from sealmark.access.domain import ProjectRole


@pytest.fixture
def office(acting_as: ActAs) -> Office:
    return open_office(acting_as)


def test_a_hotkey_of_the_page_itself_is_refused(office: Office) -> None:
    document = {"classes": [{"id": "drug", "name": "Drug", "hotkey": "s"}], "questions": []}
    answer = office.owners().post(f"{office.base}/ontology", {"document": document})
    assert answer.status_code == 422
    assert answer.json()["error"] == "reserved-key"
    assert answer.json()["field"] == "classes[0].hotkey"
    assert "Choose another one" in answer.json()["message"]


def test_a_labeler_reads_the_guideline_that_the_task_is_under(office: Office) -> None:
    owner, labeler = office.owners(), office.somebody(ProjectRole.LABELER)
    owner.post(f"{office.base}/guideline", {"body": "Mark drugs."})
    number = labeler.take()["guideline"]["number"]
    owner.post(f"{office.base}/guideline", {"body": "Mark nothing."})
    answer = labeler.browser.get(f"{office.base}/guideline/{number}")
    assert answer.json()["body"] == "Mark drugs."
