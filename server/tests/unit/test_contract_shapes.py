"""What the contract says of documents is what their owners write, field by field."""

# SPDX-License-Identifier: Apache-2.0
from pydantic import BaseModel

from sealmark.annotations.domain import Answer, Labels, Span
from sealmark.interfaces.rest.shapes import LabelsShape, OntologyShape
from sealmark.ontology.domain import Ontology, Option, Question, QuestionKind, SpanClass

LABELS = Labels(
    spans=(Span(id="s", start=0, end=4, class_id="drug", attributes={"dose": "high"}),),
    answers=(Answer(question_id="tone", value=["calm"]),),
)
ONTOLOGY = Ontology(
    classes=(SpanClass(id="drug", name="Drug", color="#aa0000", hotkey="d", description=""),),
    questions=(
        Question(
            id="tone",
            kind=QuestionKind.SINGLE,
            title="Tone?",
            required=True,
            options=(Option(id="calm", name="Calm", hotkey=""),),
            max=5,
        ),
    ),
)


def spelled(shape: type[BaseModel], document: dict[str, object]) -> dict[str, object]:
    return shape.model_validate(document).model_dump(mode="json")


def test_a_label_document_travels_as_the_contract_says() -> None:
    assert spelled(LabelsShape, LABELS.to_json()) == LABELS.to_json()


def test_an_ontology_travels_as_the_contract_says() -> None:
    assert spelled(OntologyShape, ONTOLOGY.to_json()) == ONTOLOGY.to_json()
