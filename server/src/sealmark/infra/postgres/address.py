"""Where the database is, for one identity: an outside server's URL, or the embedded one's socket.

- Looked up in this order: `SEALMARK_DB_URL_<IDENTITY>`, the file that `SEALMARK_DB_URL_FILE` names,
  the embedded database of the home.
- An identity finds its own address only: its password is in its own keys folder.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from sealmark.infra.home import Home, read_secret
from sealmark.kernel.errors import Refusal, Unavailable

_PORT = 5432
_DATABASE = "sealmark"


class DatabaseUrlError(Refusal):
    """A database URL must read postgresql://user:password@host:port/database."""


class DatabaseAbsentError(Unavailable):
    """This home has no database yet. Start it with `sealmark up`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseAddress:
    """One identity's way into the database; `options` are libpq's own (`sslmode`...)."""

    host: str
    port: int
    database: str
    user: str
    password: str = field(repr=False)
    options: Mapping[str, str] = field(default_factory=dict)

    def conninfo(self) -> str:
        """Return libpq's connection string. It holds the password: never print it."""
        values = {
            "host": self.host,
            "port": str(self.port),
            "dbname": self.database,
            "user": self.user,
            "password": self.password,
            **self.options,
        }
        return " ".join(f"{name}='{_escaped(value)}'" for name, value in values.items())


def address_of(home: Home, identity: str, environment: Mapping[str, str]) -> DatabaseAddress:
    """Return the address that `identity` uses."""
    if url := environment.get(f"SEALMARK_DB_URL_{identity.upper()}"):
        return from_url(url)
    if file := environment.get("SEALMARK_DB_URL_FILE"):
        return from_url(read_secret(Path(file)))
    return embedded(home, identity)


def embedded(home: Home, identity: str) -> DatabaseAddress:
    """Return the address of the home's own database; it need not be running."""
    try:
        place = json.loads((home.postgres / "place.json").read_text(encoding="utf-8"))
        password = read_secret(home.password_file(identity))
    except FileNotFoundError as cause:
        raise DatabaseAbsentError from cause
    return DatabaseAddress(
        host=place["sockets"],
        port=_PORT,
        database=_DATABASE,
        user=f"sealmark_{identity}",
        password=password,
    )


def from_url(url: str) -> DatabaseAddress:
    """Read a URL; an incomplete one is refused without repeating it (it may hold a password)."""
    try:
        parts = urlsplit(url)
        port = parts.port or _PORT
    except ValueError as cause:
        raise DatabaseUrlError from cause
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or parts.hostname
    if parts.scheme not in {"postgresql", "postgres"} or not (host and parts.username):
        raise DatabaseUrlError
    return DatabaseAddress(
        host=host,
        port=port,
        database=unquote(parts.path.removeprefix("/")) or _DATABASE,
        user=unquote(parts.username),
        password=unquote(parts.password or ""),
        options=options,
    )


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "\\'")
