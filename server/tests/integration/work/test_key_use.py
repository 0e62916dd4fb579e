"""What a process does with keys reaches the log of the project, by zone and kind, once."""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Iterator
from typing import Any

import lines
import pytest
from django.db import connection
from django_fixture import ActAs
from integration.work.office import Office, open_office

from sealmark.access.domain import ProjectRole
from sealmark.infra import scope
from sealmark.interfaces.key_use import tell_key_use
from sealmark.vault import runtime


@pytest.fixture(autouse=True)
def nothing_untold() -> Iterator[None]:
    runtime.OPERATIONS.take_untold()
    yield
    runtime.OPERATIONS.take_untold()


@pytest.fixture
def office(acting_as: ActAs, nothing_untold: None) -> Office:
    _ = nothing_untold
    return open_office(acting_as)


def told(office: Office, acting_as: ActAs) -> list[dict[str, Any]]:
    with acting_as("sequencer"), scope.sweep("sequence"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT body FROM audit_event WHERE project_id = %s AND kind = 'keys.used' ORDER BY at",
            [office.line.project],
        )
        return [json.loads(bytes(row[0]))["facts"] for row in cursor.fetchall()]


def test_every_opening_for_a_labeler_is_told_once(office: Office, acting_as: ActAs) -> None:
    labeler = office.somebody(ProjectRole.LABELER)
    tell_key_use()
    before = told(office, acting_as)
    labeler.take()
    assert tell_key_use() == 1
    (event,) = told(office, acting_as)[len(before) :]
    assert event["service"] == "web"
    assert event["operations"]["work.open"] >= 1
    assert not any(name.startswith("raw.") for name in event["operations"])
    assert tell_key_use() == 0
    assert len(told(office, acting_as)) == len(before) + 1


def test_the_redactor_tells_what_it_opened_in_the_raw_zone(
    office: Office, acting_as: ActAs
) -> None:
    tell_key_use()
    lines.upload_texts(office.line, ["Another text about aspirin and the left knee."])
    with acting_as("redactor"):
        tell_key_use()
        lines.run_jobs(office.line)
        assert tell_key_use() == 1
    event = told(office, acting_as)[-1]
    assert event["service"] == "redactor"
    assert event["operations"]["raw.open"] >= 1


def test_what_cannot_be_told_now_is_told_later(office: Office, acting_as: ActAs) -> None:
    tell_key_use()
    before = len(told(office, acting_as))
    office.somebody(ProjectRole.LABELER).take()
    with acting_as("sequencer"):  # may read the outbox, and write nothing
        assert tell_key_use() == 0
    assert len(told(office, acting_as)) == before
    assert tell_key_use() == 1
    assert len(told(office, acting_as)) == before + 1
