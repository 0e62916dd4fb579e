"""Database server: it answers, and its version has no known way past row-level security."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator

import psycopg

from sealmark.infra.postgres.errors import PostgresVersionError
from sealmark.infra.postgres.versions import from_number, refuse_unsafe
from sealmark.interfaces.cli.checks._patient import Finding, Patient
from sealmark.kernel.errors import Unavailable


def findings(patient: Patient) -> Iterator[Finding]:
    """Ask the server for its version."""
    try:
        with patient.connect("web") as connection:
            version = from_number(connection.info.server_version)
        refuse_unsafe(version)
    except PostgresVersionError as error:
        yield Finding(about="server", told=error.detail, remedy="update Postgres")
    except (psycopg.OperationalError, Unavailable):
        yield Finding(
            about="server",
            told="it does not answer",
            remedy="start it (sealmark up), or see log/postgres.log",
        )
    else:
        yield Finding(about="server", told=f"Postgres {version}")
