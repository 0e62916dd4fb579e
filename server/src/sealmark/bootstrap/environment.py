"""Environment: where this process finds its database, keys and identity; nothing has a default secret.

- One identity per process: web, worker, redactor, sequencer or owner.
- Secrets come from files under `keys/<identity>/`, never from the environment or a default.
- `SEALMARK_DB_URL_<IDENTITY>` points to an external Postgres; without it the embedded socket.
"""

# SPDX-License-Identifier: Apache-2.0
import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit


class Identity(StrEnum):
    """Who a process is, to the operating system, the database and the key store."""

    WEB = "web"
    WORKER = "worker"
    REDACTOR = "redactor"
    SEQUENCER = "sequencer"
    OWNER = "owner"


class EnvironmentRefusedError(RuntimeError):
    """The process was started in a way that Sealmark refuses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """What a process needs to know before Django starts."""

    identity: Identity
    home: Path

    @property
    def keys(self) -> Path:
        """The folder of this identity's secrets."""
        return self.home / "keys" / self.identity

    def secret(self, name: str) -> bytes:
        """Read one secret file of this identity; refuse with the file's name when it is missing."""
        try:
            return (self.keys / name).read_bytes().strip()
        except OSError as cause:
            message = (
                f"the key file keys/{self.identity}/{name} cannot be read; run `sealmark doctor`"
            )
            raise EnvironmentRefusedError(message) from cause

    def database(self) -> dict[str, object]:
        """Return Django's connection settings for this identity."""
        url = os.environ.get(f"SEALMARK_DB_URL_{self.identity.upper()}")
        return _from_url(url) if url else self._embedded()

    def _embedded(self) -> dict[str, object]:
        socket = os.environ.get("SEALMARK_DB_SOCKET") or str(self.home / "run")
        return {
            "HOST": socket,
            "NAME": os.environ.get("SEALMARK_DB_NAME", "sealmark"),
            "USER": f"sealmark_{self.identity}",
            "PASSWORD": self.secret("db_password").decode(),
        }


def read() -> Environment:
    """Read the environment of this process."""
    home = os.environ.get("SEALMARK_HOME")
    if not home:
        message = "SEALMARK_HOME is not set; start through `sealmark up`"
        raise EnvironmentRefusedError(message)
    return Environment(
        identity=Identity(os.environ.get("SEALMARK_IDENTITY", "web")), home=Path(home)
    )


def _from_url(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    return {
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "EXTRA": dict(parse_qsl(parts.query)),
    }
