"""Stop plans: their text form, and that they end real processes in the order they say."""

# SPDX-License-Identifier: Apache-2.0
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealmark.infra.processes import plan, proctable
from sealmark.infra.processes.plan import Step

STEPS = st.builds(
    lambda number, seconds, alone: Step(number=number, seconds=seconds, alone=alone),
    st.sampled_from(signal.Signals),
    st.integers(min_value=0, max_value=99).map(float),
    st.booleans(),
)

STUBBORN = """
import signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("deaf", flush=True)
time.sleep(1000)
"""
# A child in a session of its own is no member of the group, but a descendant.
WITH_FAMILY = """
import subprocess, sys, time
child = subprocess.Popen(["/bin/sleep", "1000"], start_new_session=True)
print(child.pid, flush=True)
time.sleep(1000)
"""

# As a server does that starts a worker at the very moment it is asked to stop.
FORKS_WHEN_ASKED = """
import os, signal, subprocess, sys, time
def leave(*told):
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(1000)"])
    os._exit(0)
signal.signal(signal.SIGTERM, leave)
print("ready", flush=True)
time.sleep(1000)
"""


@pytest.fixture
def started() -> Iterator[list[subprocess.Popen[str]]]:
    running: list[subprocess.Popen[str]] = []
    yield running
    for process in running:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _start(started: list[subprocess.Popen[str]], code: str) -> tuple[subprocess.Popen[str], str]:
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    started.append(process)
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


@given(steps=st.lists(STEPS, min_size=1, max_size=4))
def test_a_plan_reads_back_as_it_was_written(steps: list[Step]) -> None:
    assert plan.parsed(plan.written(tuple(steps))) == tuple(steps)


@pytest.mark.parametrize("text", ["", "TERM", "NOSUCH:1", "TERM:soon", "TERM:1,"])
def test_a_malformed_plan_is_refused(text: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        plan.parsed(text)


def test_a_process_that_ignores_the_polite_signal_is_killed(
    started: list[subprocess.Popen[str]],
) -> None:
    process, _ = _start(started, STUBBORN)
    assert plan.end([process.pid], plan.polite(0.2))
    assert process.wait() == -signal.SIGKILL


def test_a_family_ends_with_its_head_even_in_a_session_of_its_own(
    started: list[subprocess.Popen[str]],
) -> None:
    process, child = _start(started, WITH_FAMILY)
    assert plan.end([process.pid], plan.polite(2))
    assert proctable.look_up(int(child)) is None


def test_a_child_that_is_forked_at_the_last_moment_ends_too(
    started: list[subprocess.Popen[str]],
) -> None:
    process, _ = _start(started, FORKS_WHEN_ASKED)
    assert plan.end([process.pid], plan.polite(2))
    assert process.wait() == 0
    assert proctable.family([process.pid]) == set()


def test_a_step_for_the_process_alone_spares_its_children(
    started: list[subprocess.Popen[str]],
) -> None:
    process, child = _start(started, WITH_FAMILY)
    only_head = (Step(number=signal.SIGTERM, seconds=0.3, alone=True),)
    assert not plan.end([process.pid], only_head)
    assert proctable.look_up(process.pid) is None
    survivor = proctable.look_up(int(child))
    assert survivor is not None
    proctable.send([survivor], signal.SIGKILL)


def test_a_recycled_process_id_is_not_signalled(started: list[subprocess.Popen[str]]) -> None:
    process, _ = _start(started, WITH_FAMILY)
    now = proctable.look_up(process.pid)
    assert now is not None
    proctable.send([now._replace(started=now.started - 1)], signal.SIGKILL)
    time.sleep(0.1)
    assert process.poll() is None
    plan.end([process.pid], plan.polite(1))
