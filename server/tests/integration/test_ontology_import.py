"""An ontology from elsewhere is proposed and not published; it is read where nothing can happen."""

# SPDX-License-Identifier: Apache-2.0
import pytest
from django_fixture import ActAs
from integration.export.scene import Scene, make_scene
from integration.identity.people import an_account, browser_of, join
from unit.labels_to_try import ONTOLOGY, ONTOLOGY_JSON

from sealmark.access.domain import ProjectRole

XML = """<View>
<Text name="text" value="$text"/>
<Image name="img" value="$img"/>
<Labels name="label" toName="text"><Label value="Person"/><Label value="Place"/></Labels>
<Relations><Relation value="lives in"/></Relations>
</View>"""


@pytest.fixture
def scene(database: str, acting_as: ActAs) -> Scene:
    _ = database
    return make_scene(acting_as)


def test_a_configuration_becomes_a_proposal_and_publishes_nothing(scene: Scene) -> None:
    browser, at = browser_of(scene.admin), f"/api/projects/{scene.line.project}/ontology"
    before = browser.get(at).json()["number"]
    answer = browser.post(f"{at}/import", {"format": "label_studio", "text": XML})
    assert answer.status_code == 200, answer.content
    body = answer.json()
    assert [one["name"] for one in body["document"]["classes"]] == ["Person", "Place"]
    assert [one["name"] for one in body["document"]["relations"]] == ["lives in"]
    assert body["not_taken"] == [{"line": 3, "tag": "Image", "name": "img", "reason": "content"}]
    assert browser.get(at).json()["number"] == before
    published = browser.post(at, {"document": body["document"]})
    assert published.json()["number"] == before + 1


def test_an_ontology_comes_back_from_its_own_json(scene: Scene) -> None:
    browser, at = browser_of(scene.admin), f"/api/projects/{scene.line.project}/ontology"
    browser.post(at, {"document": ONTOLOGY_JSON})
    text = browser.get(at).content.decode()
    document = ONTOLOGY.canonical().decode()
    answer = browser.post(f"{at}/import", {"format": "json", "text": document})
    assert answer.json()["document"] == ONTOLOGY.to_json()
    refused = browser.post(f"{at}/import", {"format": "json", "text": text})
    assert (refused.status_code, refused.json()["field"]) == (422, "document")


@pytest.mark.parametrize(
    ("form", "text", "says"),
    [
        ("label_studio", "<View>", "line 1"),
        ("label_studio", '<!DOCTYPE a [<!ENTITY b "c">]><View/>', "entity"),
        ("label_studio", "x" * (1024 * 1024 + 1), "1 MiB"),
        ("json", "{", "JSON"),
        ("json", "[" * 100_000, "JSON"),
        ("json", '{"classes": [{"id": "a b", "name": "x"}]}', "letters, digits"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_remedy(
    scene: Scene, form: str, text: str, says: str
) -> None:
    at = f"/api/projects/{scene.line.project}/ontology/import"
    answer = browser_of(scene.admin).post(at, {"format": form, "text": text})
    assert answer.status_code == 422, answer.content
    assert says in answer.content.decode()


def test_versions_are_listed_newest_first_and_only_who_may_edit_imports(scene: Scene) -> None:
    at = f"/api/projects/{scene.line.project}/ontology"
    admin = browser_of(scene.admin)
    admin.post(at, {"document": ONTOLOGY_JSON})
    listed = admin.get(f"{at}/versions").json()
    assert [one["number"] for one in listed] == [3, 2, 1]
    assert listed[0]["digest"] == ONTOLOGY.digest()
    labeler = an_account(password=None)
    join(scene.admin, scene.line.project, labeler, ProjectRole.LABELER)
    body = {"format": "json", "text": "{}"}
    assert browser_of(labeler).post(f"{at}/import", body).status_code in {403, 404}
