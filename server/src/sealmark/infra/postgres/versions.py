"""Postgres versions: 17 or newer, and no minor with a known way past row-level security.

- A hole stands here if an ordinary database user could read rows that a policy hides, or could run
  code in the server, which is past every policy. Other fixes are the operator's to follow.
- A major version newer than the table is accepted.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from sealmark.infra.postgres.errors import PostgresVersionError

OLDEST_MAJOR: Final = 17


class Version(NamedTuple):
    """A server's version: 18.6 is `Version(18, 6)`."""

    major: int
    minor: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """A known hole: `fixed` maps a major version to the first minor without it."""

    cve: str
    what: str
    fixed: Mapping[int, int]


KNOWN_HOLES: Final = (
    Hole(
        cve="CVE-2024-10976",
        what="a row policy below a subquery is applied for the wrong user",
        fixed={17: 1},
    ),
    Hole(
        cve="CVE-2025-8713",
        what="planner statistics show sampled values of rows that a policy hides",
        fixed={17: 6},
    ),
    Hole(
        cve="CVE-2026-6473",
        what="an ordinary user can corrupt the server's memory",
        fixed={17: 10, 18: 4},
    ),
)


def parse_version(text: str) -> Version:
    """Read `postgres --version` or `SHOW server_version`; a text without one is refused."""
    found = re.search(r"(\d+)(?:\.(\d+)|(?:beta|rc|devel)\d*)", text)
    if found is None:
        raise PostgresVersionError("The Postgres programs did not tell their version.")
    return Version(int(found[1]), int(found[2] or 0))


def from_number(number: int) -> Version:
    """Read `server_version_num`: 180006 is 18.6."""
    return Version(number // 10_000, number % 10_000)


def refuse_unsafe(version: Version) -> None:
    """Refuse a version that is too old or has a known hole."""
    if version.major < OLDEST_MAJOR:
        raise PostgresVersionError(
            f"Postgres {version} is too old: {OLDEST_MAJOR} or newer is needed."
        )
    for hole in KNOWN_HOLES:
        first_safe = hole.fixed.get(version.major, 0)
        if version.minor < first_safe:
            raise PostgresVersionError(
                f"Postgres {version} has a known hole ({hole.cve}: {hole.what}). "
                f"Update it to {version.major}.{first_safe} or newer."
            )
