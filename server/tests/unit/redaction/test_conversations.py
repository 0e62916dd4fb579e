"""Conversations in redaction: whatever is written, a turn stays a turn; speakers are hidden."""

# SPDX-License-Identifier: Apache-2.0
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.redaction.makers import a_finding, a_redactor

from sealmark.modalities.conversation.turns import Conversation, read_conversation
from sealmark.redaction.conversations import turns_shown, within_turns
from sealmark.redaction.outcome import Outcome, Source

REDACTOR = a_redactor()
WORDS = (
    "Jane Roe",
    "3/4/2021",
    "(555) 123-4567",
    "jane.roe@example.com",
    "my card",
    "👍🏽",
    "é\u0301",
)
SAID = st.one_of(st.text(max_size=20), st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join))


def redacted(conversation: Conversation) -> Outcome:
    return REDACTOR.redact(Source(text=conversation.text, turns=conversation.turns))


def shown(conversation: Conversation) -> list[str]:
    """Tell the turns of the rendition, as people read them."""
    outcome = redacted(conversation)
    text = outcome.rendition_text
    turns = turns_shown(conversation.turns, outcome.alignment)
    return [f"{text[one.start : one.named]}: {text[one.said : one.end]}" for one in turns]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            {"speaker": st.sampled_from(["Jane Roe", "agent", ""]), "text": SAID}
        ),
        min_size=1,
        max_size=6,
    )
)
def test_the_parts_of_turns_and_what_stands_between_them_are_the_whole_rendition(
    chat: list[dict[str, str]],
) -> None:
    conversation = read_conversation(chat)
    outcome = redacted(conversation)
    text, at, rebuilt = outcome.rendition_text, 0, ""
    for number, turn in enumerate(turns_shown(conversation.turns, outcome.alignment)):
        assert at <= turn.start <= turn.named <= turn.clock <= turn.timed <= turn.said <= turn.end
        assert text[at : turn.start] == ("\n\n" if number else "")
        assert text[turn.timed : turn.said] == (": " if turn.named > turn.start else "")
        rebuilt += text[at : turn.end]
        at = turn.end
    assert rebuilt == text


def test_a_speaker_whom_no_detector_knows_is_hidden_in_every_turn_and_in_the_words() -> None:
    chat = read_conversation(
        [
            {"speaker": "Zzyx Qwortel", "role": "customer", "text": "It is Zzyx Qwortel again."},
            {"speaker": "Agent 2", "text": "Thank you."},
            {"speaker": "Zzyx Qwortel", "role": "customer", "text": "Bye."},
        ]
    )
    assert shown(chat) == [
        "[NAME_1]: It is [NAME_1] again.",
        "Agent 2: Thank you.",
        "[NAME_1]: Bye.",
    ]
    assert [turn.role for turn in chat.turns] == ["customer", "agent", "customer"]


def test_the_time_of_a_turn_is_redacted_like_any_date() -> None:
    chat = read_conversation(
        [{"speaker": "user", "timestamp": "2024-03-05T10:22:31Z", "text": "Hi"}]
    )
    outcome = redacted(chat)
    (turn,) = turns_shown(chat.turns, outcome.alignment)
    assert "2024-03-05" not in outcome.rendition_text
    assert outcome.rendition_text[turn.clock : turn.timed].startswith("[DATE_1]")


def test_a_hidden_place_over_several_turns_is_hidden_in_each_and_cut_between_them() -> None:
    chat = read_conversation([{"speaker": "A", "text": "one"}, {"speaker": "B", "text": "two"}])
    whole = a_finding(4, len(chat.text) - 1)
    cut = within_turns(chat.text, [whole], chat.turns)
    assert [chat.text[one.start : one.end] for one in cut] == ["ne", "B", "tw"]


@pytest.mark.parametrize(
    "speaker", ["Customer", "SPEAKER 1", "agent_7", "A", "support agent", "Kunde"]
)
def test_a_role_is_nobodys_name(speaker: str) -> None:
    chat = read_conversation([{"speaker": speaker, "text": "Yes."}])
    assert redacted(chat).findings == ()
