"""The sandbox: the process that reads untrusted bytes can open nothing, grow nothing, and ends."""

# SPDX-License-Identifier: Apache-2.0
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sealmark.infra.sandbox import Sandbox, SandboxError

READER = "sealmark.modalities.text.child"
HEADER = {"kind": "plain", "columns": {}}
TRIES = """
import json, socket, sys
from sealmark.modalities.text import child
import subprocess, tempfile
child.shut_in()
def tried(what):
    try:
        what()
    except (OSError, MemoryError) as error:
        return type(error).__name__
    return "allowed"
print(json.dumps({name: tried(what) for name, what in {
    "read a file": lambda: open("/etc/hostname"),
    "write a file": lambda: open("/tmp/out", "w"),
    "make a temporary file": tempfile.TemporaryFile,
    "connect": lambda: socket.create_connection(("127.0.0.1", 9)),
    "make a socket": socket.socket,
    "make a pair of sockets": socket.socketpair,
    "start a program": lambda: subprocess.run(["true"], stdout=subprocess.PIPE),
    "take much memory": lambda: bytearray(2 << 30),
}.items()}))
"""


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    made = Sandbox(READER)
    yield made
    made.close()


def child_of(sandbox: Sandbox) -> "subprocess.Popen[bytes]":
    assert sandbox._child is not None
    return sandbox._child


def read(sandbox: Sandbox, *chunks: bytes) -> list[dict[str, Any]]:
    return list(sandbox.feed(HEADER, chunks))


def limits(pid: int) -> dict[str, str]:
    """Return a process's hard limits, as the kernel tells them."""
    lines = Path(f"/proc/{pid}/limits").read_text().splitlines()[1:]
    return {line[:26].strip(): line[47:68].strip() for line in lines}


def test_what_is_read_comes_back_as_plain_text(sandbox: Sandbox) -> None:
    (item,) = read(sandbox, b"The patient ", b"takes aspirin.")
    assert item["content"] == "The patient takes aspirin."


def test_the_reader_is_shut_in_before_its_first_byte(sandbox: Sandbox) -> None:
    read(sandbox, b"text")
    told = limits(child_of(sandbox).pid)
    assert told["Max open files"] == "3"
    assert told["Max file size"] == told["Max core file size"] == "0"
    assert int(told["Max address space"]) <= 1 << 30
    assert int(told["Max cpu time"]) <= 600


def test_the_reader_is_told_nothing_of_this_machine(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("A_SECRET", "canary")
    read(sandbox, b"text")
    pid = child_of(sandbox).pid
    assert b"canary" not in Path(f"/proc/{pid}/environ").read_bytes()
    assert {path.name for path in Path(f"/proc/{pid}/fd").iterdir()} == {"0", "1", "2"}


def test_what_is_shut_in_opens_no_file_no_socket_and_no_memory() -> None:
    told = subprocess.run(
        [sys.executable, "-c", TRIES],
        check=True,
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"]},
    )
    answers = json.loads(told.stdout)
    assert len(answers) == 8
    assert [name for name, answer in answers.items() if answer == "allowed"] == []


def test_a_reader_that_dies_takes_its_input_down_and_no_other(sandbox: Sandbox) -> None:
    read(sandbox, b"one")
    child = child_of(sandbox)

    def killed_meanwhile() -> Iterator[bytes]:
        yield b"two"
        child.kill()
        child.wait()
        yield b"more"

    with pytest.raises(SandboxError):
        list(sandbox.feed(HEADER, killed_meanwhile()))
    (item,) = read(sandbox, b"three")
    assert item["content"] == "three"
    assert child_of(sandbox).pid != child.pid


def test_a_closed_sandbox_leaves_no_process(sandbox: Sandbox) -> None:
    read(sandbox, b"text")
    pid = child_of(sandbox).pid
    sandbox.close()
    assert not Path(f"/proc/{pid}").exists()
