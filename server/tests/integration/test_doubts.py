"""A steward sees where the redactor doubts; the doubts move along, and never leave quarantine."""

# SPDX-License-Identifier: Apache-2.0
from typing import Any

import lines
import pytest
from django_fixture import ActAs

from sealmark.infra import scope
from sealmark.kernel.ids import AssetId, SessionId, new_uuid
from sealmark.redaction import selectors as policies
from sealmark.redaction import services as redaction
from sealmark.redaction.held_models import DoubtCount, Hold
from sealmark.redaction.services import Place, Steward
from sealmark.workflow import services as workflow
from sealmark.workflow.domain import Duty

TEXT = (
    "The letter came from kx77@oddhost and kx78@oddhost about 48213 7719 20044 and 88123 55012"
    " 90210, also 33981 22011 44100 for Wexlbrunn and Kowalczek near Tinsbrok."
)


@pytest.fixture
def line(database: str, acting_as: ActAs) -> lines.Line:
    _ = database
    made = lines.make_project()
    lines.upload_texts(made, [TEXT])
    with acting_as("redactor"):
        lines.run_jobs(made)
    assert lines.counts(made) == {"quarantined": 1}
    return made


@pytest.fixture
def steward(line: lines.Line) -> Steward:
    return Steward(
        user=line.person().user,
        session=SessionId(new_uuid()),
        project=line.project,
        organization=line.organization,
    )


def held_asset(line: lines.Line) -> AssetId:
    with scope.project(line.project):
        (held,) = policies.quarantined(line.project).rows
        return AssetId(held.asset)


def look(line: lines.Line, steward: Steward, acting_as: ActAs) -> dict[str, Any]:
    asset = held_asset(line)
    with scope.project(line.project):
        viewing = redaction.ask_to_look(steward, asset, clock=lines.CLOCK)
    with acting_as("redactor"):
        lines.run_jobs(line)
    with scope.project(line.project):
        view = redaction.held_view(steward, viewing.id, clock=lines.CLOCK)
    assert view is not None
    return dict(view)


def doubted(view: dict[str, Any]) -> set[str]:
    return {view["text"][d["start"] : d["end"]] for d in view["doubts"]}


def test_a_steward_is_told_where_the_risk_lies_and_why(
    line: lines.Line, steward: Steward, acting_as: ActAs
) -> None:
    view = look(line, steward, acting_as)
    assert view["doubts"]
    assert all(set(doubt) == {"start", "end", "kind", "reason"} for doubt in view["doubts"])
    assert all(doubt["start"] < doubt["end"] <= len(view["text"]) for doubt in view["doubts"])


def test_hiding_a_doubt_takes_it_away_and_moves_the_others(
    line: lines.Line, steward: Steward, acting_as: ActAs
) -> None:
    before = look(line, steward, acting_as)
    first, *others = before["doubts"]
    words = before["text"][first["start"] : first["end"]]
    asset, place = held_asset(line), Place(start=first["start"], end=first["end"], kind="ID")
    with scope.project(line.project):
        redaction.hide_more(steward, asset, [place], reason="An address.", clock=lines.CLOCK)
    with acting_as("redactor"):
        lines.run_jobs(line)
    after = look(line, steward, acting_as)
    assert doubted(after) == doubted(before) - {words}
    assert len(after["doubts"]) == len(others)


def test_doubts_that_were_never_counted_are_counted_when_somebody_looks(
    line: lines.Line, steward: Steward, acting_as: ActAs
) -> None:
    with scope.project(line.project):
        (counted,) = policies.quarantined(line.project).rows
    with acting_as("redactor"), scope.project(line.project):
        DoubtCount.objects.all().delete()
        Hold.objects.update(doubts=0)
    view = look(line, steward, acting_as)
    with scope.project(line.project):
        (now,) = policies.quarantined(line.project).rows
        assert Hold.objects.get().doubts == len(view["doubts"])
    assert counted.doubts
    assert now.doubts == counted.doubts


def test_doubts_are_no_part_of_what_is_released(
    line: lines.Line, steward: Steward, acting_as: ActAs
) -> None:
    asset = held_asset(line)
    with scope.project(line.project):
        redaction.release(steward, asset, reason="Nothing in it.", clock=lines.CLOCK)
    with acting_as("redactor"):
        lines.run_jobs(line)
    with scope.project(line.project):
        leased = workflow.lease_next(line.person(), Duty.LABEL, clock=lines.CLOCK)
        assert leased is not None
        assert "doubts" not in leased.desk.rendition_content()
