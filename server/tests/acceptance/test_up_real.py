"""`sealmark up` with everything real: web, worker, redactor with its model, sequencer, Postgres."""

# SPDX-License-Identifier: Apache-2.0
import json
import os
import shutil
import signal
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from acceptance.up_world import (
    FIRST_START_S,
    LATER_START_S,
    STOP_S,
    Up,
    Who,
    belongs,
    free_port,
    pids,
)

pytestmark = [pytest.mark.promise("up"), pytest.mark.timeout(300)]

_PATIENCE_S = 120.0
_PARTS = ("worker", "redactor", "sequencer")


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="sm-up-"))
    folder.chmod(0o755)
    yield folder / "home"
    shutil.rmtree(folder)


@pytest.fixture
def up(home: Path) -> Iterator[Up]:
    who = Who(name="self", python=sys.executable, become=[], user=os.geteuid())
    program = ("-m", "sealmark.interfaces.cli.main", "up")
    it = Up(who=who, home=home, port=free_port(), program=program)
    it.console.unlink(missing_ok=True)
    yield it
    for run in it.runs:
        run.kill()
        run.wait()
    it.until(lambda: not it.left_over())


def _get(up: Up, path: str) -> tuple[int, Any]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{up.port}{path}", timeout=5) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code, json.loads(refusal.read())
    except OSError:
        return 0, {}


def _ready(up: Up) -> bool:
    return _get(up, "/readyz")[0] == 200


def _kill(up: Up, name: str) -> None:
    module = f"sealmark.interfaces.{name}_entry"
    (pid,) = (pid for pid in pids() if module in belongs(pid, up.home) and _leads(pid))
    os.kill(pid, signal.SIGKILL)


def _leads(pid: int) -> bool:
    return os.getsid(pid) == pid


def test_everything_becomes_ready_and_web_alone_says_what_is_not(up: Up) -> None:
    up.start()
    up.until(lambda: _get(up, "/healthz")[0] == 200, seconds=_PATIENCE_S)
    _, told = _get(up, "/readyz")
    assert set(told["parts"]) >= {"database", *_PARTS}
    up.until(lambda: _ready(up), seconds=_PATIENCE_S)


@pytest.mark.parametrize("name", ["web", *_PARTS])
def test_whatever_is_killed_is_ready_again(up: Up, name: str) -> None:
    up.start()
    up.until(lambda: _ready(up), seconds=_PATIENCE_S)
    _kill(up, name)
    up.until(lambda: f"{name} was ended by SIGKILL" in up.told(), seconds=_PATIENCE_S)
    up.until(lambda: up.told().count(f"{name} is ready.") == 2, seconds=_PATIENCE_S)
    up.until(lambda: _ready(up), seconds=_PATIENCE_S)


def test_after_the_database_was_killed_all_find_their_way_back(up: Up) -> None:
    up.start()
    up.until(lambda: _ready(up), seconds=_PATIENCE_S)
    os.kill(up.postmaster(), signal.SIGKILL)
    up.until(lambda: up.told().count("postgres is ready") == 2, seconds=_PATIENCE_S)
    up.until(lambda: _ready(up), seconds=_PATIENCE_S)


def test_nothing_real_is_left_after_the_supervisor_is_killed(up: Up) -> None:
    run = up.start()
    up.until(lambda: _ready(up), seconds=_PATIENCE_S)
    run.kill()
    run.wait()
    up.until(lambda: not up.left_over(), seconds=STOP_S)


def test_ctrl_c_ends_everything_real(up: Up) -> None:
    run = up.start()
    up.until(lambda: _ready(up), seconds=_PATIENCE_S)
    run.send_signal(signal.SIGINT)
    assert run.wait(STOP_S) == 0
    assert up.left_over() == []


def test_starts_are_as_quick_as_promised(up: Up) -> None:
    if os.getloadavg()[0] > (os.cpu_count() or 1):
        pytest.skip("this machine is busy with something else: a start cannot be timed")
    up.home = up.home.with_name("timed")
    for promised in (FIRST_START_S, LATER_START_S):
        run = up.start()
        assert up.until(lambda: _get(up, "/healthz")[0] == 200, seconds=_PATIENCE_S) < promised
        run.send_signal(signal.SIGINT)
        assert run.wait(STOP_S) == 0
