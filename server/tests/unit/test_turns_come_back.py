"""What was said about turns goes out in every format, and comes back from those that are read."""

# SPDX-License-Identifier: Apache-2.0
import csv
import io
import json
from uuid import UUID

import pytest
from unit.annotations.test_turns import CHAT, DOCUMENT, ONTOLOGY, answer, read

from sealmark.annotations.domain import Labels
from sealmark.assets.domain import Cause, LeftOut
from sealmark.bootstrap.fitting import Fitting
from sealmark.export.domain import Record
from sealmark.export.registry import open_format
from sealmark.modalities.conversation.turns import read_conversation, turns_told
from sealmark.modalities.text.intake import FileKind, read_items
from sealmark.modalities.text.items import Item
from sealmark.modalities.text.label_config import read_config
from sealmark.modalities.text.xml_tree import read_xml
from sealmark.ontology.domain import read_ontology

LABELS = read(
    answer("mood", "calm", 3),
    answer("mood", "angry", 1) | {"unsure": True},
    answer("note", "asks well", 2),
    answer("solved", 4),
    spans=[{"id": "s", "start": 9, "end": 16, "class_id": "thing"}],
)
KINDS = {
    "jsonl": FileKind.JSON_LINES,
    "label_studio": FileKind.TASK_LIST,
    "csv": FileKind.CSV,
}


def written(name: str, labels: Labels = LABELS) -> bytes:
    record = Record(
        id="x",
        asset=UUID(int=1),
        document=UUID(int=2),
        revision=UUID(int=3),
        reviewed=True,
        language="en",
        text=CHAT.text,
        shown={},
        labels=labels,
        turns=CHAT.turns,
    )
    sink = io.BytesIO()
    report = open_format(name).write(iter([record]), sink, ONTOLOGY)
    assert report.answers == len(labels.answers)
    return sink.getvalue()


def came_back(name: str) -> tuple[Item, Fitting]:
    (item,) = read_items(KINDS[name], [written(name)])
    assert isinstance(item, Item)
    sealed = json.loads(json.dumps(item.labels.to_json()))
    roles = tuple(turn.role for turn in item.turns)
    return item, Fitting(sealed, len(item.content), ONTOLOGY, roles=roles, scan=lambda _: [])


@pytest.mark.parametrize("name", KINDS)
def test_turns_and_what_was_said_about_them_come_back(name: str) -> None:
    item, fitting = came_back(name)
    assert (item.content, item.turns) == (CHAT.text, CHAT.turns)
    assert fitting.left_out == []
    came = {(one.question_id, one.turn, one.value) for one in fitting.labels.answers}
    assert came == {
        ("solved", 0, 4),
        ("mood", 1, "angry"),
        ("mood", 3, "calm"),
        ("note", 2, "asks well"),
    }
    unsure = [one.turn for one in fitting.labels.answers if one.unsure]
    assert unsure == ([] if name == "label_studio" else [1])
    (span,) = fitting.labels.spans
    assert (span.start, span.end) == (9, 16)


def test_json_lines_tell_each_turn_with_its_answers() -> None:
    row = json.loads(written("jsonl"))
    assert row["answers"] == {"solved": 4}
    first, second, _ = row["turns"]
    assert first == {
        "number": 1,
        "start": 0,
        "said": 6,
        "end": 22,
        "role": "customer",
        "speaker": "user",
        "answers": {"mood": "angry"},
        "unsure": ["mood"],
    }
    assert row["text"][second["said"] : second["end"]] == "Since when?"


def test_a_spreadsheet_has_a_column_of_turns_where_something_is_asked_of_them() -> None:
    (row,) = csv.DictReader(io.StringIO(written("csv").decode()))
    assert [turn.get("answers") for turn in json.loads(row["turns"])] == [
        {"mood": "angry"},
        {"note": "asks well"},
        {"mood": "calm"},
    ]
    assert row["answer:solved"] == "4"
    assert "answer:mood" not in row


def test_conll_counts_what_was_said_about_turns_as_lost() -> None:
    sink = io.BytesIO()
    record = Record(
        id="x", asset=UUID(int=1), document=UUID(int=2), revision=UUID(int=3), reviewed=True,
        language="en", text=CHAT.text, shown={}, labels=LABELS, turns=CHAT.turns,
    )  # fmt: skip
    report = open_format("conll").write(iter([record]), sink, ONTOLOGY)
    assert report.lost["answers"] == 4


def test_the_configuration_of_label_studio_asks_about_turns_and_reads_back() -> None:
    config = open_format("label_studio").companions(ONTOLOGY)["label_config.xml"]
    document, notes = read_config(read_xml(config))
    back = read_ontology(document)
    assert sorted((q.title, q.per_turn) for q in back.questions) == [
        ("Mood?", True),
        ("Note", True),
        ("Solved?", False),
    ]
    assert [one.id for one in back.classes] == ["thing"]
    assert {note.reason for note in notes} <= {"layout", "setting"}


@pytest.mark.parametrize("shown", ["Paragraphs", "Chat"])
def test_conversations_of_label_studio_are_conversations_here(shown: str) -> None:
    xml = f"""<View><{shown} name="t" value="$dialogue"/>
      <ParagraphLabels name="l" toName="t"><Label value="A"/></ParagraphLabels></View>"""
    document, notes = read_config(read_xml(xml.encode()))
    assert [one["name"] for one in document["classes"]] == ["A"]
    assert "object" not in {note.reason for note in notes}


def test_what_label_studio_asks_about_messages_of_a_chat_is_asked_of_turns() -> None:
    xml = """<View><Chat name="chat" value="$messages"/><Rating name="all" toName="chat"/>
      <View visibleWhen="region-selected" whenRole="user">
        <Choices name="risk" toName="chat" perRegion="true"><Choice value="High"/></Choices></View>
      <TextArea name="note" toName="chat" perRegion="true"/></View>"""
    document, _ = read_config(read_xml(xml.encode()))
    asked = read_ontology(document).questions
    assert [(one.id, one.per_turn, one.roles) for one in asked] == [
        ("all", False, ()),
        ("risk", True, ("customer",)),
        ("note", True, ()),
    ]


def test_what_is_said_about_a_turn_that_is_not_asked_is_left_out_by_name() -> None:
    body = {
        "spans": [],
        "choices": [],
        "turns": [[2, ["mood", "value", "calm"], False], [9, ["mood", "value", "calm"], False]],
    }
    roles = tuple(turn.role for turn in CHAT.turns)
    fitting = Fitting(body, 9, read_ontology(DOCUMENT), roles=roles, scan=lambda _: [])
    assert fitting.left_out == [LeftOut(Cause.ANSWER, "mood")] * 2


@pytest.mark.parametrize(
    "told",
    [
        None,
        "no",
        [{"start": 0}],
        [{"start": 0, "said": 6, "end": 22, "role": "boss", "speaker": "user"}],
        [{"start": 0, "said": 5, "end": 22, "role": "customer", "speaker": "user"}],
        [{"start": 0, "said": 0, "end": len(CHAT.text) + 1, "role": "other"}],
        [{"start": 0, "said": "x", "end": 3, "role": "other"}],
        [7],
    ],
)
def test_turns_that_do_not_fit_the_text_are_not_believed(told: object) -> None:
    assert turns_told(told, CHAT.text) == ()


def test_a_chat_with_times_tells_its_turns_again() -> None:
    chat = read_conversation(
        [{"name": "Anna", "time": "2024-03-05 10:22", "text": "x"}, {"time": "noon", "text": "y"}]
    )
    told = [
        {
            "start": turn.start,
            "said": turn.said,
            "end": turn.end,
            "role": str(turn.role),
            "speaker": chat.text[turn.start : turn.named],
            "time": chat.text[turn.clock : turn.timed],
        }
        for turn in chat.turns
    ]
    assert turns_told(told, chat.text) == chat.turns
