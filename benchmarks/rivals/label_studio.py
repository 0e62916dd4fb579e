"""Label Studio, open edition: installed once, run on loopback with Postgres, driven over HTTP.

- `SEALMARK_RIVALS` says where environments are kept (default `build/rivals`).
- The database has the settings of ours and the socket alone; the web side is gunicorn with two
  processes of four threads, as ours is. (`label-studio start` has Django's development server.)
- Statements are counted by the database (`pg_stat_statements`) and only while we ask for it;
  without transactions and settings. CPU is that of web and database, read from the kernel.
- People sign up on its own page and keep its session cookie, as in a browser.
"""

# SPDX-License-Identifier: Apache-2.0
import contextlib
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from benchmarks.installation import START_S, cpu_of, free_port, until
from benchmarks.rivals.label_studio_person import Person

WANTED = ("label-studio==1.23.*", "gunicorn>=23")
KEPT = Path(__file__).resolve().parents[2] / "build" / "rivals"
DATABASE = "label_studio"
QUIET = {
    "COLLECT_ANALYTICS": "false",
    "LATEST_VERSION_CHECK": "false",
    "SENTRY_DSN": "",
    "FRONTEND_SENTRY_DSN": "",
    "FEATURE_FLAGS_OFFLINE": "true",
    "DJANGO_SETTINGS_MODULE": "core.settings.label_studio",
    "LOG_LEVEL": "ERROR",
}
COUNTED = """
    SELECT coalesce(sum(calls), 0) FROM pg_stat_statements WHERE query !~*
    '^(begin|commit|rollback|savepoint|release|set |show |select (set_config|pg_))'
    AND query NOT LIKE '%FOR KEY SHARE OF x'
"""
"""Without transactions, settings, and what the database asks itself to check foreign keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A server that runs, with people who are signed in; the first one owns its projects."""

    port: int
    processes: frozenset[int]
    people: list[Person]
    data: Path
    first_start_s: float
    database: psycopg.Connection

    def cpu(self) -> dict[int, float]:
        """Return CPU seconds by process."""
        return cpu_of(self.processes)

    def cpu_s(self, before: dict[int, float]) -> float:
        """Return the CPU seconds used since `before`."""
        return sum(self.cpu().values()) - sum(before.values())

    @contextlib.contextmanager
    def counting(self) -> Iterator[list[float]]:
        """Count the statements of the block; the list holds the number afterwards."""
        found: list[float] = []
        self._track("top")
        self.database.execute("SELECT pg_stat_statements_reset()")
        yield found
        (count,) = self.database.execute(COUNTED).fetchone() or (0,)
        found.append(float(count))
        self._track("none")

    def _track(self, what: str) -> None:
        self.database.execute(f"ALTER SYSTEM SET pg_stat_statements.track = '{what}'")
        self.database.execute("SELECT pg_reload_conf()")
        time.sleep(0.5)


@contextlib.contextmanager
def running(people: int) -> Iterator[Rival]:
    """Start it on a new database with `people` accounts; end it afterwards."""
    environment = installed()
    folder = Path(tempfile.mkdtemp(prefix="rival-bench-"))
    folder.chmod(0o711)
    try:
        with contextlib.ExitStack() as opened:
            address, postgres, database = opened.enter_context(_database(folder / "home"))
            port, started = free_port(), time.monotonic()
            server = _serve(environment, folder, {**address, **QUIET}, port)
            opened.callback(server.wait, 60)
            opened.callback(server.terminate)
            seconds = _first_answer(server, port, started, folder)
            yield Rival(
                port=port,
                processes=frozenset({server.pid, postgres}),
                people=[Person.sign_up(port, f"p{n}@bench.example") for n in range(people)],
                data=folder / "data",
                first_start_s=seconds,
                database=database,
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def installed() -> Path:
    """Return its environment, made anew unless it is complete."""
    place = Path(os.environ.get("SEALMARK_RIVALS", KEPT)) / "label-studio-1.23"
    complete = place / "complete"
    if not complete.exists():
        print(f"  installing {WANTED[0]} into {place}", flush=True)
        shutil.rmtree(place, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
        subprocess.run([str(place / "bin" / "pip"), "install", "-qq", *WANTED], check=True)
        complete.touch()
    return place


@contextlib.contextmanager
def _database(path: Path) -> Iterator[tuple[dict[str, str], int, psycopg.Connection]]:
    """Run a cluster of its own; yield its address, its process and a superuser's connection."""
    from sealmark.infra.home import open_home
    from sealmark.infra.postgres import binaries
    from sealmark.infra.postgres.cluster import connect, running
    from sealmark.infra.postgres.initdb import SUPERUSER, make_cluster
    from sealmark.infra.postgres.place import PORT, settle, within_reach
    from sealmark.infra.postgres.settings import DURABLE

    home = open_home(path)
    place = settle(home, os.environ)
    install = within_reach(binaries.find(os.environ), place.account)
    password = secrets.token_urlsafe(32)
    make_cluster(install, place, place.data, password=password)
    settings = {
        **DURABLE,
        "shared_preload_libraries": "pg_stat_statements",
        "pg_stat_statements.track": "none",
    }
    with running(install, place, place.data, settings, log=home.log / "postgres.log") as pid:
        with contextlib.closing(connect(place, "postgres", password)) as superuser:
            superuser.execute(f"CREATE DATABASE {DATABASE}")
        with contextlib.closing(connect(place, DATABASE, password)) as database:
            database.execute("CREATE EXTENSION pg_stat_statements")
            address = {
                "DJANGO_DB": "default",
                "POSTGRE_HOST": str(place.sockets),
                "POSTGRE_PORT": str(PORT),
                "POSTGRE_NAME": DATABASE,
                "POSTGRE_USER": SUPERUSER,
                "POSTGRE_PASSWORD": password,
            }
            yield address, pid, database


def _serve(
    environment: Path, folder: Path, settings: dict[str, str], port: int
) -> subprocess.Popen[bytes]:
    """Migrate, then serve; in its own words: `label-studio-migrate`, then a WSGI server."""
    (source,) = environment.glob("lib/python3*/site-packages/label_studio")
    python = environment / "bin" / "python"
    serve = f"-m gunicorn core.wsgi:application -b 127.0.0.1:{port} -w 2 --threads 4 -t 600"
    (folder / "data").mkdir()
    return subprocess.Popen(
        ["/bin/sh", "-c", f"'{python}' manage.py migrate -v 0 && exec '{python}' {serve}"],
        cwd=source,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "LABEL_STUDIO_BASE_DATA_DIR": str(folder / "data"),
            **settings,
        },
        stdout=(folder / "server.log").open("wb"),
        stderr=subprocess.STDOUT,
    )


def _first_answer(
    server: subprocess.Popen[bytes], port: int, started: float, folder: Path
) -> float:
    """Wait until it answers; return the seconds since `started`."""

    def answers() -> bool:
        if server.poll() is not None:
            raise RuntimeError("it ended:\n" + (folder / "server.log").read_text()[-2_000:])
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health"):
                return True
        except OSError:
            return False

    until(answers, seconds=START_S * 3)
    return time.monotonic() - started
