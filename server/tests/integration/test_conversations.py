"""Chats through the line: whoever takes one up sees its turns, and no speaker's name."""

# SPDX-License-Identifier: Apache-2.0
import lines
import pytest
from django_fixture import ActAs

from sealmark.annotations.errors import LabelsRefusedError
from sealmark.assets.errors import UploadRefusedError
from sealmark.infra import scope
from sealmark.ontology import services as ontology
from sealmark.ontology.domain import read_ontology
from sealmark.workflow import services as workflow
from sealmark.workflow.domain import Duty

CHAT = [
    {"role": "user", "name": "Zzyx Qwortel", "content": "I am Zzyx Qwortel, my card is lost."},
    {"role": "assistant", "content": "Since when is it lost?"},
    {"role": "user", "name": "Zzyx Qwortel", "content": "Since yesterday."},
]


@pytest.fixture
def line(acting_as: ActAs) -> lines.Line:
    made = lines.make_project()
    with acting_as("redactor"):
        lines.run_jobs(made)
    return made


def on_the_desk(line: lines.Line) -> tuple[str, list[tuple[str, str, str]]]:
    """Take the next text up; return it, and its turns as (role, speaker, words)."""
    with scope.project(line.project):
        leased = workflow.lease_next(line.person(), Duty.LABEL, clock=lines.CLOCK)
        assert leased is not None
        shown = leased.desk.rendition_content()
    text = shown["text"]
    turns = [
        (one["role"], text[one["start"] : one["named"]], text[one["said"] : one["end"]])
        for one in shown.get("turns", [])
    ]
    return text, turns


def test_a_chat_comes_to_the_desk_turn_by_turn_without_a_name(
    line: lines.Line, acting_as: ActAs
) -> None:
    lines.upload_rows(line, [{"id": "c1", "messages": CHAT}])
    with acting_as("redactor"):
        lines.run_jobs(line)
    text, turns = on_the_desk(line)
    assert "Qwortel" not in text
    assert turns == [
        ("customer", "[NAME_1]", "I am [NAME_1], my card is lost."),
        ("assistant", "assistant", "Since when is it lost?"),
        ("customer", "[NAME_1]", turns[2][2]),
    ]


def test_a_table_with_one_turn_in_a_row_becomes_one_text(
    line: lines.Line, acting_as: ActAs
) -> None:
    rows = ["chat,who,said", "c1,agent,Hello there.", "c1,Zzyx Qwortel,My card is lost."]
    columns: lines.Columns = {"content": "said", "conversation": "chat", "speaker": "who"}
    lines.upload_file(line, "chats.csv", "\n".join(rows).encode(), **columns)
    with acting_as("redactor"):
        lines.run_jobs(line)
    text, turns = on_the_desk(line)
    assert text == "agent: Hello there.\n\n[NAME_1]: My card is lost."
    assert [speaker for _, speaker, _ in turns] == ["agent", "[NAME_1]"]


def test_a_text_that_is_no_conversation_has_no_turns(line: lines.Line, acting_as: ActAs) -> None:
    lines.upload_texts(line, ["The patient takes aspirin every day."])
    with acting_as("redactor"):
        lines.run_jobs(line)
    assert on_the_desk(line)[1] == []


MOOD = {
    "id": "mood",
    "kind": "single",
    "title": "Mood?",
    "required": True,
    "per_turn": True,
    "roles": ["customer"],
    "options": [{"id": "calm", "name": "Calm"}, {"id": "angry", "name": "Angry"}],
}


def publish_mood(line: lines.Line) -> None:
    with scope.project(line.project):
        ontology.publish_ontology(
            line.project,
            read_ontology({"questions": [MOOD]}),
            by=line.admin,
            organization=line.organization,
            clock=lines.CLOCK,
        )


def test_a_chat_is_handed_in_once_every_turn_that_is_asked_about_has_its_answer(
    line: lines.Line, acting_as: ActAs
) -> None:
    publish_mood(line)
    lines.upload_rows(line, [{"id": "c1", "messages": CHAT}])
    with acting_as("redactor"):
        lines.run_jobs(line)
    person = line.person()

    def hand_in(*turns: int) -> None:
        answers = [{"question_id": "mood", "value": "calm", "turn": turn} for turn in turns]
        document = {"spans": [], "answers": answers}
        with scope.project(line.project):
            workflow.submit(
                person, task, document, key=str(turns), scan=lambda _: [], clock=lines.CLOCK
            )

    with scope.project(line.project):
        leased = workflow.lease_next(person, Duty.LABEL, clock=lines.CLOCK)
    assert leased is not None
    task = leased.desk.task
    for turns, field in (((1,), "answers.mood.turns[3]"), ((1, 2, 3), "answers[1].turn")):
        with pytest.raises(LabelsRefusedError) as refused:
            hand_in(*turns)
        assert refused.value.field == f"document.{field}"
    hand_in(1, 3)
    with scope.project(line.project):
        again = workflow.lease_next(line.person(), Duty.REVIEW, clock=lines.CLOCK)
        assert again is not None
        labels = again.desk.current_labels()
    assert labels is not None
    assert [(one["turn"], one["value"]) for one in labels["answers"]] == [(1, "calm"), (3, "calm")]


def test_labels_of_turns_that_come_with_a_chat_are_there_to_go_on_from(
    line: lines.Line, acting_as: ActAs
) -> None:
    publish_mood(line)
    text = "user: My card is lost.\n\nagent: Since when?"
    first = {"start": 0, "said": 6, "end": 22, "role": "customer", "speaker": "user"}
    second = {"start": 24, "said": 31, "end": 42, "role": "agent", "speaker": "agent"}
    said = {"number": 1, "answers": {"mood": "angry"}}
    row = {"id": "x", "text": text, "spans": [], "answers": {}, "turns": [first | said, second]}
    lines.upload_rows(line, [row])
    with acting_as("redactor"):
        lines.run_jobs(line)
    with scope.project(line.project):
        leased = workflow.lease_next(line.person(), Duty.LABEL, clock=lines.CLOCK)
        assert leased is not None
        labels = leased.desk.current_labels()
        assert len(leased.desk.rendition_content()["turns"]) == 2
    assert labels is not None
    assert labels["answers"] == [{"question_id": "mood", "value": "angry", "turn": 1}]


def test_columns_of_turns_without_the_one_that_names_the_chat_are_refused(line: lines.Line) -> None:
    with pytest.raises(UploadRefusedError) as refused:
        lines.upload_file(line, "chats.csv", b"who,said\nA,x", content="said", speaker="who")
    assert refused.value.field == "mapping.conversation"
