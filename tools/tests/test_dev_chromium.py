"""Which browser the acceptance tests take."""

# SPDX-License-Identifier: Apache-2.0
from pathlib import Path

import pytest

from tools.dev.chromium import find_chromium, in_ci
from tools.dev.shell import Failure


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("SEALMARK_CHROMIUM", "CI"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "playwright"))
    return tmp_path


def program(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_a_machine_without_one_has_none(bare: Path) -> None:
    assert bare.is_dir()
    assert find_chromium() is None


def test_the_named_one_comes_first(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(bare / "bin/chromium")
    named = program(bare / "mine")
    monkeypatch.setenv("SEALMARK_CHROMIUM", str(named))

    assert find_chromium() == named


def test_a_named_one_that_cannot_start_is_an_error(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(bare / "bin/chromium")
    monkeypatch.setenv("SEALMARK_CHROMIUM", str(bare / "absent"))

    with pytest.raises(Failure, match="SEALMARK_CHROMIUM"):
        find_chromium()


def test_path_comes_before_the_download(bare: Path) -> None:
    program(bare / "playwright/chromium-1/chrome-linux/chrome")
    on_path = program(bare / "bin/chromium-browser")

    assert find_chromium() == on_path


def test_the_download_is_the_last_resort(bare: Path) -> None:
    own = program(bare / "playwright/chromium-1/chrome-linux/chrome")

    assert find_chromium() == own


@pytest.mark.parametrize(("value", "expected"), [("true", True), ("1", True), ("", False)])
def test_ci_is_what_the_environment_says(
    monkeypatch: pytest.MonkeyPatch, value: str, *, expected: bool
) -> None:
    monkeypatch.setenv("CI", value)

    assert in_ci() is expected
