"""Home directory: where one installation keeps its database, keys, blobs, logs and sockets.

- `postgres/` data, `run/` sockets and state of the running processes, `keys/<identity>/` secrets of
  one identity each, `blobs/` sealed objects, `log/`, `sealmark.lock`.
- Folders are 0700 and secret files 0600. Wider permissions are refused with the command that mends
  them: a secret that others could read may already have been read, so we do not mend it silently.
- Run by root, the home itself and `postgres/` may be passed through (0711), not listed: the
  database runs as another user there.
- One process at a time holds the home.
"""

# SPDX-License-Identifier: Apache-2.0
import contextlib
import fcntl
import os
import secrets
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sealmark.kernel.errors import Refusal

IDENTITIES: Final = ("web", "worker", "redactor", "sequencer", "owner")
"""Who has a folder of its own under `keys/`."""

_PRIVATE: Final = 0o700
_SECRET: Final = 0o600
_PASSABLE: Final = 0o711
_OTHERS: Final = 0o077
_MAY_PASS: Final = 0o011
_PUBLIC: Final = ".pub"


class HomePermissionsError(Refusal):
    """Others could read or change this folder or file."""


class HomeOwnerError(Refusal):
    """This folder or file belongs to another user."""


class HomeInUseError(Refusal):
    """Another process uses this home directory."""

    status = 409


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The layout of one home directory; see `open_home`."""

    path: Path

    @property
    def postgres(self) -> Path:
        """The embedded database's folder."""
        return self.path / "postgres"

    @property
    def run(self) -> Path:
        """Sockets, locks and state of the running processes."""
        return self.path / "run"

    @property
    def status(self) -> Path:
        """One file per process, saying how it is."""
        return self.run / "status"

    @property
    def blobs(self) -> Path:
        """Sealed objects."""
        return self.path / "blobs"

    @property
    def log(self) -> Path:
        """One file per process."""
        return self.path / "log"

    @property
    def keys(self) -> Path:
        """One folder per identity."""
        return self.path / "keys"

    @property
    def lock(self) -> Path:
        """Held while an installation runs."""
        return self.path / "sealmark.lock"

    def keys_of(self, identity: str) -> Path:
        """Return the folder with the secrets of one identity."""
        return self.keys / identity

    def password_file(self, identity: str) -> Path:
        """Return the file with the database password of one identity."""
        return self.keys_of(identity) / "db_password"


def default_home(environment: Mapping[str, str]) -> Path:
    """Return `SEALMARK_HOME`, else `~/.sealmark`."""
    chosen = environment.get("SEALMARK_HOME")
    return Path(chosen) if chosen else Path.home() / ".sealmark"


def open_home(path: Path) -> Home:
    """Make what is missing and refuse what is unsafe: see the errors of this module.

    An empty folder that is there already becomes a home, whatever its permissions were.

    The folder `keys` is made with the keys in it, all or none, and not here.
    """
    home = Home(path=path.expanduser().resolve())
    outer = _PASSABLE if os.geteuid() == 0 else _PRIVATE
    if home.path.is_dir() and not any(home.path.iterdir()):
        home.path.chmod(outer)  # empty: nothing can have been read
    for folder in (home.path, home.postgres):
        _make(folder, outer)
    for folder in (home.run, home.status, home.blobs, home.log):
        _make(folder, _PRIVATE)
    for problem in problems(home):
        raise problem
    return home


def problems(home: Home) -> Iterator[Refusal]:
    """Say what others could read or change: one error per folder or file."""
    passable = _MAY_PASS if os.geteuid() == 0 else 0
    yield from _problem(home.path, allowed=passable)
    for folder in (home.run, home.blobs, home.log):
        yield from _problem(folder, allowed=0)
    if home.keys.exists():
        yield from _problem(home.keys, allowed=0)
    for entry in sorted(home.keys.rglob("*")):
        if entry.suffix != _PUBLIC:
            yield from _problem(entry, allowed=0)


def read_secret(path: Path) -> str:
    """Return a secret's text; refuse a file that others could read."""
    for problem in _problem(path, allowed=0):
        raise problem
    return path.read_text(encoding="utf-8").strip()


def write_secret(path: Path, text: str) -> None:
    """Write a secret file at once or not at all, readable by its owner only."""
    scratch = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _SECRET)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    scratch.replace(path)


def ensure_password(home: Home, identity: str) -> str:
    """Return the identity's database password, made of 256 random bits when there is none yet."""
    path = home.password_file(identity)
    if not path.exists():
        _make(home.keys, _PRIVATE)
        _make(path.parent, _PRIVATE)
        write_secret(path, secrets.token_urlsafe(32))
    return read_secret(path)


@contextlib.contextmanager
def hold(home: Home) -> Iterator[None]:
    """Be the one process that runs this home, else raise `HomeInUseError` naming the other."""
    with locked(home.lock, f"The home directory {home.path} is in use"):
        yield


@contextlib.contextmanager
def locked(path: Path, sentence: str) -> Iterator[None]:
    """Hold a lock file; if another process does, say so with its id."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _SECRET)
    try:
        _take(descriptor, sentence)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, sentence: str) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as cause:
        holder = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip() or "unknown"
        raise HomeInUseError(
            f"{sentence} by process {holder}. Stop that one first, or choose another --home."
        ) from cause
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, str(os.getpid()).encode(), 0)


def _make(folder: Path, mode: int) -> None:
    if folder.is_dir():
        return
    folder.mkdir(mode=mode, parents=True)
    folder.chmod(mode)  # whatever the umask took away


def _problem(path: Path, *, allowed: int) -> Iterator[Refusal]:
    found = path.lstat()
    if stat.S_ISLNK(found.st_mode):
        yield HomePermissionsError(f"{path} is a symbolic link. Put the real thing there.")
        return
    if found.st_uid != os.geteuid():
        yield HomeOwnerError(
            f"{path} belongs to user {found.st_uid}, not to you. "
            f"Run as that user, or: chown -R {os.geteuid()} {path}"
        )
    if stat.S_IMODE(found.st_mode) & _OTHERS & ~allowed:
        mode = "700" if stat.S_ISDIR(found.st_mode) else "600"
        yield HomePermissionsError(f"Others could get into {path}. Close it: chmod {mode} {path}")
