"""`sealmark doctor`: says what is wrong, what to do, and exits 1 if anything is."""

# SPDX-License-Identifier: Apache-2.0
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from sealmark.infra.home import Home
from sealmark.infra.postgres.cluster import EmbeddedCluster

CLI = (sys.executable, "-m", "sealmark.interfaces.cli.main")


def _sealmark(home: Home, *words: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(filter(None, sys.path))
    return subprocess.run(
        [*CLI, *words, "--home", str(home.path)],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def home() -> Iterator[Home]:
    """A home with keys and an empty database; each test mends what it broke."""
    folder = Path(tempfile.mkdtemp(prefix="sm-doc-"))
    folder.chmod(0o755)
    it = Home(path=folder / "home")
    made = _sealmark(it, "db", "init")
    assert made.returncode == 0, made.stderr
    yield it
    shutil.rmtree(folder)


def test_a_sound_installation_passes_whether_it_runs_or_not(home: Home) -> None:
    at_rest = _sealmark(home, "doctor")
    assert (at_rest.returncode, at_rest.stderr) == (0, ""), at_rest.stdout
    with EmbeddedCluster(home=home):
        running = _sealmark(home, "doctor")
    assert running.stdout == at_rest.stdout
    for about in ("home", "keys of redactor", "login of web", "powers", "catalogue", "server"):
        assert f"ok  {about}" in at_rest.stdout


def test_wide_permissions_are_named_with_the_remedy(home: Home) -> None:
    home.keys_of("redactor").chmod(0o755)
    told = _sealmark(home, "doctor")
    home.keys_of("redactor").chmod(0o700)
    assert told.returncode == 1
    assert f"Remedy: Close it: chmod 700 {home.keys_of('redactor')}" in told.stdout


def test_a_missing_key_is_named_with_the_remedy(home: Home) -> None:
    key = home.keys_of("sequencer") / "log-ed25519.key"
    kept = key.read_bytes()
    key.unlink()
    told = _sealmark(home, "doctor")
    key.write_bytes(kept)
    key.chmod(0o600)
    assert told.returncode == 1
    assert "WRONG  keys of sequencer" in told.stdout
    assert "sealmark keys restore" in told.stdout


def test_a_worker_that_was_given_the_raw_zones_place_is_named_with_the_remedy(home: Home) -> None:
    file = home.keys_of("worker") / "blobs.json"
    file.touch(mode=0o600)
    file.write_text('{"raw": {"place": "s3://raw"}}')
    told = _sealmark(home, "doctor")
    file.unlink()
    assert told.returncode == 1
    assert "WRONG  blobs" in told.stdout
    assert f"{file} names a place for the raw zone" in told.stdout


def test_a_table_outside_the_isolation_rules_is_named(home: Home) -> None:
    with EmbeddedCluster(home=home) as running:
        with psycopg.connect(running.dsn("owner")) as owner:
            owner.execute("CREATE TABLE stray (id int)")
        told = _sealmark(home, "doctor")
        with psycopg.connect(running.dsn("owner")) as owner:
            owner.execute("DROP TABLE stray")
    assert told.returncode == 1
    assert "public.stray" in told.stdout


def test_a_wrong_password_is_told_as_a_refused_login_and_not_shown(home: Home) -> None:
    file = home.password_file("worker")
    kept = file.read_text()
    file.write_text("another")
    told = _sealmark(home, "doctor")
    file.write_text(kept)
    assert told.returncode == 1
    assert "WRONG  login of worker" in told.stdout
    assert "another" not in told.stdout + told.stderr
    assert kept not in told.stdout + told.stderr


def test_an_absent_home_is_told_and_not_made(tmp_path: Path) -> None:
    told = _sealmark(Home(path=tmp_path / "none"), "doctor")
    assert told.returncode == 1
    assert "run `sealmark up` first" in told.stderr
    assert not (tmp_path / "none").exists()
