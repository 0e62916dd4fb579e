"""Key files: private, named, complete, or refused by name."""

# SPDX-License-Identifier: Apache-2.0
import secrets
import stat
from pathlib import Path

import pytest

from sealmark.vault.errors import KeysExistError, VaultUnavailableError
from sealmark.vault.keyfiles import (
    Lock,
    PassphraseLock,
    read_key,
    read_public,
    write_key,
    write_private_bytes,
    write_public,
)
from sealmark.vault.primitives import Argon2Cost

KEY = b"0123456789abcdefghijklmnopqrstuv"
CHEAP = Argon2Cost(memory=64, passes=1, lanes=1)


def locked(passphrase: str) -> PassphraseLock:
    return PassphraseLock(passphrase, secrets.token_bytes, CHEAP)


LOCKS = {"plain": Lock(), "passphrase": locked("open sesame")}


@pytest.fixture(params=LOCKS)
def lock(request: pytest.FixtureRequest) -> Lock:
    return LOCKS[request.param]


@pytest.fixture
def path(tmp_path: Path, lock: Lock) -> Path:
    write_key(tmp_path / "work-1.kek", KEY, lock)
    return tmp_path / "work-1.kek"


def test_a_key_is_read_back(path: Path, lock: Lock) -> None:
    assert read_key(path, lock) == KEY


def test_a_key_file_is_for_its_owner_only(path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_key_file_is_never_overwritten(path: Path, lock: Lock) -> None:
    with pytest.raises(KeysExistError, match=r"work-1\.kek"):
        write_key(path, bytes(32), lock)
    assert read_key(path, lock) == KEY


def test_a_missing_key_file_is_named_with_the_remedy(tmp_path: Path, lock: Lock) -> None:
    with pytest.raises(VaultUnavailableError, match=r"/raw-1\.kek is missing.*recovery key"):
        read_key(tmp_path / "raw-1.kek", lock)


def test_an_unreadable_key_file_is_named(tmp_path: Path, lock: Lock) -> None:
    (tmp_path / "raw-1.kek").mkdir()
    with pytest.raises(VaultUnavailableError, match=r"/raw-1\.kek cannot be read"):
        read_key(tmp_path / "raw-1.kek", lock)


@pytest.mark.parametrize("mode", [0o604, 0o602, 0o620, 0o666, 0o610])
def test_a_key_file_open_to_others_is_refused(path: Path, lock: Lock, mode: int) -> None:
    path.chmod(mode)
    with pytest.raises(VaultUnavailableError, match=f"mode {mode:04o}, it must be 0600"):
        read_key(path, lock)


@pytest.mark.parametrize("mode", [0o400, 0o600, 0o440])
def test_a_mounted_secret_that_its_group_reads_is_accepted(
    path: Path, lock: Lock, mode: int
) -> None:
    path.chmod(mode)
    assert read_key(path, lock) == KEY


def test_every_damaged_character_is_found_and_shown_to_nobody(path: Path, lock: Lock) -> None:
    line = path.read_bytes()
    for at in range(len(line) - 1):
        path.write_bytes(line[:at] + bytes((line[at] ^ 1,)) + line[at + 1 :])
        with pytest.raises(VaultUnavailableError) as refused:
            read_key(path, lock)
        assert line[-20:-1].decode() not in str(refused.value)


@pytest.mark.parametrize("kept", [0, 10, 40, 60])
def test_a_cut_key_file_is_found(path: Path, lock: Lock, kept: int) -> None:
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(VaultUnavailableError, match="damaged"):
        read_key(path, lock)


@pytest.mark.parametrize(
    "line", [b"sealmark-key-v1:work-1.kek:", b"sealmark-locked-key-v1:work-1.kek:AAAA"]
)
def test_a_key_file_without_a_key_is_found(path: Path, lock: Lock, line: bytes) -> None:
    path.write_bytes(line)
    with pytest.raises(VaultUnavailableError, match="damaged"):
        read_key(path, lock)


def test_a_key_under_another_name_is_refused(path: Path, lock: Lock) -> None:
    renamed = path.rename(path.with_name("raw-1.kek"))
    with pytest.raises(VaultUnavailableError, match="damaged"):
        read_key(renamed, lock)


def test_another_passphrase_does_not_unlock(tmp_path: Path) -> None:
    write_key(tmp_path / "a.key", KEY, locked("right"))
    with pytest.raises(VaultUnavailableError, match="passphrase"):
        read_key(tmp_path / "a.key", locked("wrong"))


def test_the_same_passphrase_unlocks_in_another_process(tmp_path: Path) -> None:
    write_key(tmp_path / "a.key", KEY, locked("right"))
    assert read_key(tmp_path / "a.key", locked("right")) == KEY


def test_a_locked_file_does_not_hold_the_key(tmp_path: Path) -> None:
    write_key(tmp_path / "a.key", KEY, Lock())
    write_key(tmp_path / "b.key", KEY, locked("right"))
    plain = (tmp_path / "a.key").read_text().rpartition(":")[2].strip()
    assert plain[8:] not in (tmp_path / "b.key").read_text()


def test_a_public_key_is_read_back(tmp_path: Path) -> None:
    write_public(tmp_path / "intake.pub", KEY)
    assert read_public(tmp_path / "intake.pub") == KEY
    assert stat.S_IMODE((tmp_path / "intake.pub").stat().st_mode) == 0o644


def test_a_public_key_that_others_may_replace_is_refused(tmp_path: Path) -> None:
    write_public(tmp_path / "intake.pub", KEY)
    (tmp_path / "intake.pub").chmod(0o666)
    with pytest.raises(VaultUnavailableError, match=r"intake\.pub is open to others"):
        read_public(tmp_path / "intake.pub")


def test_a_damaged_public_key_is_refused(tmp_path: Path) -> None:
    write_public(tmp_path / "intake.pub", KEY)
    text = (tmp_path / "intake.pub").read_text()
    (tmp_path / "intake.pub").write_text(text.replace("A", "B", 1))
    with pytest.raises(VaultUnavailableError, match="damaged"):
        read_public(tmp_path / "intake.pub")


def test_a_private_file_is_made_whatever_the_umask(tmp_path: Path) -> None:
    write_private_bytes(tmp_path / "a", b"x")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600
