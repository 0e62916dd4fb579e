"""What a check is given, and what it finds."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping
from dataclasses import dataclass

import psycopg

from sealmark.infra.home import Home
from sealmark.infra.postgres import address

_SECONDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fact; without a remedy it is good. Never a secret, never content."""

    about: str
    told: str
    remedy: str = ""

    @property
    def good(self) -> bool:
        """Say whether nothing has to be done."""
        return not self.remedy


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """One installation, looked at and never changed."""

    home: Home
    environment: Mapping[str, str]

    @property
    def outside(self) -> bool:
        """Say whether the database is a server of the operator's."""
        return address.outside(self.home, self.environment)

    def connect(self, identity: str) -> psycopg.Connection:
        """Connect as an identity; it may raise `psycopg.OperationalError` or `Unavailable`."""
        where = address.address_of(self.home, identity, self.environment)
        return psycopg.connect(where.conninfo(), connect_timeout=_SECONDS)
