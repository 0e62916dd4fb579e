"""Conversations: any common chat file becomes one text whose turns stand where they are told."""

# SPDX-License-Identifier: Apache-2.0
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealmark.modalities.conversation.roles import Role
from sealmark.modalities.conversation.turns import TurnError, read_conversation, turns_from
from sealmark.modalities.text.intake import FileKind, read_items
from sealmark.modalities.text.items import Fault, Item
from sealmark.modalities.text.problems import Problem

SPELLED = "Anna Berg: My card is lost 👍.\n\nagent: When?\nAnd where?"
CHAT = [
    {"role": "user", "name": "Anna Berg", "content": "My card is lost 👍."},
    {"role": "agent", "content": "When?\nAnd where?"},
]


def one(kind: FileKind, data: object) -> Item:
    (row,) = read_items(kind, [json.dumps(data).encode()])
    assert isinstance(row, Item), row
    return row


@given(st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs"])), st.text())))
def test_turns_stand_where_they_are_told(pairs: list[tuple[str, str]]) -> None:
    read = read_conversation([{"speaker": who, "text": words} for who, words in pairs])
    for turn, (who, words) in zip(read.turns, pairs, strict=True):
        speaker = " ".join(who.split())
        assert read.text[turn.said : turn.end] == words
        assert read.text[turn.start : turn.named] == speaker
        assert read.text[turn.start : turn.said] == (f"{speaker}: " if speaker else "")


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "speaker": st.text(st.characters(exclude_categories=["Cs"])),
                "time": st.sampled_from(["", "2024-03-05T10:22:31Z", 1_709_634_151, "just now"]),
                "text": st.text(),
            }
        )
    )
)
def test_turns_come_back_from_the_form_in_which_they_are_kept(
    chat: list[dict[str, object]],
) -> None:
    read = read_conversation(chat)
    assert turns_from(json.loads(json.dumps([turn.to_json() for turn in read.turns]))) == read.turns


@pytest.mark.parametrize(
    ("given_time", "written"),
    [
        ("2024-03-05T10:22:31Z", "2024-03-05 10:22"),
        (1_709_634_151, "2024-03-05 10:22"),
        (1_709_634_151_000, "2024-03-05 10:22"),
        ("1709634151", "2024-03-05 10:22"),
        ("yesterday  noon", "yesterday noon"),
        (12.5, "12.5"),
    ],
)
def test_a_time_is_written_as_people_write_it(given_time: object, written: str) -> None:
    read = read_conversation([{"speaker": "agent", "timestamp": given_time, "text": "Yes."}])
    (turn,) = read.turns
    assert read.text == f"agent ({written}): Yes."
    assert read.text[turn.clock : turn.timed] == written


@pytest.mark.parametrize(
    ("entry", "role"),
    [
        ({"role": "user", "content": "x"}, Role.CUSTOMER),
        ({"role": "assistant", "content": "x"}, Role.ASSISTANT),
        ({"author": {"role": "tool"}, "content": "x"}, Role.SYSTEM),
        ({"from": "human", "value": "x"}, Role.CUSTOMER),
        ({"speaker": "Support Agent 3", "text": "x"}, Role.AGENT),
        ({"speaker": "Kundin", "text": "x"}, Role.CUSTOMER),
        ({"speaker": "Anna Berg", "text": "x"}, Role.OTHER),
        ("x", Role.OTHER),
    ],
)
def test_a_role_is_one_of_few_whatever_the_file_calls_it(entry: object, role: Role) -> None:
    assert [turn.role for turn in read_conversation([entry]).turns] == [role]


@pytest.mark.parametrize(
    "turns",
    [
        CHAT,
        [{"author": "Anna Berg", "text": "My card is lost 👍."}, ["agent", "When?\nAnd where?"]],
        [
            {
                "speaker": " Anna  Berg ",
                "content": [{"type": "text", "text": "My card is lost 👍."}],
            },
            {"from": "agent", "value": "When?\nAnd where?"},
        ],
    ],
)
def test_common_spellings_of_a_chat_become_the_same_text(turns: list[object]) -> None:
    assert read_conversation(turns).text == SPELLED
    assert one(FileKind.JSON_LINES, {"messages": turns}).content == SPELLED
    assert one(FileKind.JSON_LINES, {"text": turns}).content == SPELLED


def test_words_without_a_speaker_are_a_turn_too() -> None:
    assert read_conversation(["Hello.", "Bye."]).text == "Hello.\n\nBye."


@pytest.mark.parametrize("entry", [5, {"role": "user"}, ["one", 2], None])
def test_what_has_no_words_is_told_and_blocks_nothing(entry: object) -> None:
    with pytest.raises(TurnError):
        read_conversation([entry])
    lines = [json.dumps({"messages": [entry]}), json.dumps({"messages": CHAT})]
    broken, good = read_items(FileKind.JSON_LINES, ["\n".join(lines).encode()])
    assert isinstance(broken, Fault)
    assert broken.problem is Problem.CONTENT_NOT_TEXT
    assert isinstance(good, Item)


def paragraphs(start: tuple[int, int], end: tuple[int, int]) -> dict[str, object]:
    value = {
        "start": str(start[0]), "startOffset": start[1],
        "end": str(end[0]), "endOffset": end[1], "paragraphlabels": ["Loss"],
    }  # fmt: skip
    result = [{"type": "paragraphlabels", "value": value}]
    return {"data": {"dialogue": CHAT}, "annotations": [{"result": result}]}


def test_labels_on_paragraphs_come_along_in_code_points_of_the_whole_text() -> None:
    item = one(FileKind.TASK_LIST, [paragraphs((0, 16), (1, 5))])
    (span,) = item.labels.spans
    assert item.content[span.start : span.end] == "👍.\n\nagent: When?"
    assert span.name == "Loss"


@pytest.mark.parametrize("end", [(0, 17), (0, 99), (7, 1), (0, 16)])
def test_a_label_that_no_turn_has_is_told(end: tuple[int, int]) -> None:
    (fault,) = read_items(FileKind.TASK_LIST, [json.dumps([paragraphs((0, 16), end)]).encode()])
    assert isinstance(fault, Fault)
    assert fault.problem is Problem.LABEL_OFFSETS
