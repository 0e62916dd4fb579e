"""Status files: whole, honest, never mistaken for ready."""

# SPDX-License-Identifier: Apache-2.0
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sealmark.infra.processes.status import State, StatusBoard
from sealmark.kernel.clock import SteppingClock

NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock(NOON)


@pytest.fixture
def board(tmp_path: Path, clock: SteppingClock) -> StatusBoard:
    return StatusBoard(folder=tmp_path, clock=clock)


@pytest.mark.parametrize("state", State)
def test_what_is_posted_is_read(board: StatusBoard, state: State) -> None:
    board.post_for("redactor", state, "the model", pid=7)
    said = board.read("redactor")
    assert said is not None
    assert (said.state, said.detail, said.pid, said.since) == (state, "the model", 7, NOON)


def test_a_process_that_said_nothing_has_no_status(board: StatusBoard) -> None:
    assert board.read("web") is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"state": "ready"}', '{"state": "perfect"}'])
def test_a_damaged_file_counts_as_failed(board: StatusBoard, text: str) -> None:
    (board.folder / "web.json").write_text(text)
    said = board.read("web")
    assert said is not None
    assert said.state is State.FAILED


def test_a_process_that_shows_no_life_is_not_ready(
    board: StatusBoard, clock: SteppingClock
) -> None:
    board.post("worker", State.READY)
    board.beat("worker")
    clock.advance(timedelta(seconds=31))
    said = board.read("worker")
    assert said is not None
    patience = timedelta(seconds=30)
    assert not said.is_ready(now=clock.now(), patience=patience)
    board.beat("worker")
    said = board.read("worker")
    assert said is not None
    assert said.is_ready(now=clock.now(), patience=patience)


def test_only_ready_is_ready(board: StatusBoard) -> None:
    for state in State:
        board.post(state.value, state)
    ready = {name for name, said in board.read_all().items() if said.is_ready(now=NOON)}
    assert ready == {"ready"}


def test_a_half_written_file_is_not_seen(board: StatusBoard) -> None:
    board.post("web", State.READY)
    (board.folder / ".web.123").write_text('{"sta')
    assert set(board.read_all()) == {"web"}


def test_an_earlier_run_is_forgotten(board: StatusBoard) -> None:
    board.post("web", State.READY)
    board.clear()
    assert board.read_all() == {}
