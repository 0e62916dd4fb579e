"""Which Postgres is accepted."""

# SPDX-License-Identifier: Apache-2.0
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealmark.infra.postgres import versions
from sealmark.infra.postgres.errors import PostgresVersionError
from sealmark.infra.postgres.versions import KNOWN_HOLES, Version


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("postgres (PostgreSQL) 18.6", Version(18, 6)),
        ("postgres (PostgreSQL) 17.10 (Debian 17.10-1.pgdg12+1)", Version(17, 10)),
        ("postgres (PostgreSQL) 19beta2", Version(19, 0)),
    ],
)
def test_the_programs_own_words_are_understood(text: str, version: Version) -> None:
    assert versions.parse_version(text) == version


def test_words_without_a_version_are_refused() -> None:
    with pytest.raises(PostgresVersionError):
        versions.parse_version("postgres")


@given(major=st.integers(10, 99), minor=st.integers(0, 99))
def test_the_servers_number_is_understood(major: int, minor: int) -> None:
    assert versions.from_number(major * 10_000 + minor) == Version(major, minor)


@pytest.mark.parametrize("version", [Version(9, 6), Version(15, 14), Version(16, 99)])
def test_an_old_major_is_refused(version: Version) -> None:
    with pytest.raises(PostgresVersionError, match="too old"):
        versions.refuse_unsafe(version)


@pytest.mark.parametrize(
    ("version", "cve"),
    [
        (Version(17, 0), "CVE-2024-10976"),
        (Version(17, 5), "CVE-2025-8713"),
        (Version(17, 9), "CVE-2026-6473"),
        (Version(18, 3), "CVE-2026-6473"),
    ],
)
def test_a_known_hole_is_refused_by_name(version: Version, cve: str) -> None:
    with pytest.raises(PostgresVersionError, match=cve):
        versions.refuse_unsafe(version)


@pytest.mark.parametrize("hole", KNOWN_HOLES, ids=lambda hole: hole.cve)
def test_the_remedy_is_a_version_without_the_hole(hole: versions.Hole) -> None:
    for major, minor in hole.fixed.items():
        with pytest.raises(PostgresVersionError, match=rf"{major}\.\d+ or newer"):
            versions.refuse_unsafe(Version(major, minor - 1))


@pytest.mark.parametrize(
    "version", [Version(17, 10), Version(18, 4), Version(18, 6), Version(19, 0)]
)
def test_a_safe_version_is_accepted(version: Version) -> None:
    versions.refuse_unsafe(version)
