"""The table of controls and the page of zones: what they claim is proved by tests that exist."""

# SPDX-License-Identifier: Apache-2.0
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
TABLE = ROOT / "docs/controls.toml"
ZONES = ROOT / "docs/security/zones.md"
NAMED = re.compile(r"\[`(test_\w+)`\]\(([^)]+\.py)\)")
STATUSES = {"planned", "partly", "built"}
KINDS = {"F", "A", "O", "F+A", "F+O", "A+O"}
LAST = 183


def controls() -> list[dict[str, object]]:
    found = tomllib.loads(TABLE.read_text())["control"]
    assert isinstance(found, list)
    return found


def named_tests(control: dict[str, object]) -> list[str]:
    tests = control["tests"]
    assert isinstance(tests, list)
    return [str(test) for test in tests]


def collected(files: list[str]) -> set[str]:
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:randomly", *files]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert listed.returncode == 0, listed.stdout
    lines = (line.strip() for line in listed.stdout.splitlines())
    return {line.partition("[")[0] for line in lines if "::" in line}


def test_every_control_stands_once() -> None:
    assert [each["number"] for each in controls()] == list(range(1, LAST + 1))


def test_every_control_has_a_known_kind_and_status() -> None:
    odd = [c for c in controls() if c["kind"] not in KINDS or c["status"] not in STATUSES]

    assert odd == []


def test_what_is_begun_names_its_tests() -> None:
    begun = [each for each in controls() if each["status"] != "planned"]

    assert [each["number"] for each in begun if not named_tests(each)] == []


@pytest.mark.timeout(300)
def test_every_named_test_exists_and_is_collected() -> None:
    wanted = {test for each in controls() for test in named_tests(each)}
    files = sorted({test.partition("::")[0] for test in wanted})
    absent = [name for name in files if not (ROOT / name).is_file()]
    assert absent == []

    found = collected(files) if files else set()

    assert wanted - found == set()


def test_every_test_that_the_page_of_zones_names_stands_in_the_file_that_it_links() -> None:
    named = NAMED.findall(ZONES.read_text())
    assert len(named) > 50
    assert len(named) == ZONES.read_text().count("[`test_")
    missing = [
        name
        for name, file in named
        if f"\ndef {name}(" not in (ZONES.parent / file).resolve().read_text()
    ]
    assert missing == []
