"""What the contract says of documents is what their owners write, field by field."""

# SPDX-License-Identifier: Apache-2.0
from pydantic import BaseModel
from unit.labels_to_try import ONTOLOGY, TEXT, labels_json

from sealmark.annotations.domain import read_labels
from sealmark.interfaces.rest.shapes import LabelsShape, OntologyShape

LABELS = read_labels(labels_json(), length=len(TEXT), ontology=ONTOLOGY)


def spelled(shape: type[BaseModel], document: dict[str, object]) -> dict[str, object]:
    return shape.model_validate(document).model_dump(mode="json", exclude_unset=True)


def test_a_label_document_travels_as_the_contract_says() -> None:
    assert spelled(LabelsShape, LABELS.to_json()) == LABELS.to_json()


def test_an_ontology_travels_as_the_contract_says() -> None:
    assert spelled(OntologyShape, ONTOLOGY.to_json()) == ONTOLOGY.to_json()
