"""A full disk: people are told, nothing that was saved is lost, and work goes on with space again.

- On a disk of its own in memory; skipped where none may be mounted.
- Alone in its file: only a database that was just made must grow for the next thing it keeps.
"""

# SPDX-License-Identifier: Apache-2.0
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest
from acceptance.at_the_desk import BACK_MS, draft_is_kept, mark_a_word, sit_down
from acceptance.installation import an_installation
from playwright.sync_api import Browser, expect

DISK_MB = 600


@pytest.fixture
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


def fill(file: IO[bytes]) -> None:
    while True:
        file.write(bytes(65_536))


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """Leave not a byte free."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space left"):
        fill(file)
    try:
        yield
    finally:
        ballast.unlink()


@pytest.mark.promise("web")
@pytest.mark.promise("main-job")
@pytest.mark.timeout(300)
def test_a_full_disk_is_told_and_the_work_is_saved_once_there_is_space(
    small_disk: Path, browser: Browser
) -> None:
    with an_installation(small_disk) as home:
        work = sit_down(home, browser)
        before = work.text()
        with full(small_disk):
            mark_a_word(work, "1")
            marks = work.marks()
            expect(work.save_state).not_to_have_text("Saved")
            work.submit()
            told = work.page.get_by_text("disk of this installation is full")
            expect(told.first).to_be_visible()
            assert work.text() == before
            work.expect_marks(marks)
        # What was handed in meanwhile goes out by itself.
        work.page.wait_for_function(
            "before => document.querySelector('[data-testid=text-surface]')?.innerText !== before",
            arg=before,
            timeout=BACK_MS,
        )
        mark_a_word(work, "1")
        draft_is_kept(work)
