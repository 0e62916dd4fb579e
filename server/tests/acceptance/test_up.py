"""`sealmark up`, the promise: one command starts all, and nothing is left however it ends.

Real processes and the real Postgres; web and worker are small stand-ins (see `up_line`). What
depends on who runs it is tried as this user and, where this user is root, as an unprivileged one.
"""

# SPDX-License-Identifier: Apache-2.0
import os
import re
import signal
import socket
import time
from pathlib import Path

import pytest
from acceptance.up_world import (
    BOTH,
    FIRST_START_S,
    LATER_START_S,
    STOP_S,
    Up,
    belongs,
    free_port,
    guard_of,
    pids,
    read,
    status_pid,
    up,
    who,
)

__all__ = ["up", "who"]

pytestmark = pytest.mark.promise("up")


@BOTH
def test_one_command_starts_all_and_ctrl_c_ends_all(up: Up) -> None:
    run = up.start()
    assert up.until_all_ready() < FIRST_START_S
    run.send_signal(signal.SIGINT)
    begun = time.monotonic()
    assert run.wait(STOP_S) == 0
    assert time.monotonic() - begun < STOP_S
    assert up.left_over() == []


@BOTH
def test_a_later_start_is_quick_and_finds_its_data(up: Up) -> None:
    up.start()
    up.until_all_ready()
    up.runs[0].send_signal(signal.SIGTERM)
    up.runs[0].wait(STOP_S)
    up.start()
    assert up.until_all_ready() < LATER_START_S
    assert (up.home / "log/migrate.log").read_text() == "2 rows\n"


def test_progress_the_address_and_one_time_links_are_shown_and_the_recovery_key_once(
    up: Up,
) -> None:
    for _ in range(2):
        run = up.start()
        up.until(lambda: up.told().count("links: done") == len(up.runs))
        run.send_signal(signal.SIGINT)
        run.wait(STOP_S)
    told = up.told()
    assert re.search(r"^\[ +\d+\.\d s\] postgres is ready", told, re.MULTILINE)
    assert f"Sealmark is at http://127.0.0.1:{up.port}" in told
    assert "\na link\n" in told
    assert told.count("The recovery key.") == 1


@BOTH
def test_a_killed_child_is_started_again_and_its_grandchildren_are_gone(up: Up) -> None:
    up.start()
    up.until_all_ready()
    web, worker = up.web(), status_pid(up, "worker")
    sleeper = next(pid for pid in pids() if "sleep" in belongs(pid, up.home))
    os.kill(web, signal.SIGKILL)
    os.kill(worker, signal.SIGKILL)
    up.until(lambda: up.web() not in {0, web} and status_pid(up, "worker") not in {0, worker})
    assert not Path(f"/proc/{sleeper}").exists()
    assert "web was ended by SIGKILL; it is started again." in up.told()


@BOTH
def test_a_killed_database_is_started_again_and_lost_nothing(up: Up) -> None:
    run = up.start()
    up.until_all_ready()
    first = up.postmaster()
    os.kill(first, signal.SIGKILL)
    up.until(lambda: up.told().count("postgres is ready") == 2)
    assert up.postmaster() != first
    run.send_signal(signal.SIGINT)
    assert run.wait(STOP_S) == 0
    up.start()
    up.until_all_ready()
    assert (up.home / "log/migrate.log").read_text() == "2 rows\n"


@BOTH
def test_nothing_is_left_after_the_supervisor_is_killed_and_the_next_start_is_clean(up: Up) -> None:
    run = up.start()
    up.until_all_ready()
    assert len(up.left_over()) > 5
    run.kill()
    run.wait()
    up.until(lambda: not up.left_over(), seconds=STOP_S)
    up.start()
    assert up.until_all_ready() < LATER_START_S


@BOTH
def test_a_start_right_after_the_kill_waits_for_the_old_run_to_be_gone(up: Up) -> None:
    up.start()
    up.until_all_ready()
    before = up.postmaster()
    up.runs[0].kill()
    up.runs[0].wait()
    up.start()
    up.until(lambda: up.told().count("postgres is ready") == 2)
    up.until_all_ready()
    assert up.postmaster() != before


@BOTH
def test_nothing_is_left_when_guard_and_supervisor_are_killed_one_after_the_other(up: Up) -> None:
    run = up.start()
    up.until_all_ready()
    first = guard_of(up)
    os.kill(first, signal.SIGKILL)
    up.until(lambda: guard_of(up) not in {0, first})
    run.kill()
    run.wait()
    up.until(lambda: not up.left_over(), seconds=STOP_S)


@pytest.mark.parametrize("moment", ["keys: done", "initdb", "database: done"])
def test_a_first_start_that_is_killed_leaves_nothing_half_made(up: Up, moment: str) -> None:
    run = up.start()
    up.until(
        lambda: moment in up.told() or any(moment in told for told in up.left_over()), seconds=15
    )
    run.kill()
    run.wait()
    up.until(lambda: not up.left_over(), seconds=STOP_S)
    up.start()
    assert up.until_all_ready() < FIRST_START_S
    assert up.told().count("The recovery key.") == 1


def test_a_busy_port_is_refused_before_anything_is_started(up: Up) -> None:
    with socket.create_server(("127.0.0.1", up.port)):
        run = up.start()
        assert run.wait(STOP_S) == 1
    assert f"Port {up.port} on 127.0.0.1 cannot be had" in up.told()
    assert not (up.home / "postgres/data").exists()
    assert up.left_over() == []


def test_a_home_in_use_is_refused_and_names_its_holder(up: Up) -> None:
    first = up.start()
    up.until_all_ready()
    up.port = free_port()
    second = up.start()
    assert second.wait(STOP_S) == 1
    assert re.search(rf"The home directory {up.home} is in use by process {first.pid}", up.told())


def test_a_home_that_others_can_read_is_refused_with_the_remedy(up: Up) -> None:
    up.start()
    up.until_all_ready()
    up.runs[0].send_signal(signal.SIGINT)
    up.runs[0].wait(STOP_S)
    (up.home / "keys/redactor").chmod(0o755)
    assert up.start().wait(STOP_S) == 1
    assert f"chmod 700 {up.home}/keys/redactor" in up.told()


def test_a_web_that_was_given_the_raw_zones_place_is_not_started(up: Up) -> None:
    up.start()
    up.until_all_ready()
    up.runs[0].send_signal(signal.SIGINT)
    up.runs[0].wait(STOP_S)
    file = up.home / "keys/web/blobs.json"
    file.touch(mode=0o600)
    file.write_text('{"work": {"place": "s3://work"}, "raw": {"place": "s3://raw"}}')
    assert up.start().wait(STOP_S) == 1
    assert f"{file} names a place for the raw zone, which web has no part in" in up.told()


def test_a_child_that_cannot_start_is_told_once_and_the_rest_works(up: Up) -> None:
    up.start("--parts", "broken,web,worker")
    up.until_all_ready()
    up.until(lambda: "broken cannot start: it ended with status 3" in up.told())
    time.sleep(1)
    assert up.told().count("broken cannot start") == 1
    assert up.state_of("broken") in {"failed", "starting"}
    assert up.web()


def test_last_words_that_fail_are_tried_again_and_end_nothing(up: Up) -> None:
    up.start("--failures", "1")
    up.until(lambda: "links: done." in up.told(), seconds=60)
    assert up.web()


def test_last_words_that_never_work_are_given_up_and_said(up: Up) -> None:
    up.start("--failures", "9")
    up.until(lambda: "links did not work; everything else runs." in up.told(), seconds=60)
    assert up.web()


def test_other_machines_are_refused_without_tls(up: Up) -> None:
    assert up.start("--host", "0.0.0.0").wait(STOP_S) == 1  # noqa: S104 - refused
    assert "without TLS" in up.told()


def test_no_secret_is_in_an_environment_or_an_argument(up: Up) -> None:
    up.start()
    up.until_all_ready()
    secrets = [file.read_text().strip() for file in up.home.glob("keys/*/db_password")]
    assert len(secrets) == 5
    for pid in pids():
        shown = read(pid, "environ") + read(pid, "cmdline")
        if belongs(pid, up.home) and pid not in {run.pid for run in up.runs}:
            assert not [secret for secret in [*secrets, "must not be"] if secret in shown]
