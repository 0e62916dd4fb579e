"""Set-up: what counts as installed, and what a stamp covers."""

# SPDX-License-Identifier: Apache-2.0
from pathlib import Path

import pytest

from tools.dev import environment, lock
from tools.dev.shell import Failure

LOCKED = {"django": "5.2.1", "colorama": "0.4.6", "my-pkg": "1.0"}


def test_an_environment_as_locked_is_taken_as_it_is() -> None:
    installed = {"Django": "5.2.1", "my_pkg": "1.0", "extra": "9"}

    assert environment.differences(LOCKED, installed, optional={"colorama"}) == {}


def test_another_version_and_a_missing_package_count() -> None:
    installed = {"Django": "5.2.0"}

    found = environment.differences(LOCKED, installed, optional={"colorama"})

    assert found == {"django": "5.2.1", "my-pkg": "1.0"}


def test_a_digest_follows_names_and_contents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_text("x")
    second.write_text("x")
    before = environment.digest([first])

    assert environment.digest([second]) != before
    first.write_text("y")
    assert environment.digest([first]) != before


def test_packages_marked_for_other_platforms_are_optional() -> None:
    assert "colorama" in environment.optional_names()
    assert "django" not in environment.optional_names()


@pytest.mark.parametrize("path", [lock.RUNTIME, lock.DEVELOPMENT])
def test_every_locked_package_has_a_hash_and_no_address(path: Path) -> None:
    text = path.read_text()

    entries = [part for part in text.split("\n") if "==" in part]
    assert "://" not in text
    assert all(entry.endswith("\\") for entry in entries)


def test_the_product_runs_on_the_versions_that_were_tested() -> None:
    tested = lock.pins(lock.DEVELOPMENT)

    assert {n: v for n, v in lock.pins(lock.RUNTIME).items() if tested[n] != v} == {}


def test_the_locks_name_everything_that_the_packages_declare() -> None:
    declared = {lock.bare_name(line) for line in lock.product_requirements()}

    assert declared - set(lock.pins(lock.RUNTIME)) == set()


def test_the_lock_of_developers_names_every_tool() -> None:
    declared = {lock.bare_name(line) for line in lock.development_requirements()}

    assert declared - set(lock.pins(lock.DEVELOPMENT)) == set()


def test_one_package_is_cut_out_of_a_lock_with_its_hashes() -> None:
    entry = "uv==2 \\\n    --hash=sha256:2 \\\n    --hash=sha256:3\n"

    assert lock.entry_of("uv", f"a==1 \\\n    --hash=sha256:1\n{entry}z==4\n") == entry


def test_a_package_that_is_not_locked_is_a_clear_error() -> None:
    with pytest.raises(Failure, match="make lock"):
        lock.entry_of("uv", "a==1\n")
