"""Postmaster: how the server is started in the foreground, known to be ready, and ended.

- Ready is what line 8 of `postmaster.pid` says; no connection is needed to know it.
- A pid file that a crash left behind is removed only when its process is not a Postgres of this
  folder; a Postgres that a killed run left behind is stopped first.
- Both files that rule the server, settings and access, are written at each start.
"""

# SPDX-License-Identifier: Apache-2.0
import signal
from pathlib import Path
from typing import Final

from sealmark.infra.postgres import account as accounts
from sealmark.infra.postgres.binaries import Install
from sealmark.infra.postgres.errors import PostgresStopError
from sealmark.infra.postgres.place import PORT, Place
from sealmark.infra.postgres.settings import ACCESS_RULES, COMMON, Settings, config_file
from sealmark.infra.processes import plan, proctable
from sealmark.infra.processes.heartbeat import Launch

STOP: Final = (
    # Fast: roll back, write a checkpoint, leave. Immediate: leave now, recover at the next start.
    plan.Step(number=signal.SIGINT, seconds=4, alone=True),
    plan.Step(number=signal.SIGQUIT, seconds=1, alone=True),
    plan.KILL,
)
LAST_PHASE: Final = 9
"""Postgres ends after everything that uses it."""

_STATUS_LINE: Final = 8
_ENVIRONMENT: Final = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


def prepare(place: Place, data: Path, settings: Settings) -> None:
    """Write the rules of the server and clear what a crash left; then it can be started."""
    clear_leftovers(data)
    _write(data / "sealmark.conf", config_file({**COMMON, **settings}), place)
    _write(data / "pg_hba.conf", ACCESS_RULES, place)


def launch(install: Install, place: Place, data: Path) -> Launch:
    """Return what to run for a server in the foreground."""
    return Launch(
        argv=(
            install.program("postgres"),
            "-D",
            str(data),
            f"--config-file={data / 'sealmark.conf'}",
            f"--unix-socket-directories={place.sockets}",
            f"--port={PORT}",
            "-h",
            "",
        ),
        environment=_ENVIRONMENT,
        directory=Path("/"),
        stop=STOP,
        phase=LAST_PHASE,
        account=place.account,
    )


def is_ready(data: Path) -> bool:
    """Say whether the server of this folder takes connections."""
    lines = _pid_file(data)
    return len(lines) >= _STATUS_LINE and lines[_STATUS_LINE - 1].strip() == "ready"


def clear_leftovers(data: Path) -> None:
    """Stop a server that an earlier run left behind; remove a pid file that belongs to nobody."""
    lines = _pid_file(data)
    if not lines or not lines[0].strip().isdigit():
        return
    pid = int(lines[0])
    if _serves(pid, data) and not plan.end([pid], STOP):
        raise PostgresStopError(f"Process {pid} still serves {data} and cannot be stopped. End it.")
    # Process ids start small in a container: after a crash this one may well be somebody else's,
    # and Postgres would refuse to start because of it.
    (data / "postmaster.pid").unlink(missing_ok=True)


def _serves(pid: int, data: Path) -> bool:
    if proctable.look_up(pid) is None:
        return False
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == data
    except OSError:
        return False


def _pid_file(data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []


def _write(path: Path, text: str, place: Place) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    accounts.give(path, place.account)
