"""How documents look in the contract: label documents, ontologies, renditions.

- For whoever reads the contract only. The contexts that own a document check it, with better words;
  `Annotated[dict[str, Any], SpelledAs(...)]` travels as it is.
"""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, GetJsonSchemaHandler

from sealmark.ontology.domain import QuestionKind


@dataclass(frozen=True, slots=True)
class SpelledAs:
    """Show a JSON object in the contract as `shape`, without checking it against that."""

    shape: type[BaseModel]

    def __get_pydantic_json_schema__(
        self,
        _: Any,  # noqa: ANN401 - of a dictionary; it is the shape's that is told
        handler: GetJsonSchemaHandler,
    ) -> dict[str, Any]:
        return handler(self.shape.__pydantic_core_schema__)


class PlaceShape(BaseModel):
    """A place in a text, in code points, and the kind of identifier that is or may be there."""

    start: int
    end: int
    kind: str


class ChipShape(PlaceShape):
    """A redacted place, with what is shown for it."""

    label: str


class DoubtShape(PlaceShape):
    """A place that may still show somebody, and why the redactor thinks so."""

    reason: str


class FindingShape(PlaceShape):
    """A place in a free-text answer that seems to name somebody."""

    question_id: str


class SpanShape(BaseModel):
    """A labeled place."""

    id: str
    start: int
    end: int
    class_id: str
    attributes: dict[str, str]


class AnswerShape(BaseModel):
    """The answer to one question: an option, several, a text, or a whole number."""

    question_id: str
    value: str | int | list[str]


class LabelsShape(BaseModel):
    """A label document."""

    spans: list[SpanShape]
    answers: list[AnswerShape]


class ClassShape(BaseModel):
    """What a place can be labeled as."""

    id: str
    name: str
    color: str
    hotkey: str
    description: str


class OptionShape(BaseModel):
    """One possible answer."""

    id: str
    name: str
    hotkey: str


class QuestionShape(BaseModel):
    """What is asked about a whole text."""

    id: str
    kind: QuestionKind
    title: str
    required: bool
    options: list[OptionShape]
    max: int


class OntologyShape(BaseModel):
    """Everything that may be labeled in a project."""

    classes: list[ClassShape]
    questions: list[QuestionShape]


class HeldTextShape(BaseModel):
    """A held text as a steward sees it for some minutes."""

    text: str
    chips: list[ChipShape]
    doubts: list[DoubtShape]
    shown: dict[str, str]
    language: str
    expires_at: str


PlaceJson = Annotated[dict[str, Any], SpelledAs(PlaceShape)]
ChipJson = Annotated[dict[str, Any], SpelledAs(ChipShape)]
FindingJson = Annotated[dict[str, Any], SpelledAs(FindingShape)]
LabelsJson = Annotated[dict[str, Any], SpelledAs(LabelsShape)]
OntologyJson = Annotated[dict[str, Any], SpelledAs(OntologyShape)]
HeldTextJson = Annotated[dict[str, Any], SpelledAs(HeldTextShape)]
