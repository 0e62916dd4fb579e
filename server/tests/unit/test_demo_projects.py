"""The demo's projects: what is asked can be asked, and the chats say what they are said to say."""

# SPDX-License-Identifier: Apache-2.0
import pytest

from sealmark.interfaces.cli._demo_chats import chats
from sealmark.interfaces.cli._demo_projects import CHAT_ONTOLOGY, PROJECTS, Furnishing
from sealmark.modalities.conversation.roles import Role
from sealmark.modalities.conversation.turns import read_conversation
from sealmark.ontology.domain import read_ontology, refuse_reserved_keys


@pytest.mark.parametrize("project", PROJECTS, ids=lambda one: one.name)
def test_every_project_of_the_demo_can_be_published_and_has_texts(project: Furnishing) -> None:
    refuse_reserved_keys(read_ontology(project.ontology))
    assert len({row[project.columns.external_id] for row in project.rows}) == len(project.rows) > 0


def test_the_same_seed_writes_the_same_chats() -> None:
    assert chats(5) == chats(5)
    assert chats(5, seed=1) != chats(5)


def test_a_mood_is_known_of_every_turn_that_is_asked_about_and_of_no_other() -> None:
    mood = read_ontology(CHAT_ONTOLOGY).question("mood")
    assert mood is not None
    for chat in chats(30):
        read = read_conversation(chat.row()["messages"])  # type: ignore[arg-type]
        for turn, said in zip(read.turns, chat.turns, strict=True):
            assert read.text[turn.said : turn.end] == said.words
            assert mood.asks_of(turn.role) is (said.mood in mood.option_ids)
            assert (turn.role is Role.CUSTOMER) is bool(said.mood)
