"""Where the database is, for one identity: an outside server's URL, or the embedded one's socket.

- Looked up in this order: `SEALMARK_DB_URL_<IDENTITY>`, the file that `SEALMARK_DB_URL_FILE` names,
  `keys/<identity>/db_url` (written by `sealmark db init --admin-url`), the home's own database.
- An identity finds its own address only: its password is in its own keys folder.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from sealmark.infra.home import IDENTITIES, Home, read_secret, write_secret
from sealmark.kernel.errors import Refusal, Unavailable

URL_FILE = "SEALMARK_DB_URL_FILE"
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

    def url(self) -> str:
        """Return it as a URL. It holds the password: never print it."""
        who = f"{quote(self.user, safe='')}:{quote(self.password, safe='')}"
        options = dict(self.options)
        place = f"[{self.host}]" if ":" in self.host else self.host
        if self.host.startswith("/"):
            place, options["host"] = "", self.host
        query = f"?{urlencode(options)}" if options else ""
        return f"postgresql://{who}@{place}:{self.port}/{quote(self.database, safe='')}{query}"


def address_of(home: Home, identity: str, environment: Mapping[str, str]) -> DatabaseAddress:
    """Return the address that `identity` uses."""
    if url := environment.get(url_variable(identity)):
        return from_url(url)
    if file := environment.get(URL_FILE):
        return from_url(read_secret(Path(file)))
    if _kept(home, identity).exists():
        return from_url(read_secret(_kept(home, identity)))
    return embedded(home, identity)


def outside(home: Home, environment: Mapping[str, str]) -> bool:
    """Say whether the database is a server of the operator's: for all identities or for none."""
    told = {
        identity
        for identity in IDENTITIES
        if environment.get(url_variable(identity)) or _kept(home, identity).exists()
    }
    if told and (missing := [identity for identity in IDENTITIES if identity not in told]):
        names = ", ".join(url_variable(identity) for identity in missing)
        raise DatabaseUrlError(f"Some identities have a database URL, others not: set {names} too.")
    return bool(told)


def url_variable(identity: str) -> str:
    """Return the name of the environment variable with an identity's URL."""
    return f"SEALMARK_DB_URL_{identity.upper()}"


def keep_url(home: Home, identity: str, address: DatabaseAddress) -> None:
    """Keep an identity's URL in its own key folder."""
    write_secret(_kept(home, identity), address.url())


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


def _kept(home: Home, identity: str) -> Path:
    return home.keys_of(identity) / "db_url"
