"""The web app's lock file, and what counts as installed and built."""

# SPDX-License-Identifier: Apache-2.0
from pathlib import Path

import pytest

from tools.dev import web, web_lock
from tools.dev.shell import Failure

LEFT_OUT: dict[str, web_lock.Entry] = {
    "": {"name": "app"},
    "node_modules/tool": {
        "version": "1.2.3",
        "dev": True,
        "optionalDependencies": {"tool-linux-x64-musl": "1.2.3", "tool-linux-x64": "1.2.3"},
    },
    "node_modules/tool-linux-x64": {"version": "1.2.3", "integrity": "sha512-x"},
}


def test_a_build_for_another_platform_is_added() -> None:
    entry = web_lock.completed(LEFT_OUT)["node_modules/tool-linux-x64-musl"]

    assert entry == {
        "version": "1.2.3",
        "cpu": ["x64"],
        "dev": True,
        "libc": ["musl"],
        "optional": True,
        "os": ["linux"],
    }


def test_what_is_locked_stays_as_it_is() -> None:
    done = web_lock.completed(LEFT_OUT)

    assert {key: done[key] for key in LEFT_OUT} == LEFT_OUT
    assert web_lock.completed(done) == done


def test_an_optional_package_that_is_no_build_is_left_to_npm() -> None:
    packages = {"node_modules/a": {"optionalDependencies": {"fsevents": "^2.0.0"}}}

    assert web_lock.completed(packages) == packages


def test_a_build_that_is_not_pinned_is_an_error() -> None:
    packages = {"node_modules/a": {"optionalDependencies": {"a-darwin-arm64": "^2.0.0"}}}

    with pytest.raises(Failure, match="pinned exactly"):
        web_lock.completed(packages)


def test_an_installation_as_locked_is_taken_as_it_is() -> None:
    installed = {"node_modules/tool": LEFT_OUT["node_modules/tool"]}
    optional: dict[str, web_lock.Entry] = {
        "node_modules/other": {"version": "1.0.0", "optional": True}
    }

    assert web.lacking({**installed, **optional}, installed) == []


def test_another_version_is_lacking() -> None:
    locked = {"": {}, "node_modules/a": {"version": "2.0.0"}}

    assert web.lacking(locked, {"node_modules/a": {"version": "1.0.0"}}) == ["node_modules/a"]


def test_what_is_served_is_replaced_whole(tmp_path: Path) -> None:
    built, served = tmp_path / "dist", tmp_path / "static_web"
    for folder, name in ((built, "index.html"), (served, "old.js")):
        folder.mkdir()
        (folder / name).write_text("x")

    web.serve(built, served)

    assert [path.name for path in served.iterdir()] == ["index.html"]
    assert not (tmp_path / "static_web.new").exists()
