"""What people see when something is missing: a full disk, a lost key, no redactor.

- The page says what waits and what works; nothing raw is served instead, nothing saved is lost.
- Everything goes on by itself once what was missing is back.
"""

# SPDX-License-Identifier: Apache-2.0
import json
import os
import shutil
import signal
import subprocess
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest
from acceptance.installation import Installation, an_installation
from acceptance.text_pages import WorkPage
from playwright.sync_api import Browser, expect

pytestmark = [pytest.mark.promise("main-job"), pytest.mark.timeout(300)]

DISK_MB = 600
BACK_MS = 90_000
PROJECT = "Discharge letters"


@pytest.fixture(scope="module")
def small_disk() -> Iterator[Path]:
    """A disk of its own, small enough to be filled."""
    folder = Path(tempfile.mkdtemp(prefix="sm-disk-"))
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m,mode=755", "none", str(folder)]
    made = subprocess.run(mount, capture_output=True, check=False)
    if made.returncode != 0:
        folder.rmdir()
        pytest.skip("needs the right to mount a disk in memory")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)
    folder.rmdir()


@pytest.fixture(scope="module")
def home(small_disk: Path, chromium: Path) -> Iterator[Installation]:
    _ = chromium
    with an_installation(small_disk) as started:
        yield started


@pytest.fixture(scope="module")
def work(home: Installation, browser: Browser) -> WorkPage:
    """The demo's labeler, with a text on the desk."""
    person = home.person(browser, "labeler")
    person.app.redeem(home.link("labeler"))
    person.app.open_project(PROJECT)
    page = WorkPage(page=person.app.page)
    page.begin("Label the next text")
    return page


def fill(file: IO[bytes]) -> None:
    while True:
        file.write(bytes(65_536))


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """Leave not a byte free."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space left"):
        fill(file)
    yield
    ballast.unlink()


@contextmanager
def without(home: Installation, key: str, process: str) -> Iterator[None]:
    """Take a key away and have the process start anew without it."""
    kept = home.up.home / "keys" / key
    aside = home.up.home / "keys" / "aside"
    shutil.move(kept, aside)
    kill(home, process)
    yield
    shutil.move(aside, kept)


def kill(home: Installation, process: str) -> None:
    wanted = f"sealmark.interfaces.{process}_entry"
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                told = (entry / "cmdline").read_bytes().decode()
                where = (entry / "environ").read_bytes().decode()
            except OSError:
                continue
            if wanted in told and str(home.up.home) in where:
                os.kill(int(entry.name), signal.SIGKILL)


def readiness(home: Installation) -> dict[str, list[str]]:
    """The parts in each state; nothing while web does not answer."""
    try:
        with urllib.request.urlopen(f"{home.base}/readyz", timeout=5) as answer:  # noqa: S310 - loopback
            told = json.load(answer)
    except urllib.error.HTTPError as refusal:
        told = json.load(refusal)
    except OSError:
        return {}
    states: dict[str, list[str]] = {}
    for name, part in told["parts"].items():
        states.setdefault(part["state"], []).append(name)
    return states


def draft_is_kept(work: WorkPage) -> None:
    """Load the page anew: what was marked is there, from the server."""
    marks = work.marks()
    work.wait_until_saved()
    work.page.reload()
    work.wait()
    work.expect_marks(marks)


def mark_a_word(work: WorkPage, key: str) -> None:
    marks = work.page.get_by_role("option").count()
    work.surface.focus()
    work.page.keyboard.press("Control+Home")
    work.page.keyboard.press("Control+Shift+ArrowRight")
    work.page.keyboard.press(key)
    work.page.keyboard.press("y")
    expect(work.page.get_by_role("option")).to_have_count(marks + 1)


def test_a_full_disk_is_told_and_the_work_is_saved_once_there_is_space(
    work: WorkPage, small_disk: Path
) -> None:
    before = work.text()
    with full(small_disk):
        mark_a_word(work, "1")
        marks = work.marks()
        expect(work.save_state).not_to_have_text("Saved")
        work.submit()
        expect(work.page.get_by_text("disk of this installation is full").first).to_be_visible()
        assert work.text() == before
        work.expect_marks(marks)
    expect(work.save_state).to_have_text("Saved", timeout=BACK_MS)
    draft_is_kept(work)


def test_without_the_redactor_people_go_on_and_are_told_what_waits(
    home: Installation, work: WorkPage
) -> None:
    with without(home, "redactor/raw-1.kek", "redactor"):
        expect(work.page.get_by_text("Redaction is not running")).to_be_visible(timeout=BACK_MS)
        mark_a_word(work, "2")
        before = work.text()
        work.submit()
        work.expect_another(before)
    expect(work.page.get_by_text("Redaction is not running")).to_be_hidden(timeout=BACK_MS)


def test_without_its_key_web_opens_nothing_says_so_and_loses_nothing(
    home: Installation, work: WorkPage
) -> None:
    mark_a_word(work, "3")
    work.wait_until_saved()
    with without(home, "web/work-1.kek", "web"):
        home.up.until(lambda: "failed" in readiness(home), seconds=BACK_MS / 1000)
        assert readiness(home)["failed"] == ["keys"]
        work.page.reload()
        expect(work.page.get_by_text("A key of this installation is missing")).to_be_visible()
        expect(work.surface).to_be_hidden()
    home.up.until(lambda: "failed" not in readiness(home), seconds=BACK_MS / 1000)
    work.page.reload()
    work.wait()
    draft_is_kept(work)
