"""The wheels, installed by themselves into an empty environment, start.

- Only what the lock names is installed beside them, by hash: what runs here is what was tested.
- Without a registry the test is skipped on a developer's machine and fails in CI.
"""

# SPDX-License-Identifier: Apache-2.0
import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from tools.dev.chromium import in_ci
from tools.dev.shell import ROOT

UP_PATIENCE_S = 90.0
PROCESSES = ROOT / "server/src/sealmark/interfaces/web_entry.py"
SIZE_LIMIT = 450 * 1024 * 1024
STATIC_WEB = "sealmark/interfaces/static_web/index.html"
pytestmark = [pytest.mark.promise("install"), pytest.mark.timeout(600)]


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Build both wheels as `make build` does."""
    folder = tmp_path_factory.mktemp("dist")
    for package in ("verify", "server"):
        command = [sys.executable, "-m", "build", "--wheel", "--no-isolation"]
        command += ["--outdir", str(folder), str(ROOT / package)]
        subprocess.run(command, check=True, capture_output=True)
    return sorted(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def installed(wheels: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheels and the locked packages into an empty environment; return its folder."""
    home = tmp_path_factory.mktemp("installed") / "venv"
    subprocess.run([sys.executable, "-m", "venv", home], check=True)
    pip = [str(home / "bin/python"), "-m", "pip", "install", "--quiet", "--no-deps"]
    lock = str(ROOT / "requirements.lock")
    locked = subprocess.run(
        [*pip, "--require-hashes", "--only-binary", ":all:", "-r", lock],
        check=False,
        capture_output=True,
        text=True,
    )
    if locked.returncode != 0:
        reason = f"the registry could not be read: {locked.stderr[-300:]}"
        pytest.fail(reason) if in_ci() else pytest.skip(reason)
    subprocess.run([*pip, *map(str, wheels)], check=True, capture_output=True)
    return home


def clean_environment() -> dict[str, str]:
    """Return an environment in which nothing of the checkout can be found."""
    kept = ("PATH", "HOME", "LANG", "TMPDIR")
    return {name: os.environ[name] for name in kept if name in os.environ}


def said(home: Path, *words: str) -> str:
    """Run an installed program from a folder that is not the checkout; return what it printed."""
    command = [str(home / "bin" / words[0]), *words[1:]]
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, cwd=home, env=clean_environment()
    )
    return done.stdout


def bytes_installed(home: Path) -> int:
    """Add up the files that wheels bring; byte code and pip itself come on top of any of them."""
    site = next(home.glob("lib/python3*/site-packages"))
    brought = (
        path
        for path in site.rglob("*")
        if path.is_file()
        and path.suffix != ".pyc"
        and not path.relative_to(site).parts[0].startswith("pip")
    )
    return sum(path.stat().st_size for path in brought)


def test_the_wheels_carry_their_licence_and_notice(wheels: list[Path]) -> None:
    server = next(path for path in wheels if path.name.startswith("sealmark-"))
    names = {name.rpartition("/")[2] for name in zipfile.ZipFile(server).namelist()}

    assert {"LICENSE", "NOTICE"} <= names


@pytest.mark.skipif(not (ROOT / "web/package.json").exists(), reason="no web app here yet")
def test_the_wheel_carries_the_built_web_app(wheels: list[Path]) -> None:
    server = next(path for path in wheels if path.name.startswith("sealmark-"))

    assert STATIC_WEB in zipfile.ZipFile(server).namelist()


def test_the_wheel_carries_every_data_file_of_the_package(wheels: list[Path]) -> None:
    server = next(path for path in wheels if path.name.startswith("sealmark-"))
    source = ROOT / "server/src"
    listed = ["git", "ls-files", "--", "server/src/sealmark"]
    tracked = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    present = [ROOT / name for name in tracked.split() if (ROOT / name).is_file()]
    wanted = {str(path.relative_to(source)) for path in present}

    assert wanted - set(zipfile.ZipFile(server).namelist()) == set()


def test_wheel_installs_and_starts(installed: Path) -> None:
    assert "up" in said(installed, "sealmark", "--help")


@pytest.mark.skipif(not PROCESSES.exists(), reason="the processes are not written yet")
def test_what_is_installed_serves_its_pages_and_stops(installed: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    words = ["up", "--home", str(tmp_path / "home"), "--port", str(port)]
    log = tmp_path / "up.log"
    with log.open("w") as told:
        program = [str(installed / "bin/sealmark"), *words]
        running = subprocess.Popen(program, stdout=told, stderr=told, env=clean_environment())
    try:
        assert until_said(log, "Sealmark is at", seconds=UP_PATIENCE_S), log.read_text()
        assert fetched(port, "/healthz") == 200
        assert fetched(port, "/") == 200
    finally:
        running.send_signal(signal.SIGINT)
        status = running.wait(timeout=UP_PATIENCE_S)
    assert status == 0


def until_said(log: Path, words: str, *, seconds: float) -> bool:
    """Wait until a log says something; say whether it did in time."""
    deadline = time.monotonic() + seconds
    while words not in log.read_text():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def fetched(port: int, path: str) -> int:
    """Ask for a page on loopback; return the status."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    with contextlib.closing(connection):
        connection.request("GET", path)
        return connection.getresponse().status


def test_the_verifier_comes_along(installed: Path) -> None:
    assert "BUNDLE" in said(installed, "sealmark-verify", "--help").upper()


def test_the_requirements_agree_with_each_other(installed: Path) -> None:
    assert "No broken requirements" in said(installed, "python", "-m", "pip", "check")


def test_an_installation_stays_small(installed: Path) -> None:
    assert bytes_installed(installed) <= SIZE_LIMIT
