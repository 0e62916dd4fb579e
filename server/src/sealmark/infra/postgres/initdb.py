"""Make an empty cluster: UTF-8, the built-in C.UTF-8 locale, passwords by SCRAM only."""

# SPDX-License-Identifier: Apache-2.0
import subprocess
from pathlib import Path

from sealmark.infra.home import write_secret
from sealmark.infra.postgres import account as accounts
from sealmark.infra.postgres.binaries import Install
from sealmark.infra.postgres.errors import PostgresInitError
from sealmark.infra.postgres.place import Place, make_folder
from sealmark.infra.processes.heartbeat import Account

SUPERUSER = "sealmark_superuser"
_PATIENCE_S = 120
_LAST_LINES = 5


def make_cluster(install: Install, place: Place, data: Path, *, password: str) -> None:
    """Run `initdb` into the new folder `data`; the superuser gets `password`.

    Nothing is on disk for sure until `sync_cluster` has been called on the stopped cluster.
    """
    make_folder(data, place.account)
    password_file = place.sockets / "bootstrap-password"
    password_file.unlink(missing_ok=True)
    write_secret(password_file, password)
    accounts.give(password_file, place.account)
    try:
        _run(_command(install, data, password_file), place.account)
    finally:
        password_file.unlink(missing_ok=True)


def sync_cluster(install: Install, place: Place, data: Path) -> None:
    """Have every file of a stopped cluster on the disk."""
    _run([install.program("initdb"), "--sync-only", f"--pgdata={data}"], place.account)


def _command(install: Install, data: Path, password_file: Path) -> list[str]:
    return [
        install.program("initdb"),
        f"--pgdata={data}",
        f"--username={SUPERUSER}",
        f"--pwfile={password_file}",
        "--auth=scram-sha-256",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C.UTF-8",
        "--encoding=UTF8",
        "--data-checksums",
        "--no-instructions",
        "--no-sync",
    ]


def _run(command: list[str], account: Account | None) -> None:
    done = subprocess.run(  # noqa: S603 - our own arguments
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=_PATIENCE_S,
        check=False,
        cwd="/",
        # C.UTF-8 stands in every libc since 2.35; initdb only checks it, the built-in one is used.
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
        user=account.user if account else None,
        group=account.group if account else None,
        extra_groups=[] if account else None,
    )
    if done.returncode != 0:
        told = "\n".join(done.stdout.splitlines()[-_LAST_LINES:])
        raise PostgresInitError(f"The database could not be created. initdb said:\n{told}")
