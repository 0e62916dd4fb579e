"""Who runs Postgres: ourselves, or, when we are root, an unprivileged user who exists already.

- Postgres refuses to run as root, and we add no system users.
- The user must be able to reach the programs, the data and the sockets; `reachable` says so from
  owners and modes alone.
"""

# SPDX-License-Identifier: Apache-2.0
import os
import pwd
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from sealmark.infra.postgres.errors import PostgresAccountError
from sealmark.infra.processes.heartbeat import Account

_CANDIDATES: Final = ("postgres", "nobody")


def choose(environment: Mapping[str, str]) -> Account | None:
    """Return the user to run Postgres as, or None for ourselves."""
    if os.geteuid() != 0:
        return None
    named = environment.get("SEALMARK_PG_USER")
    for name in (named,) if named else _CANDIDATES:
        if (account := _account(name)) is not None:
            return account
    raise PostgresAccountError


def reachable(path: Path, account: Account | None) -> bool:
    """Say whether `account` may pass through every folder down to `path`, itself included."""
    if account is None:
        return os.access(path, os.X_OK)
    return all(_may_pass(folder, account) for folder in (path, *path.parents))


def readable_tree(folder: Path, account: Account | None) -> bool:
    """Say whether `account` may read and run everything directly inside `folder`."""
    if not reachable(folder, account):
        return False
    if account is None:
        return True
    return all(stat.S_IMODE(entry.stat().st_mode) & stat.S_IROTH for entry in folder.iterdir())


def give(path: Path, account: Account | None) -> None:
    """Hand a folder or file over to `account`."""
    if account is not None:
        os.chown(path, account.user, account.group)


def _account(name: str) -> Account | None:
    try:
        found = pwd.getpwnam(name)
    except KeyError:
        return None
    if found.pw_uid == 0:
        return None
    return Account(user=found.pw_uid, group=found.pw_gid)


def _may_pass(folder: Path, account: Account) -> bool:
    found = folder.stat()
    if found.st_uid == account.user:
        return bool(found.st_mode & stat.S_IXUSR)
    if found.st_gid == account.group:
        return bool(found.st_mode & stat.S_IXGRP)
    return bool(found.st_mode & stat.S_IXOTH)
