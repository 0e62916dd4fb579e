"""Labels of conversations: what is said about a turn belongs to it, and is asked of it."""

# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from sealmark.annotations.domain import (
    Labels,
    Span,
    free_texts,
    read_labels,
    refuse_incomplete,
)
from sealmark.annotations.errors import LabelsRefusedError
from sealmark.modalities.conversation.turns import read_conversation
from sealmark.ontology.domain import OntologyRefusedError, read_ontology

CHAT = read_conversation(
    [
        {"role": "user", "content": "My card is lost."},
        {"role": "agent", "content": "Since when?"},
        {"role": "user", "content": "Since yesterday."},
    ]
)
MOOD: dict[str, Any] = {
    "id": "mood",
    "kind": "single",
    "title": "Mood?",
    "required": True,
    "per_turn": True,
    "roles": ["customer"],
    "options": [{"id": "calm", "name": "Calm"}, {"id": "angry", "name": "Angry"}],
}
NOTE = {"id": "note", "kind": "text", "title": "Note", "per_turn": True}
SOLVED = {"id": "solved", "kind": "rating", "title": "Solved?"}
DOCUMENT = {"classes": [{"id": "thing", "name": "Thing"}], "questions": [MOOD, NOTE, SOLVED]}
ONTOLOGY = read_ontology(DOCUMENT)


def answer(question: str, value: object, turn: int | None = None) -> dict[str, object]:
    body: dict[str, object] = {"question_id": question, "value": value}
    return body if turn is None else body | {"turn": turn}


def read(*answers: dict[str, object], **more: Any) -> Labels:  # noqa: ANN401 - of `read_labels`
    document = {"spans": more.pop("spans", []), "answers": list(answers)}
    parts = {"length": len(CHAT.text), "ontology": ONTOLOGY, "turns": CHAT.turns, **more}
    return read_labels(document, **parts)


def test_answers_are_told_apart_by_their_turn_and_spelled_in_their_order() -> None:
    labels = read(answer("mood", "calm", 3), answer("solved", 4), answer("mood", "angry", 1))
    assert labels.to_json()["answers"] == [
        {"question_id": "mood", "value": "angry", "turn": 1},
        {"question_id": "mood", "value": "calm", "turn": 3},
        {"question_id": "solved", "value": 4},
    ]
    assert Labels.stored(labels.to_json()).canonical() == labels.canonical()


def test_what_says_nothing_of_turns_is_spelled_as_before() -> None:
    plain = read_ontology({"questions": [SOLVED]})
    assert b"turn" not in plain.canonical()
    assert b"turn" not in read(answer("solved", 4)).canonical()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (answer("mood", "calm"), "turn"),
        (answer("mood", "calm", 0), "turn"),
        (answer("mood", "calm", 4), "turn"),
        (answer("mood", "calm", -1), "turn"),
        (answer("mood", "calm", 2), "turn"),
        (answer("solved", 4, 1), "turn"),
        (answer("mood", "sad", 1), "value"),
    ],
)
def test_an_answer_about_a_turn_that_is_not_asked_is_refused(
    given: dict[str, object], field: str
) -> None:
    with pytest.raises(LabelsRefusedError) as refused:
        read(given)
    assert refused.value.field == f"document.answers[0].{field}"


def test_a_text_without_turns_takes_no_answer_about_one() -> None:
    with pytest.raises(LabelsRefusedError, match="no conversation"):
        read(answer("mood", "calm", 1), turns=())


def test_a_turn_is_answered_once() -> None:
    with pytest.raises(LabelsRefusedError, match="once for each turn"):
        read(answer("mood", "calm", 1), answer("mood", "angry", 1))


def test_a_required_answer_is_wanted_of_each_turn_that_is_asked_and_of_no_other_text() -> None:
    half = read(answer("mood", "calm", 1))
    with pytest.raises(LabelsRefusedError, match="turn 3") as refused:
        refuse_incomplete(half, ONTOLOGY, CHAT.turns)
    assert refused.value.field == "document.answers.mood.turns[3]"
    whole = read(answer("mood", "calm", 1), answer("mood", "calm", 3))
    refuse_incomplete(whole, ONTOLOGY, CHAT.turns)
    refuse_incomplete(Labels(), ONTOLOGY)


def test_free_text_about_a_turn_is_told_by_its_turn() -> None:
    document = {"spans": [], "answers": [answer("note", "Anna said so", 2)]}
    (written,) = free_texts(document, ONTOLOGY)
    assert written.place() == {"question_id": "note", "turn": 2}


def span(start: int, end: int) -> dict[str, object]:
    return {"id": "s", "start": start, "end": end, "class_id": "thing"}


def test_a_mark_stays_within_one_turn_unless_it_was_there_or_the_ontology_lets_it() -> None:
    first, second = CHAT.turns[0], CHAT.turns[1]
    assert read(spans=[span(first.said, first.end)]).spans
    across = span(first.said, second.end)
    with pytest.raises(LabelsRefusedError, match="one turn") as refused:
        read(spans=[across])
    assert refused.value.field == "document.spans[0]"
    there = Span(id="s", start=first.said, end=second.end, class_id="thing")
    assert read(spans=[across], before=Labels(spans=(there,))).spans
    lets = read_ontology({**DOCUMENT, "across_turns": True})
    assert read(spans=[across], ontology=lets).spans
    assert read(spans=[across], turns=()).spans


@pytest.mark.parametrize(
    "wrong",
    [
        {"roles": ["boss"]},
        {"roles": ["agent", "agent"]},
        {"roles": "agent"},
        {"per_turn": "yes"},
        {"per_turn": False},
    ],
)
def test_a_question_about_turns_is_read_strictly(wrong: dict[str, object]) -> None:
    with pytest.raises(OntologyRefusedError) as refused:
        read_ontology({"questions": [MOOD | wrong]})
    assert str(refused.value.field).startswith("questions[0].")


def test_an_attribute_of_a_mark_is_not_asked_of_turns() -> None:
    kind = {"id": "thing", "name": "Thing", "attributes": [MOOD]}
    with pytest.raises(OntologyRefusedError):
        read_ontology({"classes": [kind]})
