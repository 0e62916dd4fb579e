"""The web app: installed and built when its files changed, then handed to the server.

- `npm ci` runs when the lock file changed, the build when any source file did.
- The built app is copied whole: a half-copied one is never served.
"""

# SPDX-License-Identifier: Apache-2.0
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from tools.dev.environment import digest
from tools.dev.shell import ROOT, Failure, run, step
from tools.dev.web_lock import Entry

WEB = ROOT / "web"
MODULES = WEB / "node_modules"
BUILT = WEB / "dist"
SERVED = ROOT / "server/src/sealmark/interfaces/static_web"
INSTALL_STAMP = MODULES / ".sealmark-install"
BUILD_STAMP = MODULES / ".sealmark-build"
NOT_SOURCE = {"node_modules", "dist", "test-results", "coverage"}
NPM = {"CI": "true"}


def exists() -> bool:
    """Say whether this checkout has a web app."""
    return (WEB / "package.json").exists()


def ensure_installed() -> None:
    """Install the web app's packages exactly as locked."""
    wanted = digest([WEB / "package-lock.json", WEB / "package.json"])
    if read(INSTALL_STAMP) == wanted:
        return
    if not shutil.which("npm"):
        raise Failure("npm is not installed; Node 20 is needed to build the web app")
    if not matches_lock():
        with step("web packages"):
            run(["npm", "ci", "--no-audit", "--no-fund"], cwd=WEB)
    INSTALL_STAMP.write_text(wanted)


def matches_lock() -> bool:
    """Say whether `node_modules` already holds what the lock names."""
    installed = MODULES / ".package-lock.json"
    if not installed.exists():
        return False
    locked = json.loads((WEB / "package-lock.json").read_text())["packages"]
    return not lacking(locked, json.loads(installed.read_text())["packages"])


def lacking(locked: dict[str, Entry], installed: dict[str, Entry]) -> list[str]:
    """Name the locked packages that are missing or of another version.

    Optional ones may be missing: they are builds for other platforms.
    """
    return [
        name
        for name, entry in locked.items()
        if name
        and installed.get(name, {}).get("version") != entry["version"]
        and not (entry.get("optional") and name not in installed)
    ]


def ensure_built() -> None:
    """Build the web app and lay it where the server and the wheel take it from."""
    if not exists():
        return
    ensure_installed()
    wanted = digest(sources())
    if read(BUILD_STAMP) == wanted and (SERVED / "index.html").exists():
        return
    with step("web app"):
        run(["npm", "run", "build"], cwd=WEB, extra=NPM)
        serve(BUILT, SERVED)
    BUILD_STAMP.write_text(wanted)


def serve(built: Path, served: Path) -> None:
    """Replace what is served by what was built."""
    incoming = served.with_name(served.name + ".new")
    shutil.rmtree(incoming, ignore_errors=True)
    shutil.copytree(built, incoming)
    shutil.rmtree(served, ignore_errors=True)
    incoming.rename(served)


def sources() -> Iterator[Path]:
    """Yield every file that the build reads."""
    for top in WEB.iterdir():
        if top.name in NOT_SOURCE:
            continue
        yield from (path for path in [top, *top.rglob("*")] if path.is_file())


def read(stamp: Path) -> str | None:
    """Return what a stamp says, if it is there."""
    return stamp.read_text() if stamp.exists() else None
