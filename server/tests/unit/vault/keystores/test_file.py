"""Keys in files: made whole or not at all, held by few, brought back by the recovery key."""

# SPDX-License-Identifier: Apache-2.0
import secrets
import shutil
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

from sealmark.vault import keyfiles
from sealmark.vault.domain import KeyClass
from sealmark.vault.encapsulation import encapsulate
from sealmark.vault.errors import (
    KeyNotHeldError,
    KeysExistError,
    RecoveryKeyError,
    VaultUnavailableError,
)
from sealmark.vault.keyfiles import Lock, PassphraseLock
from sealmark.vault.keystores.file import FileKeyStore, create_all, restore, rotate_kek
from sealmark.vault.layout import Identity, Secret, SigningKey, job_secret
from sealmark.vault.primitives import Argon2Cost

HELD = {
    "web": {
        "work-1.kek", "intake.pub", "scope.key", "framework.key", "session.key", "account.key",
        "job-web-to-worker.key", "job-web-to-redactor.key",
    },
    "worker": {
        "work-1.kek", "intake.pub", "scope.key", "framework.key", "release-ed25519.key",
        "job-web-to-worker.key", "job-worker-to-worker.key", "job-worker-to-redactor.key",
        "job-redactor-to-worker.key",
    },
    "redactor": {
        "raw-1.kek", "work-1.kek", "intake.key", "intake.pub", "scope.key", "framework.key",
        "job-web-to-redactor.key", "job-worker-to-redactor.key", "job-redactor-to-worker.key",
        "job-redactor-to-redactor.key",
    },
    "sequencer": {"scope.key", "framework.key", "log-ed25519.key", "log-mldsa44.key"},
    "public": {
        "intake.pub", "recovery.pub", "log-ed25519.pub", "log-mldsa44.pub", "release-ed25519.pub",
    },
}  # fmt: skip


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    create_all(tmp_path / "keys")
    return tmp_path / "keys"


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_each_identity_holds_its_keys_and_no_others(keys: Path) -> None:
    held = {
        path.name: {key.name for key in path.iterdir()} for path in keys.iterdir() if path.is_dir()
    }
    assert held == HELD


def test_folders_and_files_are_private(keys: Path) -> None:
    modes = {stat.S_IMODE(path.stat().st_mode) for path in keys.rglob("*") if path.is_dir()}
    files = {
        stat.S_IMODE(path.stat().st_mode)
        for path in keys.rglob("*")
        if path.is_file() and path.suffix != ".pub"
    }
    assert (modes, files, stat.S_IMODE(keys.stat().st_mode)) == ({0o700}, {0o600}, 0o700)


def test_shared_keys_are_the_same_and_own_keys_differ(keys: Path) -> None:
    stores = {one: FileKeyStore(keys, one) for one in Identity}
    pair = job_secret(Identity.WEB, Identity.REDACTOR)
    assert stores[Identity.WEB].secret(pair) == stores[Identity.REDACTOR].secret(pair)
    assert len({store.secret(Secret.SCOPE) for store in stores.values()}) == 4


def test_no_two_keys_are_alike(keys: Path) -> None:
    shared = {path: keyfiles.read_key(path, Lock()) for path in keys.glob("*/*.k*")}
    by_name: dict[str, set[bytes]] = {}
    for path, key in shared.items():
        by_name.setdefault(path.name, set()).add(key)
    everything = [key for found in by_name.values() for key in found]
    assert len(everything) == len(set(everything))


def test_a_pair_that_never_meets_has_no_key() -> None:
    with pytest.raises(ValueError, match="sequencer"):
        job_secret(Identity.SEQUENCER, Identity.WEB)


def test_keys_that_are_there_are_never_replaced(keys: Path) -> None:
    before = contents(keys)
    with pytest.raises(KeysExistError, match="stay as they are"):
        create_all(keys)
    assert contents(keys) == before


def test_a_failed_start_leaves_no_half_made_folder(tmp_path: Path) -> None:
    def runs_dry(length: int) -> bytes:
        if length == 12:
            raise OSError("no entropy")
        return secrets.token_bytes(length)

    with pytest.raises(OSError, match="no entropy"):
        create_all(
            tmp_path / "keys",
            lock=PassphraseLock("x", runs_dry, Argon2Cost(memory=64, passes=1, lanes=1)),
        )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("identity", Identity)
def test_a_complete_folder_passes_the_check(keys: Path, identity: Identity) -> None:
    FileKeyStore(keys, identity).check()


@pytest.mark.parametrize(
    ("identity", "name"),
    [(identity, name) for identity in Identity for name in sorted(HELD[identity])],
)
def test_each_missing_file_is_named_by_the_check(keys: Path, identity: Identity, name: str) -> None:
    (keys / identity / name).unlink()
    with pytest.raises(VaultUnavailableError, match=f"{identity}/{name} is missing"):
        FileKeyStore(keys, identity).check()


def test_an_identity_looks_for_no_key_that_is_not_its_own(keys: Path) -> None:
    web = FileKeyStore(keys, Identity.WEB)
    shutil.copy(keys / "redactor/raw-1.kek", keys / "web/raw-1.kek")
    with pytest.raises(KeyNotHeldError):
        web.wrap(KeyClass.RAW, bytes(32), b"")
    with pytest.raises(KeyNotHeldError):
        web.open_intake(b"", b"")
    with pytest.raises(KeyNotHeldError):
        web.secret(Secret.JOB_WORKER_TO_REDACTOR)
    with pytest.raises(KeyNotHeldError):
        web.sign(SigningKey.LOG_ED25519, b"")
    with pytest.raises(KeyNotHeldError):
        FileKeyStore(keys, Identity.SEQUENCER).intake_public()


@pytest.mark.parametrize(
    ("identity", "key"),
    [
        (Identity.SEQUENCER, SigningKey.LOG_ED25519),
        (Identity.WORKER, SigningKey.RELEASE_ED25519),
    ],
)
def test_signatures_verify_with_the_public_file(
    keys: Path, identity: Identity, key: SigningKey
) -> None:
    store = FileKeyStore(keys, identity)
    public = keyfiles.read_public(keys / "public" / key.replace(".key", ".pub"))
    assert public == store.verifying_key(key)
    Ed25519PublicKey.from_public_bytes(public).verify(store.sign(key, b"m"), b"m")


def test_the_post_quantum_signature_verifies_with_the_public_file(keys: Path) -> None:
    store = FileKeyStore(keys, Identity.SEQUENCER)
    public = keyfiles.read_public(keys / "public/log-mldsa44.pub")
    assert public == store.verifying_key(SigningKey.LOG_MLDSA44)
    signature = store.sign(SigningKey.LOG_MLDSA44, b"m")
    MLDSA44PublicKey.from_public_bytes(public).verify(signature, b"m")


def test_all_hold_the_same_intake_key(keys: Path) -> None:
    public = {
        FileKeyStore(keys, one).intake_public()
        for one in (Identity.WEB, Identity.WORKER, Identity.REDACTOR)
    }
    assert len(public) == 1
    sealed = encapsulate(public.pop(), b"part key", info=b"i")
    assert FileKeyStore(keys, Identity.REDACTOR).open_intake(sealed, b"i") == b"part key"


def test_the_recovery_key_brings_every_file_back(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    recovery = create_all(folder)
    before = contents(folder)
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
    brought_back = restore(folder, recovery.shown_once())
    assert contents(folder) == before
    assert len(brought_back) == sum(
        not name.endswith(".pub") for names in HELD.values() for name in names
    )


def test_restoring_leaves_what_is_there_alone(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    recovery = create_all(folder)
    (folder / "redactor/raw-1.kek").unlink()
    before = contents(folder)
    assert restore(folder, recovery.shown_once()) == ["redactor/raw-1.kek"]
    assert before.items() < contents(folder).items()


def test_another_recovery_key_restores_nothing(tmp_path: Path) -> None:
    create_all(tmp_path / "keys")
    other = create_all(tmp_path / "others")
    with pytest.raises(RecoveryKeyError):
        restore(tmp_path / "keys", other.shown_once())


def test_a_lost_recovery_file_is_named(tmp_path: Path) -> None:
    recovery = create_all(tmp_path / "keys")
    (tmp_path / "keys/recovery.sealed").unlink()
    with pytest.raises(VaultUnavailableError, match=r"keys/recovery\.sealed cannot be read"):
        restore(tmp_path / "keys", recovery.shown_once())


def test_the_recovery_file_shows_no_key(keys: Path) -> None:
    sealed = (keys / "recovery.sealed").read_bytes()
    for path in keys.glob("*/*.k*"):
        assert keyfiles.read_key(path, Lock()) not in sealed


def test_a_new_top_key_is_recovered_too(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    recovery = create_all(folder)
    assert rotate_kek(folder, KeyClass.RAW) == 2
    assert rotate_kek(folder, KeyClass.RAW) == 3
    wrapped = FileKeyStore(folder, Identity.REDACTOR).wrap(KeyClass.RAW, b"k" * 32, b"c")
    shutil.rmtree(folder / "redactor")
    restore(folder, recovery.shown_once())
    store = FileKeyStore(folder, Identity.REDACTOR)
    assert store.unwrap(KeyClass.RAW, wrapped, b"c") == b"k" * 32


def test_a_passphrase_protects_all_private_files(tmp_path: Path) -> None:
    cost = Argon2Cost(memory=64, passes=1, lanes=1)
    lock = PassphraseLock("open sesame", secrets.token_bytes, cost)
    create_all(tmp_path / "keys", lock=lock)
    rotate_kek(tmp_path / "keys", KeyClass.WORK, lock=lock)
    FileKeyStore(tmp_path / "keys", Identity.REDACTOR, lock=lock).check()
    with pytest.raises(VaultUnavailableError, match="passphrase"):
        FileKeyStore(tmp_path / "keys", Identity.REDACTOR).check()


def test_stray_files_are_no_top_keys(keys: Path) -> None:
    (keys / "web/work-old.kek").write_text("")
    FileKeyStore(keys, Identity.WEB).check()
