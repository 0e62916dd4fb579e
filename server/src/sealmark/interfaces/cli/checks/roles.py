"""Database roles: each identity gets in as its own, and none could get past the policies."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator

import psycopg

from sealmark.infra.home import IDENTITIES
from sealmark.infra.postgres.roles import BACKUP, overpowered, role_of
from sealmark.interfaces.cli.checks._patient import Finding, Patient
from sealmark.kernel.errors import Unavailable

_LOGINS_ABOVE = "SELECT rolname FROM pg_roles WHERE rolsuper AND rolcanlogin"
_BACKUP = "SELECT rolcanlogin FROM pg_roles WHERE rolname = %s"


def findings(patient: Patient) -> Iterator[Finding]:
    """Log in as each identity, then look at what the roles may do."""
    for identity in IDENTITIES:
        yield _login(patient, identity)
    try:
        connection = patient.connect("owner")
    except (psycopg.OperationalError, Unavailable):
        return  # told above, for this very identity
    with connection:
        yield from _powers(connection, outside=patient.outside)


def _login(patient: Patient, identity: str) -> Finding:
    about = f"login of {identity}"
    try:
        with patient.connect(identity) as connection:
            row = connection.execute("SELECT session_user").fetchone()
    except (psycopg.OperationalError, Unavailable):
        remedy = "see that the server runs; set its URL or password anew: sealmark db init"
        return Finding(about=about, told="refused", remedy=remedy)
    if row != (role_of(identity),):
        remedy = f"its URL must name {role_of(identity)}"
        return Finding(about=about, told="gets in as another role", remedy=remedy)
    return Finding(about=about, told=f"gets in as {role_of(identity)}")


def _powers(connection: psycopg.Connection, *, outside: bool) -> Iterator[Finding]:
    powerful = overpowered(connection)
    for name in powerful:
        remedy = f"ALTER ROLE {name} NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOREPLICATION"
        yield Finding(about="powers", told=f"{name} may do too much", remedy=remedy)
    if not powerful:
        yield Finding(about="powers", told="no identity can get past row-level security")
    backup = connection.execute(_BACKUP, [BACKUP]).fetchone()
    if backup == (True,):
        remedy = f"after the backup: ALTER ROLE {BACKUP} NOLOGIN"
        yield Finding(
            about="backup", told=f"{BACKUP} reads everything and can log in", remedy=remedy
        )
    if not outside and (above := connection.execute(_LOGINS_ABOVE).fetchall()):
        names = ", ".join(name for (name,) in above)
        remedy = "; ".join(f"ALTER ROLE {name} NOLOGIN" for (name,) in above)
        yield Finding(about="superuser", told=f"can log in: {names}", remedy=remedy)
