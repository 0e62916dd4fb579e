"""Events between contexts: told inside the transaction, or once it has committed."""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass

import pytest
from django.db import transaction

from sealmark.infra.events import publish, wire_after_commit, wire_in_transaction


@dataclass(frozen=True)
class Happened:
    """Something that happened."""

    heard: list[str]


def hear_at_once(event: Happened) -> None:
    event.heard.append("at once")


def hear_later(event: Happened) -> None:
    event.heard.append("later")


@pytest.fixture(autouse=True)
def _wired() -> None:
    wire_in_transaction(Happened, hear_at_once)
    wire_after_commit(Happened, hear_later)


@pytest.mark.usefixtures("database")
def test_who_waits_for_the_commit_is_told_after_it() -> None:
    event = Happened(heard=[])
    with transaction.atomic():
        publish(event)
        assert event.heard == ["at once"]
    assert event.heard == ["at once", "later"]


@pytest.mark.usefixtures("database")
def test_what_was_rolled_back_is_told_to_nobody_afterwards() -> None:
    event = Happened(heard=[])
    with transaction.atomic():
        publish(event)
        transaction.set_rollback(True)
    assert event.heard == ["at once"]
