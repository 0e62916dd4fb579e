"""Where the embedded Postgres lives: data, sockets, programs.

- Normally inside the home: `postgres/data`, and the sockets in `run/`.
- A socket's address has at most 107 bytes: under a longer home the sockets get a short folder with
  an unguessable name elsewhere.
- Root's Postgres runs as another user, who must reach all three. A home that this user cannot reach
  (below /root, say) gets its database under /var/lib/sealmark; programs that it cannot reach are
  copied there.
- What was chosen is recorded in `postgres/place.json` and kept, so that the data are found again.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sealmark.infra.home import Home
from sealmark.infra.postgres import account as accounts
from sealmark.infra.postgres.binaries import Install
from sealmark.infra.postgres.errors import PostgresStartError
from sealmark.infra.processes.heartbeat import Account

PORT: Final = 5432
"""Not a TCP port: it only names the socket."""

_LONGEST_ADDRESS: Final = 107
_SHARED: Final = Path("/var/lib/sealmark")
_PRIVATE: Final = 0o700
_PASSABLE: Final = 0o711
_READABLE: Final = 0o755


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Folders of one cluster; `account` is who runs it (None: ourselves)."""

    base: Path
    sockets: Path
    account: Account | None

    @property
    def data(self) -> Path:
        """The finished cluster."""
        return self.base / "data"

    @property
    def draft(self) -> Path:
        """A cluster in the making; it becomes `data` when it is complete."""
        return self.base / "draft"

    @property
    def lock(self) -> Path:
        """Held by whoever makes or runs the cluster."""
        return self.base / "cluster.lock"

    @property
    def guard_lock(self) -> Path:
        """Held by the guard of a cluster that runs by itself."""
        return self.base / "guard.lock"


def settle(home: Home, environment: Mapping[str, str]) -> Place:
    """Return the recorded place, or choose and record one. Folders exist afterwards."""
    account = accounts.choose(environment)
    record = home.postgres / "place.json"
    recorded = json.loads(record.read_text(encoding="utf-8")) if record.exists() else {}
    base = Path(recorded.get("base") or _base(home, account))
    sockets = _sockets(home, base, account, recorded.get("sockets"))
    record.write_text(json.dumps({"base": str(base), "sockets": str(sockets)}), encoding="utf-8")
    return Place(base=base, sockets=sockets, account=account)


def address_fits(sockets: Path) -> bool:
    """Say whether a socket in this folder can be bound."""
    return len(os.fsencode(sockets / f".s.PGSQL.{PORT}")) <= _LONGEST_ADDRESS


def within_reach(install: Install, account: Account | None) -> Install:
    """Return the installation, or a copy that `account` can reach."""
    folders = [install.programs, install.prefix / "lib", *filter(None, [install.libraries])]
    if all(accounts.readable_tree(folder, account) for folder in folders if folder.is_dir()):
        return install
    stamp = (install.programs / "postgres").stat()
    digest = hashlib.sha256(f"{install.prefix}:{stamp.st_size}:{stamp.st_mtime_ns}".encode())
    target = _SHARED / f"postgres-{install.version}-{digest.hexdigest()[:12]}"
    if not target.exists():
        _copy(install, target)
    # The programs find their libraries by a relative path: keep the layout of the original.
    return Install(
        programs=target / install.prefix.parent.name / install.prefix.name / install.programs.name,
        version=install.version,
        libraries=install.libraries and target / install.libraries.name,
    )


def make_folder(folder: Path, account: Account | None) -> None:
    """Make a private folder of `account`; one that exists must be just that."""
    folder.mkdir(mode=_PRIVATE, exist_ok=True)
    found = folder.lstat()
    owner = account.user if account is not None else os.geteuid()
    if found.st_uid not in {os.geteuid(), owner}:
        raise PostgresStartError(f"{folder} belongs to user {found.st_uid}. Remove it, then retry.")
    folder.chmod(_PRIVATE)
    accounts.give(folder, account)


def _base(home: Home, account: Account | None) -> Path:
    if accounts.reachable(home.postgres, account):
        return home.postgres
    base = _shared() / f"home-{secrets.token_hex(8)}"
    base.mkdir(mode=_PASSABLE)
    return base


def _sockets(home: Home, base: Path, account: Account | None, recorded: str | None) -> Path:
    preferred = home.run / "pg" if account is None else base / "run"
    if address_fits(preferred):
        make_folder(preferred, account)
        return preferred
    if recorded and Path(recorded).is_dir():
        make_folder(Path(recorded), account)
        return Path(recorded)
    parent = os.environ.get("XDG_RUNTIME_DIR") if account is None else None
    short = Path(tempfile.mkdtemp(prefix="sealmark-", dir=parent or "/tmp"))  # noqa: S108 - unguessable, 0700, recorded
    make_folder(short, account)
    return short


def _shared() -> Path:
    if not _SHARED.is_dir():
        _SHARED.mkdir(mode=_PASSABLE, parents=True)
        _SHARED.chmod(_PASSABLE)
    return _SHARED


def _copy(install: Install, target: Path) -> None:
    """Copy programs, libraries and their neighbours, then show them at once under their name."""
    scratch = Path(tempfile.mkdtemp(prefix=".copy-", dir=_shared()))
    inner = scratch / install.prefix.parent.name / install.prefix.name
    shutil.copytree(install.prefix, inner, ignore=shutil.ignore_patterns("include"))
    if install.libraries is not None:
        shutil.copytree(install.libraries, scratch / install.libraries.name)
    for folder, _, files in os.walk(scratch):
        Path(folder).chmod(_READABLE)
        for file in files:
            (Path(folder) / file).chmod(_READABLE)
    try:
        scratch.rename(target)
    except OSError:
        shutil.rmtree(scratch)
        if not target.is_dir():
            raise
