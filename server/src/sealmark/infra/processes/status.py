"""Status files: each process says how it is, everybody can read it without asking the process.

- One small file per process, replaced as a whole: a reader never sees half of it.
- The supervisor writes for a process that does not run; a running process writes for itself
  ("loading: the model"), and may `beat` to show that it is not stuck.
- A file that cannot be understood counts as `failed`: never as ready.
"""

# SPDX-License-Identifier: Apache-2.0
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from sealmark.kernel.clock import Clock

_SUFFIX = ".json"


class State(StrEnum):
    """How a process is."""

    STARTING = "starting"
    LOADING = "loading"
    READY = "ready"
    RESTARTING = "restarting"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What a process last said; `seen` is its last sign of life. No content in `detail`."""

    name: str
    state: State
    since: datetime
    seen: datetime
    detail: str = ""
    pid: int | None = None

    def is_ready(self, *, now: datetime, patience: timedelta | None = None) -> bool:
        """Say whether it can work; with `patience`, only if it showed life that recently."""
        fresh = patience is None or now - self.seen <= patience
        return self.state is State.READY and fresh


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusBoard:
    """The folder of status files (`home.status`)."""

    folder: Path
    clock: Clock

    def post(self, name: str, state: State, detail: str = "") -> None:
        """Say how this process, known as `name`, is from now on."""
        self.post_for(name, state, detail, pid=os.getpid())

    def post_for(self, name: str, state: State, detail: str = "", *, pid: int | None) -> None:
        """Say how another process is; `pid` is its id while it runs."""
        since = self.clock.now().isoformat()
        text = json.dumps({"state": state.value, "since": since, "detail": detail, "pid": pid})
        scratch = self.folder / f".{name}.{os.getpid()}"
        scratch.write_text(text, encoding="utf-8")
        scratch.replace(self._file(name))

    def beat(self, name: str) -> None:
        """Show that process `name` lives."""
        moment = self.clock.now().timestamp()
        os.utime(self._file(name), (moment, moment))

    def read(self, name: str) -> Status | None:
        """Return what one process last said, or None when it has said nothing."""
        path = self._file(name)
        try:
            text, seen = path.read_text(encoding="utf-8"), path.stat().st_mtime
        except FileNotFoundError:
            return None
        return _understood(name, text, datetime.fromtimestamp(seen, tz=UTC))

    def read_all(self) -> dict[str, Status]:
        """Return what all processes last said, by name."""
        names = sorted(path.stem for path in self.folder.glob(f"[!.]*{_SUFFIX}"))
        return {name: found for name in names if (found := self.read(name)) is not None}

    def clear(self) -> None:
        """Forget what an earlier run said."""
        for path in self.folder.iterdir():
            path.unlink()

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}{_SUFFIX}"


def _understood(name: str, text: str, seen: datetime) -> Status:
    try:
        told = json.loads(text)
        return Status(
            name=name,
            state=State(told["state"]),
            since=datetime.fromisoformat(told["since"]),
            seen=seen,
            detail=str(told["detail"]),
            pid=None if told["pid"] is None else int(told["pid"]),
        )
    except (ValueError, KeyError, TypeError):
        detail = "its status file cannot be read"
        return Status(name=name, state=State.FAILED, since=seen, seen=seen, detail=detail)
