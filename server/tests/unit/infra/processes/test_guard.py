"""The guard's list: what it is told, and what it does when the telling stops."""

# SPDX-License-Identifier: Apache-2.0
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sealmark.infra.processes import guard, plan, proctable
from sealmark.infra.processes.heartbeat import GATE_CLOSED, Heart, Launch

SLEEP = ("/bin/sleep", "1000")


@pytest.fixture
def heart(tmp_path: Path) -> Iterator[Heart]:
    it = Heart(lock=tmp_path / "guard.lock")
    it.start()
    yield it
    it.stop()


def _launch(heart: Heart) -> subprocess.Popen[bytes]:
    what = Launch(argv=SLEEP, environment={}, directory=Path("/"), stop=plan.polite(1), phase=1)
    return heart.launch(what, output=subprocess.DEVNULL)


def _add(pid: int) -> bytes:
    return guard.add_line(pid, phase=1, stop=plan.polite(1))


def test_a_dropped_process_is_off_the_list() -> None:
    me, parent = os.getpid(), os.getppid()
    wards = guard.listen([_add(me), _add(parent), guard.drop_line(me)])
    assert set(wards) == {parent}


def test_a_process_that_is_gone_is_not_put_on_the_list() -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    assert guard.listen([_add(process.pid)]) == {}


def test_half_a_line_is_not_obeyed() -> None:
    assert guard.listen([b"add", b"add 1", b"", b"end everything\n"]) == {}


def test_what_is_on_the_list_ends_when_the_heart_stops(heart: Heart) -> None:
    child = _launch(heart)
    heart.stop()
    assert child.wait(timeout=5) != 0


def test_what_was_released_lives_on(heart: Heart) -> None:
    child = _launch(heart)
    heart.release(child.pid)
    heart.stop()
    assert child.poll() is None
    child.kill()
    child.wait()


def test_a_new_guard_knows_what_the_killed_one_knew(heart: Heart) -> None:
    child = _launch(heart)
    (first,) = heart.process_ids() - {child.pid}
    os.kill(first, 9)
    time.sleep(0.1)
    heart.renew()
    assert first not in heart.process_ids()
    heart.stop()
    assert child.wait(timeout=5) != 0


def test_a_program_runs_only_behind_an_open_gate(tmp_path: Path) -> None:
    trace = tmp_path / "ran"
    code = f"""
import os, subprocess
from pathlib import Path
from sealmark.infra.processes import heartbeat
heartbeat._open_gate = lambda child: os._exit(0)  # dies before the guard was told
heart = heartbeat.Heart(lock=Path({str(tmp_path / "lock")!r}))
heart.start()
heart.launch(heartbeat.Launch(argv=("/bin/touch", {str(trace)!r}), environment={{}},
    directory=Path("/"), stop=(), phase=1), output=subprocess.DEVNULL)
"""
    subprocess.run([sys.executable, "-c", code], env=_sources(), check=True)
    time.sleep(0.3)
    assert not trace.exists()
    assert GATE_CLOSED == 111


def test_the_lock_is_held_until_the_guard_is_done(tmp_path: Path) -> None:
    first, second = (Heart(lock=tmp_path / "guard.lock") for _ in range(2))
    first.start()
    child = _launch(first)
    first.stop()
    second.start()
    assert proctable.look_up(child.pid) is None
    child.wait()
    second.stop()


def _sources() -> dict[str, str]:
    return {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
