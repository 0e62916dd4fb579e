"""One key in one file: a line of text, at rest as it is (0600) or under a passphrase.

- The line names its file: a key put under another name, or a damaged one, is refused with the
  file's name and what to do; never with its content.
- A file that others may read, or the group may write, is refused: fail closed.
- Under a passphrase: Argon2id, then AES-256-GCM with the file's name bound.
- Files are made once, never overwritten; they and their folder reach the disk before we go on.
"""

# SPDX-License-Identifier: Apache-2.0
import base64
import binascii
import functools
import hashlib
import os
import stat
from pathlib import Path
from typing import Final

from sealmark.vault.errors import KeysExistError, SealBrokenError, VaultUnavailableError
from sealmark.vault.primitives import NONCE_BYTES, Argon2Cost, Entropy, Gcm, passphrase_key

_PLAIN: Final = "sealmark-key-v1"
_LOCKED: Final = "sealmark-locked-key-v1"
_SALT_BYTES: Final = 16
_CHECK_BYTES: Final = 4
_MOST_BYTES: Final = 4096
_PRIVATE: Final = 0o600
_OTHERS_OR_GROUP_WRITE: Final = stat.S_IRWXO | stat.S_IWGRP | stat.S_IXGRP
_OTHERS_OR_GROUP_CHANGE: Final = stat.S_IWOTH | stat.S_IWGRP
_COST: Final = Argon2Cost()


class Lock:
    """How key files are protected at rest."""

    def lock(self, name: str, key: bytes) -> str:
        """Return the line to be written for the key of file `name`."""
        check = hashlib.sha256(key).digest()[:_CHECK_BYTES]
        return _join(_PLAIN, name, check + key)

    def unlock(self, name: str, line: str) -> bytes:
        """Return the key of file `name`; raise `SealBrokenError` if the line is not it."""
        body = _split(_PLAIN, name, line)
        check, key = body[:_CHECK_BYTES], body[_CHECK_BYTES:]
        if not key or hashlib.sha256(key).digest()[:_CHECK_BYTES] != check:
            raise SealBrokenError
        return key


class PassphraseLock(Lock):
    """Key files that open with a passphrase only. One stretch of it serves a whole folder."""

    def __init__(self, passphrase: str, entropy: Entropy, cost: Argon2Cost = _COST) -> None:
        self._entropy = entropy
        self._salt = entropy(_SALT_BYTES)

        @functools.lru_cache(maxsize=8)
        def cipher(salt: bytes) -> Gcm:
            return Gcm(passphrase_key(passphrase, salt=salt, cost=cost))

        self._cipher = cipher

    def lock(self, name: str, key: bytes) -> str:
        """Return the line to be written for the key of file `name`."""
        nonce = self._entropy(NONCE_BYTES)
        sealed = self._cipher(self._salt).seal(nonce, key, name.encode())
        return _join(_LOCKED, name, self._salt + nonce + sealed)

    def unlock(self, name: str, line: str) -> bytes:
        """Return the key of file `name`; raise `SealBrokenError` if the line is not it."""
        body = _split(_LOCKED, name, line)
        salt, nonce = body[:_SALT_BYTES], body[_SALT_BYTES : _SALT_BYTES + NONCE_BYTES]
        if len(nonce) < NONCE_BYTES:
            raise SealBrokenError
        return self._cipher(salt).open(nonce, body[_SALT_BYTES + NONCE_BYTES :], name.encode())


def write_key(path: Path, key: bytes, lock: Lock) -> None:
    """Make a private key file."""
    write_private_bytes(path, lock.lock(path.name, key).encode())


def read_key(path: Path, lock: Lock) -> bytes:
    """Return the key in a file, or raise `VaultUnavailableError` with the file's name."""
    line = _read(path, _OTHERS_OR_GROUP_WRITE)
    try:
        return lock.unlock(path.name, line)
    except SealBrokenError as cause:
        raise _unreadable(path, "is damaged, or its passphrase is another one") from cause


def read_public(path: Path) -> bytes:
    """Return the public key in a file that only its owner may change."""
    line = _read(path, _OTHERS_OR_GROUP_CHANGE)
    try:
        return Lock().unlock(path.name, line)
    except SealBrokenError as cause:
        raise _unreadable(path, "is damaged") from cause


def write_public(path: Path, key: bytes) -> None:
    """Make a public key file (0644)."""
    _write(path, Lock().lock(path.name, key).encode(), 0o644)


def write_private_bytes(path: Path, content: bytes) -> None:
    """Make a file that only its owner may open (0600)."""
    _write(path, content, _PRIVATE)


def sync_folder(folder: Path) -> None:
    """Have the folder's entries on the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write(path: Path, content: bytes, mode: int) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError as cause:
        raise KeysExistError(f"The key file {path.name} is there already; it stays.") from cause
    with os.fdopen(descriptor, "wb") as file:
        os.fchmod(file.fileno(), mode)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _read(path: Path, refused: int) -> str:
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            content = file.read(_MOST_BYTES)
    except FileNotFoundError as cause:
        raise _unreadable(path, "is missing") from cause
    except OSError as cause:
        raise _unreadable(path, "cannot be read") from cause
    if mode & refused:
        problem = f"is open to others (mode {stat.S_IMODE(mode):04o}, it must be 0600)"
        raise _unreadable(path, problem)
    return content.decode("ascii", errors="replace").rstrip("\n")


def _unreadable(path: Path, problem: str) -> VaultUnavailableError:
    return VaultUnavailableError(
        f"The key file {path.parent.name}/{path.name} {problem}. Nothing is shown without it. "
        "Put it back from a backup or with the recovery key (see keys.md), then try again."
    )


def _join(form: str, name: str, body: bytes) -> str:
    return f"{form}:{name}:{base64.b64encode(body).decode()}\n"


def _split(form: str, name: str, line: str) -> bytes:
    prefix = f"{form}:{name}:"
    if not line.startswith(prefix):
        raise SealBrokenError
    try:
        return base64.b64decode(line.removeprefix(prefix), validate=True)
    except (binascii.Error, ValueError) as cause:
        raise SealBrokenError from cause
