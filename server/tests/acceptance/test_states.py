"""What people see when something is missing: a lost key, no redactor.

- The page says what waits and what works; nothing raw is served instead, nothing saved is lost.
- Everything goes on by itself once what was missing is back.
"""

# SPDX-License-Identifier: Apache-2.0
import json
import os
import shutil
import signal
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from acceptance.at_the_desk import BACK_MS, draft_is_kept, mark_a_word, sit_down
from acceptance.installation import Installation
from acceptance.text_pages import WorkPage
from playwright.sync_api import Browser, expect

pytestmark = [pytest.mark.promise("web"), pytest.mark.promise("main-job"), pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def work(home: Installation, browser: Browser) -> WorkPage:
    return sit_down(home, browser)


@contextmanager
def without(home: Installation, key: str, process: str) -> Iterator[None]:
    """Take a key away and have the process start anew without it."""
    kept = home.up.home / "keys" / key
    aside = home.up.home / "keys" / "aside"
    shutil.move(kept, aside)
    kill(home, process)
    try:
        yield
    finally:
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
