"""The home directory: closed to others, held by one."""

# SPDX-License-Identifier: Apache-2.0
import os
import stat
from pathlib import Path

import pytest

from sealmark.infra import home as homes
from sealmark.infra.home import HomeInUseError, HomePermissionsError, hold, open_home


def test_what_is_made_is_closed_to_others_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o000)
    try:
        home = open_home(tmp_path / "home")
        homes.ensure_password(home, "web")
    finally:
        os.umask(before)
    assert stat.S_IMODE(home.run.stat().st_mode) == 0o700
    assert stat.S_IMODE(home.keys.stat().st_mode) == 0o700
    assert stat.S_IMODE(home.keys_of("web").stat().st_mode) == 0o700
    assert stat.S_IMODE(home.password_file("web").stat().st_mode) == 0o600
    assert not stat.S_IMODE(home.path.stat().st_mode) & 0o066


@pytest.mark.parametrize("mode", [0o755, 0o770, 0o702, 0o740])
@pytest.mark.parametrize("name", ["run", "blobs", "log"])
def test_a_folder_that_others_can_enter_is_refused_with_the_remedy(
    tmp_path: Path, name: str, mode: int
) -> None:
    home = open_home(tmp_path / "home")
    (home.path / name).chmod(mode)
    with pytest.raises(HomePermissionsError, match=f"chmod 700 {home.path / name}"):
        open_home(home.path)


def test_a_secret_that_others_can_read_is_refused_with_the_remedy(tmp_path: Path) -> None:
    home = open_home(tmp_path / "home")
    homes.ensure_password(home, "web")
    file = home.password_file("web")
    file.chmod(0o640)
    with pytest.raises(HomePermissionsError, match=f"chmod 600 {file}"):
        homes.read_secret(file)
    with pytest.raises(HomePermissionsError):
        open_home(home.path)


def test_a_key_folder_behind_a_link_is_refused(tmp_path: Path) -> None:
    home = open_home(tmp_path / "home")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    home.keys.symlink_to(elsewhere)
    with pytest.raises(HomePermissionsError, match="symbolic link"):
        open_home(home.path)


def test_a_password_is_made_once_and_differs_between_identities(tmp_path: Path) -> None:
    home = open_home(tmp_path / "home")
    first = homes.ensure_password(home, "web")
    assert homes.ensure_password(home, "web") == first
    assert homes.ensure_password(home, "redactor") != first
    assert len(first) >= 43


def test_a_home_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    home = open_home(tmp_path / "home")
    with hold(home), pytest.raises(HomeInUseError, match=f"by process {os.getpid()}"), hold(home):
        pass
    with hold(home):
        pass


def test_the_environment_names_the_home_else_it_is_the_users(tmp_path: Path) -> None:
    assert homes.default_home({"SEALMARK_HOME": str(tmp_path)}) == tmp_path
    assert homes.default_home({}) == Path.home() / ".sealmark"


def test_an_empty_folder_becomes_a_home_whatever_its_permissions_were(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    folder.mkdir()
    folder.chmod(0o777)
    home = open_home(folder)
    assert not stat.S_IMODE(home.path.stat().st_mode) & 0o066


def test_a_folder_with_something_in_it_is_not_closed_silently(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    folder.mkdir()
    (folder / "something").touch()
    folder.chmod(0o777)
    with pytest.raises(HomePermissionsError, match=f"chmod 700 {folder}"):
        open_home(folder)
