"""A whole installation, as a new user starts it: `sealmark up --demo`, and the people who use it.

- Everything is real: Postgres, web, worker, redactor with its model, sequencer, a browser.
- `Person` is somebody at a browser of their own; whatever it receives is written down in `Heard`.
"""

# SPDX-License-Identifier: Apache-2.0
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from acceptance.pages import App
from acceptance.up_world import SOURCES, Up, Who, free_port
from playwright.sync_api import Browser, BrowserContext, Response
from playwright.sync_api import Error as BrowserError

from tools.dev.chromium import in_ci
from tools.dev.shell import ROOT

READY_S = 120.0
AXE = ROOT / "web/node_modules/axe-core/axe.min.js"
_LINK = re.compile(r"^ +(\w+) +(http\S+/link#\S+)$", re.MULTILINE)
_ALONE = """
import sys

def refuse(event, arguments):
    if event.startswith("socket."):
        raise OSError("there is no network here")

sys.addaudithook(refuse)
sys.modules.update(dict.fromkeys(("sealmark", "django", "psycopg")))
from sealmark_verify.cli import entry
entry()
"""
_WATCH = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`content policy: ${event.effectiveDirective} ${event.blockedURI}`);
});
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer of the server to somebody's browser."""

    who: str
    method: str
    path: str
    status: int
    body: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode(errors="replace")


@dataclass(slots=True, kw_only=True)
class Heard:
    """What browsers received, and what they refused or could not do."""

    answers: list[Answer] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def by(self, who: str) -> list[Answer]:
        """Return the answers that somebody received."""
        return [answer for answer in self.answers if answer.who == who]

    def listen(self, context: BrowserContext, who: str) -> None:
        """Write down everything that `who` receives from now on."""

        def note(response: Response) -> None:
            path = response.url.partition("://")[2].partition("/")[2]
            if not path.startswith(("api/", "_allauth/")):
                return
            try:
                body = response.body()
            except BrowserError:
                # The page was left before the answer came: nobody received it.
                return
            method = response.request.method
            self.answers.append(
                Answer(who=who, method=method, path=path, status=response.status, body=body)
            )

        context.on("response", note)
        context.on("weberror", lambda error: self.complaints.append(f"{who}: {error.error}"))
        context.on("console", lambda said: self._hear(who, said.type, said.text))

    def _hear(self, who: str, kind: str, text: str) -> None:
        # The browser says so itself for each answer of 400 and above; those are in `answers`.
        if kind == "error" and not text.startswith("Failed to load resource"):
            self.complaints.append(f"{who}: {text}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody at a browser."""

    app: App
    context: BrowserContext

    @property
    def state(self) -> object:
        """The session's cookies, with which another context goes on."""
        return self.context.storage_state()


@dataclass(slots=True, kw_only=True)
class Installation:
    """A running installation with its demo."""

    up: Up
    heard: Heard = field(default_factory=Heard)

    @property
    def base(self) -> str:
        """The address, without a slash at the end."""
        return f"http://127.0.0.1:{self.up.port}"

    def link(self, role: str) -> str:
        """Return the one-time link that was printed for a person of the demo."""
        return str(dict(_LINK.findall(self.up.told()))[role])

    def fresh_link(self, role: str) -> str:
        """Return a one-time link of its own: another file's tests may have used the printed one."""
        told = self.command("demo", "--home", str(self.up.home))
        assert told.returncode == 0, told.stderr
        secret = dict(_LINK.findall(told.stdout))[role].partition("#")[2]
        return f"{self.base}/link#{secret}"

    def person(
        self, browser: Browser, who: str, *, dark: bool = False, width: int = 1280
    ) -> Person:
        """Open a browser context of its own for somebody."""
        context = browser.new_context(
            viewport={"width": width, "height": 900 if width > 1280 else 800},
            color_scheme="dark" if dark else "light",
            accept_downloads=True,
        )
        context.set_default_timeout(20_000)
        context.add_init_script(_WATCH)
        self.heard.listen(context, who)
        return Person(app=App(page=context.new_page(), base=self.base), context=context)

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Carry out a `sealmark` command on this installation's home."""
        return subprocess.run(
            [sys.executable, "-m", "sealmark.interfaces.cli.main", *words],
            env={"PATH": os.defpath, "PYTHONPATH": os.pathsep.join(SOURCES)},
            cwd=self.up.home.parent,
            capture_output=True,
            text=True,
            check=False,
        )


@contextmanager
def an_installation(folder: Path | None = None) -> Iterator[Installation]:
    """Start an installation in a temporary home (in `folder`, if one is given), and end it."""
    _refuse_unbuilt()
    folder = folder or Path(tempfile.mkdtemp(prefix="sm-job-"))
    who = Who(name="self", python=sys.executable, become=[], user=os.geteuid())
    program = ("-m", "sealmark.interfaces.cli.main", "up")
    it = Installation(up=Up(who=who, home=folder / "home", port=free_port(), program=program))
    run = it.up.start("--demo")
    try:
        it.up.until(lambda: run.poll() is not None or _is_ready(it), seconds=READY_S)
        assert run.poll() is None, it.up.told()
        yield it
    finally:
        run.terminate()
        run.wait()
        it.up.until(lambda: not it.up.left_over())
        shutil.rmtree(folder / "home", ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)


def verify_offline(bundle: Path, *, folder: Path) -> subprocess.CompletedProcess[str]:
    """Verify a bundle as a client would: the verifier alone, no server code, and no network."""
    return subprocess.run(
        [sys.executable, "-c", _ALONE, bundle],
        env={"PATH": os.defpath, "PYTHONPATH": SOURCES[1]},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def accessibility_violations(person: Person) -> list[str]:
    """Run axe on the page as it stands; return each violation, with its first place and why."""
    page = person.app.page
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run(document)")
    assert found["passes"], "axe looked at nothing"
    firsts = [(one["id"], one["nodes"][0]) for one in found["violations"]]
    return [f"{kind} at {node['target']}: {node['failureSummary']}" for kind, node in firsts]


def _is_ready(it: Installation) -> bool:
    if len(_LINK.findall(it.up.told())) < 4:
        return False
    try:
        with urllib.request.urlopen(f"{it.base}/readyz", timeout=5) as answer:  # noqa: S310 - loopback
            return bool(answer.status == 200)
    except urllib.error.URLError:
        return False


def _refuse_unbuilt() -> None:
    index = Path(SOURCES[0]) / "sealmark/interfaces/static_web/index.html"
    if index.is_file() and AXE.is_file():
        return
    reason = "the web app is not built: run `make setup`"
    pytest.fail(reason) if in_ci() else pytest.skip(reason)
