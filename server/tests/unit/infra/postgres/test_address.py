"""How an identity finds its database."""

# SPDX-License-Identifier: Apache-2.0
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg.conninfo import conninfo_to_dict

from sealmark.infra.home import IDENTITIES, Home, open_home, write_secret
from sealmark.infra.postgres import address
from sealmark.infra.postgres.address import DatabaseAddress, DatabaseUrlError

# What libpq can carry at all: no NUL.
TEXT = st.text(
    st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs"]), min_size=1
)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    it = open_home(tmp_path / "home")
    for identity in IDENTITIES:
        it.keys_of(identity).mkdir(parents=True, mode=0o700)
    it.keys.chmod(0o700)
    return it


@given(user=TEXT, password=TEXT, database=TEXT)
def test_a_url_reads_back_as_it_was_written(user: str, password: str, database: str) -> None:
    written = DatabaseAddress(
        host="db.example",
        port=6543,
        database=database,
        user=user,
        password=password,
        options={"sslmode": "verify-full"},
    )
    assert address.from_url(written.url()) == written


def test_a_socket_folder_survives_the_way_through_a_url() -> None:
    written = DatabaseAddress(host="/run/pg", port=5432, database="d", user="u", password="p")
    assert address.from_url(written.url()) == written


@given(password=TEXT)
def test_libpq_reads_any_password_as_it_is(password: str) -> None:
    one = DatabaseAddress(host="h", port=1, database="d", user="u", password=password)
    assert conninfo_to_dict(one.conninfo())["password"] == password


def test_the_password_is_not_shown_by_accident() -> None:
    one = DatabaseAddress(host="h", port=1, database="d", user="u", password="hush-hush")
    assert "hush" not in repr(one)


@pytest.mark.parametrize(
    "url", ["", "hush", "mysql://u:hush@h/d", "postgresql://h/hush", "postgresql://u:hush@h:x/d"]
)
def test_a_url_that_is_not_understood_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(DatabaseUrlError) as refusal:
        address.from_url(url)
    assert "hush" not in refusal.value.detail


def test_the_environment_comes_first_then_the_file_then_what_was_kept(
    home: Home, tmp_path: Path
) -> None:
    kept = DatabaseAddress(host="kept", port=1, database="d", user="u", password="p")
    address.keep_url(home, "web", kept)
    write_secret(tmp_path / "url", "postgresql://u:p@file/d")
    by_file = {address.URL_FILE: str(tmp_path / "url")}
    by_name = {**by_file, "SEALMARK_DB_URL_WEB": "postgresql://u:p@name/d"}
    hosts = [address.address_of(home, "web", told).host for told in ({}, by_file, by_name)]
    assert hosts == ["kept", "file", "name"]


def test_a_url_for_some_identities_only_is_refused(home: Home) -> None:
    told = {"SEALMARK_DB_URL_WEB": "postgresql://u:p@h/d"}
    with pytest.raises(DatabaseUrlError, match="SEALMARK_DB_URL_REDACTOR"):
        address.outside(home, told)


def test_urls_for_all_mean_a_server_of_the_operators(home: Home) -> None:
    told = {address.url_variable(identity): "postgresql://u:p@h/d" for identity in IDENTITIES}
    assert address.outside(home, told)
    assert not address.outside(home, {})


def test_a_home_without_a_database_says_so(home: Home) -> None:
    with pytest.raises(address.DatabaseAbsentError):
        address.address_of(home, "web", {})
