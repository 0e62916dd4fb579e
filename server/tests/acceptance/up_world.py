"""A home, a port and the runs started on them: what the tests of `sealmark up` act on."""

# SPDX-License-Identifier: Apache-2.0
import json
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import sealmark
import sealmark_verify

_LINE = Path(__file__).with_name("up_line.py")
SOURCES = [str(Path(module.__file__ or "").parents[1]) for module in (sealmark, sealmark_verify)]
"""Where the packages under test lie."""
_SITE = Path(pytest.__file__).parents[1]
FIRST_START_S = 20.0
LATER_START_S = 4.0
STOP_S = 10.0


@dataclass(kw_only=True)
class Who:
    """Who runs it: a Python that this user can run, and how to become this user."""

    name: str
    python: str
    become: list[str]
    user: int


@dataclass(kw_only=True)
class Up:
    """One home, one port, and the runs started on them."""

    who: Who
    home: Path
    port: int
    program: tuple[str, ...] = (str(_LINE),)
    sources: list[str] = field(default_factory=lambda: list(SOURCES))
    runs: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *extra: str) -> subprocess.Popen[bytes]:
        with self.console.open("ab") as console:
            run = subprocess.Popen(
                [*self.who.become, self.who.python, *self.program, *self._where(), *extra],
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=console,
                cwd="/",
                env={
                    "PATH": os.defpath,
                    "PYTHONPATH": os.pathsep.join([*self.sources, str(_SITE)]),
                    "SEALMARK_TEST_SECRET": "must not be handed on",
                },
            )
        self.runs.append(run)
        return run

    def _where(self) -> list[str]:
        return ["--home", str(self.home), "--port", str(self.port)]

    @property
    def console(self) -> Path:
        return self.home.with_suffix(".console")

    def told(self) -> str:
        return self.console.read_text()

    def web(self) -> int:
        """The process id that web answers with, or 0."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=2) as answer:
                return int(answer.read())
        except OSError:
            return 0

    def postmaster(self) -> int:
        place = json.loads((self.home / "postgres/place.json").read_text())
        return int((Path(place["base"]) / "data/postmaster.pid").read_text().split()[0])

    def until(self, true: Callable[[], object], *, seconds: float = FIRST_START_S) -> float:
        begun = time.monotonic()
        while not true():
            assert time.monotonic() - begun < seconds, self.told()
            time.sleep(0.05)
        return time.monotonic() - begun

    def until_all_ready(self, seconds: float = FIRST_START_S) -> float:
        return self.until(
            lambda: self.web() and self.state_of("worker") == "ready", seconds=seconds
        )

    def state_of(self, name: str) -> str:
        file = self.home / f"run/status/{name}.json"
        return str(json.loads(file.read_text())["state"]) if file.exists() else ""

    def left_over(self) -> list[str]:
        """All living processes that belong to this home, told by where they stand."""
        return [told for pid in pids() if (told := belongs(pid, self.home))]


BOTH = pytest.mark.parametrize("who", ["this user", "an unprivileged user"], indirect=True)
"""For what depends on who runs it: root ends children of another user, a user its own."""


@pytest.fixture
def who(request: pytest.FixtureRequest) -> Who:
    if getattr(request, "param", "this user") == "this user":
        return Who(name="self", python=sys.executable, become=[], user=os.geteuid())
    if os.geteuid() != 0:
        pytest.skip("this user is unprivileged already")
    python = f"/usr/bin/python3.{sys.version_info.minor}"
    if not Path(python).exists() or shutil.which("setpriv") is None:
        pytest.skip(f"needs {python} and setpriv: other users cannot run this Python")
    nobody = pwd.getpwnam("nobody")
    become = ["setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups"]
    reads = subprocess.run([*become, "test", "-r", str(_LINE)], check=False)
    if reads.returncode != 0:
        pytest.skip("an unprivileged user cannot read this checkout")
    return Who(name="nobody", python=python, become=become, user=nobody.pw_uid)


@pytest.fixture
def up(who: Who) -> Iterator[Up]:
    folder = Path(tempfile.mkdtemp(prefix="sm-up-"))
    folder.chmod(0o755)
    os.chown(folder, who.user, -1)
    it = Up(who=who, home=folder / "home", port=free_port())
    yield it
    for run in it.runs:
        run.kill()
        run.wait()
    it.until(lambda: not it.left_over())
    shutil.rmtree(folder)


def status_pid(up: Up, name: str) -> int:
    file = up.home / f"run/status/{name}.json"
    told = json.loads(file.read_text())
    return int(told["pid"] or 0) if told["state"] == "ready" else 0


def guard_of(up: Up) -> int:
    wanted = f"guard\0{up.home}/run/guard.lock"
    return next((pid for pid in pids() if wanted in read(pid, "cmdline")), 0)


def pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def read(pid: int, what: str) -> str:
    try:
        return Path(f"/proc/{pid}/{what}").read_text(errors="replace")
    except OSError:
        return ""


def belongs(pid: int, home: Path) -> str:
    """What the process is, if it lives and stands in, or was started for, this home."""
    if f"({pid}) Z" in read(pid, "stat") or pid == os.getpid():
        return ""
    try:
        directory = str(Path(f"/proc/{pid}/cwd").readlink())
    except OSError:
        return ""
    shown = read(pid, "cmdline")
    mine = directory.startswith(str(home)) or str(home) in shown + read(pid, "environ")
    return f"{pid} {shown}" if mine else ""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
