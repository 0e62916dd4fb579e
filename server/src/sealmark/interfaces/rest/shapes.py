"""How documents look in the contract: label documents, ontologies, renditions.

- For whoever reads the contract only. The contexts that own a document check it, with better words;
  `Annotated[dict[str, Any], SpelledAs(...)]` travels as it is.
"""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, GetJsonSchemaHandler

from sealmark.modalities.conversation.roles import Role
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


class TurnShape(BaseModel):
    """What one speaker says at one go: name (`start` to `named`), time (`clock` to `timed`), words.

    What is not given is empty; places are code points of the shown text.
    """

    start: int
    named: int
    clock: int
    timed: int
    said: int
    end: int
    role: Role


class DoubtShape(PlaceShape):
    """A place that may still show somebody, and why the redactor thinks so."""

    reason: str


class FindingShape(PlaceShape):
    """A place in free text that seems to name somebody: in an answer, or a span's attribute."""

    question_id: str = ""
    turn: int = 0
    span_id: str = ""
    attribute_id: str = ""


class SpanShape(BaseModel):
    """A labeled place, with what was said of it."""

    id: str
    start: int
    end: int
    class_id: str
    attributes: dict[str, str | int | list[str]]
    unsure: bool = False


class RelationShape(BaseModel):
    """Two spans that belong together, by their ids."""

    id: str
    source: str
    target: str
    class_id: str
    unsure: bool = False


class AnswerShape(BaseModel):
    """The answer to one question, about the whole text or its turn of this number, from 1.

    It is an option's id, a list of them, a text, or a rating.

    A number is a text in its shortest decimal form, a date one as YYYY-MM-DD.
    """

    question_id: str
    value: str | int | list[str]
    turn: int = 0
    unsure: bool = False


class LabelsShape(BaseModel):
    """A label document; `unsure` is said of the text as a whole."""

    spans: list[SpanShape]
    relations: list[RelationShape] = []
    answers: list[AnswerShape]
    unsure: bool = False


class OptionShape(BaseModel):
    """One possible answer; in a tree it stands under `parent`."""

    id: str
    name: str
    hotkey: str
    parent: str = ""
    retired: bool = False


class QuestionShape(BaseModel):
    """What is asked about a whole text, about each turn of it, or about each span of a class.

    `roles` are those whose turns are asked about; none named means all.

    `max` is the highest rating; of a number or a date it is the upper limit, as text.
    """

    id: str
    kind: QuestionKind
    title: str
    required: bool
    options: list[OptionShape]
    max: int | str = ""
    min: str = ""
    step: str = ""
    most: int = 0
    leaves_only: bool = False
    per_turn: bool = False
    roles: list[Role] = []
    retired: bool = False


class ClassShape(BaseModel):
    """What a place can be labeled as."""

    id: str
    name: str
    color: str
    hotkey: str
    description: str
    attributes: list[QuestionShape] = []
    retired: bool = False


class RelationClassShape(BaseModel):
    """How two spans can belong together; no sources or targets mean any class."""

    id: str
    name: str
    color: str
    hotkey: str
    description: str
    sources: list[str]
    targets: list[str]
    directed: bool
    retired: bool = False


class OntologyShape(BaseModel):
    """Everything that may be labeled in a project."""

    classes: list[ClassShape]
    relations: list[RelationClassShape] = []
    questions: list[QuestionShape]
    across_turns: bool = False


class HeldTextShape(BaseModel):
    """A held text as a steward sees it for some minutes."""

    text: str
    chips: list[ChipShape]
    turns: list[TurnShape] = []
    doubts: list[DoubtShape]
    shown: dict[str, str]
    language: str
    risk: float
    reason: str
    expires_at: str


PlaceJson = Annotated[dict[str, Any], SpelledAs(PlaceShape)]
ChipJson = Annotated[dict[str, Any], SpelledAs(ChipShape)]
TurnJson = Annotated[dict[str, Any], SpelledAs(TurnShape)]
FindingJson = Annotated[dict[str, Any], SpelledAs(FindingShape)]
LabelsJson = Annotated[dict[str, Any], SpelledAs(LabelsShape)]
OntologyJson = Annotated[dict[str, Any], SpelledAs(OntologyShape)]
HeldTextJson = Annotated[dict[str, Any], SpelledAs(HeldTextShape)]
