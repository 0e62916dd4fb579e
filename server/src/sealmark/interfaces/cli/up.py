"""Run Sealmark on this machine: the database, web, worker, redactor and sequencer.

- Nothing is half-started: a home in use, a busy port or an open door is refused before anything is.
- Ctrl-C ends all, the database last. `kill -9` of this process ends all, too: see `guard`.
- A child sees what it needs of the environment and no secret: those are in its own key folder.
- This process imports neither Django nor a database driver: it starts at once and stays small.
"""

# SPDX-License-Identifier: Apache-2.0
import argparse
import contextlib
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from sealmark.infra.home import Home, default_home, hold, locked, open_home, write_secret
from sealmark.infra.postgres import address, binaries, postmaster
from sealmark.infra.postgres.place import settle, within_reach
from sealmark.infra.postgres.settings import DURABLE
from sealmark.infra.processes import listening, orphans, plan
from sealmark.infra.processes.heartbeat import Heart, Launch
from sealmark.infra.processes.listening import Endpoint
from sealmark.infra.processes.signals import Signals
from sealmark.infra.processes.status import State, StatusBoard
from sealmark.infra.processes.supervisor import Child, Supervisor
from sealmark.interfaces.cli import output
from sealmark.kernel.clock import SystemClock
from sealmark.kernel.errors import SealmarkError
from sealmark.storage.services import check_places, move_earlier_blobs

_STOP: Final = plan.polite(2)
_DATABASE_PATIENCE_S: Final = 60.0
_WEB_PATIENCE_S: Final = 60.0
_WELCOME_ATTEMPTS: Final = 4
_WELCOME_PAUSE_S: Final = 2.0
_WELCOME_REMEDY: Final = "Try again with Ctrl-C and the same command."
_PASSED_ON: Final = (
    "PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "PYTHONPATH", "VIRTUAL_ENV",
    "SSL_CERT_FILE", "SSL_CERT_DIR",
)  # fmt: skip
_OURS: Final = "SEALMARK_"
_SECRETS: Final = ("DB_URL", "ADMIN_URL", "PASSWORD", "PASSPHRASE", "SECRET", "TOKEN")
_CLI: Final = ("-m", "sealmark.interfaces.cli.main")


class StepFailedError(SealmarkError):
    """A step of the start failed, so nothing else was started."""


class DatabaseDownError(SealmarkError):
    """The database did not start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A process to keep running, as an identity of the same name; `phase`: lower stops earlier."""

    name: str
    arguments: Sequence[str]
    phase: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A program to run once, as an identity; what it says to people goes to the console."""

    name: str
    identity: str
    arguments: Sequence[str]
    to_console: bool = False


CHILDREN: Final = (
    Part(name="web", arguments=("-m", "sealmark.interfaces.web_entry"), phase=1),
    Part(name="worker", arguments=("-m", "sealmark.interfaces.worker_entry"), phase=2),
    Part(name="redactor", arguments=("-m", "sealmark.interfaces.redactor_entry"), phase=2),
    Part(name="sequencer", arguments=("-m", "sealmark.interfaces.sequencer_entry"), phase=2),
)
MAKE_KEYS: Final = Step(
    name="keys", identity="owner", arguments=(*_CLI, "keys", "make"), to_console=True
)
MAKE_DATABASE: Final = Step(name="database", identity="owner", arguments=(*_CLI, "db", "init"))
MIGRATE: Final = Step(name="migrate", identity="owner", arguments=(*_CLI, "db", "migrate"))
WELCOME: Final[tuple[Step, ...]] = (
    Step(name="welcome", identity="web", arguments=(*_CLI, "welcome"), to_console=True),
)
"""Run once web answers; what they print (one-time links) is shown and not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Everything that runs, in order: steps, children, last words."""

    first: Sequence[Step] = (MAKE_KEYS,)
    database: Step = MAKE_DATABASE
    before: Sequence[Step] = (MIGRATE,)
    children: Sequence[Part] = CHILDREN
    welcome: Sequence[Step] = WELCOME


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the command line asked for."""

    home: Path
    endpoint: Endpoint
    demo: bool = False
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    home = default_home(os.environ)
    parser.add_argument("--home", type=Path, default=home, help=f"where all is kept ({home})")
    parser.add_argument("--port", type=_port, default=8080, help="the port to listen on (8080)")
    parser.add_argument("--host", default="127.0.0.1", help="another address needs TLS")
    parser.add_argument("--tls-cert", type=Path, metavar="FILE", help="certificate chain, PEM")
    parser.add_argument("--tls-key", type=Path, metavar="FILE", help="its private key, PEM")
    parser.add_argument("--demo", action="store_true", help="make a demo organization")


def run(arguments: argparse.Namespace) -> int:
    """Run until Ctrl-C."""
    endpoint = Endpoint(
        host=arguments.host,
        port=arguments.port,
        certificate=arguments.tls_cert,
        key=arguments.tls_key,
    )
    return serve(Options(home=arguments.home, endpoint=endpoint, demo=arguments.demo), Line())


def serve(options: Options, line: Line) -> int:
    """Start everything of `line`, run until asked to stop, end everything."""
    tell = output.Progress()
    listening.refuse_unsafe(options.endpoint)
    home = open_home(options.home)
    with contextlib.ExitStack() as held:
        held.enter_context(hold(home))
        listening.refuse_busy(options.endpoint)
        orphans.adopt()
        board = StatusBoard(folder=home.status, clock=SystemClock())
        board.clear()
        signals = held.enter_context(Signals())
        heart = Heart(lock=home.run / "guard.lock")
        heart.start()
        held.callback(heart.stop)
        # Released after the goodbye: the database is ours until it has ended.
        locks = held.enter_context(contextlib.ExitStack())
        supervisor = Supervisor(heart=heart, board=board, signals=signals, tell=tell)
        held.callback(_say_goodbye, supervisor, tell)
        start = _Start(options=options, line=line, home=home, supervisor=supervisor, tell=tell)
        start.everything(locks)
        supervisor.run()
    tell("Sealmark has stopped.")
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Start:
    options: Options
    line: Line
    home: Home
    supervisor: Supervisor
    tell: output.Progress

    def everything(self, locks: contextlib.ExitStack) -> None:
        """Start in order; once asked to stop, the rest is left out."""
        if not self.home.keys.exists():
            self._steps(self.line.first)
        check_places(self.home)
        move_earlier_blobs(self.home)
        if not address.outside(self.home, self.options.environment):
            self._database(locks)
        self._steps(self.line.before)
        if self.supervisor.signals.stop_asked:
            return
        for part in self.line.children:
            self.supervisor.add(self._child(part))
        if self.supervisor.wait_ready("web", seconds=_WEB_PATIENCE_S):
            self.tell(f"Sealmark is at {self.options.endpoint.url}   (Ctrl-C stops it)")
            self._welcome()
        elif not self.supervisor.signals.stop_asked:
            self.tell(f"web is not ready yet; its log: {self.home.log / 'web.log'}")

    def _database(self, locks: contextlib.ExitStack) -> None:
        place = settle(self.home, self.options.environment)
        if not place.data.exists():
            self._steps([self.line.database])
        if self.supervisor.signals.stop_asked:
            return
        install = within_reach(binaries.find(self.options.environment), place.account)
        locks.enter_context(locked(place.lock, f"The database in {place.base} is being run"))
        log = self.home.log / "postgres.log"
        self.supervisor.add(
            Child(
                name="postgres",
                launch=postmaster.launch(install, place, place.data),
                ready=lambda: postmaster.is_ready(place.data),
                log=log,
                prepare=lambda: postmaster.prepare(place, place.data, DURABLE),
            )
        )
        ready = self.supervisor.wait_ready("postgres", seconds=_DATABASE_PATIENCE_S)
        if not ready and not self.supervisor.signals.stop_asked:
            raise DatabaseDownError(f"The database did not start. Its log: {log}")

    def _steps(self, steps: Sequence[Step]) -> None:
        for step in steps:
            if self.supervisor.signals.stop_asked:
                return
            log = self.home.log / f"{step.name}.log"
            status = self._run_to_its_end(step, log)
            if status != 0 and not self.supervisor.signals.stop_asked:
                raise StepFailedError(f"The step '{step.name}' failed. {_last_line(log)}")
            self.tell(f"{step.name}: done.")

    def _welcome(self) -> None:
        """Say the last words; the rest runs by now and goes on, whatever becomes of them."""
        for step in self.line.welcome:
            for attempt in range(_WELCOME_ATTEMPTS):
                self.supervisor.rest(attempt * _WELCOME_PAUSE_S)
                if self.supervisor.signals.stop_asked:
                    return
                if self._run_to_its_end(step, self.home.log / f"{step.name}.log") == 0:
                    self.tell(f"{step.name}: done.")
                    break
            else:
                self.tell(f"{step.name} did not work; everything else runs. {_WELCOME_REMEDY}")

    def _run_to_its_end(self, step: Step, log: Path) -> int:
        with contextlib.ExitStack() as opened:
            target = sys.stdout.fileno()
            if not step.to_console:
                target = opened.enter_context(log.open("wb")).fileno()
            return self.supervisor.run_step(self._launch(step), output=target)

    def _launch(self, step: Step) -> Launch:
        return Launch(
            argv=(sys.executable, *step.arguments),
            environment=self._environment(step.identity),
            directory=self.home.path,
            stop=_STOP,
            phase=0,
        )

    def _child(self, part: Part) -> Child:
        launch = self._launch(Step(name=part.name, identity=part.name, arguments=part.arguments))
        return Child(
            name=part.name,
            launch=replace(launch, phase=part.phase),
            ready=self._answers if part.name == "web" else lambda: self._says_ready(part.name),
            log=self.home.log / f"{part.name}.log",
        )

    def _answers(self) -> bool:
        return listening.answers(self.options.endpoint, "/healthz")

    def _says_ready(self, name: str) -> bool:
        said = self.supervisor.board.read(name)
        return said is not None and said.state is State.READY

    def _environment(self, identity: str) -> dict[str, str]:
        outer, endpoint = self.options.environment, self.options.endpoint
        passed = {name: outer[name] for name in _PASSED_ON if name in outer}
        passed |= {
            name: value
            for name, value in outer.items()
            if name.startswith(_OURS) and not any(secret in name for secret in _SECRETS)
        }
        passed |= {
            "PYTHONUNBUFFERED": "1",
            "SEALMARK_HOME": str(self.home.path),
            "SEALMARK_IDENTITY": identity,
            "SEALMARK_WEB_HOST": endpoint.host,
            "SEALMARK_WEB_PORT": str(endpoint.port),
            "SEALMARK_WEB_URL": endpoint.url,
            "SEALMARK_TLS": "1" if endpoint.certificate else "0",
            "SEALMARK_DEMO": "1" if self.options.demo else "0",
        }
        if endpoint.certificate and endpoint.key:
            passed["SEALMARK_TLS_CERT"] = str(endpoint.certificate.absolute())
            passed["SEALMARK_TLS_KEY"] = str(endpoint.key.absolute())
        if url := outer.get(address.url_variable(identity)):
            # Told by a file: an environment is shown to whoever may see the process.
            file = self.home.run / f"{identity}.url"
            write_secret(file, url)
            passed[address.URL_FILE] = str(file)
        return passed


def _say_goodbye(supervisor: Supervisor, tell: output.Progress) -> None:
    tell("Stopping.")
    supervisor.stop()


def _last_line(log: Path) -> str:
    if not log.exists():
        return ""
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return f"It said: {lines[-1]} (log: {log})" if lines else f"Its log: {log}"


def _port(text: str) -> int:
    number = int(text)
    if not 0 < number < 1 << 16:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return number
