"""Roles: one per identity, none of which could bypass row-level security at run time.

- `owner` migrates and owns all tables; `web`, `worker`, `redactor`, `sequencer` run; `backup` reads
  everything, bypasses policies, and cannot log in until an operator says so.
- No role is a superuser, makes roles or databases, or replicates.
- PUBLIC may do nothing: not connect, not make tables, not use the schema.
- Passwords leave this process as SCRAM verifiers only: neither the server nor its log sees them.
- `close_superuser` comes last: after it nobody can log in who is above the policies.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, LiteralString

import psycopg
from psycopg import sql

from sealmark.infra.postgres.versions import from_number, refuse_unsafe
from sealmark.kernel.errors import Refusal

DATABASE: Final = "sealmark"
PREFIX: Final = "sealmark_"
BACKUP: Final = "sealmark_backup"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long a role's statements, waits and idle transactions may last, in seconds; 0: no end."""

    statement: int
    idle_in_transaction: int
    lock: int


LIMITS: Final[Mapping[str, Limits]] = {
    "web": Limits(statement=30, idle_in_transaction=30, lock=5),
    "worker": Limits(statement=900, idle_in_transaction=60, lock=30),
    "redactor": Limits(statement=900, idle_in_transaction=60, lock=30),
    "sequencer": Limits(statement=60, idle_in_transaction=30, lock=30),
    "owner": Limits(statement=0, idle_in_transaction=300, lock=60),
}
"""The roles that log in; a temporary table (for COPY) is allowed to each of them."""

_NEVER: Final = "NOSUPERUSER NOCREATEROLE NOCREATEDB NOREPLICATION"


class PowerfulRoleError(Refusal):
    """A role that runs Sealmark could get past row-level security."""


def role_of(identity: str) -> str:
    """Return the database role of an identity."""
    return PREFIX + identity


def ensure_roles(superuser: psycopg.Connection, secrets: Mapping[str, str]) -> None:
    """Make the roles and the database; existing ones get their password and limits anew.

    `superuser` is an autocommit connection of an administrator; `secrets` maps each identity of
    `LIMITS` to its password. An unsafe server version is refused, and so is an existing role that
    was given too much: somebody did that on purpose.
    """
    refuse_unsafe(from_number(superuser.info.server_version))
    for identity, limits in LIMITS.items():
        _ensure_login(superuser, role_of(identity), secrets[identity])
        _limit(superuser, role_of(identity), limits)
    if _may_bypass(superuser):
        _ensure_role(superuser, BACKUP, sql.SQL("BYPASSRLS"))
        _execute(superuser, "GRANT pg_read_all_data TO {}", sql.Identifier(BACKUP))
    refuse_powerful(superuser)
    ensure_database(superuser, DATABASE)


def refuse_unfit(connection: psycopg.Connection) -> None:
    """Refuse a server with a known hole, and roles that are above the policies."""
    refuse_unsafe(from_number(connection.info.server_version))
    refuse_powerful(connection)


def refuse_powerful(connection: psycopg.Connection) -> None:
    """Refuse if a role that runs Sealmark is above the policies."""
    if found := overpowered(connection):
        raise PowerfulRoleError(
            f"These roles could get past row-level security: {', '.join(found)}. "
            f"For each: ALTER ROLE ... {_NEVER} NOBYPASSRLS; and REVOKE its memberships."
        )


def overpowered(connection: psycopg.Connection) -> list[str]:
    """Return the runtime roles with an attribute, or a membership, that none of them may have."""
    found = connection.execute(
        "SELECT rolname FROM pg_roles r WHERE rolname = ANY(%s) AND (rolsuper OR rolbypassrls "
        "OR rolcreaterole OR rolcreatedb OR rolreplication "
        "OR EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid)) ORDER BY rolname",
        [[role_of(identity) for identity in LIMITS]],
    ).fetchall()
    return [name for (name,) in found]


def ensure_database(superuser: psycopg.Connection, name: str) -> None:
    """Make a database that `owner` owns and only our roles may enter."""
    known = superuser.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    with owning(superuser):
        if known is None:
            _execute(
                superuser,
                "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'",
                sql.Identifier(name),
                sql.Identifier(role_of("owner")),
            )
        close_to_public(superuser, name)


def close_to_public(superuser: psycopg.Connection, name: str) -> None:
    """Let only our roles connect to a database; those that log in may make temporary tables."""
    database = sql.Identifier(name)
    _execute(superuser, "REVOKE ALL ON DATABASE {} FROM PUBLIC", database)
    _execute(superuser, "GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}", database, _runtime())
    if superuser.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [BACKUP]).fetchone():
        _execute(superuser, "GRANT CONNECT ON DATABASE {} TO {}", database, sql.Identifier(BACKUP))
    # A temporary table never stands before a real one of the same name.
    _execute(superuser, "ALTER DATABASE {} SET search_path = public, pg_temp", database)


def close_schema(owner: psycopg.Connection) -> None:
    """As the owner, inside the database: PUBLIC may not look into `public`, our roles may."""
    _execute(owner, "REVOKE ALL ON SCHEMA public FROM PUBLIC")
    _execute(owner, "GRANT USAGE ON SCHEMA public TO {}", _runtime())


@contextmanager
def owning(superuser: psycopg.Connection) -> Iterator[None]:
    """Act for the owner: an administrator who is no superuser must be its member for that."""
    owner = sql.Identifier(role_of("owner"))
    _execute(superuser, "GRANT {} TO CURRENT_USER", owner)
    try:
        yield
    finally:
        _execute(superuser, "REVOKE {} FROM CURRENT_USER", owner)


def close_other_databases(superuser: psycopg.Connection) -> None:
    """Shut the databases that every cluster has to everyone but superusers."""
    for name in ("postgres", "template1"):
        _execute(superuser, "REVOKE ALL ON DATABASE {} FROM PUBLIC", sql.Identifier(name))


def close_superuser(superuser: psycopg.Connection) -> None:
    """Take the bootstrap superuser's login away: the embedded database needs it never again."""
    _execute(superuser, "ALTER ROLE CURRENT_USER NOLOGIN PASSWORD NULL")


def _ensure_login(superuser: psycopg.Connection, role: str, password: str) -> None:
    verifier = superuser.pgconn.encrypt_password(
        password.encode(), role.encode(), b"scram-sha-256"
    ).decode()
    login = sql.SQL("LOGIN PASSWORD {}").format(sql.Literal(verifier))
    _ensure_role(superuser, role, login)


def _ensure_role(superuser: psycopg.Connection, role: str, attributes: sql.Composable) -> None:
    name = sql.Identifier(role)
    if superuser.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
        _execute(superuser, "ALTER ROLE {} {}", name, attributes)
    else:
        _execute(superuser, "CREATE ROLE {} {} {}", name, sql.SQL(_NEVER), attributes)


def _may_bypass(superuser: psycopg.Connection) -> bool:
    row = superuser.execute(
        "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = CURRENT_USER"
    ).fetchone()
    return row is not None and bool(row[0])


def _runtime() -> sql.Composable:
    return sql.SQL(", ").join(sql.Identifier(role_of(identity)) for identity in LIMITS)


def _limit(superuser: psycopg.Connection, role: str, limits: Limits) -> None:
    values = {
        "statement_timeout": limits.statement,
        "idle_in_transaction_session_timeout": limits.idle_in_transaction,
        "lock_timeout": limits.lock,
    }
    for name, seconds in values.items():
        _execute(
            superuser,
            "ALTER ROLE {} SET {} = {}",
            sql.Identifier(role),
            sql.Identifier(name),
            sql.Literal(f"{seconds}s"),
        )


def _execute(
    superuser: psycopg.Connection, statement: LiteralString, *parts: sql.Composable
) -> None:
    superuser.execute(sql.SQL(statement).format(*parts))
